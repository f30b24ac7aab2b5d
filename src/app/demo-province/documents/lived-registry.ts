import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import { type OfficerActor, system } from '#modules/identity/domain/index.ts'
import { documentSubject, findDocumentType, IncomingFace } from '#modules/official-documents/domain/index.ts'
import {
  giveBackDocument,
  noteDocumentLook,
  type RoutingTarget,
  receiveIncomingDocument,
  reportOnDocument,
  returnToSender,
  routeDocument,
  sayOpinion,
} from '#modules/official-documents/index.ts'
import { compileForm } from '#platform/pdf/compile-pdf.ts'
import type { LivedActors } from '../lived-people.ts'
import { signedElsewhere } from './signed-elsewhere.ts'

const Paper = z.object({
  author: z.string(),
  type: z.string(),
  notation: z.string(),
  signer: z.string(),
  subject: z.string(),
  text: z.string(),
  /** By somebody whose certificate nobody here knows. */
  isSigned: z.boolean().default(false),
})
type Paper = z.infer<typeof Paper>

/** What is said in a registry, and what waits at its door. */
export const RegistryWords = z.object({
  instructions: z.array(z.string()).min(1),
  reports: z.array(z.string()).min(1),
  question: z.string(),
  answer: z.string(),
  together: z.string(),
  giveBack: z.string(),
  again: z.string(),
  returned: z.string(),
  know: z.string(),
  arrivals: z.array(
    Paper.extend({
      number: z.number().int(),
      channel: z.enum(['interchange', 'e-mail']),
      urgency: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    }),
  ),
})
type RegistryWords = z.infer<typeof RegistryWords>

export type Registry = {
  readonly agencyId: string
  readonly agencyName: string
  readonly clerk: OfficerActor
  readonly leader: OfficerActor
  readonly targets: readonly RoutingTarget[]
}

/** The paper itself, as its author would have issued it, kept as the file of a document. */
export const keepIncomingPaper = async (
  deps: SigningDeps,
  registry: Registry,
  documentId: string,
  lived: Omit<Paper, 'isSigned'> & { readonly number: number; readonly isSigned?: boolean },
): Promise<void> => {
  const now = deps.clock.now()
  const form = await compileForm(
    'official-document',
    {
      agency: lived.author,
      notation: lived.notation,
      place: 'Việt Trì',
      hasDate: true,
      isLetter: lived.type === 'CV',
      ...(lived.type === 'CV' ? {} : { title: findDocumentType(lived.type)?.name ?? '' }),
      subject: lived.subject.replace(/^V\/v /u, ''),
      addressed: { words: 'Kính gửi', names: [registry.agencyName] },
      blocks: [{ kind: 'paragraph', text: [{ text: `${lived.text}/.` }] }],
      recipients: ['Như trên', 'Lưu: VT'],
      signer: { lines: ['Thủ trưởng cơ quan'], name: lived.signer },
      contact: [],
    },
    { title: lived.subject, createdAt: now },
  )
  const stranger = { name: lived.signer, organisation: lived.author }
  const pdf = lived.isSigned === true ? await signedElsewhere(form, stranger, now) : form.pdf
  const content = await storeMadeBytes(deps.files, pdf)
  await deps.database.transaction().execute((tx) =>
    keepMadeFile(tx, {
      owner: { kind: documentSubject, id: documentId },
      purpose: 'document',
      name: `${lived.number}-${lived.notation}.pdf`,
      mediaType: 'application/pdf',
      content,
      madeAt: now,
    }),
  )
}

const workersOf = ({ targets }: Registry): readonly RoutingTarget[] =>
  targets.filter((one) => one.kind === 'officer' && (one.role === 'handler' || one.role === 'unit-head'))

/** How many documents have come since, and what became of one of that age; all others are reported on. */
const courses: Readonly<Record<number, 'waits' | 'known' | 'again' | 'back' | 'talk' | 'open' | 'returned'>> = {
  1: 'waits',
  2: 'waits',
  3: 'waits',
  4: 'known',
  5: 'again',
  6: 'back',
  7: 'talk',
  8: 'open',
  14: 'returned',
}

/** The clerk proposes who gets one of those that still wait for the leader. */
export const proposalFor = (registry: Registry, age: number): string | null =>
  age === 2 ? (registry.targets.find(({ kind }) => kind === 'unit')?.id ?? null) : null

export type RegistryCourse = {
  readonly deps: SigningDeps
  readonly actors: LivedActors
  readonly registry: Registry
  readonly words: RegistryWords
  readonly documentId: string
  /** Then nobody says a word of it here. */
  readonly isSecret: boolean
  readonly serial: number
  readonly age: number
  readonly setClock: (workingMinutes: number) => void
}

type Hands = { readonly lead: RoutingTarget; readonly other: RoutingTarget | undefined; readonly actor: OfficerActor }

const actorOf = ({ actors, registry }: RegistryCourse, target: RoutingTarget): Promise<OfficerActor> =>
  actors.officerFor({ agencyId: registry.agencyId, role: target.role, unitId: null, officerId: target.id }, 0)

