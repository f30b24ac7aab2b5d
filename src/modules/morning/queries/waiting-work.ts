import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'

const waitingKinds = ['dossier', 'official-document', 'task'] as const
export type WaitingKind = (typeof waitingKinds)[number]

/** Beyond this a kind of work at a place is not counted on. */
export const mostCounted = 1_000

const Moment = z.string().transform((text) => Temporal.Instant.from(text))
const Kind = z.enum(waitingKinds)
/** Of a document: which way it goes. */
const Direction = z.enum(['incoming', 'outgoing']).nullable()

const Count = z.object({
  kind: Kind,
  deed: z.string(),
  direction: Direction,
  count: z.number(),
  overdue: z.number(),
  today: z.number(),
  fresh: z.number(),
})
/** How much of one kind of work waits, and of it: too late, due before the day ends, come since the last working day. */
export type WaitingCount = z.infer<typeof Count>

const Row = z.object({
  kind: Kind,
  deed: z.string(),
  direction: Direction,
  subjectId: z.uuid(),
  title: z.string(),
  /** The code of a dossier or document; who asked for a task. */
  code: z.string(),
  /** Whose it is: who filed, who wrote, where the task comes from. */
  from: z.string(),
  pressingAt: Moment.nullable(),
  openedAt: Moment,
})
export type WaitingRow = z.infer<typeof Row>

const Waiting = z.object({ counts: z.array(Count), pressing: z.array(Row), fresh: z.array(Row) })
export type WaitingWork = z.infer<typeof Waiting>

export type WaitingQuestion = {
  readonly now: Temporal.Instant
  readonly dayEnds: Temporal.Instant
  readonly freshSince: Temporal.Instant
  /** Rows that are told one by one, of what presses and of what is new. */
  readonly rows: number
}

const columns = sql`w.id, w.subject_kind, w.subject_id, w.deed, w.opened_at, w.pressing_at`
const inOrder = sql`order by w.pressing_at, w.id limit ${mostCounted}`

const placesOf = ({ posts }: OfficerActor): RawBuilder<unknown> => sql`
  select * from unnest(${posts.map((post) => post.agencyId)}::uuid[], ${posts.map((post) => post.role)}::text[],
    ${posts.map((post) => post.unitId)}::uuid[], ${posts.map((post) => post.isDelegated)}::boolean[])
    as held (agency_id, role, unit_id, sees_given)`

/** Given to the officer, or lying where one of his posts takes work: the same as the lists behind show. */
const workOf = ({ officerId }: OfficerActor): RawBuilder<unknown> => sql`
  select distinct on (id) * from (
    select near.* from kind cross join lateral (
      select ${columns} from work_item w
      where w.subject_kind = kind.name and w.officer_id = ${officerId} and w.state = 'open'
        and (kind.name <> 'dossier' or exists (select from place where place.agency_id = w.agency_id and place.role = w.role
          and (w.unit_id is null or place.unit_id is null or w.unit_id = place.unit_id)))
      ${inOrder}) near
    union all
    select near.* from place cross join kind cross join lateral (
      select ${columns} from work_item w
      where w.subject_kind = kind.name and w.agency_id = place.agency_id and w.role = place.role and w.state = 'open'
        and (w.unit_id is null or place.unit_id is null or w.unit_id = place.unit_id)
        and (w.officer_id is null or (place.sees_given and w.officer_id <> ${officerId}))
      ${inOrder}) near
  ) found`

const row = sql`jsonb_build_object('kind', w.subject_kind, 'deed', w.deed, 'direction', doc.direction, 'subjectId', w.subject_id,
  'title', coalesce(d.procedure_name, doc.subject, t.title, ''),
  'code', coalesce(d.code, case when doc.code_number is null then '' else doc.code_number || '/' || doc.code_notation end, ''),
  'from', coalesce(d.owner_name, nullif(doc.author_name, ''), drafter.full_name, asker.full_name, ''),
  'pressingAt', w.pressing_at, 'openedAt', w.opened_at)`

const subjects = sql`
  left join dossier d on w.subject_kind = 'dossier' and d.id = w.subject_id
  left join official_document doc on w.subject_kind = 'official-document' and doc.id = w.subject_id
  left join officer drafter on drafter.id = doc.drafted_by
  left join task t on w.subject_kind = 'task' and t.id = w.subject_id
  left join officer asker on asker.id = t.assigned_by`

/** What waits for the officer: counted by kind and deed, and the first of what presses and of what is new. One statement. */
export const waitingWork = async (
  reader: Reader,
  actor: OfficerActor,
  { now, dayEnds, freshSince, rows }: WaitingQuestion,
): Promise<WaitingWork> => {
  const answer = await sql<{ waiting: unknown }>`
    with place as (${placesOf(actor)}), kind as (select unnest(${[...waitingKinds]}::text[]) as name),
    work as materialized (${workOf(actor)}),
    counted as (
      select w.subject_kind as kind, w.deed, doc.direction, count(*)::int as count,
        count(*) filter (where w.pressing_at < ${now})::int as overdue,
        count(*) filter (where w.pressing_at >= ${now} and w.pressing_at < ${dayEnds})::int as today,
        count(*) filter (where w.opened_at >= ${freshSince})::int as fresh
      from work w left join official_document doc on w.subject_kind = 'official-document' and doc.id = w.subject_id
      group by 1, 2, 3
    ),
    pressing as (select * from work order by pressing_at nulls last, opened_at, id limit ${rows}),
    fresh as (select * from work where opened_at >= ${freshSince} order by opened_at desc, id limit ${rows})
    select jsonb_build_object(
      'counts', (select coalesce(jsonb_agg(to_jsonb(counted)), '[]') from counted),
      'pressing', (select coalesce(jsonb_agg(${row} order by w.pressing_at nulls last, w.opened_at, w.id), '[]')
        from pressing w ${subjects}),
      'fresh', (select coalesce(jsonb_agg(${row} order by w.opened_at desc, w.id), '[]') from fresh w ${subjects})
    ) as waiting`.execute(reader)
  return Waiting.parse(answer.rows[0]?.waiting)
}
