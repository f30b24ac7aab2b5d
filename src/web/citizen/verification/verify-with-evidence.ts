import { X509Certificate } from 'node:crypto'
import { askIssuers, loadTrust, type Pair } from '#modules/signatures/index.ts'
import type { PdfReport } from '#platform/signing/verification/verification-report.ts'
import type { PageRequest } from '#web/http/route.ts'
import { type Verified, verifyFile } from './verify-file.ts'

/** Somebody is waiting for the page: issuers that do not answer at once are left out, and the page says so. */
const bounds = { patienceMs: 3_000, mostBytes: 10_000_000 }

/** Certificates of trusted chains of which nothing in the file says whether they still stood. Of others no address is believed. */
const unanswered = (report: PdfReport): readonly Pair[] => {
  const pairs = report.signatures
    .filter(({ certificate }) => certificate === 'trusted' || certificate === 'unchecked')
    .flatMap(({ chain }) =>
      chain.flatMap((link, index) => {
        const issuer = chain[index + 1]
        return link.revocation !== 'unknown' || issuer === undefined
          ? []
          : [{ certificate: link.der, issuer: issuer.der }]
      }),
    )
  const once = new Map(pairs.map((pair) => [Buffer.from(pair.certificate).toString('base64'), pair]))
  return [...once.values()].map(({ certificate, issuer }) => ({
    certificate: new X509Certificate(certificate),
    issuer: new X509Certificate(issuer),
  }))
}

/** Judges a file, asks the issuers of its certificates, and judges it again with what they say. */
export const verifyWithEvidence = async (request: PageRequest, pdf: Uint8Array): Promise<Verified> => {
  const { database } = request.province
  const trust = await loadTrust(database, request.now)
  const first = await verifyFile(pdf, trust)
  if (first.kind !== 'report') return first
  const pairs = unanswered(first.report)
  if (pairs.length === 0) return first
  const answers = await askIssuers({ database, clock: request.deps.clock, fetchBounds: bounds }, pairs)
  return answers.length === 0 ? first : verifyFile(pdf, { ...trust, answers })
}
