import { Temporal } from '#kernel/time.ts'
import type { PdfReport, SignatureReport } from './verification-report.ts'

/** A report that can go from one thread to another: times as text, for a time loses what it is on the way. */
export type SendableReport = Omit<PdfReport, 'signatures'> & {
  readonly signatures: readonly (Omit<SignatureReport, 'signedAt'> & { readonly signedAt: string | undefined })[]
}

export const toSendable = (report: PdfReport): SendableReport => ({
  ...report,
  signatures: report.signatures.map((signature) => ({ ...signature, signedAt: signature.signedAt?.toString() })),
})

export const fromSendable = (report: SendableReport): PdfReport => ({
  ...report,
  signatures: report.signatures.map((signature) => ({
    ...signature,
    signedAt: signature.signedAt === undefined ? undefined : Temporal.Instant.from(signature.signedAt),
  })),
})
