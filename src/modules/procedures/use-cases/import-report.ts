import {
  compareRecords,
  type Doubt,
  type DoubtCode,
  type NationalLine,
  type NationalRecord,
  type PublishedField,
  type PublishedProcedure,
} from '../domain/index.ts'

export type ChangedProcedure = {
  readonly code: string
  readonly name: string
  readonly fields: readonly { readonly field: PublishedField; readonly kind: 'added' | 'removed' | 'changed' }[]
}

export type RefusedLine = { readonly line: number; readonly code: string; readonly text: string }

export type DoubtExample = { readonly procedureCode: string; readonly field: string; readonly text: string }

export type DoubtCount = {
  readonly code: DoubtCode
  readonly procedures: number
  readonly examples: readonly DoubtExample[]
}

/** What an import did. Counts are whole; lists hold the first of each kind, so that a report of any import fits in memory. */
export type ImportReport = {
  readonly lines: number
  readonly imported: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  /** Procedures read with at least one doubt; every doubt is kept with its procedure. */
  readonly doubtful: number
  readonly changes: readonly ChangedProcedure[]
  readonly refusals: readonly RefusedLine[]
  readonly doubts: readonly DoubtCount[]
  /** Here, but not in the list: reported, not withdrawn. */
  readonly missing: readonly { readonly code: string; readonly name: string }[]
}

const listed = 200
const examplesKept = 3

export type ReportInTheMaking = {
  readonly read: (line: NationalLine) => void
  readonly judge: (record: NationalRecord, before: PublishedProcedure | null) => 'imported' | 'changed'
  readonly leave: () => void
  readonly codes: () => readonly string[]
  readonly counts: () => Pick<ImportReport, 'lines' | 'imported' | 'changed' | 'unchanged' | 'refused' | 'doubtful'>
  readonly finish: (missing: ImportReport['missing']) => ImportReport
}

type Counts = { lines: number; imported: number; changed: number; unchanged: number; refused: number; doubtful: number }

const countDoubts = (
  doubts: Map<DoubtCode, { procedures: number; examples: DoubtExample[] }>,
  procedureCode: string,
  found: readonly Doubt[],
): void => {
  for (const code of new Set(found.map((doubt) => doubt.code))) {
    const kept = doubts.get(code) ?? { procedures: 0, examples: [] }
    kept.procedures += 1
    const first = found.find((doubt) => doubt.code === code)
    if (kept.examples.length < examplesKept && first !== undefined)
      kept.examples.push({ procedureCode, field: first.field, text: first.text })
    doubts.set(code, kept)
  }
}

/** Collects a report line by line. */
export const beginReport = (): ReportInTheMaking => {
  const counts: Counts = { lines: 0, imported: 0, changed: 0, unchanged: 0, refused: 0, doubtful: 0 }
  const changes: ChangedProcedure[] = []
  const refusals: RefusedLine[] = []
  const doubts = new Map<DoubtCode, { procedures: number; examples: DoubtExample[] }>()
  const codes: string[] = []
  return {
    read: ({ line, result }) => {
      counts.lines += 1
      if (!result.ok) {
        counts.refused += 1
        if (refusals.length < listed) refusals.push({ line, ...result.refusal })
        return
      }
      codes.push(result.value.published.code)
      if (result.value.doubts.length === 0) return
      counts.doubtful += 1
      countDoubts(doubts, result.value.published.code, result.value.doubts)
    },
    judge: ({ published }, before) => {
      if (before === null) {
        counts.imported += 1
        return 'imported'
      }
      counts.changed += 1
      const fields = compareRecords(before, published).map(({ field, kind }) => ({ field, kind }))
      if (changes.length < listed) changes.push({ code: published.code, name: published.name, fields })
      return 'changed'
    },
    leave: () => {
      counts.unchanged += 1
    },
    codes: () => codes,
    counts: () => ({ ...counts }),
    finish: (missing) => ({
      ...counts,
      changes,
      refusals,
      doubts: [...doubts]
        .map(([code, kept]) => ({ code, ...kept }))
        .sort((left, right) => right.procedures - left.procedures),
      missing,
    }),
  }
}
