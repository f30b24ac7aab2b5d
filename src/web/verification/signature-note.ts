import { formatInstant, formatInstantLong, Temporal } from '#kernel/time.ts'
import { type FileVerdict, isUnsound } from '#modules/signatures/domain/index.ts'
import type { JudgedFile } from '#modules/signatures/index.ts'
import type { Finding } from '#platform/signing/verification/verification-report.ts'
import type { Messages } from '#web/messages/index.ts'
import type { SignatureNoteView } from '#web/ui/parts/files/signature-note.tsx'
import { wrongTexts } from './finding-text.ts'

type Signature = JudgedFile['report']['signatures'][number]

const toneOf = (verdict: FileVerdict): SignatureNoteView['tone'] => {
  if (verdict === 'valid') return 'good'
  return isUnsound(verdict) || verdict === 'unreadable' || verdict === 'too-heavy' ? 'bad' : 'plain'
}

/** The verdict alone; null: nobody has looked yet. */
export const verdictNote = (t: Messages, verdict: FileVerdict | null): Pick<SignatureNoteView, 'tone' | 'title'> =>
  verdict === null
    ? { tone: 'plain', title: t.incoming.signatures.waiting }
    : { tone: toneOf(verdict), title: t.incoming.signatures.verdicts[verdict] }

const signerText = (t: Messages, { signer, organisation, signedAt, isTimeProven }: Signature): string => {
  const { signatures } = t.incoming
  const who = [signer === '' ? t.verification.nameUnknown : signer, organisation].filter((part) => part !== '')
  if (signedAt === undefined) return signatures.signer(who.join(', '), '')
  const when = formatInstantLong(Temporal.Instant.from(signedAt))
  return signatures.signer(who.join(', '), isTimeProven ? t.verification.byTimeStamp(when) : when)
}

/** What was found of a file, for whoever decides whether to take it in. Nobody has looked yet: none. */
export const signatureNote = (t: Messages, judged: JudgedFile | undefined): SignatureNoteView => {
  if (judged === undefined) return { ...verdictNote(t, null), signers: [], wrong: [] }
  const { report, verdict, judgedAt } = judged
  // What is kept was written by this program; codes of an earlier one that are not known any more have no words.
  const asFound = (findings: Signature['findings']): readonly Finding[] => findings as readonly unknown[] as Finding[]
  return {
    ...verdictNote(t, verdict),
    signers: report.signatures.map((signature) => signerText(t, signature)),
    wrong: wrongTexts(t, {
      findings: asFound(report.findings),
      signatures: report.signatures.map(({ findings }) => ({ findings: asFound(findings) })),
    }),
    checked: t.incoming.signatures.checkedAt(formatInstant(judgedAt)),
  }
}
