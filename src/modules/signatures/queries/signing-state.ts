import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/** What the province has to sign and to check with. */
export type SigningState = {
  readonly keys: { readonly pkcs12: number; readonly pkcs11: number; readonly remote: number; readonly desktop: number }
  readonly expiringSoon: number
  readonly roots: number
  /** What issuers have said, and when somebody was heard last. */
  readonly answers: { readonly ocsp: number; readonly crl: number; readonly lastAt: Temporal.Instant | null }
  /** Documents kept for the long term, and those of which the last keeping failed. */
  readonly kept: number
  readonly notKept: number
  /** Of the last thirty days, by level. */
  readonly given: { readonly proven: number; readonly claimed: number }
}

type Row = Record<
  | 'pkcs12'
  | 'pkcs11'
  | 'remote'
  | 'desktop'
  | 'soon'
  | 'roots'
  | 'ocsp'
  | 'crl'
  | 'kept'
  | 'notKept'
  | 'proven'
  | 'claimed',
  number
> & { readonly lastAt: Temporal.Instant | null }

/** One statement. Keys in force, of officers and of agencies. */
export const signingState = async (reader: Reader, now: Temporal.Instant): Promise<SigningState> => {
  const answer = await sql<Row>`
    with own as (select place, not_after from signing_key where revoked_at is null and retired_at is null and not_after > ${now}),
    said as (select kind, fetched_at from revocation_answer),
    lately as (select level from given_signature where given_at > ${now}::timestamptz - interval '30 days')
    select (select count(*)::int from own where place = 'pkcs12') as pkcs12, (select count(*)::int from own where place = 'pkcs11') as pkcs11,
      (select count(*)::int from own where place = 'remote') as remote, (select count(*)::int from own where place = 'desktop') as desktop,
      (select count(*)::int from own where not_after < ${now}::timestamptz + interval '30 days') as soon,
      (select count(*)::int from trusted_root where withdrawn_at is null) as roots,
      (select count(*)::int from said where kind = 'ocsp') as ocsp, (select count(*)::int from said where kind = 'crl') as crl,
      (select max(fetched_at) from said) as "lastAt", (select count(*)::int from signature_archive) as kept,
      (select count(*)::int from signature_archive where last_fault <> '') as "notKept",
      (select count(*)::int from lately where level <> 'B-B') as proven, (select count(*)::int from lately where level = 'B-B') as claimed`.execute(
    reader,
  )
  const [row] = answer.rows
  if (row === undefined) throw new Error('no state of signing')
  const { pkcs12, pkcs11, remote, desktop, soon, roots, ocsp, crl, lastAt, kept, notKept, proven, claimed } = row
  return {
    keys: { pkcs12, pkcs11, remote, desktop },
    expiringSoon: soon,
    roots,
    answers: { ocsp, crl, lastAt },
    kept,
    notKept,
    given: { proven, claimed },
  }
}
