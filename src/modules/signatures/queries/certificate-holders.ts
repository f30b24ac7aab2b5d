import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/** Whose certificate it is by the register of the province. */
export type CertificateHolder = {
  readonly serial: string
  readonly kind: 'officer' | 'agency'
  readonly name: string
  /** Of an officer: the posts from which he may sign, with their agencies, on the day asked about. */
  readonly posts: readonly string[]
  readonly revokedAt: Temporal.Instant | null
}

/** The holders of certificates by serial number (hexadecimal, upper case); unknown ones are left out. One statement. */
export const findCertificateHolders = async (
  reader: Reader,
  serials: readonly string[],
  on: Temporal.PlainDate,
): Promise<readonly CertificateHolder[]> => {
  if (serials.length === 0) return []
  const answer = await sql<CertificateHolder>`
    select k.serial, k.holder_kind as kind, coalesce(o.full_name, a.name, '') as name, k.revoked_at as "revokedAt",
      coalesce((select array_agg(p.title || ', ' || pa.name order by pa.name)
        from post_holding h join post p on p.id = h.post_id and p.role = 'leader' join agency pa on pa.id = p.agency_id
        where h.officer_id = o.id and h.in_force @> ${on}::date), '{}') as posts
    from signing_key k
    left join officer o on k.holder_kind = 'officer' and o.id = k.holder_id
    left join agency a on k.holder_kind = 'agency' and a.id = k.holder_id
    where k.serial = any(${[...serials]}::text[])`.execute(reader)
  return answer.rows
}
