import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import type { Finding, FindingCode } from '#platform/signing/verification/verification-report.ts'
import type { Messages } from '#web/messages/index.ts'

type LaterCode = Extract<FindingCode, `later.${string}`>
type FieldCode = Extract<FindingCode, `later.field-${string}`>
type OwnCode = Exclude<FindingCode, LaterCode>
type Of<Code extends FindingCode> = Finding & { readonly code: Code }

/** Of the signature itself: every code has its words, or this does not compile. */
const ownText = (t: Messages, { code }: Of<OwnCode>): string => {
  const { findings } = t.verification
  switch (code) {
    case 'signature.unreadable':
      return findings.signatureUnreadable
    case 'signature.digest-differs':
      return findings.digestDiffers
    case 'signature.value-wrong':
      return findings.valueWrong
    case 'signature.certificate-exchanged':
      return findings.certificateExchanged
    case 'signature.algorithm-weak':
      return findings.algorithmWeak
    case 'signature.padding-used':
      return findings.paddingUsed
    case 'byte-range.malformed':
      return findings.rangeMalformed
    case 'byte-range.not-from-start':
      return findings.rangeNotFromStart
    case 'byte-range.overlaps':
      return findings.rangeOverlaps
    case 'byte-range.gap-wrong':
      return findings.rangeGapWrong
    case 'byte-range.beyond-end':
      return findings.rangeBeyondEnd
    case 'certificate.expired':
      return findings.certificateExpired
    case 'certificate.not-yet-valid':
      return findings.certificateNotYetValid
    case 'certificate.untrusted':
      return findings.certificateUntrusted
    case 'certificate.not-for-signing':
      return findings.certificateNotForSigning
    case 'certificate.revoked':
      return findings.certificateRevoked
    case 'certificate.unchecked':
      return findings.certificateUnchecked
    case 'certificate.revoked-later':
      return findings.certificateRevokedLater
    case 'certificate.expired-since':
      return findings.certificateExpiredSince
    case 'time-stamp.wrong':
      return findings.stampWrong
    case 'time-stamp.untrusted':
      return findings.stampUntrusted
    case 'time-stamp.expired':
      return findings.stampExpired
    case 'time.missing':
      return findings.timeMissing
  }
}

const fieldName = (t: Messages, name: string | undefined): string => {
  if (name === outcomeFields.number) return t.verification.fieldNumber
  if (name === outcomeFields.date) return t.verification.fieldDate
  return t.verification.fieldNamed(name ?? '')
}

const fieldText = (t: Messages, found: Of<FieldCode>): string => {
  const { findings } = t.verification
  const field = fieldName(t, found.field)
  switch (found.code) {
    case 'later.field-filled':
      return findings.fieldFilled(field, found.text ?? '')
    case 'later.field-filled-unsealed':
      return findings.fieldFilledUnsealed(field, found.text ?? '')
    case 'later.field-changed':
      return findings.fieldChanged(field)
    case 'later.field-added':
      return findings.fieldAdded(field)
    case 'later.field-removed':
      return findings.fieldRemoved(field)
  }
}

const laterText = (t: Messages, { code, isAllowed }: Of<Exclude<LaterCode, FieldCode>>): string => {
  const { findings } = t.verification
  switch (code) {
    case 'later.signature':
      return isAllowed ? findings.signatureAdded : findings.signatureAddedUnsound
    case 'later.time-stamp':
      return isAllowed ? findings.stampAdded : findings.stampAddedUnsound
    case 'later.validation-data':
      return findings.validationData
    case 'later.metadata':
      return findings.metadata
    case 'later.form-changed':
      return findings.formChanged
    case 'later.annotation-added':
      return findings.annotationAdded
    case 'later.annotation-changed':
      return findings.annotationChanged
    case 'later.page-content-replaced':
      return findings.contentReplaced
    case 'later.page-changed':
      return findings.pageChanged
    case 'later.page-added':
      return findings.pageAdded
    case 'later.page-removed':
      return findings.pageRemoved
    case 'later.catalog-changed':
      return findings.catalogChanged
    case 'later.object-replaced':
      return findings.objectReplaced
    case 'later.object-unexplained':
      return findings.objectUnexplained
    case 'later.bytes-unaccounted':
      return findings.bytesUnaccounted
    case 'later.revision-broken':
      return findings.revisionBroken
    case 'later.signature-removed':
      return findings.signatureRemoved
  }
}

const isField = (found: Finding): found is Of<FieldCode> => found.code.startsWith('later.field-')

/** Whether it is about what came after the signature, and not about the signature itself. */
export const isLater = (found: Finding): found is Of<LaterCode> => found.code.startsWith('later.')

const isOwn = (found: Finding): found is Of<OwnCode> => !isLater(found)

/** What was found, in plain words. */
export const findingText = (t: Messages, found: Finding): string => {
  const text = isOwn(found)
    ? ownText(t, found)
    : isField(found)
      ? fieldText(t, found)
      : laterText(t, found as Of<Exclude<LaterCode, FieldCode>>)
  return found.page === undefined ? text : t.verification.ofPage(found.page, text)
}

type Findings = { readonly findings: readonly Finding[] }

/** Everything that takes validity away, said once, the gravest as found. */
export const wrongTexts = (
  t: Messages,
  report: Findings & { readonly signatures: readonly Findings[] },
): readonly string[] => {
  const all = [...report.findings, ...report.signatures.flatMap(({ findings }) => findings)]
  const wrong = all.filter((found) => !found.isAllowed || found.code === 'signature.algorithm-weak')
  return [...new Set(wrong.map((found) => findingText(t, found)))]
}
