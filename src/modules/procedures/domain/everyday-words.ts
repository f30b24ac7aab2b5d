import { z } from 'zod'
import { ProcedureCode } from './published-procedure.ts'

/** A word of everyday speech or an abbreviation, what it stands for in the official language, and the procedures it usually means. */
export const EverydayWord = z.strictObject({
  term: z.string().min(1).max(100),
  meaning: z.string().min(1).max(200),
  procedures: z.array(ProcedureCode).default([]),
})
export type EverydayWord = z.infer<typeof EverydayWord>

export const EverydayWords = z.array(EverydayWord)
export type EverydayWords = z.infer<typeof EverydayWords>
