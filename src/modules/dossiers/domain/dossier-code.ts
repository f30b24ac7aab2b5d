import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'

/** Whose agency code leads a dossier's code, and how many digits its daily number has at least. @legal TT-01-2018 Điều 19 */
export const DossierCodeRule = z.strictObject({
  leadingAgency: z.enum(['receiving', 'deciding']),
  counterDigits: z.number().int().min(4).max(8),
})
export type DossierCodeRule = z.infer<typeof DossierCodeRule>

export const dossierCodeRuleKey = { key: 'dossiers.code', schema: DossierCodeRule } as const

const two = (value: number): string => String(value).padStart(2, '0')

/** The part of a code before its number, under which the day's dossiers of the agency are counted: `H44.21-260828`. */
export const dossierCodePrefix = (agencyCode: string, day: Temporal.PlainDate): string =>
  `${agencyCode}-${two(day.year % 100)}${two(day.month)}${two(day.day)}`

/** `H44.21-260828-0042` */
export const dossierCode = (rule: DossierCodeRule, prefix: string, number: number): string =>
  `${prefix}-${String(number).padStart(rule.counterDigits, '0')}`

const pattern = /^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{4,8}$/

/** What people type for a code: blanks and small letters are forgiven. Null when it cannot be one. */
export const readDossierCode = (typed: string): string | null => {
  const code = typed.replace(/\s+/g, '').toUpperCase()
  return pattern.test(code) ? code : null
}
