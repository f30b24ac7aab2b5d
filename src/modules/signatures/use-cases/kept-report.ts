import type { Finding, PdfReport, SignatureReport } from '#platform/signing/verification/verification-report.ts'
import type { FileVerdict, KeptReport } from '../domain/judged-file.ts'

/** A hostile file may hold any number of anything. */
const mostSignatures = 50
const mostFindings = 40
const mostCharacters = 300

/** What a stranger wrote into a file, as text that a database takes. */
const plain = (text: string): string => text.replaceAll('\u0000', '').slice(0, mostCharacters).toWellFormed()

const findingsOf = (findings: readonly Finding[]): KeptReport['findings'] =>
  findings.slice(0, mostFindings).map(({ code, isAllowed, page, field, text }) => ({
    code,
    isAllowed,
    ...(page === undefined ? {} : { page }),
    ...(field === undefined ? {} : { field: plain(field) }),
    ...(text === undefined ? {} : { text: plain(text) }),
  }))

const signatureOf = (signature: SignatureReport): KeptReport['signatures'][number] => ({
  signer: plain(signature.signerName),
  organisation: plain(signature.organisation ?? ''),
  ...(signature.signedAt === undefined ? {} : { signedAt: signature.signedAt.toString() }),
  isTimeProven: signature.signedAtSource === 'time-stamp',
  isValid: signature.isValid,
  findings: findingsOf(signature.findings),
})

/** What is kept of a report, bounded whatever the file holds. */
export const keptReport = (report: PdfReport): KeptReport => ({
  signatures: report.signatures.slice(0, mostSignatures).map(signatureOf),
  findings: findingsOf(report.findings),
})

/** The verdict on the file; a certificate that was taken back is told apart from one that nobody knows. */
export const verdictOnFile = ({ verdict, signatures }: PdfReport): FileVerdict =>
  verdict === 'untrusted' && signatures.some(({ certificate }) => certificate === 'revoked') ? 'revoked' : verdict
