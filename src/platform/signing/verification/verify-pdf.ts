import { dateOf, instantOf, type Temporal } from '#kernel/time.ts'
import { openPdf, type PdfFile } from '../../pdf/file/pdf-file.ts'
import { PdfFault } from '../../pdf/file/pdf-object.ts'
import { nameOf } from '../distinguished-name.ts'
import { outcomeFields } from '../outcome-fields.ts'
import type { Trust } from './certificate-trust.ts'
import type { LaterSignature } from './comparison.ts'
import { type DocumentStamp, firstSeenAt, judgeDocumentStamps } from './document-time-stamps.ts'
import { isBlank, laterChanges } from './later-changes.ts'
import { type SignedField, signedFieldsOf } from './signature-fields.ts'
import { chainReport, signatureLevel } from './signature-level.ts'
import { timeStampReport } from './time-stamp-token.ts'
import { type ValidationData, validationDataOf } from './validation-data.ts'
import { type Finding, finding, type PdfReport, type SignatureReport } from './verification-report.ts'
import { type CmsReport, verifyDetached } from './verify-cms.ts'

export type VerifyOptions = {
  /** Text fields that may be filled after the first signature; those of an outcome unless told. */
  readonly fillable?: readonly string[]
  /** When it is judged: whether certificates of time-stamps still hold. The machine's own time unless told. */
  readonly now?: Temporal.Instant
}

/** Larger files are not judged here. */
const mostBytes = 100_000_000

/**
 * Judges every signature of a file and everything that was appended after it. Never throws: a file that cannot be read is a
 * verdict. Work is bounded by the size of the file and the limits of the reader.
 */
export const verifyPdf = (pdf: Uint8Array, trust: Trust, options: VerifyOptions = {}): PdfReport => {
  try {
    if (pdf.length > mostBytes) throw new PdfFault('pdf.too-large')
    return judge(openPdf(pdf), trust, options)
  } catch (error) {
    const fault = error instanceof PdfFault ? error.code : 'pdf.unreadable'
    return {
      verdict: countRanges(pdf) > 0 ? 'altered' : 'unreadable',
      signatures: [],
      timeStamps: [],
      revisions: 0,
      findings: [],
      fault,
    }
  }
}

type Judged = { readonly signed: SignedField; readonly cms: CmsReport }

/** What is known of the file as a whole. */
type Scene = {
  readonly file: PdfFile
  readonly data: ValidationData
  readonly stamps: readonly DocumentStamp[]
  readonly fillable: ReadonlySet<string>
}

const judge = (file: PdfFile, given: Trust, options: VerifyOptions): PdfReport => {
  const now = options.now === undefined ? Date.now() : dateOf(options.now).getTime()
  const fields = signedFieldsOf(file)
  const data = validationDataOf(file)
  const trust = { ...given, answers: [...(given.answers ?? []), ...data.answers] }
  const stamps = judgeDocumentStamps(fields, trust, data.certificates, now)
  const judged = fields
    .filter((field) => !field.isTimeStamp)
    .map((signed): Judged => {
      const claimedAt = signed.claimedAt === undefined ? undefined : dateOf(signed.claimedAt).getTime()
      const seenAt = firstSeenAt(stamps, signed.range.end)
      const circumstances = { trust, others: data.certificates, now, claimedAt, seenAt }
      return { signed, cms: verifyDetached(signed.contents, signed.range.parts, circumstances) }
    })
  const later = [...judged.map(laterSignature), ...stamps.map(laterStamp)]
  const fillable = new Set(options.fillable ?? [outcomeFields.number, outcomeFields.date])
  const scene: Scene = { file, data, stamps, fillable }
  const reports = judged.map((each) => reportOf(scene, each, laterOf(scene, each.signed, later)))
  const findings = [
    ...(countRanges(file.bytes) > fields.length ? [finding('later.signature-removed')] : []),
    ...(judged.length === 0 ? stamps.flatMap((each) => laterOf(scene, each.signed, later)) : []),
  ].filter((found) => !found.isAllowed)
  return {
    verdict: verdictOf(reports, findings),
    signatures: reports,
    timeStamps: stamps.flatMap(({ stamp }) => timeStampReport(stamp) ?? []),
    revisions: file.sections.length,
    findings,
  }
}

