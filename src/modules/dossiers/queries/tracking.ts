import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { type TimeLimit, timeLimitFrom } from '#modules/calendar/domain/index.ts'
import { asides } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type Status, statusCodes, statusOf } from '../domain/status.ts'

/** What anyone with the code may know of a dossier: how far it is, not whose it is. */
export type TrackedDossier = {
  readonly id: string
  readonly code: string
  readonly procedureId: string
  readonly procedureName: string
  /** As the national portal numbers them. */
  readonly channel: number
  readonly statusCode: number
  readonly status: Status
  readonly accountId: string | null
  readonly receivingAgency: string
  readonly receivingPhone: string
  /** On the slips: who has one may see more than whoever only knows the code. */
  readonly trackingKey: string
  readonly decidingAgency: string
  readonly filedAt: Temporal.Instant
  readonly acceptBy: Temporal.Instant | null
  readonly acceptedAt: Temporal.Instant | null
  readonly dueAt: Temporal.Instant | null
  readonly finishedAt: Temporal.Instant | null
  readonly returnedAt: Temporal.Instant | null
  readonly withdrawnAt: Temporal.Instant | null
  readonly limit: TimeLimit | null
  /** Share of the steps that are done, in whole per cent. */
  readonly percent: number
}

type Row = Omit<TrackedDossier, 'status' | 'limit' | 'percent'> & {
  readonly limitAmount: number | null
  readonly limitUnit: string | null
  readonly steps: number
  readonly position: number
}

const percentOf = (row: Row): number => {
  if (row.statusCode === statusCodes.returned || row.finishedAt !== null) return row.returnedAt === null ? 95 : 100
  if (row.acceptedAt === null) return 5
  return Math.min(90, Math.max(10, Math.round((100 * row.position) / Math.max(row.steps, 1))))
}

const toTracked = ({ limitAmount, limitUnit, steps, position, ...row }: Row): TrackedDossier => ({
  ...row,
  status: statusOf(row.statusCode),
  limit: timeLimitFrom({ amount: limitAmount, unit: limitUnit }),
  percent: percentOf({ limitAmount, limitUnit, steps, position, ...row }),
})

/** One statement: the dossier by its code, and where its open work stands among the steps of its process. */
export const findTracked = async (reader: Reader, code: string): Promise<TrackedDossier | null> => {
  const answer = await sql<Row>`
    select d.id, d.code, d.procedure_id as "procedureId", d.procedure_name as "procedureName", d.channel, d.status as "statusCode",
      d.account_id as "accountId", r.name as "receivingAgency", r.phone as "receivingPhone", d.tracking_key as "trackingKey", g.name as "decidingAgency", d.filed_at as "filedAt",
      d.accept_by as "acceptBy", d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.finished_at as "finishedAt",
      d.returned_at as "returnedAt", d.withdrawn_at as "withdrawnAt", d.limit_amount as "limitAmount", d.limit_unit as "limitUnit",
      coalesce(jsonb_array_length(p.definition->'steps'), 1) as steps,
      coalesce((select max(step.number) - 1 from work_item w
        join lateral jsonb_array_elements(p.definition->'steps') with ordinality as step(value, number)
          on step.value->>'key' = w.step_key
        where w.subject_id = d.id and w.state in ('open', 'paused')), 0)::int as position
    from dossier d
    join agency r on r.id = d.receiving_agency_id
    join agency g on g.id = d.deciding_agency_id
    left join process_definition p on p.id = d.process_definition_id
    where d.code = ${code}`.execute(reader)
  const row = answer.rows[0]
  return row === undefined ? null : toTracked(row)
}

export const getDossierCode = async (reader: Reader, id: string): Promise<string> =>
  (await reader.selectFrom('dossier').select('code').where('id', '=', id).executeTakeFirstOrThrow()).code

/** What happened and happens to a dossier, for its owner: one row an act, with who did it as called then. */
export type StoryEntry = {
  readonly kind: 'step' | 'supplement' | 'answer' | 'slip' | 'apology'
  readonly key: string
  readonly at: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly isOpen: boolean
  readonly who: string
  readonly text: string
  readonly note: string
}

export const listStory = async (reader: Reader, dossierId: string): Promise<readonly StoryEntry[]> => {
  const answer = await sql<StoryEntry>`
    select * from (
      select 'step' as kind, w.deed as key, coalesce(w.closed_at, w.opened_at) as at, w.due_at as "dueAt",
        w.state = 'open' as "isOpen",
        coalesce(nullif(w.done_by_unit, ''), case when u.name is null then a.name else u.name || ', ' || a.name end) as who,
        w.state as text, '' as note
      from work_item w join agency a on a.id = w.agency_id left join unit u on u.id = w.unit_id
      where w.subject_id = ${dossierId} and w.deed <> all(${[...asides]}::text[]) and w.state <> 'cancelled'
      union all
      select 'supplement', s.seq::text, s.requested_at, s.answer_by, s.answered_at is null, s.contact_name, s.reason, ''
      from supplement_request s where s.dossier_id = ${dossierId}
      union all
      select 'answer', s.seq::text, s.answered_at, null, false, '', s.answer_note, ''
      from supplement_request s where s.dossier_id = ${dossierId} and s.answered_at is not null
      union all
      select 'apology', r.seq::text, r.signed_at, r.due_after, false, o.full_name, r.reason, ''
      from reappointment r join officer o on o.id = r.signed_by where r.dossier_id = ${dossierId}
      union all
      select 'slip', p.id::text, p.made_at, null, false, p.form, p.notation, case when p.attachment_id is null then '' else 'signed' end
      from slip p where p.dossier_id = ${dossierId}
    ) story order by at, kind`.execute(reader)
  return answer.rows
}

