import { isUuid } from '#kernel/ids.ts'
import { formatInstant, localDate } from '#kernel/time.ts'
import { asksSignatureReason, IncomingFace, proposedRegister } from '#modules/official-documents/domain/index.ts'
import {
  type Arrival,
  type IncomingFacts,
  incomingForOfficer,
  letterFileForOfficer,
  listArrivals,
  listRegisters,
  listWaitingLetters,
  nextNumbers,
  PutLetterAside,
  putLetterAside,
  registerIncoming,
  type WaitingLetter,
} from '#modules/official-documents/index.ts'
import { type FileVerdict, gravestVerdict } from '#modules/signatures/domain/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  fieldOf,
  fieldsOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { ArrivalsPage, type ArrivalsView, type LetterView } from '#web/ui/views/officer/incoming/arrivals.tsx'
import type { LinkView } from '#web/ui/views/view-props.ts'
import { verdictNote } from '#web/verification/signature-note.ts'
import { answerDocumentRefusal } from '../../refusals/document-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { arrivalsPath, documentPath, incomingPath, letterFilePath } from './incoming-address.ts'
import { codeText } from './incoming-list.tsx'

const documentName = 'van-ban'
const shownAtMost = 50
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const registerHref = (id: string): string => `${incomingPath}/moi?${documentName}=${id}`

export const asidePath = `${arrivalsPath}/khong-phai-van-ban`
const reasonName = 'ly-do'

const letterView = (t: Messages, letter: WaitingLetter): LetterView => ({
  id: letter.id,
  subject: letter.subject === '' ? t.incoming.letters.noSubject : letter.subject,
  sub: [letter.senderName, letter.senderAddress, formatInstant(letter.sentAt ?? letter.fetchedAt)]
    .filter((part) => part !== '')
    .join(' · '),
  text: letter.body,
  files: letter.files.map(({ id, name, isPdf, verdict }) => ({
    href: letterFilePath(letter.id, id),
    text: name,
    signature: isPdf ? verdictNote(t, verdict) : undefined,
  })),
  faults: [
    ...(letter.fault === '' ? [] : [t.incoming.letters.faults[letter.fault]]),
    ...letter.refused.map(({ name, code }) => t.incoming.letters.refused(name, t.incoming.letters.whyRefused[code])),
  ],
  takeInHref: registerHref(letter.id),
})

/** The book and the number that a document would have, by agency. */
const booksOf = async (request: PageRequest, agencyIds: readonly string[]) => {
  const { database } = request.province
  const today = localDate(request.now)
  const loaded = await Promise.all(
    agencyIds.map(async (agencyId) => {
      const [books, next] = await Promise.all([
        listRegisters(database, agencyId, today),
        nextNumbers(database, agencyId, today.year),
      ])
      return [agencyId, { books, next }] as const
    }),
  )
  return new Map(loaded)
}

/** Of all its files; null while one of them waits to be judged. */
const gravestOf = ({ verdicts }: Arrival): FileVerdict | null => {
  const known = verdicts.filter((one) => one !== null)
  return known.length < verdicts.length ? null : gravestVerdict(known)
}

/** What somebody looks at before it is taken in. */
const lookOf = (t: Messages, one: Arrival): LinkView | undefined => {
  const href = registerHref(one.id)
  const { channel } = one
  if (one.verdicts.some((verdict) => asksSignatureReason(verdict, channel)))
    return { href, text: t.incoming.signatures.look }
  return one.looksDouble ? { href, text: t.incoming.lookAtDouble } : undefined
}

const show = async (request: PageRequest, problems: ArrivalsView['problems'] = []): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const arrivals = await listArrivals(request.province.database, actor, shownAtMost)
  const letters = await listWaitingLetters(request.province.database, actor, shownAtMost)
  const registries = await booksOf(request, [...new Set(arrivals.map(({ agencyId }) => agencyId))])
  const view: ArrivalsView = {
    back: { href: incomingPath, text: t.incoming.title },
    target: { action: arrivalsPath, csrf: request.csrfToken },
    name: documentName,
    problems,
    letters: letters.map((one) => letterView(t, one)),
    setAside: { action: asidePath, csrf: request.csrfToken },
    asideNames: { letter: documentName, reason: reasonName },
    arrivals: arrivals.map((one) => {
      const registry = registries.get(one.agencyId)
      const book = proposedRegister(registry?.books ?? [], {
        direction: 'incoming',
        typeCode: one.typeCode,
        secrecy: 0,
      })
      const next = registry?.next.find(({ registerId }) => registerId === book?.id)?.next ?? 1
      return {
        id: one.id,
        href: documentPath(one.id),
        subject: one.subject,
        sub: [
          codeText(one),
          one.authorName,
          t.incoming.channels[one.channel],
          formatInstant(one.arrivedAt),
          t.incoming.filesCount(one.files),
        ]
          .filter((part) => part !== '')
          .join(' · '),
        urgency: one.urgency === 0 ? undefined : t.incoming.urgencies[one.urgency],
        book: book === undefined ? t.incoming.refusals.registerMissing : t.incoming.bookNext(book.name, next),
        signature: one.verdicts.length === 0 ? undefined : verdictNote(t, gravestOf(one)),
        look: lookOf(t, one),
      }
    }),
  }
  return page(officerDocument(request, { title: t.incoming.arrivalsTitle }, <ArrivalsPage t={t} view={view} />), {
    status: problems.length === 0 ? 200 : 409,
  })
}

