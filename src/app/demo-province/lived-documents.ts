import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { addWorkingMinutes } from '#modules/calendar/domain/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { documentSubject, findDocumentType, IncomingFace } from '#modules/official-documents/domain/index.ts'
import {
  listRoutingTargets,
  type RoutingTarget,
  registerIncoming,
  reportOnDocument,
  routeDocument,
} from '#modules/official-documents/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { inOneTransaction } from '#platform/database/one-transaction.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { readDataFile } from '../province/read-data-file.ts'
import { type LivedActors, openLivedActors } from './lived-people.ts'

const DocumentsFile = z.object({
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
const mostRegistries = 6

type Registry = {
  readonly agencyId: string
  readonly agencyName: string
  readonly clerk: OfficerActor
  readonly leader: OfficerActor
  readonly targets: readonly RoutingTarget[]
}

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

/** The paper itself, as its author would have issued it. */
const paperOf = (registry: Registry, lived: LivedDocument, code: string, at: Temporal.Instant): Promise<Uint8Array> =>
  compilePdf(
    'official-document',
    {
      agency: lived.author,
      notation: code,
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
    { title: lived.subject, createdAt: at },
  )

const keepPaper = async (deps: SigningDeps, documentId: string, name: string, pdf: Uint8Array): Promise<void> => {
  const content = await storeMadeBytes(deps.files, pdf)
  await deps.database.transaction().execute((tx) =>
    keepMadeFile(tx, {
      owner: { kind: documentSubject, id: documentId },
      purpose: 'document',
      name,
      mediaType: 'application/pdf',
      content,
      madeAt: deps.clock.now(),
    }),
  )
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
    const pdf = await paperOf(registry, lived, lived.notation, now)
    await keepPaper(deps, documentId, `${number}-${lived.notation}.pdf`, pdf)
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
      presentTo: null,
      proposedTo: null,
    }),
  )
  return documentId
}

/** The leader sends it on; older ones are reported on, the youngest still wait. */
const handle = async (
  deps: SigningDeps,
  actors: LivedActors,
  registry: Registry,
  documentId: string,
  serial: number,
  setClock: (workingMinutes: number) => void,
): Promise<void> => {
  const officers = registry.targets.filter(
    (one) => one.kind === 'officer' && (one.role === 'handler' || one.role === 'unit-head'),
  )
  const lead = officers[serial % Math.max(1, officers.length)]
  const age = documentsPerAgency - serial
  if (lead === undefined || age <= 3) return
  setClock(120)
  const together = officers.find((one) => one.id !== lead.id && one.unitId !== lead.unitId)
  const targets = [
    { id: lead.id, part: 'lead' as const },
    ...(together !== undefined && serial % 3 === 0 ? [{ id: together.id, part: 'informed' as const }] : []),
  ]
  const words = serial % 2 === 0 ? 'Tham mưu văn bản trả lời, trình trước hạn.' : 'Chủ trì thực hiện, báo cáo kết quả.'
  acceptedValue(
    await routeDocument(deps, registry.leader, { documentId, targets, body: words, dueDays: 3 + (serial % 3) * 2 }),
  )
  if (age <= 8) return
  setClock(480)
  const actor = await actors.officerFor(
    { agencyId: registry.agencyId, role: lead.role, unitId: null, officerId: lead.id },
    0,
  )
  acceptedValue(
    await reportOnDocument(deps, actor, { documentId, body: 'Đã thực hiện, kết quả gửi kèm hồ sơ công việc.' }),
  )
}

const live = async (
  given: SigningDeps,
  database: Database,
  { file, signal }: { readonly file: string; readonly signal?: AbortSignal },
): Promise<number | null> => {
  const known = await database
    .selectFrom('official_document')
    .select('id')
    .where('direction', '=', 'incoming')
    .limit(1)
    .executeTakeFirst()
  if (known !== undefined) return null
  const { documents } = await readDataFile(file, DocumentsFile)
  const { calendar } = await given.workingTime(database)
  const end = addWorkingMinutes(calendar, given.clock.now(), -60)
  let at = addWorkingMinutes(calendar, end, -minutesBetween * documentsPerAgency - 600)
  const deps: SigningDeps = { ...given, database, clock: { now: () => at } }
  const actors = await openLivedActors(database, at)
  const registries = await registriesOf(database, actors, at)
  let count = 0
  for (let serial = 0; serial < documentsPerAgency; serial += 1) {
    const arrival = addWorkingMinutes(calendar, end, -minutesBetween * (documentsPerAgency - serial))
    for (const [place, registry] of registries.entries()) {
      const lived = documents[(serial + place * 3) % documents.length]
      signal?.throwIfAborted()
      if (lived === undefined) continue
      at = arrival
      const documentId = await receive(deps, registry, lived, serial)
      const setClock = (minutes: number) => {
        const later = addWorkingMinutes(calendar, at, minutes)
        at = Temporal.Instant.compare(later, end) > 0 ? end : later
      }
      await handle(deps, actors, registry, documentId, serial, setClock)
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
  options: { readonly file: string; readonly signal?: AbortSignal },
): Promise<number | null> => inOneTransaction(open.pool, (database) => live(deps, database, options))
