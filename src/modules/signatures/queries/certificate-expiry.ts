import { sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import { isHeadOf } from '#modules/agencies/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'

/** A certificate with which somebody signs or an agency seals. */
export type CertificateLine = {
  readonly serial: string
  readonly holder: string
  readonly until: Temporal.PlainDate
  /** Negative when it is over. */
  readonly daysLeft: number
}

/** A certificate is warned of so many days before it ends: a new one takes weeks to come. */
export const expiryWarningDays = 30

type Row = { readonly serial: string; readonly holder: string; readonly until: Temporal.Instant }

const linesOf = (rows: readonly Row[], now: Temporal.Instant): readonly CertificateLine[] =>
  rows.map(({ serial, holder, until: end }) => {
    const until = localDate(end)
    return { serial, holder, until, daysLeft: localDate(now).until(until).days }
  })

const own = sql`select k.serial, coalesce(o.full_name, a.name, '') as holder, k.not_after as until
  from signing_key k left join officer o on k.holder_kind = 'officer' and o.id = k.holder_id
  left join agency a on k.holder_kind = 'agency' and a.id = k.holder_id`

/** The certificates of an officer that count, and the last one when none does. */
export const ownCertificates = async (
  reader: Reader,
  officerId: string,
  now: Temporal.Instant,
): Promise<readonly CertificateLine[]> => {
  const answer = await sql<Row>`
    ${own} where k.holder_kind = 'officer' and k.holder_id = ${officerId} and k.revoked_at is null
      and (k.not_after > ${now} or not exists (select from signing_key newer where newer.holder_id = k.holder_id
        and newer.holder_kind = k.holder_kind and newer.revoked_at is null and newer.not_after > k.not_after))
    order by k.not_after desc`.execute(reader)
  return linesOf(answer.rows, now)
}

/** Certificates of the people somebody is head of that end within the warning or ended within it, of holders that have no longer one. */
export const headedCertificates = async (
  reader: Reader,
  actor: Actor,
  now: Temporal.Instant,
): Promise<readonly CertificateLine[]> => {
  const until = now.add({ hours: expiryWarningDays * 24 })
  const since = now.subtract({ hours: expiryWarningDays * 24 })
  const answer = await sql<Row>`
    ${own} where k.revoked_at is null and k.holder_kind = 'officer' and k.not_after between ${since} and ${until}
      and ${isHeadOf(actor, sql`o.id`, localDate(now))}
      and not exists (select from signing_key newer where newer.holder_kind = k.holder_kind and newer.holder_id = k.holder_id
        and newer.revoked_at is null and newer.not_after > ${until})
    order by k.not_after limit 200`.execute(reader)
  return linesOf(answer.rows, now)
}
