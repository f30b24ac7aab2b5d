import { z } from 'zod'

/**
 * What was found of the signatures of a file. `altered`: something differs from what was signed. `revoked`, `untrusted`: nothing differs, but who signed is not
 * vouched for. `unreadable`, `too-heavy`: nobody here can tell.
 */
export const fileVerdicts = ['valid', 'unsigned', 'unreadable', 'too-heavy', 'untrusted', 'revoked', 'altered'] as const
export type FileVerdict = (typeof fileVerdicts)[number]

const JudgedFinding = z.object({
  code: z.string(),
  isAllowed: z.boolean(),
  page: z.number().optional(),
  field: z.string().optional(),
  text: z.string().optional(),
})
export type JudgedFinding = z.infer<typeof JudgedFinding>

const JudgedSignature = z.object({
  signer: z.string(),
  organisation: z.string(),
  /** As an instant; none where the signature says none. */
  signedAt: z.string().optional(),
  isTimeProven: z.boolean(),
  isValid: z.boolean(),
  findings: z.array(JudgedFinding),
})

/** What is kept of a report: who signed when, and what was found. */
export const KeptReport = z.object({ signatures: z.array(JudgedSignature), findings: z.array(JudgedFinding) })
export type KeptReport = z.infer<typeof KeptReport>

/** Its signatures say that it is not what was sent, or not by whom it says. */
export const isUnsound = (verdict: FileVerdict): boolean =>
  verdict === 'altered' || verdict === 'revoked' || verdict === 'untrusted'

/** The gravest of several; null of none. */
export const gravestVerdict = (verdicts: readonly FileVerdict[]): FileVerdict | null =>
  fileVerdicts.findLast((one) => verdicts.includes(one)) ?? null
