import { sql } from 'kysely'
import { type Temporal, zone } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Period } from '../domain/form-ii06a.ts'

export type RegisterQuestion = Period & {
  /** The desk that received. */
  readonly agencyId: string
  /** The desks whose registers the person may read; a register of any other one is empty. */
  readonly mayRead: readonly string[]
  readonly field?: string
}

/** A line of the register of a desk. @legal TT-03-2025 Mẫu số 07 */
export type RegisterLine = {
  readonly id: string
  readonly code: string
  readonly procedureName: string
  readonly ownerName: string
  readonly ownerAddress: string
  readonly ownerPhone: string
  readonly decidingAgency: string
  readonly acceptedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
  readonly returnedAt: Temporal.Instant | null
  readonly returnMethod: string
  readonly status: number
}

/** The last line seen; the next page begins behind it. */
export type RegisterPlace = Pick<RegisterLine, 'acceptedAt' | 'id'>

export type RegisterPage = { readonly lines: readonly RegisterLine[]; readonly next: RegisterPlace | null }

const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(zone).toInstant()

/**
 * The dossiers a desk received in a period, in the order of receipt. What a person may not read is not found: the permission is part of
 * the question.
 */
export const deskRegister = async (
  reader: Reader,
  question: RegisterQuestion,
  pageLength: number,
  after: RegisterPlace | null = null,
): Promise<RegisterPage> => {
  const { agencyId, mayRead, field, from, until } = question
  const ofField = field === undefined ? sql`true` : sql`d.field = ${field}`
  const behind = after === null ? sql`true` : sql`(d.accepted_at, d.id) > (${after.acceptedAt}, ${after.id}::uuid)`
  const { rows } = await sql<RegisterLine>`
    select d.id, d.code, d.procedure_name as "procedureName", d.owner_name as "ownerName", d.owner_address as "ownerAddress",
      d.owner_phone as "ownerPhone", a.name as "decidingAgency", d.accepted_at as "acceptedAt", d.due_at as "dueAt",
      d.returned_at as "returnedAt", d.return_method as "returnMethod", d.status
    from dossier d join agency a on a.id = d.deciding_agency_id
    where d.receiving_agency_id = ${agencyId}::uuid and ${agencyId}::uuid = any(${mayRead}::uuid[])
      and d.accepted_at >= ${startOf(from)} and d.accepted_at < ${startOf(until.add({ days: 1 }))}
      and ${ofField} and ${behind}
    order by d.accepted_at, d.id limit ${pageLength + 1}`.execute(reader)
  const lines = rows.slice(0, pageLength)
  return { lines, next: rows.length > pageLength ? (lines.at(-1) ?? null) : null }
}

const streamedPage = 1_000

/** The whole register, page by page: memory does not grow with its length, and no transaction stays open while somebody downloads. */
export async function* streamDeskRegister(
  reader: Reader,
  question: RegisterQuestion,
): AsyncGenerator<readonly RegisterLine[]> {
  let after: RegisterPlace | null = null
  do {
    const page: RegisterPage = await deskRegister(reader, question, streamedPage, after)
    if (page.lines.length > 0) yield page.lines
    after = page.next
  } while (after !== null)
}

export type Desk = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly superior: string
  /** Fields of which it ever received a dossier. */
  readonly fields: readonly string[]
}

/** The desks among some agencies, with what their registers can be picked by. */
export const registerDesks = async (reader: Reader, mayRead: readonly string[]): Promise<readonly Desk[]> => {
  const { rows } = await sql<Desk>`
    select a.id, a.code, a.name, coalesce(p.name, '') as superior,
      array(select distinct l.field from figure_line l where l.receiving_agency_id = a.id order by 1) as fields
    from agency a left join agency p on p.id = a.parent_id
    where a.kind = 'one-stop-desk' and a.id = any(${mayRead}::uuid[])
    order by a.level = 'commune', a.code`.execute(reader)
  return rows
}
