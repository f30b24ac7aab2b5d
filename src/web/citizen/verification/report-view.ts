import { formatInstantLong, localDate, type Temporal } from '#kernel/time.ts'
import type { CertificateHolder } from '#modules/signatures/index.ts'
import { cornerFields } from '#platform/signing/corner-mark.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import type { Finding, PdfReport, SignatureReport } from '#platform/signing/verification/verification-report.ts'
import type { Messages } from '#web/messages/index.ts'
import type { SignatureView, Verdict, VerificationView } from '#web/ui/views/citizen/verification.tsx'
import { findingText, isLater, wrongTexts } from '#web/verification/finding-text.ts'
import { evidenceRows } from './evidence-view.ts'

type Check = SignatureView['checks'][number]

/** The verdict of the file alone; null when it is no file that can be judged. */
export const verdictOf = (report: PdfReport): Verdict | null => {
  switch (report.verdict) {
    case 'valid':
      return 'good'
    case 'altered':
      return 'bad'
    case 'untrusted':
      return 'unsure'
    case 'unsigned':
      return 'none'
    case 'unreadable':
      return null
  }
}

const timeText = (t: Messages, { signedAt, signedAtSource }: SignatureReport): string => {
  if (signedAt === undefined) return t.verification.byNobody
  const when = formatInstantLong(signedAt)
  return signedAtSource === 'time-stamp' ? t.verification.byTimeStamp(when) : t.verification.byClaim(when)
}

const coverText = (t: Messages, signature: SignatureReport, revisions: number): string => {
  if (signature.coversWholeFile) return t.verification.coversAll
  return signature.revision === 0
    ? t.verification.coversNothing
    : t.verification.coversUntil(signature.revision, revisions)
}

const contentCheck = (t: Messages, { integrity }: SignatureReport): Check => ({
  text: t.verification.checkContent,
  answer: integrity === 'intact' ? 'good' : integrity === 'changed' ? 'bad' : 'unknown',
})

const trustCheck = (t: Messages, { certificate }: SignatureReport): Check => ({
  text: t.verification.checkTrust,
  answer: certificate === 'trusted' ? 'good' : certificate === 'unknown' ? 'unknown' : 'bad',
})

const laterCheck = (t: Messages, { findings, integrity }: SignatureReport): Check => ({
  text: t.verification.checkLater,
  answer: findings.some((found) => isLater(found) && !found.isAllowed)
    ? 'bad'
    : integrity === 'unknown'
      ? 'unknown'
      : 'good',
})

/** What the issuers say of every certificate up to the root. */
const revocationCheck = (t: Messages, { chain, findings }: SignatureReport): Check => {
  const states = chain.map((link) => link.revocation)
  const isLate = findings.some((found) => found.code === 'certificate.revoked-later')
  const answer = states.includes('revoked') && !isLate ? 'bad' : states.includes('unknown') ? 'unknown' : 'good'
  return { text: t.verification.checkRevocation, answer: chain.length === 0 ? 'unknown' : answer }
}

/** A serial number alone proves nothing: it counts only where the chain to a root of the province holds. */
const holderCheck = (t: Messages, { certificate }: SignatureReport, holder: CertificateHolder | undefined): Check => {
  const isOurs = certificate !== 'untrusted' && certificate !== 'unknown'
  if (!isOurs || holder === undefined) return { text: t.verification.checkHolder, answer: 'unknown' }
  if (holder.revokedAt !== null)
    return { text: t.verification.holderRevoked(holder.name, formatInstantLong(holder.revokedAt)), answer: 'bad' }
  if (holder.kind === 'agency') return { text: t.verification.holderAgency(holder.name), answer: 'good' }
  if (holder.posts.length === 0) return { text: t.verification.holderFormerOfficer(holder.name), answer: 'unknown' }
  return { text: t.verification.holderOfficer(holder.name, holder.posts.join('; ')), answer: 'good' }
}

const findingView = (t: Messages, found: Finding) => ({
  text: findingText(t, found),
  mark: found.isAllowed ? t.verification.laterAllowed : t.verification.laterForbidden,
  isAllowed: found.isAllowed,
})

const evidenceOf = (t: Messages, signature: SignatureReport): SignatureView['evidence'] => [
  ...evidenceRows(t, signature),
  { term: t.verification.field, value: signature.field },
  { term: t.verification.serial, value: signature.certificateSerial },
  ...(signature.locality === undefined ? [] : [{ term: t.verification.locality, value: signature.locality }]),
  { term: t.verification.revision, value: String(signature.revision) },
  ...(signature.findings.length === 0
    ? []
    : [{ term: t.verification.codes, value: signature.findings.map((found) => found.code).join(', ') }]),
]

/** As what somebody signed, by the place on the page; of files from elsewhere nothing is known. */
const partOf = ({ verification }: Messages, field: string): string | undefined => {
  if (/^KyNhay\d+$/.test(field)) return verification.partInitial
  if (/^ChuKyCungKy\d+$/.test(field)) return verification.partCoSigner
  const parts: Readonly<Record<string, string>> = {
    [outcomeFields.leader]: verification.partSigner,
    [outcomeFields.seal]: verification.partSeal,
    [cornerFields.copy]: verification.partCopy,
    [cornerFields.companion]: verification.partCompanion,
  }
  return parts[field]
}

const signatureView = (
  t: Messages,
  signature: SignatureReport,
  report: PdfReport,
  holders: readonly CertificateHolder[],
): SignatureView => {
  const holder = holders.find((one) => one.serial.toUpperCase() === signature.certificateSerial.toUpperCase())
  return {
    part: partOf(t, signature.field),
    signer: signature.signerName === '' ? t.verification.nameUnknown : signature.signerName,
    organisation: signature.organisation,
    signedAt: timeText(t, signature),
    issuer: signature.issuerName === '' ? t.verification.issuerUnknown : signature.issuerName,
    covers: coverText(t, signature, report.revisions),
    checks: [
      contentCheck(t, signature),
      trustCheck(t, signature),
      revocationCheck(t, signature),
      laterCheck(t, signature),
      holderCheck(t, signature, holder),
    ],
    later: {
      title: t.verification.laterTitle,
      items: signature.findings.filter(isLater).map((one) => findingView(t, one)),
    },
    evidenceTitle: t.verification.evidence,
    evidence: evidenceOf(t, signature),
  }
}

export const signatureViews = (
  t: Messages,
  report: PdfReport,
  holders: readonly CertificateHolder[],
): readonly SignatureView[] => report.signatures.map((signature) => signatureView(t, signature, report, holders))

/** What is wrong with the file; one that was cut so that nothing of it can be read has no finding of its own. */
export const wrongOf = (t: Messages, report: PdfReport): readonly string[] => {
  const texts = wrongTexts(t, report)
  return report.verdict === 'altered' && texts.length === 0 ? [t.verification.findings.revisionBroken] : texts
}

/** The day by which posts are looked at: of the latest signature, else today. */
export const dayOfSigning = (report: PdfReport, now: Temporal.Instant): Temporal.PlainDate =>
  localDate(report.signatures.at(-1)?.signedAt ?? now)

export type RegisterView = NonNullable<VerificationView['register']>
