import { sql } from 'kysely'
import { Temporal } from '#kernel/time.ts'
import { type ClockEvent, DeadlineRules, type TimeLimit, timeLimitFrom } from '#modules/calendar/domain/index.ts'
import type { ChainLink } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'

/** What an open dossier is counted with. Moments are milliseconds: a million of them are read in one go. */
export type CountedDossier = {
  readonly id: string
  readonly version: number
  readonly dueMs: number
  /** From when on its open work says that being late is critical; null where it says nothing or several things. */
  readonly criticalMs: number | null
  readonly limit: TimeLimit | null
  readonly events: readonly ClockEvent[]
  readonly rules: DeadlineRules | null
}

/** One recomputation in a province at a time; held until the transaction ends. */
export const tryLockDueDates = async (tx: Tx): Promise<boolean> => {
  const answer = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('dossiers.due-dates'), hashtext(current_schema())) as taken`.execute(tx)
  return answer.rows[0]?.taken ?? false
}

/** The dossiers whose clock runs towards a due date, batch by batch, as they were when the transaction began. */
export async function* openDossierIds(tx: Tx, batchSize: number): AsyncGenerator<readonly string[]> {
  await sql`
    declare open_dossier no scroll cursor for
    select id from dossier where status in (2, 4) and due_at is not null`.execute(tx)
  for (;;) {
    const { rows } = await sql<{ id: string }>`fetch ${sql.lit(batchSize)} from open_dossier`.execute(tx)
    if (rows.length === 0) return
    yield rows.map(({ id }) => id)
  }
}

type DossierRow = Pick<CountedDossier, 'id' | 'version' | 'dueMs' | 'criticalMs'> & {
  readonly amount: number | null
  readonly unit: string | null
}

type EventRow = {
  readonly dossierId: string
  readonly kind: ClockEvent['kind']
  readonly atMs: number
  readonly dueAfterMs: number | null
  readonly rules: string | null
}

const instant = (milliseconds: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(milliseconds)

const eventOf = ({ kind, atMs, dueAfterMs }: EventRow): ClockEvent =>
  kind === 'reappointed'
    ? { kind, at: instant(atMs), newDue: instant(dueAfterMs ?? atMs) }
    : { kind, at: instant(atMs) }

/** Of a million dossiers few have rules of their own: each wording is read once. */
const readers = () => {
  const rules = new Map<string, DeadlineRules>()
  const limits = new Map<string, TimeLimit | null>()
  return {
    rulesOf: (text: string): DeadlineRules => {
      const known = rules.get(text) ?? DeadlineRules.parse(JSON.parse(text))
      rules.set(text, known)
      return known
    },
    limitOf: ({ amount, unit }: DossierRow): TimeLimit | null => {
      const key = `${amount} ${unit}`
      const known = limits.get(key)
      if (known !== undefined) return known
      const limit = timeLimitFrom({ amount, unit })
      limits.set(key, limit)
      return limit
    },
  }
}

export type DueDateReader = (tx: Tx, ids: readonly string[]) => Promise<readonly CountedDossier[]>

/** Reads those of the dossiers that are still running, with the moves of their clocks. Locks nothing. Two statements. */
export const openDueDateReader = (): DueDateReader => {
  const { rulesOf, limitOf } = readers()
  return async (tx, ids) => {
    const given = [...ids]
    const dossiers = await sql<DossierRow>`
      select d.id, d.version, (extract(epoch from d.due_at) * 1000)::float8 as "dueMs", d.limit_amount::float8 as amount,
        d.limit_unit as unit, (extract(epoch from work.critical_at) * 1000)::float8 as "criticalMs"
      from dossier d
      left join (
        select subject_id, min(critical_at) as critical_at from work_item
        where subject_id = any(${given}::uuid[]) and state in ('open', 'paused')
        group by subject_id having count(distinct critical_at) = 1 and count(critical_at) = count(*)
      ) work on work.subject_id = d.id
      where d.id = any(${given}::uuid[]) and d.status in (2, 4) and d.due_at is not null`.execute(tx)
    const events = await sql<EventRow>`
      select dossier_id as "dossierId", kind, (extract(epoch from at) * 1000)::float8 as "atMs",
        (extract(epoch from due_after) * 1000)::float8 as "dueAfterMs", case when seq = 1 then rules::text end as rules
      from clock_event where dossier_id = any(${given}::uuid[])
      order by dossier_id, seq`.execute(tx)
    const moves = new Map<string, { readonly events: ClockEvent[]; rules: DeadlineRules | null }>()
    for (const row of events.rows) {
      const known = moves.get(row.dossierId) ?? { events: [], rules: null }
      known.events.push(eventOf(row))
      if (row.rules !== null) known.rules = rulesOf(row.rules)
      moves.set(row.dossierId, known)
    }
    return dossiers.rows.map((row) => ({
      id: row.id,
      version: row.version,
      dueMs: row.dueMs,
      criticalMs: row.criticalMs,
      limit: limitOf(row),
      events: moves.get(row.id)?.events ?? [],
      rules: moves.get(row.id)?.rules ?? null,
    }))
  }
}

/** Locks those that are still as they were read, in the order of their ids; of the others somebody has just done a deed. */
export const lockAsRead = async (
  tx: Tx,
  read: readonly Pick<CountedDossier, 'id' | 'version'>[],
): Promise<ReadonlySet<string>> => {
  const answer = await sql<{ id: string }>`
    select d.id from unnest(${read.map(({ id }) => id)}::uuid[], ${read.map(({ version }) => version)}::int[]) as was (id, version)
    join dossier d on d.id = was.id and d.version = was.version
    order by d.id for update of d`.execute(tx)
  return new Set(answer.rows.map(({ id }) => id))
}

/** The last entry in the log of each dossier. */
export const lastLinks = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ChainLink>> => {
  const answer = await sql<ChainLink & { readonly id: string }>`
    select given.id, last.seq, last.hash from unnest(${[...ids]}::uuid[]) given (id)
    cross join lateral (
      select seq, hash from action_log where subject_kind = 'dossier' and subject_id = given.id order by seq desc limit 1
    ) last`.execute(tx)
  return new Map(answer.rows.map(({ id, seq, hash }) => [id, { seq, hash }]))
}

export type NewDue = { readonly id: string; readonly dueMs: number; readonly criticalMs: number | null }

/** Repeats due dates on the open work of locked dossiers, and from when on it is critical. */
export const writeWorkDue = async (tx: Tx, dues: readonly NewDue[]): Promise<void> => {
  if (dues.length === 0) return
  await sql`
    update work_item w set subject_due_at = fresh.due, critical_at = fresh.critical
    from (select id, to_timestamp(due / 1000) as due, to_timestamp(critical / 1000) as critical from unnest(
      ${dues.map(({ id }) => id)}::uuid[], ${dues.map(({ dueMs }) => dueMs)}::float8[],
      ${dues.map(({ criticalMs }) => criticalMs)}::float8[]) given (id, due, critical)) fresh
    where w.subject_id = fresh.id and w.state in ('open', 'paused')
      and (w.subject_due_at, w.critical_at) is distinct from (fresh.due, fresh.critical)`.execute(tx)
}

export const writeDues = async (tx: Tx, dues: readonly NewDue[], at: Temporal.Instant): Promise<void> => {
  if (dues.length === 0) return
  await sql`
    update dossier d set due_at = to_timestamp(fresh.due / 1000), updated_at = ${at}, version = version + 1
    from unnest(${dues.map(({ id }) => id)}::uuid[], ${dues.map(({ dueMs }) => dueMs)}::float8[]) fresh (id, due)
    where d.id = fresh.id`.execute(tx)
}