const laterSignature = ({ signed, cms }: Judged): LaterSignature => ({
  kind: 'signature',
  field: signed.field.ref.number,
  end: signed.range.end,
  isSound: cms.integrity === 'intact' && cms.certificate === 'trusted' && signed.range.findings.length === 0,
})

/** A time-stamp whose authority has ended since was right when it was laid on, and changes nothing that is shown. */
const laterStamp = ({ signed, stamp }: DocumentStamp): LaterSignature => ({
  kind: 'time-stamp',
  field: signed.field.ref.number,
  end: signed.range.end,
  isSound: stamp.state === 'proof' || stamp.state === 'expired',
})

const laterOf = (
  { file, fillable }: Scene,
  { range }: SignedField,
  signatures: readonly LaterSignature[],
): readonly Finding[] => {
  if (range.parts.length === 0) return []
  try {
    return laterChanges(file, range.end, { fillable, signatures })
  } catch {
    // The appended part cannot be read, so it cannot be allowed.
    return [finding('later.revision-broken')]
  }
}

const reportOf = ({ file, data, stamps }: Scene, judged: Judged, later: readonly Finding[]): SignatureReport => {
  const { cms, signed } = judged
  const { range, claimedAt } = signed
  const name = cms.signer === undefined ? undefined : nameOf(cms.signer)
  const findings = [...range.findings, ...cms.findings, ...later]
  const provenAt = cms.time?.isProven === true ? instantOf(new Date(cms.time.at)) : undefined
  return {
    field: signed.field.name,
    signerName: name?.commonName ?? '',
    organisation: name?.organisation,
    locality: name?.locality,
    issuerName: /(?:^|\n)CN=([^\n]*)/.exec(cms.signer?.issuer ?? '')?.[1] ?? '',
    certificateSerial: cms.signer?.serialNumber ?? '',
    signedAt: provenAt ?? claimedAt,
    signedAtSource: provenAt !== undefined ? 'time-stamp' : claimedAt !== undefined ? 'claimed' : 'unknown',
    integrity: range.findings.length > 0 ? 'changed' : cms.integrity,
    certificate: cms.certificate,
    level: range.findings.length > 0 ? 'B-B' : signatureLevel(cms, data, stamps),
    chain: chainReport(cms.chain?.links ?? []),
    timeStamp: cms.stamp === undefined ? undefined : timeStampReport(cms.stamp),
    reason: signed.reason,
    revision: file.sections.filter((section) => section.offset < range.end).length,
    coversWholeFile: range.parts.length > 0 && isBlank(file.bytes.subarray(range.end)),
    findings,
    isValid: findings.every((found) => found.isAllowed),
  }
}

const verdictOf = (reports: readonly SignatureReport[], findings: readonly Finding[]): PdfReport['verdict'] => {
  if (findings.length > 0) return 'altered'
  if (reports.length === 0) return 'unsigned'
  const wrong = reports.flatMap((report) => report.findings).filter((found) => !found.isAllowed)
  if (wrong.length === 0) return 'valid'
  const isOnlyTrust = reports.every((report) => report.integrity === 'intact') && wrong.every(isAboutTrust)
  return isOnlyTrust ? 'untrusted' : 'altered'
}

/** A later signature by an unknown signer, and the number it sealed, lack trust and nothing else. */
const isAboutTrust = (found: Finding): boolean =>
  /^(certificate|time-stamp|time)\./.test(found.code) ||
  found.code === 'later.signature' ||
  found.code === 'later.time-stamp' ||
  found.code === 'later.field-filled-unsealed'

/** Signature dictionaries in the bytes, whether or not the newest revision still shows them. */
const countRanges = (bytes: Uint8Array): number => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let count = 0
  for (let at = text.indexOf('/ByteRange'); at !== -1; at = text.indexOf('/ByteRange', at + 10)) {
    if (
      /^\/ByteRange\s{0,9}\[\s{0,9}\d{1,12}\s+\d{1,12}\s+\d{1,12}\s+\d{1,12}\s{0,40}\]/.test(
        text.toString('latin1', at, at + 160),
      )
    )
      count += 1
  }
  return count
}
