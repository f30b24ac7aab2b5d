import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { addWorkingMinutes } from '#modules/calendar/domain/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import { IncomingFace } from '#modules/official-documents/domain/index.ts'
import { listRoutingTargets, type RoutingTarget, registerIncoming } from '#modules/official-documents/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { inOneTransaction } from '#platform/database/one-transaction.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { readDataFile } from '../../province/read-data-file.ts'
import { type LivedActors, openLivedActors } from '../lived-people.ts'
import { openMail } from './lived-mailbox.ts'
import { liveMandates } from './lived-mandates.ts'
import { type AwaitsAnswer, liveOutgoing, OutgoingFile, type OutgoingStage } from './lived-outgoing.ts'
import {
  keepIncomingPaper,
  liveArrivals,
  liveCourse,
  proposalFor,
  type Registry,
  RegistryWords,
} from './lived-registry.ts'

const DocumentsFile = z.object({
  registry: RegistryWords,
  documents: z.array(
    z.object({
      author: z.string(),
      type: z.string(),
      notation: z.string(),
      signer: z.string(),
      subject: z.string(),
      text: z.string(),
      urgency: z.number().int().min(0).max(3).default(0),
      secrecy: z.number().int().min(0).max(3).default(0),
    }),
  ),
})
type LivedDocument = z.infer<typeof DocumentsFile>['documents'][number]

/** Working minutes between two documents that reach an agency, and how many come. */
const minutesBetween = 430
const documentsPerAgency = 28
/** Registries that live: enough to look at, few enough to be quick. */
const mostRegistries = 7

const registriesOf = async (
  database: Database,
  actors: LivedActors,
  at: Temporal.Instant,
): Promise<readonly Registry[]> => {
  const agencies = await database.selectFrom('agency').select(['id', 'name']).orderBy('code').execute()
  const registries: Registry[] = []
  for (const { id, name } of agencies) {
    if (registries.length === mostRegistries) break
    const place = { agencyId: id, unitId: null, officerId: null }
    try {
      const clerk = await actors.officerFor({ ...place, role: 'clerk' }, 0)
      const leader = await actors.officerFor({ ...place, role: 'leader' }, 0)
      const targets = await listRoutingTargets(database, id, localDate(at).toString())
      registries.push({ agencyId: id, agencyName: name, clerk, leader, targets })
    } catch {
      // An agency of the demonstration without a clerk or a leader keeps no registry.
    }
  }
  return registries
}

const receive = async (
  deps: SigningDeps,
  registry: Registry,
  lived: LivedDocument,
  serial: number,
): Promise<string> => {
  const documentId = newId()
  const now = deps.clock.now()
  const number = 40 + serial * 7
  if (lived.secrecy === 0) {
    await keepIncomingPaper(deps, registry, documentId, { ...lived, number })
  }
  const { author, type, notation, subject, signer, urgency, secrecy } = lived
  const face = IncomingFace.parse({
    typeCode: type,
    subject,
    code: { number, notation },
    documentDate: localDate(now).subtract({ days: 1 }).toString(),
    authorAgencyId: null,
    authorName: author,
    signerName: signer,
    urgency,
    secrecy,
    pages: 1,
    copies: 1,
  })
  const taken = {
    documentId,
    agencyId: registry.agencyId,
    face,
    channel: secrecy > 0 ? 'hand' : 'scan',
    origin: null,
  } as const
  acceptedValue(
    await registerIncoming(deps, registry.clerk, {
      ...taken,
      registerId: null,
      doubleReason: '',
      signatureReason: '',
      presentTo: null,
      proposedTo: proposalFor(registry, documentsPerAgency - serial),
    }),
  )
  return documentId
}