const look = ({ deps, documentId }: RegistryCourse, actor: OfficerActor): Promise<void> =>
  noteDocumentLook(deps.database, actor, documentId, 'document', deps.clock.now())

const route = async (course: RegistryCourse, targets: readonly [RoutingTarget, 'lead' | 'together' | 'informed'][]) => {
  const { deps, registry, words, documentId, serial, age } = course
  const isForKnowing = targets.every(([, part]) => part === 'informed')
  const usual = words.instructions[serial % words.instructions.length] ?? ''
  const body = isForKnowing ? words.know : courses[age] === 'again' && targets.length === 1 ? words.again : usual
  await look(course, registry.leader)
  acceptedValue(
    await routeDocument(deps, registry.leader, {
      documentId,
      targets: targets.map(([{ id }, part]) => ({ id, part })),
      body,
      dueDays: isForKnowing ? null : 3 + (serial % 3) * 2,
    }),
  )
}

/** Asked, answered, and said by who helps. */
const talk = async (course: RegistryCourse, { actor, other }: Hands): Promise<void> => {
  const { deps, registry, words, documentId, setClock } = course
  const say = async (who: OfficerActor, body: string) => {
    setClock(35)
    await look(course, who)
    acceptedValue(await sayOpinion(deps, who, { documentId, body }))
  }
  await say(actor, words.question)
  await say(registry.leader, words.answer)
  if (other !== undefined) await say(await actorOf(course, other), words.together)
}

const wordless = (words: RegistryWords): RegistryWords => ({
  ...words,
  instructions: [''],
  reports: [''],
  ...{ know: '', again: '', giveBack: '', returned: '' },
})

/** One document on its way through a registry; who has it in hand at the end, where somebody has. */
export const liveCourse = async (given: RegistryCourse): Promise<OfficerActor | null> => {
  const course = given.isSecret ? { ...given, words: wordless(given.words) } : given
  const { deps, registry, words, documentId, isSecret, serial, age, setClock } = course
  const kind = courses[age] ?? 'reported'
  const workers = workersOf(registry)
  const lead = workers[serial % Math.max(1, workers.length)]
  if (lead === undefined || kind === 'waits') return null
  const other = workers.find((one) => one.id !== lead.id && one.unitId !== lead.unitId)
  if (kind === 'returned') {
    setClock(30)
    acceptedValue(await returnToSender(deps, registry.clerk, { documentId, body: words.returned }))
    return null
  }
  setClock(120)
  if (kind === 'known') {
    await route(
      course,
      workers.map((one) => [one, 'informed']),
    )
    setClock(60)
    for (const reader of workers.slice(0, Math.ceil(workers.length / 2)))
      await look(course, await actorOf(course, reader))
    return null
  }
  const isHelped = other !== undefined && (kind === 'talk' || serial % 3 === 0)
  await route(course, [
    [lead, 'lead'],
    ...(isHelped ? [[other, kind === 'talk' ? 'together' : 'informed'] as [RoutingTarget, 'together']] : []),
  ])
  const actor = await actorOf(course, lead)
  setClock(45)
  await look(course, actor)
  if (kind === 'talk' && !isSecret) await talk(course, { lead, other: isHelped ? other : undefined, actor })
  if (kind === 'back' || kind === 'again')
    acceptedValue(await giveBackDocument(deps, actor, { documentId, body: words.giveBack }))
  if (kind === 'again' && other !== undefined) {
    setClock(30)
    await route(course, [[other, 'lead']])
  }
  if (kind !== 'reported') return kind === 'open' ? actor : null
  setClock(430)
  const body = words.reports[serial % words.reports.length] ?? ''
  acceptedValue(await reportOnDocument(deps, actor, { documentId, body }))
  return null
}

type Door = {
  readonly deps: SigningDeps
  readonly registry: Registry
  readonly words: RegistryWords
  /** The moment so many working minutes before the end. */
  readonly setBack: (workingMinutes: number) => Temporal.Instant
}

/** What came by itself in the last hours and waits for the clerk; the last looks like the first, sent once more. How many. */
export const liveArrivals = async ({ deps, registry, words, setBack }: Door): Promise<number> => {
  const [first] = words.arrivals
  const all = first === undefined ? [] : [...words.arrivals, first]
  for (const [at, arrival] of all.entries()) {
    const now = setBack(30 * (all.length - at))
    const documentId = newId()
    const lived = { ...arrival, subject: arrival.subject.replace('{year}', String(localDate(now).year)) }
    await keepIncomingPaper(deps, registry, documentId, lived)
    const { type, subject, number, notation, author, signer, urgency, channel } = lived
    const face = IncomingFace.parse({
      typeCode: type,
      subject,
      code: { number, notation },
      documentDate: localDate(now).toString(),
      authorAgencyId: null,
      authorName: author,
      signerName: signer,
      urgency,
      pages: 1,
    })
    const origin = { issuer: channel, id: `${notation}-${number}-${at}` }
    const brought = { documentId, agencyId: registry.agencyId, face, channel, origin }
    acceptedValue(await receiveIncomingDocument(deps, system, brought))
  }
  return all.length
}
