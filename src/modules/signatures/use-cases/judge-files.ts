import { X509Certificate } from 'node:crypto'
import type { AttachmentOwner } from '#modules/attachments/domain/index.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { PdfReport } from '#platform/signing/verification/verification-report.ts'
import { type Verified, type VerifyBounds, verifyFile } from '#platform/signing/verification/verify-file.ts'
import { isUnsound } from '../domain/judged-file.ts'
import { loadTrust } from '../queries/load-trust.ts'
import { type FileToJudge, listJudgeable, saveJudged } from '../store/judged-files.ts'
import { type AskDeps, askIssuers, type Pair } from './ask-issuers.ts'
import { keptReport, verdictOnFile } from './kept-report.ts'

export type JudgingDeps = AskDeps & { readonly files: Pick<FileStore, 'read'> }

/** Somebody may be waiting: issuers that do not answer at once are left out, and the report says so. */
const fetchBounds = { patienceMs: 3_000, mostBytes: 10_000_000 }

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

/** Judges a file, asks the issuers of its certificates, and judges it again with what they say. Bounded in time and memory. */
export const judgePdf = async (deps: AskDeps, pdf: Uint8Array, bounds: VerifyBounds = {}): Promise<Verified> => {
  const trust = await loadTrust(deps.database, deps.clock.now())
  const first = await verifyFile(pdf, trust, bounds)
  if (first.kind !== 'report') return first
  const pairs = unanswered(first.report)
  if (pairs.length === 0) return first
  const answers = await askIssuers({ fetchBounds, ...deps }, pairs)
  return answers.length === 0 ? first : verifyFile(pdf, { ...trust, answers }, bounds)
}

const judgeOne = async (deps: JudgingDeps, { attachmentId, sha256 }: FileToJudge): Promise<void> => {
  const verified = await judgePdf(deps, await deps.files.read(sha256), { mostWaiting: Number.POSITIVE_INFINITY })
  const { database } = deps
  const judgedAt = deps.clock.now()
  if (verified.kind === 'report')
    await saveJudged(database, {
      attachmentId,
      verdict: verdictOnFile(verified.report),
      report: keptReport(verified.report),
      judgedAt,
    })
  else
    await saveJudged(database, {
      attachmentId,
      verdict: 'too-heavy',
      report: { signatures: [], findings: [] },
      judgedAt,
    })
}

/**
 * Judges the PDFs of an owner of which nobody knows yet what their signatures are worth, and those again that were found wanting: a root may have come to be
 * believed since. What was found is kept with each file. Harmless when it runs twice.
 */
export const judgeFiles = async (deps: JudgingDeps, owner: AttachmentOwner): Promise<void> => {
  for (const file of await listJudgeable(deps.database, owner)) {
    if (file.verdict === null || file.verdict === 'too-heavy' || isUnsound(file.verdict)) await judgeOne(deps, file)
  }
}
