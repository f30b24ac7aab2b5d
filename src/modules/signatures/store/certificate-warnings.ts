import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

/** A certificate that ends soon, with those who are told: its holder, of a seal the clerks of its agency. */
export type EndingCertificate = {
  readonly keyId: string
  readonly kind: 'officer' | 'agency'
  readonly holder: string
  readonly serial: string
  readonly until: Temporal.Instant
  readonly readers: readonly { readonly accountId: string; readonly to: string }[]
}

/** Certificates in use that end before a time, of holders that have none that lasts longer. One statement. */
export const listEndingCertificates = async (
  reader: Reader,
  now: Temporal.Instant,
  before: Temporal.Instant,
  day: Temporal.PlainDate,
): Promise<readonly EndingCertificate[]> => {
  const answer = await sql<EndingCertificate>`
    select k.id as "keyId", k.holder_kind as kind, coalesce(o.full_name, a.name, '') as holder, k.serial, k.not_after as until,
      coalesce((select jsonb_agg(distinct jsonb_build_object('accountId', c.id, 'to', who.email))
        from officer who join account c on c.officer_id = who.id
        where who.email <> '' and ((k.holder_kind = 'officer' and who.id = k.holder_id) or (k.holder_kind = 'agency' and exists (
          select from post_holding h join post p on p.id = h.post_id
          where h.officer_id = who.id and p.agency_id = k.holder_id and p.role = 'clerk' and h.in_force @> ${day}::date)))), '[]') as readers
    from signing_key k
    left join officer o on k.holder_kind = 'officer' and o.id = k.holder_id
    left join agency a on k.holder_kind = 'agency' and a.id = k.holder_id
    where k.revoked_at is null and k.retired_at is null and k.not_after > ${now} and k.not_after <= ${before}
      and not exists (select from signing_key newer where newer.holder_kind = k.holder_kind and newer.holder_id = k.holder_id
        and newer.revoked_at is null and newer.retired_at is null and newer.not_after > k.not_after)
    order by k.not_after, k.id limit 1000`.execute(reader)
  return answer.rows
}

/** Keeps that a warning was given; false when this one, or one nearer to the end, was given before. */
export const claimWarning = async (tx: Tx, keyId: string, days: number): Promise<boolean> => {
  const claimed = await tx
    .updateTable('signing_key')
    .set({ warned_days: days })
    .where('id', '=', keyId)
    .where((where) => where.or([where('warned_days', 'is', null), where('warned_days', '>', days)]))
    .executeTakeFirst()
  return claimed.numUpdatedRows > 0n
}