export const arrivalsPage: Route = {
  method: 'GET',
  path: arrivalsPath,
  access: { officer: ['clerk'] },
  statementBudget: 8,
  handler: (request) => show(request),
}

/** What came with the document is what stands on its face. */
const faceOf = (facts: IncomingFacts): IncomingFace =>
  IncomingFace.parse({
    typeCode: facts.typeCode,
    subject: facts.subject,
    code: { number: facts.codeNumber, notation: facts.codeNotation },
    documentDate: facts.documentDate?.toString() ?? null,
    authorAgencyId: facts.authorAgencyId,
    authorName: facts.authorName,
    signerName: facts.signerName,
    signerTitle: facts.signerTitle,
    addressee: facts.addressee,
    urgency: facts.urgency,
    secrecy: facts.secrecy,
    pages: facts.pages,
    copies: facts.copies,
    dueOn: facts.dueAt === null ? null : localDate(facts.dueAt).toString(),
  })

type Problem = ArrivalsView['problems'][number]

/** Null: it has its number now. */
const takeIn = async (request: PageRequest, id: string): Promise<Problem | null> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const deps = request.deps.dossiers(request.province)
  const facts = await incomingForOfficer(deps.database, actor, id, request.now)
  const link = { href: registerHref(id), text: t.incoming.numberGo }
  // What is not there has no form to go to.
  if (facts === null) return { text: t.incoming.refusals.notFound }
  const result = await registerIncoming(deps, actor, {
    documentId: id,
    agencyId: facts.agencyId,
    face: faceOf(facts),
    channel: 'inside',
    origin: null,
    registerId: null,
    doubleReason: '',
    signatureReason: '',
    presentTo: null,
    proposedTo: null,
  })
  if (result.ok) return null
  return { link, text: `${facts.subject}: ${answerDocumentRefusal(t, result.refusal).text}` }
}

/** Takes in one or several; what is refused is named, the others have their numbers. */
export const takeInArrivals: Route = {
  method: 'POST',
  path: arrivalsPath,
  access: { officer: ['clerk'] },
  handler: async (request) => {
    const t = messages(request.locale)
    const ids = [...new Set(fieldsOf(request.form, documentName).filter(isUuid))].slice(0, shownAtMost)
    const problems: Problem[] = []
    for (const id of ids) {
      const problem = await takeIn(request, id)
      if (problem !== null) problems.push(problem)
    }
    if (problems.length > 0) return show(request, problems)
    return redirect(arrivalsPath, { notice: { kind: 'done', text: t.incoming.takenIn(ids.length) } })
  },
}

/** A letter that is no document leaves the list with the reason why. */
export const putAsideAct: Route = {
  method: 'POST',
  path: asidePath,
  access: { officer: ['clerk'] },
  handler: async (request) => {
    const t = messages(request.locale)
    const letterId = fieldOf(request.form, documentName)
    if (!isUuid(letterId)) return notFound
    const read = PutLetterAside.safeParse({ letterId, reason: fieldOf(request.form, `${reasonName}-${letterId}`) })
    const link = { href: `#thu-${letterId}`, text: t.incoming.letters.backTo }
    if (!read.success) return show(request, [{ link, text: t.incoming.letters.reasonMissing }])
    const result = await putLetterAside(request.deps.dossiers(request.province), officerOf(request), read.data)
    if (!result.ok) {
      const { status, text } = answerDocumentRefusal(t, result.refusal)
      // Somebody was faster: the letter is not in the list any more.
      return status === 404 ? notFound : show(request, [{ text }])
    }
    return redirect(arrivalsPath, { notice: { kind: 'done', text: t.incoming.letters.setAside } })
  },
}

/** A file of a letter that waits; what it is was told by its content. */
export const letterFile: Route = {
  method: 'GET',
  path: letterFilePath(':id', ':fileId'),
  access: { officer: ['clerk'] },
  rateLimit: 'file',
  statementBudget: 1,
  handler: async (request) => {
    const [letterId = '', attachmentId = ''] = [request.params.id, request.params.fileId]
    if (!isUuid(letterId) || !isUuid(attachmentId)) return notFound
    const asked = { letterId, attachmentId }
    const file = await letterFileForOfficer(request.province.database, officerOf(request), asked)
    if (file === null) return notFound
    const { name, mediaType, sizeBytes, sha256 } = file
    const content = request.deps.files(request.province).stream(sha256)
    return download({ content, name, mediaType, sizeBytes, inline: mediaType !== docx })
  },
}
