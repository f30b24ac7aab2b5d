import { dateOf, instantOf, type Temporal } from '#kernel/time.ts'
import { openPdf, type PdfFile } from '../../pdf/file/pdf-file.ts'
import { formFieldsOf, type PdfFormField } from '../../pdf/file/pdf-form-field.ts'
import { isKind, type PdfDict, PdfFault, textOf } from '../../pdf/file/pdf-object.ts'
import { nameOf } from '../distinguished-name.ts'
import { outcomeFields } from '../outcome-fields.ts'
import { readByteRange, type SignedRange } from './byte-range.ts'
import type { Trust } from './certificate-trust.ts'
import type { LaterSignature } from './comparison.ts'
import { isBlank, laterChanges } from './later-changes.ts'
import { type Finding, finding, type PdfReport, type SignatureReport } from './verification-report.ts'
import { type CmsReport, verifyDetached } from './verify-cms.ts'

export type VerifyOptions = {
  /** Text fields that may be filled after the first signature; those of an outcome unless told. */
  readonly fillable?: readonly string[]
}

/** Larger files are not judged here. */
const mostBytes = 100_000_000
/** Each signature costs one more reading of the file. */
const mostSignatures = 24

/**
 * Judges every signature of a file and everything that was appended after it. Never throws: a file that cannot be read is a
 * verdict. Work is bounded by the size of the file and the limits of the reader.
 */
export const verifyPdf = (pdf: Uint8Array, trust: Trust, options: VerifyOptions = {}): PdfReport => {
  try {
    if (pdf.length > mostBytes) throw new PdfFault('pdf.too-large')
    return judge(openPdf(pdf), trust, new Set(options.fillable ?? [outcomeFields.number, outcomeFields.date]))
  } catch (error) {
    const fault = error instanceof PdfFault ? error.code : 'pdf.unreadable'
    return {
      verdict: countRanges(pdf) > 0 ? 'altered' : 'unreadable',
      signatures: [],
      revisions: 0,
      findings: [],
      fault,
    }
  }
}

type Judged = {
  readonly field: PdfFormField
  readonly range: SignedRange
  readonly cms: CmsReport
  readonly claimedAt: Temporal.Instant | undefined
}

const judge = (file: PdfFile, trust: Trust, fillable: ReadonlySet<string>): PdfReport => {
  const fields = formFieldsOf(file).filter(
    (field) => field.type === 'Sig' && isKind(file.resolve(field.dict.entries.get('V')), 'dict'),
  )
  if (fields.length > mostSignatures) throw new PdfFault('pdf.too-many-signatures')
  const judged = fields
    .map((field) => judgeSignature(file, field, trust))
    .sort((left, right) => left.range.end - right.range.end)
  const signatures: readonly LaterSignature[] = judged.map((each) => ({
    field: each.field.ref.number,
    end: each.range.end,
    isSound: isSound(each),
  }))
  const reports = judged.map((each) =>
    reportOf(file, each, each.range.parts.length === 0 ? [] : laterOf(file, each, fillable, signatures)),
  )
  const findings = countRanges(file.bytes) > fields.length ? [finding('later.signature-removed')] : []
  return { verdict: verdictOf(reports, findings), signatures: reports, revisions: file.sections.length, findings }
}

const judgeSignature = (file: PdfFile, field: PdfFormField, trust: Trust): Judged => {
  const value = file.resolve(field.dict.entries.get('V'))
  const dict: PdfDict = isKind(value, 'dict') ? value : { kind: 'dict', entries: new Map() }
  const contents = file.resolve(dict.entries.get('Contents'))
  const string = isKind(contents, 'string') ? contents : undefined
  const range = readByteRange(file, dict, string)
  const claimedAt = readPdfDate(textOf(file.resolve(dict.entries.get('M'))))
  const cms = verifyDetached(
    string?.bytes ?? new Uint8Array(),
    range.parts,
    trust,
    claimedAt === undefined ? undefined : dateOf(claimedAt).getTime(),
  )
  return { field, range, cms, claimedAt }
}

const isSound = (judged: Judged): boolean =>
  judged.cms.integrity === 'intact' && judged.cms.certificate === 'trusted' && judged.range.findings.length === 0

const laterOf = (
  file: PdfFile,
  judged: Judged,
  fillable: ReadonlySet<string>,
  signatures: readonly LaterSignature[],
): readonly Finding[] => {
  try {
    return laterChanges(file, judged.range.end, { fillable, signatures })
  } catch {
    // The appended part cannot be read, so it cannot be allowed.
    return [finding('later.revision-broken')]
  }
}

const reportOf = (file: PdfFile, judged: Judged, later: readonly Finding[]): SignatureReport => {
  const { cms, range, claimedAt } = judged
  const name = cms.signer === undefined ? undefined : nameOf(cms.signer)
  const findings = [...range.findings, ...cms.findings, ...later]
  const stampedAt = cms.stampedAt === undefined ? undefined : instantOf(new Date(cms.stampedAt))
  return {
    field: judged.field.name,
    signerName: name?.commonName ?? '',
    organisation: name?.organisation,
    locality: name?.locality,
    issuerName: /(?:^|\n)CN=([^\n]*)/.exec(cms.signer?.issuer ?? '')?.[1] ?? '',
    certificateSerial: cms.signer?.serialNumber ?? '',
    signedAt: stampedAt ?? claimedAt,
    signedAtSource: stampedAt !== undefined ? 'time-stamp' : claimedAt !== undefined ? 'claimed' : 'unknown',
    integrity: range.findings.length > 0 ? 'changed' : cms.integrity,
    certificate: cms.certificate,
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

/** `D:20260828162000+07'00'`; without a zone the time is taken as Vietnamese. */
const readPdfDate = (text: string | undefined): Temporal.Instant | undefined => {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '')
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, sign, zoneHours, zoneMinutes] = found
  const offset =
    sign === undefined
      ? text?.includes('Z') === true
        ? 0
        : 420
      : (sign === '-' ? -1 : 1) * (60 * Number(zoneHours) + Number(zoneMinutes ?? 0))
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return Number.isNaN(at) ? undefined : instantOf(new Date(at - offset * 60_000))
}
