import { X509Certificate } from 'node:crypto'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { openPdf, type PdfFile } from '../../pdf/file/pdf-file.ts'
import { isKind, type PdfDict, PdfFault } from '../../pdf/file/pdf-object.ts'
import { nameOf } from '../distinguished-name.ts'
import type { Trust } from './certificate-trust.ts'
import { laterChanges } from './later-changes.ts'
import { signedFieldsOf } from './signature-fields.ts'
import type { FindingCode, SignatureLevel } from './verification-report.ts'
import { verifyPdf } from './verify-pdf.ts'

/** Why a file that came back from somebody's own signing tool is not taken. */
export type ReturnedRefusal =
  /** It does not begin with the very bytes that were sent. */
  | { readonly code: 'returned.other-document' }
  | { readonly code: 'returned.unreadable' }
  | { readonly code: 'returned.not-signed' }
  | { readonly code: 'returned.several-signatures' }
  /** Something besides the signature was changed. */
  | { readonly code: 'returned.content-changed'; readonly finding: FindingCode }
  | { readonly code: 'returned.other-signer'; readonly name: string }
  | { readonly code: 'returned.signature-invalid'; readonly finding: FindingCode | 'unknown' }

export type ReturnedSignature = { readonly level: SignatureLevel; readonly certificateSerial: string }

/** A signature with its certificates and a picture; whoever appends more than this sends something else. */
const mostAppendedBytes = 4_000_000

/**
 * Whether a file is exactly the one that was sent with one valid signature of one certificate (DER) after it: the bytes that were sent stand
 * unchanged before it, nothing else was appended, and the signature covers all of it. @legal L-20-2023 22
 */
export const judgeReturned = (
  sent: Uint8Array,
  returned: Uint8Array,
  expected: Uint8Array,
  trust: Trust,
  now: Temporal.Instant,
): Result<ReturnedSignature, ReturnedRefusal> => {
  if (returned.length > sent.length + mostAppendedBytes) return refuse({ code: 'returned.other-document' })
  if (Buffer.compare(returned.subarray(0, sent.length), sent) !== 0) return refuse({ code: 'returned.other-document' })
  if (returned.length === sent.length) return refuse({ code: 'returned.not-signed' })
  try {
    const appended = judgeAppended(sent, returned)
    return appended.ok ? judgeSignature(returned, appended.value, { expected, trust, now }) : appended
  } catch (error) {
    if (error instanceof PdfFault || error instanceof RangeError) return refuse({ code: 'returned.unreadable' })
    throw error
  }
}

/** Square points: a picture of a signature, and not a sheet laid over the page (a page of A4 has half a million). */
const largestArea = 60_000

const areaOf = (file: PdfFile, widget: PdfDict): number => {
  const rect = file.resolve(widget.entries.get('Rect'))
  const [left = 0, bottom = 0, right = 0, top = 0] = isKind(rect, 'array')
    ? rect.items.filter((item) => typeof item === 'number')
    : []
  return Math.abs(right - left) * Math.abs(top - bottom)
}

/** The name of the one field that was signed, when nothing else was done. */
const judgeAppended = (sent: Uint8Array, returned: Uint8Array): Result<string, ReturnedRefusal> => {
  const before = new Set(signedFieldsOf(openPdf(sent)).map(({ field }) => field.ref.number))
  const file = openPdf(returned)
  const added = signedFieldsOf(file).filter(({ field }) => !before.has(field.ref.number))
  const [own] = added
  if (own === undefined) return refuse({ code: 'returned.not-signed' })
  if (added.length > 1 || own.isTimeStamp) return refuse({ code: 'returned.several-signatures' })
  if (areaOf(file, own.field.dict) > largestArea)
    return refuse({ code: 'returned.content-changed', finding: 'later.annotation-added' })
  const signature = { kind: 'signature', field: own.field.ref.number, end: own.range.end, isSound: true } as const
  const changes = laterChanges(file, sent.length, { fillable: new Set(), signatures: [signature] })
  // Tools write when they changed a file; nothing of that is shown.
  const foreign = changes.find((change) => !change.isAllowed || change.code === 'later.validation-data')
  return foreign === undefined
    ? accept(own.field.name)
    : refuse({ code: 'returned.content-changed', finding: foreign.code })
}

const judgeSignature = (
  returned: Uint8Array,
  field: string,
  { expected, trust, now }: { readonly expected: Uint8Array; readonly trust: Trust; readonly now: Temporal.Instant },
): Result<ReturnedSignature, ReturnedRefusal> => {
  const signature = verifyPdf(returned, trust, { now }).signatures.find((one) => one.field === field)
  if (signature === undefined) return refuse({ code: 'returned.unreadable' })
  const [own] = signature.chain
  if (own !== undefined && Buffer.compare(own.der, expected) !== 0)
    return refuse({ code: 'returned.other-signer', name: nameOf(new X509Certificate(own.der)).commonName })
  if (own === undefined || !signature.isValid || !signature.coversWholeFile) {
    const finding = signature.findings.find((one) => !one.isAllowed)?.code ?? 'unknown'
    return refuse({ code: 'returned.signature-invalid', finding })
  }
  return accept({ level: signature.level, certificateSerial: signature.certificateSerial })
}
