import { localDate, type Temporal } from '#kernel/time.ts'
import type { Attachment } from '#modules/attachments/domain/index.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import {
  asksSignatureReason,
  documentSubject,
  proposedRegister,
  type Secrecy,
} from '#modules/official-documents/domain/index.ts'
import {
  findDocument,
  findLetter,
  type IncomingFacts,
  incomingForOfficer,
  type KnownAuthor,
  listAuthors,
  listLeaders,
  listRegisters,
  listRoutingTargets,
  nextNumbers,
  proposeTarget,
  type WaitingLetter,
} from '#modules/official-documents/index.ts'
import { type JudgedFile, listJudged } from '#modules/signatures/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type FormBody, fieldOf, type PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { type FaceChoices, faceNames, typedOf, typedOfLetter } from './register-fields.ts'

export const authorsId = 'noi-gui-da-biet'

/** What the form of registration is drawn from. */
export type RegisterScene = {
  readonly documentId: string
  readonly agencyId: string
  /** A document that came by itself and waits for its number. */
  readonly arrived: IncomingFacts | null
  /** The letter that it is made of. */
  readonly letter: WaitingLetter | null
  readonly files: readonly Attachment[]
  readonly judged: readonly JudgedFile[]
  readonly authors: readonly KnownAuthor[]
  readonly choices: Omit<FaceChoices, 'asksReason'>
}

type Wanted = { readonly documentId: string; readonly agencyId: string; readonly form: FormBody }

const loadBooks = async (
  reader: Reader,
  t: Messages,
  agencyId: string,
  today: Temporal.PlainDate,
  form: FormBody,
): Promise<Pick<FaceChoices, 'books' | 'usualBook'>> => {
  const [registers, next] = await Promise.all([
    listRegisters(reader, agencyId, today),
    nextNumbers(reader, agencyId, today.year),
  ])
  const named = (book: { readonly id: string; readonly name: string }) =>
    t.incoming.bookNext(book.name, next.find((one) => one.registerId === book.id)?.next ?? 1)
  const usual = proposedRegister(registers, {
    direction: 'incoming',
    typeCode: fieldOf(form, faceNames.type),
    secrecy: Number(fieldOf(form, faceNames.secrecy)) as Secrecy,
  })
  return {
    books: registers
      .filter((book) => book.direction === 'incoming')
      .map((book) => ({ value: book.id, text: named(book) })),
    usualBook: usual === undefined ? '' : named(usual),
  }
}

const loadTargets = async (
  request: PageRequest,
  reader: Reader,
  agencyId: string,
  form: FormBody,
): Promise<Pick<FaceChoices, 'targets' | 'proposed'>> => {
  const t = messages(request.locale)
  const today = localDate(request.now)
  const targets = await listRoutingTargets(reader, agencyId, today.toString())
  const authorName = fieldOf(form, faceNames.author)
  const document = {
    agencyId,
    authorName,
    typeCode: fieldOf(form, faceNames.type),
    subject: fieldOf(form, faceNames.subject),
    proposedTo: null,
  }
  const proposed = authorName === '' ? null : await proposeTarget(reader, document, targets, today)
  return {
    targets: targets.map((one) => ({
      value: one.id,
      text: [one.name, one.title].filter((part) => part !== '').join(', '),
    })),
    proposed: proposed === null ? null : { id: proposed.target.id, hint: t.incoming.proposedBy[proposed.why] },
  }
}

const typedChannels = ['hand', 'post', 'scan', 'e-mail'] as const

/** How it came, as the clerk says. */
export const typedChannel = (form: FormBody): (typeof typedChannels)[number] =>
  typedChannels.find((one) => one === fieldOf(form, faceNames.channel)) ?? 'hand'

/** Null for who keeps no registry, and where somebody else's document bears the id. What is proposed follows from what is typed so far, or from what came with the document. */
export const openRegisterScene = async (request: PageRequest, wanted: Wanted): Promise<RegisterScene | null> => {
  const actor = officerOf(request)
  const { database } = request.deps.dossiers(request.province)
  const t = messages(request.locale)
  const { documentId } = wanted
  const [arrived, found] = await Promise.all([
    incomingForOfficer(database, actor, documentId, request.now),
    findLetter(database, actor, documentId),
  ])
  if (found.kind === 'foreign') return null
  const letter = found.kind === 'own' ? found.letter : null
  const held = actor.posts.filter((post) => post.role === 'clerk')
  const post =
    held.find((one) => one.agencyId === (arrived?.agencyId ?? letter?.agencyId ?? wanted.agencyId)) ?? held[0]
  if (post === undefined || (arrived !== null && arrived.agencyId !== post.agencyId)) return null
  if (arrived === null && (await findDocument(database, documentId)) !== null) return null
  const { agencyId } = post
  const today = localDate(request.now)
  const form =
    fieldOf(wanted.form, faceNames.author) !== ''
      ? wanted.form
      : letter === null
        ? typedOf(arrived)
        : typedOfLetter(letter)
  const owner = { kind: documentSubject, id: documentId }
  const [files, judged, authors, books, targets, leaders] = await Promise.all([
    listAttachments(database, owner),
    listJudged(database, owner),
    listAuthors(database, agencyId),
    loadBooks(database, t, agencyId, today, form),
    loadTargets(request, database, agencyId, form),
    listLeaders(database, agencyId, today.toString()),
  ])
  const agencies = new Map(held.map((one) => [one.agencyId, one.agencyName]))
  return {
    documentId,
    agencyId,
    arrived,
    letter,
    files,
    judged,
    authors,
    choices: {
      agencies: [...agencies].map(([value, text]) => ({ value, text })),
      ...books,
      ...targets,
      leaders: leaders.map((one) => ({ value: one.officerId, text: `${one.name} (${one.title})` })),
      authorsId,
      isArrived: arrived !== null,
      asksSignatureReason: judged.some(({ verdict }) =>
        asksSignatureReason(verdict, arrived?.channel ?? (letter === null ? typedChannel(form) : 'e-mail')),
      ),
    },
  }
}
