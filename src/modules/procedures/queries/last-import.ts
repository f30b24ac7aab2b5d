import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

const ImportCounts = z.object({
  lines: z.number().default(0),
  imported: z.number().default(0),
  changed: z.number().default(0),
  unchanged: z.number().default(0),
  refused: z.number().default(0),
  doubtful: z.number().default(0),
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** The first lines that were refused and the procedures that the list no longer has, as the report keeps them. */
const KeptReport = z.object({
  refusals: z.array(z.object({ line: z.number(), code: z.string(), text: z.string() })).default([]),
  missing: z.array(z.object({ code: z.string(), name: z.string() })).default([]),
})

export type LastImport = {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly fileName: string
  readonly askedBy: string
  readonly askedAt: Temporal.Instant
  readonly finishedAt: Temporal.Instant | null
  readonly counts: ImportCounts
  readonly failure: string | null
} & z.infer<typeof KeptReport>

type Row = Omit<LastImport, 'counts' | 'refusals' | 'missing'> & { readonly counts: unknown; readonly report: unknown }

export const lastImport = async (reader: Reader): Promise<LastImport | null> => {
  const { rows } = await sql<Row>`
    select i.state, i.file_name as "fileName", o.full_name as "askedBy", i.asked_at as "askedAt", i.finished_at as "finishedAt",
      i.counts, i.report, i.failure
    from procedure_import i join officer o on o.id = i.asked_by order by i.asked_at desc, i.id desc limit 1`.execute(
    reader,
  )
  const [row] = rows
  if (row === undefined) return null
  const { report, ...run } = row
  return { ...run, counts: ImportCounts.parse(row.counts), ...KeptReport.parse(report ?? {}) }
}

const Doubts = z.array(z.object({ code: z.string(), field: z.string(), text: z.string() }))

export type DoubtfulProcedure = {
  readonly code: string
  readonly name: string
  readonly doubts: z.infer<typeof Doubts>
}

/** Procedures that the reader was not sure of, in the order of their codes, behind a code. */
export const listDoubtful = async (
  reader: Reader,
  after: string,
  limit: number,
): Promise<{ readonly procedures: readonly DoubtfulProcedure[]; readonly next: string | null }> => {
  const { rows } = await sql<{ code: string; name: string; doubts: unknown }>`
    select code, name, doubts from procedure where doubts <> '[]' and code > ${after} order by code limit ${limit + 1}`.execute(
    reader,
  )
  const shown = rows.slice(0, limit).map(({ doubts, ...row }) => ({ ...row, doubts: Doubts.parse(doubts) }))
  return { procedures: shown, next: rows.length > limit ? (shown.at(-1)?.code ?? null) : null }
}
