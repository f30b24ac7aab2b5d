import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { type Database, jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import { signatureLevels } from '#platform/signing/verification/verification-report.ts'
import {
  type DesktopFile,
  type DesktopReturn,
  type DesktopSigning,
  desktopOperations,
  type ReturnedFileRefusal,
} from '../domain/desktop-signing.ts'

export type NewDesktopSigning = Pick<
  DesktopSigning,
  'id' | 'officerId' | 'agencyId' | 'subject' | 'version' | 'title' | 'basis' | 'closesAt'
> & {
  readonly files: readonly Omit<DesktopFile, 'returned' | 'refusedBecause'>[]
  /** DER */
  readonly certificate: Uint8Array
  readonly openedAt: Temporal.Instant
}

export const saveDesktopSigning = async (tx: Tx, signing: NewDesktopSigning): Promise<void> => {
  const own = tx.insertInto('desktop_signing').values({
    id: signing.id,
    officer_id: signing.officerId,
    agency_id: signing.agencyId,
    subject_kind: signing.subject.kind,
    subject_id: signing.subject.id,
    version: signing.version,
    title: signing.title,
    basis: signing.basis,
    certificate: new X509Certificate(signing.certificate).toString(),
    opened_at: signing.openedAt,
    closes_at: signing.closesAt,
  })
  const files = signing.files.map((file, at) => ({
    id: file.id,
    signing_id: signing.id,
    position: at + 1,
    name: file.name,
    operation: file.operation,
    code: file.code,
    sent_sha256: file.sentSha256,
    sent_bytes: file.sentBytes,
  }))
  await Promise.all([own.execute(), tx.insertInto('desktop_file').values(files).execute()])
}

/** With the certificate (DER) that must sign it. */
export type KeptDesktopSigning = DesktopSigning & { readonly certificate: Uint8Array }

const Refusal = z.looseObject({ code: z.string() })

const kept = (reader: Reader) =>
  reader
    .selectFrom('desktop_signing as s')
    .innerJoin('desktop_file as f', 'f.signing_id', 's.id')
    .selectAll('s')
    .select([
      'f.id as fileId',
      'f.name',
      'f.operation',
      'f.code',
      'f.sent_sha256',
      'f.sent_bytes',
      'f.returned_sha256',
      'f.returned_bytes',
      'f.level',
      'f.refused_because',
    ])
    .orderBy('f.position')

type Row = Awaited<ReturnType<ReturnType<typeof kept>['execute']>>[number]

const returnOf = (row: Row): DesktopReturn | null => {
  const level = signatureLevels.find((one) => one === row.level)
  return row.returned_sha256 === null || row.returned_bytes === null || level === undefined
    ? null
    : { sha256: row.returned_sha256, sizeBytes: row.returned_bytes, level }
}

const fileOf = (row: Row): DesktopFile => ({
  id: row.fileId,
  name: row.name,
  operation: desktopOperations.find((one) => one === row.operation) ?? 'SignApproved',
  code: row.code,
  sentSha256: row.sent_sha256,
  sentBytes: row.sent_bytes,
  returned: returnOf(row),
  refusedBecause: Refusal.nullable().parse(row.refused_because) as ReturnedFileRefusal | null,
})

const signingOf = (rows: readonly Row[]): KeptDesktopSigning | null => {
  const [row] = rows
  if (row === undefined) return null
  const certificate = new X509Certificate(row.certificate)
  return {
    id: row.id,
    serial: certificate.serialNumber,
    officerId: row.officer_id,
    agencyId: row.agency_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    version: row.version,
    title: row.title,
    basis: row.basis,
    files: rows.map(fileOf),
    closesAt: row.closes_at,
    isWithdrawn: row.withdrawn_at !== null,
    isTaken: row.taken_at !== null,
    certificate: certificate.raw,
  }
}

export const findDesktopSigning = async (reader: Reader, id: string): Promise<KeptDesktopSigning | null> =>
  signingOf(await kept(reader).where('s.id', '=', id).execute())

/** The document that a file in the hands of a tool belongs to, with all its files. */
export const findDesktopSigningOfFile = async (reader: Reader, fileId: string): Promise<KeptDesktopSigning | null> =>
  signingOf(
    await kept(reader)
      .where('s.id', '=', (query) => query.selectFrom('desktop_file').select('signing_id').where('id', '=', fileId))
      .execute(),
  )

/** The newest of a document that was neither taken nor withdrawn, of one basis. */
export const findOpenDesktopSigning = async (
  reader: Reader,
  subject: DesktopSigning['subject'],
  basis: string,
): Promise<KeptDesktopSigning | null> =>
  signingOf(
    await kept(reader)
      .where('s.id', '=', (query) =>
        query
          .selectFrom('desktop_signing')
          .select('id')
          .where('subject_id', '=', subject.id)
          .where('subject_kind', '=', subject.kind)
          .where('basis', '=', basis)
          .where('taken_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .orderBy('opened_at', 'desc')
          .limit(1),
      )
      .execute(),
  )

/** Whatever of a document is in the hands of tools is taken from none of them any more. The document is locked by the caller. */
export const withdrawDesktopSignings = async (
  tx: Tx,
  subject: DesktopSigning['subject'],
  at: Temporal.Instant,
): Promise<void> => {
  await tx
    .updateTable('desktop_signing')
    .set({ withdrawn_at: at })
    .where('subject_id', '=', subject.id)
    .where('subject_kind', '=', subject.kind)
    .where('taken_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Keeps the file that came back; false when one has come back before. */
export const saveReturned = async (
  database: Database,
  fileId: string,
  { sha256, sizeBytes, level }: DesktopReturn,
  at: Temporal.Instant,
): Promise<boolean> => {
  const saved = await database
    .updateTable('desktop_file')
    .set({ returned_sha256: sha256, returned_bytes: sizeBytes, level, returned_at: at, refused_because: null })
    .where('id', '=', fileId)
    .where('returned_at', 'is', null)
    .executeTakeFirst()
  return saved.numUpdatedRows > 0n
}

export const saveReturnRefused = async (
  database: Database,
  fileId: string,
  refusal: ReturnedFileRefusal,
): Promise<void> => {
  await database
    .updateTable('desktop_file')
    .set({ refused_because: jsonb(refusal) })
    .where('id', '=', fileId)
    .where('returned_at', 'is', null)
    .execute()
}

export const markTaken = async (database: Database, id: string, at: Temporal.Instant): Promise<void> => {
  await database
    .updateTable('desktop_signing')
    .set({ taken_at: at })
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Forgets what was closed long ago and never came back, and what was taken. */
export const dropOldDesktopSignings = async (database: Database, before: Temporal.Instant): Promise<void> => {
  await database.deleteFrom('desktop_signing').where('closes_at', '<', before).execute()
}
