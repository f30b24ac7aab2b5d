import { X509Certificate } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue, type Result } from '#kernel/result.ts'
import { instantOf, type Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import {
  type CertifiedKey,
  createAuthority,
  type IssueOptions,
  issueCertificate,
  type Subject,
} from '#platform/signing/certificate-authority.ts'
import { repackPkcs12, writePkcs12 } from '#platform/signing/pkcs12.ts'
import type { KeyHolder } from '../domain/key-holder.ts'
import type { EnrolledFileRefusal } from '../domain/refusals.ts'

// The file lies sealed and its password is derived from the secret of the installation, so it need not resist guessing as well.
const passwordOf = (sealing: Sealing, keyId: string): string => sealing.keyFor(`pkcs12/${keyId}`).toString('base64url')
const passwordRounds = 1_000

const authorityYears = 20
const holderYears = 3

const yearsAfter = (at: Temporal.Instant, years: number): Temporal.Instant => at.add({ hours: years * 365 * 24 })

const pem = (certificate: Uint8Array): string => new X509Certificate(certificate).toString()
const der = (certificate: string): Uint8Array => new X509Certificate(certificate).raw

const advisoryLockOfIssuing = 442_007

/** One issuer at a time, until the transaction ends: two starts at once give nobody two keys. */
export const lockIssuing = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${advisoryLockOfIssuing})`.execute(tx)
}

/** The demo's own root with its key; null where there is none. */
export const findDemoAuthority = async (reader: Reader, sealing: Sealing): Promise<CertifiedKey | null> => {
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
  const known = await findDemoAuthority(tx, sealing)
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
  services?: IssueOptions['services'],
): Promise<void> => {
  const id = newId()
  const validity = { from: now.subtract({ hours: 24 }), until: yearsAfter(now, holderYears) }
  const owner = await issueCertificate(authority, subject, validity, services === undefined ? {} : { services })
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

/** Where a key lies, and what leads to it. */
export type KeyPlace =
  | { readonly place: 'pkcs12'; readonly file: Uint8Array; readonly password: string }
  | { readonly place: 'pkcs11' | 'remote'; readonly locator: Readonly<Record<string, unknown>> }
  /** On the holder's own machine: nothing leads there, he brings what it signed. */
  | { readonly place: 'desktop' }

export type KeyRow = KeyPlace & {
  readonly id: string
  readonly serial: string
  /** DER, the holder's own first. */
  readonly certificateChain: readonly Uint8Array[]
}

/**
 * The key a holder signs with today; null when there is none, or the last one has expired or was revoked. With `isReachedFirst` one that the program
 * reaches goes before a token in the holder's own machine.
 */
export const findKeyRow = async (
  reader: Reader,
  sealing: Sealing,
  holder: KeyHolder,
  now: Temporal.Instant,
  isReachedFirst = false,
): Promise<KeyRow | null> => {
  const row = await reader
    .selectFrom('signing_key')
    .select(['id', 'place', 'locator', 'issuers', 'certificate', 'serial', 'pkcs12_sealed'])
    .where('holder_kind', '=', holder.kind)
    .where('holder_id', '=', holder.id)
    .where('revoked_at', 'is', null)
    .where('retired_at', 'is', null)
    .where('not_before', '<=', now)
    .where('not_after', '>', now)
    .$if(isReachedFirst, (query) => query.orderBy(sql`place = 'desktop'`))
    .orderBy('not_after', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const common = { id: row.id, serial: row.serial, certificateChain: [der(row.certificate), ...pemList(row.issuers)] }
  if (row.pkcs12_sealed !== null) {
    // The password comes from the secret that the file lies under.
    const under = sealing.under(row.pkcs12_sealed)
    return { ...common, place: 'pkcs12', file: under.openBytes(row.pkcs12_sealed), password: passwordOf(under, row.id) }
  }
  const place = KeyPlaceName.parse(row.place)
  return place === 'desktop' ? { ...common, place } : { ...common, place, locator: Locator.parse(row.locator) }
}

const KeyPlaceName = z.enum(['pkcs11', 'remote', 'desktop'])
const Locator = z.record(z.string(), z.unknown())

const pemList = (text: string): readonly Uint8Array[] =>
  (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(der)

/** A key that lies outside the program: its certificate with those of its issuers (DER), and what leads to it. */
export type OutsideKey = {
  readonly place: 'pkcs11' | 'remote' | 'desktop'
  readonly locator: Readonly<Record<string, string>>
  readonly certificateChain: readonly Uint8Array[]
}

export const saveOutsideKey = async (
  tx: Tx,
  holder: KeyHolder,
  key: OutsideKey,
  by: string | null = null,
): Promise<string> => {
  const [own, ...issuers] = key.certificateChain
  if (own === undefined) throw new RangeError('key without certificate')
  const certificate = new X509Certificate(own)
  const id = newId()
  await tx
    .insertInto('signing_key')
    .values({
      id,
      holder_kind: holder.kind,
      holder_id: holder.id,
      place: key.place,
      locator: jsonb(key.locator),
      issuers: issuers.map(pem).join(''),
      certificate: certificate.toString(),
      serial: certificate.serialNumber,
      not_before: instantOf(certificate.validFromDate),
      not_after: instantOf(certificate.validToDate),
      enrolled_by: by,
    })
    .execute()
  return id
}

/** A key file of somebody's own, under the password that the installation derives for it. */
export type RepackedKey = {
  readonly id: string
  readonly file: Uint8Array
  readonly certificateChain: readonly Uint8Array[]
}

export const repackForUs = async (
  sealing: Sealing,
  file: Uint8Array,
  passPhrase: string,
): Promise<Result<RepackedKey, EnrolledFileRefusal>> => {
  const id = newId()
  const packed = await repackPkcs12(file, passPhrase, { password: passwordOf(sealing, id), iterations: passwordRounds })
  return packed.ok ? accept({ id, ...packed.value }) : packed
}

/** The files of all keys that lie in the program, also of those that sign no more. */
export const listKeyFiles = async (
  reader: Reader,
): Promise<readonly { readonly id: string; readonly sealed: Buffer }[]> =>
  (await reader.selectFrom('signing_key').select(['id', 'pkcs12_sealed']).orderBy('id').execute()).flatMap(
    ({ id, pkcs12_sealed: sealed }) => (sealed === null ? [] : [{ id, sealed }]),
  )

/** The same key file under the secret in use. Throws when no known secret opens it. */
export const repackUnder = async (sealing: Sealing, id: string, sealed: Buffer): Promise<Buffer> => {
  const under = sealing.under(sealed)
  const next = { password: passwordOf(sealing, id), iterations: passwordRounds }
  const packed = await repackPkcs12(under.openBytes(sealed), passwordOf(under, id), next)
  return sealing.seal(acceptedValue(packed).file)
}

/** False when the file had changed meanwhile. */
export const saveKeyFile = async (
  reader: Reader,
  id: string,
  file: { readonly before: Buffer; readonly after: Buffer },
): Promise<boolean> => {
  const saved = await reader
    .updateTable('signing_key')
    .set({ pkcs12_sealed: file.after })
    .where('id', '=', id)
    .where('pkcs12_sealed', '=', file.before)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export const saveEnrolledKey = async (
  tx: Tx,
  sealing: Sealing,
  holder: KeyHolder,
  key: RepackedKey,
  by: string,
): Promise<string> => {
  const [own, ...issuers] = key.certificateChain
  if (own === undefined) throw new RangeError('key without certificate')
  const certificate = new X509Certificate(own)
  await tx
    .insertInto('signing_key')
    .values({
      id: key.id,
      holder_kind: holder.kind,
      holder_id: holder.id,
      pkcs12_sealed: sealing.seal(key.file),
      issuers: issuers.map(pem).join(''),
      certificate: certificate.toString(),
      serial: certificate.serialNumber,
      not_before: instantOf(certificate.validFromDate),
      not_after: instantOf(certificate.validToDate),
      enrolled_by: by,
    })
    .execute()
  return key.id
}

/** Whether a key that signs today has this certificate (DER). */
export const isEnrolled = async (reader: Reader, certificate: Uint8Array): Promise<boolean> =>
  (await reader
    .selectFrom('signing_key')
    .select('id')
    .where('certificate', '=', pem(certificate))
    .where('revoked_at', 'is', null)
    .where('retired_at', 'is', null)
    .executeTakeFirst()) !== undefined

export type KeyEnd = {
  readonly keyId: string
  readonly isLost: boolean
  readonly reason: string
  readonly by: string
  readonly at: Temporal.Instant
}

/** False when it had ended already. */
export const endKey = async (tx: Tx, { keyId, isLost, reason, by, at }: KeyEnd): Promise<boolean> => {
  const ended = await tx
    .updateTable('signing_key')
    .set({ [isLost ? 'revoked_at' : 'retired_at']: at, ended_by: by, ended_because: reason })
    .where('id', '=', keyId)
    .where('revoked_at', 'is', null)
    // What was only taken out of use may turn out to be lost.
    .$if(!isLost, (query) => query.where('retired_at', 'is', null))
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n
}

/** The roots of the demonstration, PEM. */
export const listTrustedRoots = async (reader: Reader): Promise<readonly string[]> => {
  const rows = await reader.selectFrom('certificate_authority').select('certificate').execute()
  return rows.map((row) => row.certificate)
}

/** Certificates that the province took back, with their times: what its own issuer tells those who ask. */
export const listTakenBack = async (
  reader: Reader,
): Promise<readonly { readonly serial: string; readonly at: Temporal.Instant }[]> => {
  const rows = await reader
    .selectFrom('signing_key')
    .select(['serial', 'revoked_at'])
    .where('revoked_at', 'is not', null)
    .execute()
  return rows.flatMap(({ serial, revoked_at }) => (revoked_at === null ? [] : [{ serial, at: revoked_at }]))
}
