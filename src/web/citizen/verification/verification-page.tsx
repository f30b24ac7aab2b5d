import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { isUuid } from '#kernel/ids.ts'
import { formatDate } from '#kernel/time.ts'
import { findOutcomeByContent, findRegisteredOutcome, type RegisteredOutcome } from '#modules/dossiers/index.ts'
import {
  findDocumentByContent,
  findRegisteredDocument,
  type RegisteredDocument,
} from '#modules/official-documents/index.ts'
import { findCertificateHolders, judgePdf } from '#modules/signatures/index.ts'
import type { PdfReport } from '#platform/signing/verification/verification-report.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import {
  type Answer,
  download,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  pageWithErrors,
  type Route,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { VerificationPage, type VerificationView } from '#web/ui/views/citizen/verification.tsx'
import { uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { documentStampTexts } from './evidence-view.ts'
import { reportText } from './report-text.ts'
import { dayOfSigning, type RegisterView, signatureViews, verdictOf, wrongOf } from './report-view.ts'

const path = '/kiem-tra'
const fileName = 'tep'
const reportName = 'bao-cao'

const reportMark = 'verification-report\n'

/** A result of a dossier, or an official document. */
type Registered = RegisteredOutcome & Partial<Pick<RegisteredDocument, 'standing' | 'signers'>>

/** What a QR code asked for, and what the register holds under it. */
type Asked = { readonly code: string; readonly outcome: Registered | null }

const findRegistered = async ({ province }: PageRequest, id: string): Promise<Registered | null> =>
  (await findRegisteredOutcome(province.database, id)) ?? findRegisteredDocument(province.database, id)

const findByContent = async ({ province }: PageRequest, digest: string): Promise<Registered | null> =>
  (await findOutcomeByContent(province.database, digest)) ?? findDocumentByContent(province.database, digest)

const askedOf = async (request: PageRequest): Promise<Asked | null> => {
  const code = fieldOf(request.query, 'ma').toLowerCase().slice(0, 64)
  if (code === '') return null
  return { code, outcome: isUuid(code) ? await findRegistered(request, code) : null }
}

const standingText = ({ verification }: Messages, standing: Registered['standing'] = 'issued'): string =>
  ({ issued: verification.issued, recalled: verification.recalled, replaced: verification.replaced })[standing]

const registerView = (t: Messages, { outcome }: Asked, isAnswered: boolean): RegisterView => {
  const { verification } = t
  if (outcome === null) return { title: verification.registerNone, text: verification.registerNoneText, rows: [] }
  return {
    title: verification.registerTitle,
    ...(isAnswered ? {} : { text: verification.registerLead }),
    rows: [
      { term: verification.state, value: standingText(t, outcome.standing) },
      { term: verification.outcomeName, value: outcome.name },
      { term: verification.notation, value: outcome.notation },
      { term: verification.issuedOn, value: formatDate(outcome.issuedOn) },
      { term: verification.agency, value: outcome.agencyName },
      ...(outcome.signers ?? []).map(({ lines, name, basis }) => ({
        term: verification.signedBy,
        value: verification.signerLine(lines.join(', '), name, basis ?? ''),
      })),
    ],
  }
}

type Shown = { readonly error?: string; readonly result?: VerificationView['result'] }

const show = (request: PageRequest, asked: Asked | null, shown: Shown): Answer => {
  const t = messages(request.locale)
  const query = asked === null ? '' : `?ma=${encodeURIComponent(asked.code)}`
  const view: VerificationView = {
    target: { action: `${request.path}${query}`, csrf: request.csrfToken },
    fileName,
    ...shown,
    ...(asked === null ? {} : { register: registerView(t, asked, shown.result !== undefined) }),
  }
  const frame = { title: t.transparency.verifyTitle, isBilingual: true, hidden: asked !== null } as const
  const document = citizenDocument(request, frame, <VerificationPage t={t} view={view} />)
  return shown.error === undefined ? page(document) : pageWithErrors(document)
}

type Comparison = NonNullable<NonNullable<VerificationView['result']>['comparison']>

/** Against the document of the code, or against everything issued when no code was given. */
const compare = async (request: PageRequest, asked: Asked | null, digest: string): Promise<Comparison | undefined> => {
  const { verification } = messages(request.locale)
  if (asked !== null && asked.outcome !== null) {
    const { sha256, standing = 'issued', notation } = asked.outcome
    if (sha256 !== digest) return { text: verification.different, isSame: false }
    return standing === 'issued'
      ? { text: verification.same, isSame: true }
      : { text: verification.sameButGone(notation), isSame: false }
  }
  const found = await findByContent(request, digest)
  if (found === null) return undefined
  const { standing = 'issued' } = found
  return standing === 'issued'
    ? { text: verification.sameAs(found.notation), isSame: true }
    : { text: verification.sameButGone(found.notation), isSame: false }
}

const resultOf = async (
  request: PageRequest,
  asked: Asked | null,
  file: { readonly name: string; readonly digest: string; readonly report: PdfReport },
): Promise<Shown> => {
  const t = messages(request.locale)
  const { report, name, digest } = file
  const verdict = verdictOf(report)
  if (verdict === null) return { error: t.verification.fileUnreadable }
  const serials = report.signatures.map((signature) => signature.certificateSerial.toUpperCase())
  const holders = await findCertificateHolders(request.province.database, serials, dayOfSigning(report, request.now))
  const comparison = await compare(request, asked, digest)
  const isOther = verdict === 'good' && comparison?.isSame === false
  const timeStamps = documentStampTexts(t, report)
  const result: NonNullable<VerificationView['result']> = {
    name,
    digest,
    // A whole document, but not the one that the code names.
    verdict: isOther ? 'unsure' : verdict,
    comparison,
    signatures: signatureViews(t, report, holders),
    findings: wrongOf(t, report),
    ...(timeStamps.length === 0 ? {} : { timeStamps }),
  }
  const sealed = request.deps.sealing(request.province).seal(`${reportMark}${reportText(t, result, request.now)}`)
  const target = {
    action: `${request.path}/bao-cao`,
    csrf: request.csrfToken,
    hidden: { [reportName]: sealed.toString('base64') },
  }
  return { result: { ...result, report: { target, text: t.verification.reportGet } } }
}

const judge = async (request: PageRequest, asked: Asked | null): Promise<Shown> => {
  const t = messages(request.locale)
  if (request.uploadFault !== undefined) return { error: uploadFaultText(t, request.uploadFault) }
  const file = request.files.find((one) => one.field === fileName)
  if (file === undefined || file.sizeBytes === 0) return { error: t.verification.fileMissing }
  const pdf = await buffer(file.stream())
  const digest = createHash('sha256').update(pdf).digest('hex')
  const verified = await judgePdf({ database: request.province.database, clock: request.deps.clock }, pdf)
  switch (verified.kind) {
    case 'too-heavy':
      return { error: t.verification.fileTooHeavy }
    case 'busy':
      return { error: t.verification.busy }
    case 'report':
      return resultOf(request, asked, { name: file.name, digest, report: verified.report })
  }
}

/** What the register says of the document with a code, and a place for the file. */
const ask: Route = {
  method: 'GET',
  path,
  access: 'public',
  inEnglish: true,
  rateLimit: 'search',
  statementBudget: 2,
  handler: async (request) => show(request, await askedOf(request), {}),
}

/** Judges the file that was sent; nothing of it is kept. */
const check: Route = {
  method: 'POST',
  path,
  access: 'public',
  inEnglish: true,
  upload: true,
  rateLimit: 'file',
  // The roots and the register; what issuers say, once from the stock, and each new answer written down.
  statementBudget: 16,
  handler: async (request) => {
    const asked = await askedOf(request)
    return show(request, asked, await judge(request, asked))
  },
}

/** The report of a check as a file: the page carried it sealed, so what comes back is what this program said. */
const keep: Route = {
  method: 'POST',
  path: `${path}/bao-cao`,
  access: 'public',
  inEnglish: true,
  rateLimit: 'search',
  statementBudget: 0,
  handler: async (request) => {
    try {
      const sealed = Buffer.from(fieldOf(request.form, reportName), 'base64')
      const said = request.deps.sealing(request.province).open(sealed)
      // Other things are sealed with the same key, and are nobody's to read here.
      if (!said.startsWith(reportMark)) return notFound
      return download({
        name: 'bao-cao-kiem-tra.txt',
        mediaType: 'text/plain; charset=utf-8',
        content: Buffer.from(said.slice(reportMark.length)),
      })
    } catch {
      return notFound
    }
  },
}

/** Anyone checks a signed document. */
export const verificationRoutes: readonly Route[] = [ask, check, keep]
