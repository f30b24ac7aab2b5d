import type { X509Certificate } from 'node:crypto'
import { openPdf } from '../../pdf/file/pdf-file.ts'
import { oids } from '../cms/cms.ts'
import { parseSignedData } from '../cms/cms-parse.ts'
import type { RevocationAnswer } from '../revocation/revocation-state.ts'
import {
  type ChainLink,
  judgeChain,
  readableCertificates,
  signerCertificate,
  type Trust,
} from '../verification/certificate-trust.ts'
import { signedFieldsOf } from '../verification/signature-fields.ts'
import { validationDataOf } from '../verification/validation-data.ts'
import { withoutPadding } from '../verification/without-padding.ts'
import type { Evidence } from './add-validation-data.ts'

/** Asks an issuer (or a stock of its answers) about a certificate; undefined when nobody answers. */
export type RevocationSource = (
  certificate: X509Certificate,
  issuer: X509Certificate,
) => Promise<RevocationAnswer | undefined>

/** Certificates whose issuer could not be asked, by the name of their holder. */
export type Gathered = { readonly evidence: Evidence; readonly unanswered: readonly string[]; readonly endsAt: number }

/**
 * Everything that is needed to check the signatures and time-stamps of a file without asking anybody: the certificates of every chain,
 * and what issuers say of each. `endsAt` (milliseconds since 1970): when the last certificate of its newest time-stamp ends.
 */
export const gatherEvidence = async (pdf: Uint8Array, trust: Trust, source: RevocationSource): Promise<Gathered> => {
  const file = openPdf(pdf)
  const others = validationDataOf(file).certificates
  const fields = signedFieldsOf(file)
  const links = new Map<string, ChainLink>()
  let endsAt = 0
  for (const field of fields) {
    for (const structure of structuresOf(withoutPadding(field.contents))) {
      const signed = parseSignedData(structure)
      const certificates = [...readableCertificates(signed.certificates), ...others]
      const signer = signerCertificate(signed, certificates)
      if (signer === undefined) continue
      if (field.isTimeStamp) endsAt = Math.max(endsAt, signer.validToDate.getTime())
      const time = { at: signer.validFromDate.getTime(), isProven: true }
      for (const link of judgeChain(signer, certificates, trust, time).links)
        links.set(link.certificate.fingerprint256, link)
    }
  }
  return { ...(await answersTo([...links.values()], source)), endsAt }
}

/** The signature, and the time-stamp inside it. */
const structuresOf = (contents: Uint8Array): readonly Uint8Array[] => {
  const token = parseSignedData(contents).unsignedAttributes.get(oids.timeStampToken)
  return token === undefined ? [contents] : [contents, token]
}

const answersTo = async (links: readonly ChainLink[], source: RevocationSource) => {
  const answers: RevocationAnswer[] = []
  const unanswered: string[] = []
  const certificates = links.map((link) => new Uint8Array(link.certificate.raw))
  for (const { certificate, issuer } of links) {
    if (issuer === undefined) continue
    const answer = await source(certificate, issuer)
    if (answer === undefined) unanswered.push(certificate.subject.replaceAll('\n', ', '))
    else if (!answers.includes(answer)) answers.push(answer)
  }
  return { evidence: { certificates, answers }, unanswered }
}
