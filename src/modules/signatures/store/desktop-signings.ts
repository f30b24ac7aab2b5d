import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { type Database, jsonb, type Reader } from '#platform/database/connection.ts'
import { type SignatureLevel, signatureLevels } from '#platform/signing/verification/verification-report.ts'
import type { DesktopSigning, ReturnedFileRefusal } from '../domain/desktop-signing.ts'

export type NewDesktopSigning = Pick<
  DesktopSigning,
  'id' | 'officerId' | 'subject' | 'version' | 'title' | 'sentSha256' | 'sentBytes' | 'closesAt'
> & {
  /** DER */
  readonly certificate: Uint8Array
  readonly openedAt: Temporal.Instant
}

export const saveDesktopSigning = async (database: Database, signing: NewDesktopSigning): Promise<void> => {
  await database
    .insertInto('desktop_signing')
    .values({
      id: signing.id,
      officer_id: signing.officerId,
      subject_kind: signing.subject.kind,
      subject_id: signing.subject.id,
      version: signing.version,
      title: signing.title,
      sent_sha256: signing.sentSha256,
      sent_bytes: signing.sentBytes,
      certificate: new X509Certificate(signing.certificate).toString(),
      opened_at: signing.openedAt,
      closes_at: signing.closesAt,
    })
    .execute()
}

const Refusal = z.looseObject({ code: z.string() })

/** A document in the hands of a tool, with the certificate (DER) that must sign it. */
export const findDesktopSigning = async (
  reader: Reader,
  id: string,
): Promise<(DesktopSigning & { readonly certificate: Uint8Array }) | null> => {
  const row = await reader.selectFrom('desktop_signing').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  const certificate = new X509Certificate(row.certificate)
  return {
    id,
    serial: certificate.serialNumber,
    level: signatureLevels.find((level) => level === row.level) ?? null,
    officerId: row.officer_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    version: row.version,
    title: row.title,
    sentSha256: row.sent_sha256,
    sentBytes: row.sent_bytes,
    returnedSha256: row.returned_sha256,
    returnedBytes: row.returned_bytes,
    refusedBecause: Refusal.nullable().parse(row.refused_because) as ReturnedFileRefusal | null,
    closesAt: row.closes_at,
    isTaken: row.taken_at !== null,
    certificate: certificate.raw,
  }
}

export type Returned = {
  readonly sha256: string
  readonly sizeBytes: number
  readonly level: SignatureLevel
  readonly at: Temporal.Instant
}

/** Keeps the file that came back; false when one has come back before. */
export const saveReturned = async (database: Database, id: string, returned: Returned): Promise<boolean> => {
  const { sha256, sizeBytes, level, at } = returned
  const saved = await database
    .updateTable('desktop_signing')
    .set({ returned_sha256: sha256, returned_bytes: sizeBytes, level, returned_at: at, refused_because: null })
    .where('id', '=', id)
    .where('returned_at', 'is', null)
    .executeTakeFirst()
  return saved.numUpdatedRows > 0n
}

export const saveReturnRefused = async (
  database: Database,
  id: string,
  refusal: ReturnedFileRefusal,
): Promise<void> => {
  await database
    .updateTable('desktop_signing')
    .set({ refused_because: jsonb(refusal) })
    .where('id', '=', id)
    .where('returned_at', 'is', null)
    .execute()
}

export const markTaken = async (database: Database, id: string, at: Temporal.Instant): Promise<void> => {
  await database
    .updateTable('desktop_signing')
    .set({ taken_at: at })
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .execute()
}

/** Forgets what was closed long ago and never came back, and what was taken. */
export const dropOldDesktopSignings = async (database: Database, before: Temporal.Instant): Promise<void> => {
  await database.deleteFrom('desktop_signing').where('closes_at', '<', before).execute()
}
