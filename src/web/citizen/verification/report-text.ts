import { formatInstantLong, type Temporal } from '#kernel/time.ts'
import type { Messages } from '#web/messages/index.ts'
import type { VerificationView } from '#web/ui/views/citizen/verification.tsx'

type Result = NonNullable<VerificationView['result']>

const lines = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string').join('\n')

const signatureText = (t: Messages, signature: Result['signatures'][number], number: number): string => {
  const { transparency } = t
  const answers = { good: transparency.checkGood, bad: transparency.checkBad, unknown: transparency.checkUnknown }
  return lines(
    '',
    `${transparency.signatureNumber(number)}`,
    `  ${signature.part ?? transparency.signedBy}: ${signature.signer}`,
    signature.organisation !== undefined && `  ${transparency.signedFor}: ${signature.organisation}`,
    `  ${transparency.signedAt}: ${signature.signedAt}`,
    `  ${transparency.issuedBy}: ${signature.issuer}`,
    `  ${transparency.covers}: ${signature.covers}`,
    ...signature.checks.map((check) => `  [${answers[check.answer]}] ${check.text}`),
    ...(signature.later?.items ?? []).map((item) => `  [${item.mark}] ${item.text}`),
    ...(signature.evidence ?? []).map((row) => `  ${row.term}: ${row.value}`),
  )
}

/** The answer of the page as a text that can be kept beside the document. */
export const reportText = (t: Messages, result: Result, checkedAt: Temporal.Instant): string => {
  const { transparency, verification } = t
  const words = {
    good: [transparency.verifyGood, transparency.verifyGoodText],
    bad: [transparency.verifyBad, transparency.verifyBadText],
    unsure: [transparency.verifyUnsure, transparency.verifyUnsureText],
    none: [transparency.verifyNone, transparency.verifyNoneText],
  } as const
  const [title, text] = words[result.verdict]
  return `${lines(
    verification.reportTitle.toUpperCase(),
    `${verification.reportFile}: ${result.name}`,
    `${transparency.fileDigest}: ${result.digest}`,
    `${verification.reportAt}: ${formatInstantLong(checkedAt)}`,
    '',
    title.toUpperCase(),
    text,
    result.comparison?.text,
    ...result.findings.map((finding) => `- ${finding}`),
    ...result.signatures.map((signature, index) => signatureText(t, signature, index + 1)),
    (result.timeStamps ?? []).length > 0 && `\n${verification.documentStamps}`,
    ...(result.timeStamps ?? []).map((stamp) => `  ${stamp}`),
  )}\n`
}
