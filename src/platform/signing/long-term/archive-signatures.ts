import { accept, type Result, refuse } from '#kernel/result.ts'
import { PdfFault } from '../../pdf/file/pdf-object.ts'
import type { TimeStampAuthority } from '../timestamp.ts'
import type { Trust } from '../verification/certificate-trust.ts'
import { addValidationData } from './add-validation-data.ts'
import { gatherEvidence, type RevocationSource } from './gather-evidence.ts'
import { stampDocument } from './stamp-document.ts'

export type ArchiveDeps = {
  readonly trust: Trust
  readonly source: RevocationSource
  /** Absent: the file reaches B-LT and no more. */
  readonly authority?: TimeStampAuthority
}

export type Archived = {
  readonly pdf: Buffer
  readonly level: 'B-LT' | 'B-LTA'
  /** When the certificate of the newest time-stamp ends, milliseconds since 1970; the file must be stamped again before. */
  readonly endsAt: number
}

export type ArchiveRefusal =
  | { readonly code: 'pdf.unreadable'; readonly reason: string }
  /** Somebody's issuer does not answer: the evidence would have a hole. */
  | { readonly code: 'archive.issuer-silent'; readonly certificates: readonly string[] }
  | { readonly code: 'signature.time-stamp-unavailable' }

/**
 * Brings a signed file to the form in which it is kept (B-LT, and B-LTA with an authority). On a file that has that form already it adds
 * the evidence for the last time-stamp and a new one over everything: the renewal before the old one ends.
 */
export const archiveSignatures = async (
  pdf: Uint8Array,
  deps: ArchiveDeps,
): Promise<Result<Archived, ArchiveRefusal>> => {
  try {
    const gathered = await gatherEvidence(pdf, deps.trust, deps.source)
    if (gathered.unanswered.length > 0)
      return refuse({ code: 'archive.issuer-silent', certificates: gathered.unanswered })
    const proven = addValidationData(pdf, gathered.evidence)
    if (deps.authority === undefined) return accept({ pdf: proven, level: 'B-LT', endsAt: gathered.endsAt })
    const stamped = await stampDocument(proven, deps.authority).catch((error: unknown) => {
      if (error instanceof PdfFault) throw error
      return undefined
    })
    if (stamped === undefined) return refuse({ code: 'signature.time-stamp-unavailable' })
    const { endsAt } = await gatherEvidence(stamped, deps.trust, async () => undefined)
    return accept({ pdf: stamped, level: 'B-LTA', endsAt })
  } catch (error) {
    const isBroken = error instanceof PdfFault || error instanceof RangeError
    if (isBroken) return refuse({ code: 'pdf.unreadable', reason: error instanceof PdfFault ? error.code : 'cms' })
    throw error
  }
}