export type OpenRequest = {
  readonly seq: number
  readonly items: readonly { readonly paperCode: string; readonly text: string }[]
  readonly reason: string
  readonly contactName: string
  readonly contactPhone: string
  readonly answerBy: Temporal.Instant | null
}

const Items = z.array(z.object({ paperCode: z.string(), text: z.string() }))

/** What the applicant was asked for and has not answered yet. */
export const findOpenRequest = async (reader: Reader, dossierId: string): Promise<OpenRequest | null> => {
  const row = await reader
    .selectFrom('supplement_request as s')
    .innerJoin('dossier as d', 'd.id', 's.dossier_id')
    .select(['s.seq', 's.items', 's.reason', 's.contact_name', 's.contact_phone', 's.answer_by'])
    .where('s.dossier_id', '=', dossierId)
    .where('s.answered_at', 'is', null)
    .where('d.status', '=', statusCodes.supplementing)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    seq: row.seq,
    items: Items.parse(row.items),
    reason: row.reason,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    answerBy: row.answer_by,
  }
}

export type IssuedResult = {
  readonly id: string
  readonly name: string
  readonly notation: string
  readonly attachmentId: string
}

/** The issued result of a dossier with its file. */
export const findIssuedResult = async (reader: Reader, dossierId: string): Promise<IssuedResult | null> => {
  const row = await reader
    .selectFrom('outcome')
    .select(['id', 'name', 'notation', 'attachment_id'])
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'issued')
    .executeTakeFirst()
  if (row?.attachment_id == null) return null
  return { id: row.id, name: row.name, notation: row.notation ?? '', attachmentId: row.attachment_id }
}

export type OwnDossier = {
  readonly id: string
  readonly code: string
  readonly procedureName: string
  readonly statusCode: number
  readonly status: Status
  readonly filedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly limit: TimeLimit | null
  readonly amountDue: number
}

/** The dossiers of an account, the latest first, by the time and id of the last one seen. */
export const listOwnDossiers = async (
  reader: Reader,
  accountId: string,
  after: { readonly filedAt: string; readonly id: string } | null,
  limit: number,
): Promise<readonly OwnDossier[]> => {
  const answer = await sql<
    Omit<OwnDossier, 'status' | 'limit'> & { limitAmount: number | null; limitUnit: string | null }
  >`
    select d.id, d.code, d.procedure_name as "procedureName", d.status as "statusCode", d.filed_at as "filedAt",
      d.due_at as "dueAt", d.limit_amount as "limitAmount", d.limit_unit as "limitUnit",
      coalesce((select sum(c.amount) from fee_charge c where c.dossier_id = d.id and c.state = 'due'), 0) as "amountDue"
    from dossier d
    where d.account_id = ${accountId}
      and (${after?.filedAt ?? null}::timestamptz is null
        or (d.filed_at, d.id) < (${after?.filedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by d.filed_at desc, d.id desc limit ${limit}`.execute(reader)
  return answer.rows.map(({ limitAmount, limitUnit, ...row }) => ({
    ...row,
    status: statusOf(row.statusCode),
    limit: timeLimitFrom({ amount: limitAmount, unit: limitUnit }),
  }))
}

export type DossierLook = {
  readonly id: number
  readonly at: Temporal.Instant
  readonly who: string
  readonly agency: string
  readonly what: string
}

/** Who has looked at a dossier, the latest first. */
export const listLooks = async (
  reader: Reader,
  dossierId: string,
  before: number | null,
  limit: number,
): Promise<readonly DossierLook[]> => {
  const answer = await sql<DossierLook>`
    select l.id, l.at, l.officer_name as who, coalesce(a.name, '') as agency, l.what
    from access_log l left join agency a on a.id = l.agency_id
    where l.subject_id = ${dossierId} and l.officer_name <> '' and (${before}::bigint is null or l.id < ${before}::bigint)
    order by l.id desc limit ${limit}`.execute(reader)
  return answer.rows
}

export const countLooks = async (reader: Reader, dossierId: string): Promise<{ views: number; people: number }> => {
  const answer = await sql<{ views: number; people: number }>`
    select count(*) as views, count(distinct account_id) as people from access_log
    where subject_id = ${dossierId} and officer_name <> ''`.execute(reader)
  return answer.rows[0] ?? { views: 0, people: 0 }
}

export type KeptSlip = {
  readonly form: string
  readonly notation: string
  readonly data: Buffer
  readonly madeAt: Temporal.Instant
  readonly code: string
  readonly trackingKey: string
  /** The file that was signed; null: the slip is set from what it says. */
  readonly sha256: string | null
}

/** A slip of a dossier, sealed as it was made. Who may read it is for the caller to ask. */
export const findSlip = async (reader: Reader, dossierId: string, slipId: string): Promise<KeptSlip | null> => {
  const row = await reader
    .selectFrom('slip as s')
    .innerJoin('dossier as d', 'd.id', 's.dossier_id')
    .leftJoin('attachment as f', 'f.id', 's.attachment_id')
    .select([
      'f.sha256',
      's.form',
      's.notation',
      's.data_sealed as data',
      's.made_at as madeAt',
      'd.code',
      'd.tracking_key as trackingKey',
    ])
    .where('s.id', '=', slipId)
    .where('s.dossier_id', '=', dossierId)
    .executeTakeFirst()
  return row ?? null
}
