import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { FilingRule } from './filing-rule.ts'

export const workFileSubject = 'work-file'

export const workFileStates = ['open', 'closed', 'offered', 'archived', 'destroyed'] as const
export type WorkFileState = (typeof workFileStates)[number]

export const workFileKinds = ['general', 'construction', 'dossier'] as const
export type WorkFileKind = (typeof workFileKinds)[number]

export type UseMode = 'open' | 'conditional'

/** Papers of one matter, in the order in which they came to be. @legal ND-30-2020 Điều 29 */
export type WorkFile = {
  readonly id: string
  readonly agencyId: string
  readonly unitId: string | null
  readonly keeperId: string | null
  readonly year: number
  readonly number: number
  readonly notation: string
  readonly title: string
  readonly kind: WorkFileKind
  /** Null: for ever. */
  readonly retentionYears: number | null
  readonly useMode: UseMode
  readonly keyword: string
  readonly note: string
  readonly state: WorkFileState
  readonly openedAt: Temporal.Instant
  readonly endedOn: Temporal.PlainDate | null
  readonly handOverBy: Temporal.PlainDate | null
  readonly archiveCode: string | null
  readonly rule: FilingRule
}

/** `01.TCCB`: number and letters of the heading. @legal ND-30-2020 Phụ lục V */
export const writtenFileCode = ({ number, notation }: Pick<WorkFile, 'number' | 'notation'>): string =>
  `${String(number).padStart(2, '0')}.${notation}`

/** Letters of a heading, as they stand behind the number of a file. */
export const notationPattern = /^[0-9A-ZĐƯƠÂÊÔĂ&.-]{1,20}$/

/** Null is for ever. */
export const isRetention = (years: number | null): boolean =>
  years === null || (Number.isInteger(years) && years >= 1 && years <= 200)

export const HandOverRules = z.object({
  /** From the end of the work. */
  months: z.number().int().min(1).max(120),
  /** From the settlement of a building. */
  constructionMonths: z.number().int().min(1).max(120),
  /** Files kept shorter stay with the unit. */
  leastYears: z.number().int().min(1).max(100),
  /** How many days before the last day its keeper is told. */
  warningDays: z.number().int().min(1).max(365),
})
export type HandOverRules = z.infer<typeof HandOverRules>

/** When files go to the archive. @legal ND-30-2020 Điều 30 khoản 2, Điều 31 khoản 3 điểm c */
export const handOverRules = {
  key: 'work-files.hand-over',
  schema: HandOverRules,
  whenUndecided: { months: 12, constructionMonths: 3, leastYears: 5, warningDays: 30 },
}

/** How long the file of a settled one-stop dossier is kept, where its field has no rule of its own. */
export const dossierFileYears = {
  key: 'work-files.dossier-years',
  schema: z.number().int().min(1).max(200),
  whenUndecided: 10,
}

/** The last day for the hand-over; null when the file stays with the unit. @legal ND-30-2020 Điều 30, Điều 31 */
export const handOverBy = (
  rules: HandOverRules,
  file: Pick<WorkFile, 'kind' | 'retentionYears'>,
  endedOn: Temporal.PlainDate,
): Temporal.PlainDate | null => {
  if (file.retentionYears !== null && file.retentionYears < rules.leastYears) return null
  return endedOn.add({ months: file.kind === 'construction' ? rules.constructionMonths : rules.months })
}
