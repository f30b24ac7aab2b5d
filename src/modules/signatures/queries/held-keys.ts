import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/** A certificate of somebody's own, or the seal of an agency whose registry he keeps. */
export type HeldCertificate = {
  readonly kind: 'officer' | 'agency'
  readonly agencyName: string
  readonly serial: string
  readonly until: Temporal.Instant
}

/** What somebody holds to sign and seal with, to be given back when he leaves. One statement. */
export const listHeldKeys = async (
  reader: Reader,
  officerId: string,
  day: Temporal.PlainDate,
): Promise<readonly HeldCertificate[]> => {
  const answer = await sql<HeldCertificate>`
    select k.holder_kind as kind, coalesce(a.name, '') as "agencyName", k.serial, k.not_after as until
    from signing_key k left join agency a on k.holder_kind = 'agency' and a.id = k.holder_id
    where k.revoked_at is null and k.retired_at is null and k.not_after > ${day}::date
      and ((k.holder_kind = 'officer' and k.holder_id = ${officerId}) or (k.holder_kind = 'agency' and exists (
        select from post_holding h join post p on p.id = h.post_id
        where h.officer_id = ${officerId} and p.agency_id = k.holder_id and p.role = 'clerk' and h.in_force @> ${day}::date)))
    order by kind desc, k.not_after, k.id limit 50`.execute(reader)
  return answer.rows
}
