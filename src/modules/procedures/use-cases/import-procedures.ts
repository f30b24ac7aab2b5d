import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Clock } from '#kernel/time.ts'
import { type Actor, hasRole } from '#modules/identity/domain/index.ts'
import { type ActionActor, appendAfter, beginningOfChain, type ChainLink } from '#platform/action-log/action-log.ts'
import type { Database, Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { type NationalRecord, PublishedProcedure, readNationalLines } from '../domain/index.ts'
import { findKnown, listMissing, lockImport, saveImported } from '../store/imported-procedures.ts'
import { refreshSearch, refreshVocabulary } from '../store/search-index.ts'
import { beginReport, type ImportReport, type ReportInTheMaking } from './import-report.ts'

export type ImportDeps = {
  readonly database: Database
  readonly clock: Clock
  /** Told after every batch. */
  readonly onProgress?: (counts: ReturnType<ReportInTheMaking['counts']>) => void
}

export type ImportProcedures = {
  /** Where the list came from, for the log. */
  readonly source: string
  /** Opens the lines of the list; called twice, because nothing is written before the whole list could be read. */
  readonly open: () => AsyncIterable<string>
}

export type ImportRefusal =
  | { readonly code: 'import.not-permitted' }
  | { readonly code: 'import.unreadable'; readonly reason: string }
  | { readonly code: 'import.empty' }

const batchSize = 200

const readableLines = async (open: ImportProcedures['open']): Promise<Result<number, ImportRefusal>> => {
  let lines = 0
  try {
    for await (const line of open()) if (line.trim() !== '') lines += 1
  } catch (error) {
    return refuse({ code: 'import.unreadable', reason: error instanceof Error ? error.message : String(error) })
  }
  return lines === 0 ? refuse({ code: 'import.empty' }) : accept(lines)
}

type Running = {
  readonly deps: ImportDeps
  readonly id: string
  readonly source: string
  readonly actor: ActionActor
  readonly report: ReportInTheMaking
  /** The last entry of the log of this import. */
  link: ChainLink
}

const log = async (tx: Tx, running: Running, type: string, detail: Record<string, unknown>): Promise<void> => {
  const now = running.deps.clock.now()
  running.link = await appendAfter(tx, running.link, {
    subjectKind: 'procedure-import',
    subjectId: running.id,
    type,
    actor: running.actor,
    occurredAt: now,
    recordedAt: now,
    detail: { source: running.source, ...detail },
  })
}

/** One batch in one transaction: what is new or other is written, with the words by which it is found; the rest is left alone. */
const importBatch = (running: Running, batch: readonly NationalRecord[]): Promise<void> =>
  running.deps.database.transaction().execute(async (tx) => {
    await lockImport(tx)
    const known = await findKnown(tx, batch)
    const written: { readonly record: NationalRecord; readonly how: 'imported' | 'changed' }[] = []
    for (const record of batch) {
      const before = known.get(record.published.code)
      if (before?.digest === record.digest) running.report.leave()
      else {
        const old = before === undefined ? null : PublishedProcedure.parse(before.published)
        written.push({ record, how: running.report.judge(record, old) })
      }
    }
    if (written.length === 0) return
    await saveImported(
      tx,
      written.map((one) => one.record),
      running.deps.clock.now(),
    )
    await refreshSearch(
      tx,
      written.map((one) => one.record.published.code),
    )
    const codesOf = (how: string) => written.filter((one) => one.how === how).map((one) => one.record.published.code)
    await log(tx, running, 'procedures.imported', { imported: codesOf('imported'), changed: codesOf('changed') })
  })

const finish = (running: Running): Promise<ImportReport> =>
  running.deps.database.transaction().execute(async (tx) => {
    await lockImport(tx)
    const { report, deps } = running
    const counts = report.counts()
    if (counts.imported + counts.changed > 0) await refreshVocabulary(tx)
    const missing = await listMissing(tx, report.codes())
    const detail = { ...counts, missing: missing.length }
    await log(tx, running, 'procedures.import-finished', detail)
    const subject = { subjectKind: 'procedure-import', subjectId: running.id }
    await publishEvent(tx, {
      type: 'procedures.import-finished',
      ...subject,
      data: detail,
      occurredAt: deps.clock.now(),
    })
    return report.finish(missing)
  })

const actionActor = (actor: Actor): ActionActor => {
  if (actor.kind !== 'officer') return { kind: 'system' }
  const post = actor.posts.find((one) => one.role === 'administrator')
  return { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) }
}

/**
 * Takes in the list of the national database, batch by batch, holding one batch at a time. Only what is published changes: process, e-form,
 * fees and words of the province stay as they are, and the same list again changes nothing. Broken off, what was done stays and the next
 * import goes on. Refused: a list that cannot be read to its end, before anything is written.
 */
export const importProcedures = async (
  deps: ImportDeps,
  actor: Actor,
  command: ImportProcedures,
): Promise<Result<ImportReport, ImportRefusal>> => {
  if (actor.kind !== 'system' && !hasRole(actor, 'administrator')) return refuse({ code: 'import.not-permitted' })
  const readable = await readableLines(command.open)
  if (!readable.ok) return readable
  const running: Running = {
    deps,
    id: newId(),
    source: command.source,
    actor: actionActor(actor),
    report: beginReport(),
    link: beginningOfChain,
  }
  let batch: NationalRecord[] = []
  const takeIn = async (): Promise<void> => {
    await importBatch(running, batch)
    batch = []
    deps.onProgress?.(running.report.counts())
  }
  for await (const line of readNationalLines(command.open())) {
    running.report.read(line)
    if (line.result.ok) batch.push(line.result.value)
    if (batch.length >= batchSize) await takeIn()
  }
  if (batch.length > 0) await takeIn()
  return accept(await finish(running))
}