/** Who drafts, agrees, checks and signs at an agency; null where nobody drafts. */
const outgoingStage = async (
  deps: SigningDeps,
  actors: LivedActors,
  { agencyId, clerk, leader, targets }: Registry,
  awaits: AwaitsAnswer | undefined,
  later: (workingMinutes: number) => void,
): Promise<OutgoingStage | null> => {
  const officers = targets.filter((one) => one.kind === 'officer')
  const find = (role: string) => officers.find((one) => one.role === role)
  const drafting = find('handler') ?? find('unit-head')
  if (drafting === undefined) return null
  const actor = (target: RoutingTarget) =>
    actors.officerFor({ agencyId, role: target.role, unitId: null, officerId: target.id }, 0)
  const heads = officers.filter((one) => one.role === 'unit-head' && one.id !== drafting.id)
  const own = drafting.role === 'unit-head' ? undefined : heads.find((one) => one.unitId === drafting.unitId)
  const other = heads.find((one) => one.unitId !== drafting.unitId)
  const [drafter, heading, colleague] = await Promise.all(
    [drafting, own, other].map((one) => (one === undefined ? undefined : actor(one))),
  )
  if (drafter === undefined) return null
  const headOf = (unitId: string | null) =>
    actors.officerFor({ agencyId, role: 'unit-head', unitId, officerId: null }, 0)
  return { deps, agencyId, clerk, leader, awaits, later, drafter, headOf, heading, colleague }
}

type LiveDocuments = { readonly file: string; readonly outgoingFile: string; readonly signal?: AbortSignal }

const live = async (
  given: SigningDeps,
  database: Database,
  { file, outgoingFile, signal }: LiveDocuments,
): Promise<number | null> => {
  const known = await database
    .selectFrom('official_document')
    .select('id')
    .where('direction', '=', 'incoming')
    .limit(1)
    .executeTakeFirst()
  if (known !== undefined) return null
  const { documents, registry: words } = await readDataFile(file, DocumentsFile)
  const { calendar } = await given.workingTime(database)
  const end = addWorkingMinutes(calendar, given.clock.now(), -60)
  let at = addWorkingMinutes(calendar, end, -minutesBetween * documentsPerAgency - 600)
  const { timeStampAuthority: _, ...own } = given
  // Whoever stamps times, or answers for certificates, knows only the present.
  const deps: SigningDeps = { ...own, database, clock: { now: () => at }, fetchBounds: null }
  const actors = await openLivedActors(database, at)
  const registries = await registriesOf(database, actors, at)
  for (const registry of registries) await liveMandates(deps, registry)
  const { documents: outgoing } = await readDataFile(outgoingFile, OutgoingFile)
  const awaiting = new Map<string, AwaitsAnswer>()
  let count = 0
  const later = (minutes: number): void => {
    const moment = addWorkingMinutes(calendar, at, minutes)
    at = Temporal.Instant.compare(moment, end) > 0 ? end : moment
  }
  const setBack = (minutes: number): Temporal.Instant => (at = addWorkingMinutes(calendar, end, -minutes))
  for (let serial = 0; serial < documentsPerAgency; serial += 1) {
    const age = documentsPerAgency - serial
    for (const [place, registry] of registries.entries()) {
      const lived = documents[(serial + place * 3) % documents.length]
      signal?.throwIfAborted()
      if (lived === undefined) continue
      setBack(minutesBetween * age)
      const documentId = await receive(deps, registry, lived, serial)
      const isSecret = lived.secrecy > 0
      const course = { deps, actors, registry, words, documentId, isSecret, serial, age, setClock: later }
      const officer = await liveCourse(course)
      if (officer !== null && !isSecret && !awaiting.has(registry.agencyId))
        awaiting.set(registry.agencyId, { documentId, author: lived.author, officer })
      count += 1
    }
  }
  for (const registry of registries) {
    await openMail(deps, registry, end)
    count += await liveArrivals({ deps, registry, words, setBack })
    for (const [serial, lived] of outgoing.entries()) {
      signal?.throwIfAborted()
      setBack(minutesBetween * (outgoing.length - serial))
      const stage = await outgoingStage(deps, actors, registry, awaiting.get(registry.agencyId), later)
      if (stage === null) continue
      await liveOutgoing(stage, lived)
      count += 1
    }
  }
  return count
}

/**
 * Lets the registries of a demo province live through their last weeks, through the use cases themselves. All or nothing; null when the
 * province has incoming documents already.
 */
export const liveDemoDocuments = (
  open: OpenProvince,
  deps: SigningDeps,
  options: LiveDocuments,
): Promise<number | null> => inOneTransaction(open.pool, (database) => live(deps, database, options))
