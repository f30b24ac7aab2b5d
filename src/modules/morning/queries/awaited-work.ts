import { sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeDocument } from '#modules/official-documents/index.ts'
import type { Reader } from '#platform/database/connection.ts'

/** `task`: asked of others; `given`: a document given on; `paper`: a draft of mine that others agree to, sign or number; `extension`, `leave`: my own wish. */
const awaitedKinds = ['task', 'given', 'paper', 'extension', 'leave'] as const
export type AwaitedKind = (typeof awaitedKinds)[number]

const Awaited = z.object({
  counts: z.array(z.object({ kind: z.enum(awaitedKinds), count: z.number(), overdue: z.number() })),
  rows: z.array(
    z.object({
      kind: z.enum(awaitedKinds),
      subjectId: z.uuid(),
      direction: z.enum(['incoming', 'outgoing']).nullable(),
      title: z.string(),
      /** With whom it lies. */
      with: z.string(),
      dueAt: z
        .string()
        .transform((text) => Temporal.Instant.from(text))
        .nullable(),
    }),
  ),
})
/** What somebody waits for: all of it counted by kind, the first of it one by one. */
export type AwaitedWork = z.infer<typeof Awaited>

const readAtMost = 500

/** What the officer waits for others to do, what is due first first. One statement. */
export const awaitedWork = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
  rows: number,
): Promise<AwaitedWork> => {
  const { officerId } = actor
  const answer = await sql<{ awaited: unknown }>`
    with awaited as (
      (select 'task' as kind, t.id as subject_id, null as direction, t.title, coalesce(ro.full_name, ru.name, '') as holder, t.due_at
        from task t left join officer ro on ro.id = t.responsible_officer_id left join unit ru on ru.id = t.responsible_unit_id
        where t.assigned_by = ${officerId} and t.state = 'open' and t.responsible_officer_id is distinct from ${officerId}::uuid
        order by t.created_at desc limit ${readAtMost})
      union all
      (select 'given', w.subject_id, d.direction, d.subject, coalesce(o.full_name, u.name, ''), w.pressing_at
        from work_item w join official_document d on d.id = w.subject_id
        left join officer o on o.id = w.officer_id left join unit u on u.id = w.unit_id
        where w.given_by = ${officerId} and w.state = 'open' and w.subject_kind = 'official-document' and d.direction = 'incoming'
          and ${maySeeDocument(actor, now)} order by w.pressing_at, w.id limit ${readAtMost})
      union all
      (select 'paper', doc.id, doc.direction, doc.subject, coalesce((select string_agg(distinct coalesce(o.full_name, u.name), ', ')
          from work_item w left join officer o on o.id = w.officer_id left join unit u on u.id = w.unit_id where w.subject_id = doc.id and w.state = 'open'), ''), doc.due_at
        from participant p join official_document doc on doc.id = p.subject_id
        where p.officer_id = ${officerId} and p.subject_kind = 'official-document' and p.capacity = 'drafting' and p.until_at is null
          and doc.state in ('submitted', 'signed') limit ${readAtMost})
      union all
      (select 'extension', t.id, null, t.title, ao.full_name, t.due_at
        from task t join task_extension x on x.task_id = t.id and x.decided_at is null join officer ao on ao.id = t.assigned_by
        where t.responsible_officer_id = ${officerId} and t.state = 'open' limit ${readAtMost})
      union all
      (select 'leave', l.id, null, '', '', null from officer_leave l
        where l.officer_id = ${officerId} and l.state = 'asked' limit ${readAtMost})
    ), first as (select * from awaited where kind <> 'leave' order by due_at nulls last, title limit ${rows})
    select jsonb_build_object(
      'counts', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'count', count, 'overdue', overdue)), '[]') from (
        select kind, count(*)::int as count, count(*) filter (where due_at < ${now})::int as overdue from awaited group by 1) counted),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'subjectId', subject_id, 'direction', direction, 'title', title,
        'with', holder, 'dueAt', due_at) order by due_at nulls last, title), '[]') from first)
    ) as awaited`.execute(reader)
  return Awaited.parse(answer.rows[0]?.awaited)
}
