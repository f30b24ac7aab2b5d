import { X509Certificate } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { instantOf, type Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import {
  type CertifiedKey,
  createAuthority,
  issueCertificate,
  type Subject,
} from '#platform/signing/certificate-authority.ts'
import { readPkcs12, writePkcs12 } from '#platform/signing/pkcs12.ts'
import type { SigningKey } from '#platform/signing/signing-key.ts'

/** Who holds a key: an officer for a signature, an agency for its seal. */
export type KeyHolder = { readonly kind: 'officer' | 'agency'; readonly id: string }

// The file lies sealed and its password is derived from the secret of the installation, so it need not resist guessing as well.
const passwordOf = (sealing: Sealing, keyId: string): string => sealing.keyFor(`pkcs12/${keyId}`).toString('base64url')
const passwordRounds = 1_000

const authorityYears = 20
const holderYears = 3

const yearsAfter = (at: Temporal.Instant, years: number): Temporal.Instant => at.add({ hours: years * 365 * 24 })

const pem = (certificate: Uint8Array): string => new X509Certificate(certificate).toString()
const der = (certificate: string): Uint8Array => new X509Certificate(certificate).raw

/** One issuer at a time, until the transaction ends: two starts at once give nobody two keys. */
export const lockIssuing = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(442003)`.execute(tx)
}

type Authority = { readonly certificate: Uint8Array; readonly privateKey: Uint8Array }

const findAuthority = async (reader: Reader, sealing: Sealing): Promise<Authority | null> => {
  const row = await reader
    .selectFrom('certificate_authority')
    .selectAll()
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return { certificate: der(row.certificate), privateKey: sealing.openBytes(row.key_sealed) }
}

/** The demo's own root, made once. Its signatures are real; its certificates bind nobody. */
export const ensureDemoAuthority = async (
  tx: Tx,
  sealing: Sealing,
  provinceName: string,
  now: Temporal.Instant,
): Promise<CertifiedKey> => {
  const known = await findAuthority(tx, sealing)
  if (known !== null) return known
  const name = `Một Cửa ${provinceName} - CA thử nghiệm`
  const authority = await createAuthority(
    { commonName: name, organisation: `Bản chạy thử tỉnh ${provinceName}` },
    { from: now.subtract({ hours: 24 }), until: yearsAfter(now, authorityYears) },
  )
  await tx
    .insertInto('certificate_authority')
    .values({
      id: newId(),
      name,
      certificate: pem(authority.certificate),
      key_sealed: sealing.seal(authority.privateKey),
      is_demo: true,
    })
    .execute()
  return authority
}

export const issueSigningKey = async (
  tx: Tx,
  sealing: Sealing,
  authority: CertifiedKey,
  holder: KeyHolder,
  subject: Subject,
  now: Temporal.Instant,
): Promise<void> => {
  const id = newId()
  const validity = { from: now.subtract({ hours: 24 }), until: yearsAfter(now, holderYears) }
  const owner = await issueCertificate(authority, subject, validity)
  const file = await writePkcs12(owner, [authority.certificate], passwordOf(sealing, id), passwordRounds)
  const certificate = new X509Certificate(owner.certificate)
  await tx
    .insertInto('signing_key')
    .values({
      id,
      holder_kind: holder.kind,
      holder_id: holder.id,
      pkcs12_sealed: sealing.seal(file),
      certificate: certificate.toString(),
      serial: certificate.serialNumber,
      not_before: instantOf(new Date(certificate.validFrom)),
      not_after: instantOf(new Date(certificate.validTo)),
    })
    .execute()
}

/** The key a holder signs with today; null when there is none, or the last one has expired or was revoked. */
export const findSigningKey = async (
  reader: Reader,
  sealing: Sealing,
  holder: KeyHolder,
  now: Temporal.Instant,
): Promise<SigningKey | null> => {
  const row = await reader
    .selectFrom('signing_key')
    .select(['id', 'pkcs12_sealed'])
    .where('holder_kind', '=', holder.kind)
    .where('holder_id', '=', holder.id)
    .where('revoked_at', 'is', null)
    .where('not_before', '<=', now)
    .where('not_after', '>', now)
    .orderBy('not_after', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return acceptedValue(await readPkcs12(sealing.openBytes(row.pkcs12_sealed), passwordOf(sealing, row.id)))
}

/** The roots that signatures of this province are checked against, PEM. */
export const listTrustedRoots = async (reader: Reader): Promise<readonly string[]> => {
  const rows = await reader.selectFrom('certificate_authority').select('certificate').execute()
  return rows.map((row) => row.certificate)
}
