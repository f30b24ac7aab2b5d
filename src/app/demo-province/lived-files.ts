import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { askReading, decideFile, keepPackages, offerFiles, signHandOver } from '#modules/archive/index.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import { documentSubject, IncomingFace } from '#modules/official-documents/domain/index.ts'
import { registerIncoming, reportOnDocument } from '#modules/official-documents/index.ts'
import {
  addEntry,
  closeWorkFile,
  draftFileList,
  issueFileList,
  keepDossierFile,
  listEntries,
  listHeadings,
  listProposals,
  openPlannedFile,
  openWorkFile,
  putDocument,
  putProposed,
  submitFileList,
} from '#modules/work-files/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { inOneTransaction } from '#platform/database/one-transaction.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { readDataFile } from '../province/read-data-file.ts'
import { type LivedActors, openLivedActors } from './lived-people.ts'

const FilesFile = z.strictObject({
  agency: z.string(),
  keeper: z.string(),
  leader: z.string(),
  deputy: z.string(),
  giver: z.string(),
  archivist: z.string(),
  decision: z.string(),
  entries: z.array(
    z.strictObject({
      unit: z.string(),
      keeper: z.string(),
      title: z.string(),
      years: z.number().int().nullable(),
      types: z.array(z.string()),
      author: z.string(),
      words: z.string(),
    }),
  ),
  old: z.strictObject({
    title: z.string(),
    years: z.number().int(),
    endedOn: z.iso.date(),
    document: z.strictObject({
      type: z.string(),
      number: z.number().int(),
      notation: z.string(),
      date: z.iso.date(),
      author: z.string(),
      signer: z.string(),
      subject: z.string(),
      text: z.string(),
      /** Why it is in the book so late, and that nothing is to be done. */
      settled: z.string(),
    }),
  }),
  reading: z.strictObject({ reason: z.string(), days: z.number().int() }),
})
type LivedFiles = z.infer<typeof FilesFile>

type Stage = {
  readonly deps: SigningDeps
  readonly data: LivedFiles
  readonly actors: LivedActors
  readonly agencyId: string
  readonly agencyName: string
  readonly year: number
}

/** Dossiers whose files make themselves, and how many of these go to the archive or lie before it. */
const counts = { dossiers: 8, archived: 2, offered: 1 } as const

/** The list of the year, from draft to issue, and its files; each keeper puts in some of what is proposed to him. */
const liveList = async ({ deps, data, actors, agencyId, year }: Stage): Promise<void> => {
  const clerk = await actors.officerBy(data.keeper)
  const listId = acceptedValue(await draftFileList(deps, clerk, { agencyId, year }))
  const headings = await listHeadings(deps.database, listId)
  for (const entry of data.entries) {
    const keeper = await actors.officerBy(entry.keeper)
    const { types, author, words } = entry
    const planned = {
      listId,
      headingId: headings.find(({ unitName }) => unitName === entry.unit)?.id ?? '',
      title: entry.title.replace('{year}', String(year)),
      kind: 'general',
      retentionYears: entry.years,
      useMode: 'conditional',
      keeperId: keeper.officerId,
      note: '',
      rule: { types: types.join(', '), author, words },
    } as const
    acceptedValue(await addEntry(deps, clerk, planned))
  }
  acceptedValue(await submitFileList(deps, clerk, { listId }))
  const leader = await actors.officerBy(data.leader)
  const decisionDate = localDate(deps.clock.now()).toString()
  acceptedValue(await issueFileList(deps, leader, { listId, decisionCode: data.decision, decisionDate }))
  const logins = new Map<string, string>()
  for (const { keeper } of data.entries) logins.set((await actors.officerBy(keeper)).officerId, keeper)
  for (const { id, keeperId } of await listEntries(deps.database, listId)) {
    const keeper = await actors.officerBy(logins.get(keeperId) ?? data.keeper)
    acceptedValue(await openPlannedFile(deps, keeper, { entryId: id }))
  }
  for (const login of new Set(logins.values())) {
    const keeper = await actors.officerBy(login)
    for (const { file, documents } of await listProposals(deps.database, keeper, deps.clock.now())) {
      // The newest stay proposals.
      const older = documents.slice(Math.ceil(documents.length / 2)).map(({ id }) => id)
      if (older.length > 0) acceptedValue(await putProposed(deps, keeper, { fileId: file.id, documentIds: older }))
    }
  }
}

type OldPaper = Stage['data']['old']['document']

/** The paper as it was made long ago, set and kept as a file of its registration. */
const keepOldPaper = async ({ deps, agencyName }: Stage, document: OldPaper, documentId: string): Promise<void> => {
  const now = deps.clock.now()
  const pdf = await compilePdf(
    'official-document',
    {
      agency: document.author,
      notation: document.notation,
      place: 'Việt Trì',
      hasDate: true,
      isLetter: true,
      subject: document.subject.replace(/^V\/v /u, ''),
      addressed: { words: 'Kính gửi', names: [agencyName] },
      blocks: [{ kind: 'paragraph', text: [{ text: `${document.text}/.` }] }],
      recipients: ['Như trên', 'Lưu: VT'],
      signer: { lines: ['Thủ trưởng cơ quan'], name: document.signer },
      contact: [],
    },
    { title: document.subject, createdAt: now },
  )
  const content = await storeMadeBytes(deps.files, pdf)
  await deps.database.transaction().execute((tx) =>
    keepMadeFile(tx, {
      owner: { kind: documentSubject, id: documentId },
      purpose: 'document',
      name: `${document.number}-${document.notation}.pdf`,
      mediaType: 'application/pdf',
      content,
      madeAt: now,
    }),
  )
}

const registerOldPaper = async (stage: Stage, document: OldPaper): Promise<void> => {
  const { deps, data, actors, agencyId } = stage
  const documentId = newId()
  await keepOldPaper(stage, document, documentId)
  const face = IncomingFace.parse({
    typeCode: document.type,
    subject: document.subject,
    code: { number: document.number, notation: document.notation },
    documentDate: document.date,
    authorAgencyId: null,
    authorName: document.author,
    signerName: document.signer,
    pages: 1,
    copies: 1,
  })
  const taken = { documentId, agencyId, face, channel: 'scan', origin: null } as const
  const proposals = { registerId: null, doubleReason: '', signatureReason: '', presentTo: null, proposedTo: null }
  acceptedValue(await registerIncoming(deps, await actors.officerBy(data.keeper), { ...taken, ...proposals }))
  acceptedValue(
    await reportOnDocument(deps, await actors.officerBy(data.leader), { documentId, body: document.settled }),
  )
}

/** A paper of long ago that was found and registered late, and the file that it belongs to. */
const liveOldFile = async (stage: Stage): Promise<string> => {
  const { deps, data, actors, agencyId } = stage
  const { document, ...old } = data.old
  await registerOldPaper(stage, document)
  const deputy = await actors.officerBy(data.deputy)
  const opened = {
    postId: deputy.posts.find((post) => post.agencyId === agencyId)?.postId ?? '',
    title: old.title,
    notation: 'PCCC',
    kind: 'general',
    retentionYears: old.years,
    useMode: 'open',
    keyword: '',
    note: '',
  } as const
  const fileId = acceptedValue(await openWorkFile(deps, deputy, opened))
  acceptedValue(await putDocument(deps, deputy, { fileId, code: `${document.number}/${document.notation}` }))
  acceptedValue(await closeWorkFile(deps, deputy, { fileId, endedOn: old.endedOn }))
  return fileId
}

/** The files of dossiers that were settled in the last weeks, as they would have made themselves. */
const liveDossierFiles = async ({ deps, agencyId }: Stage): Promise<readonly string[]> => {
  const settled = await deps.database
    .selectFrom('dossier')
    .select('id')
    .where('deciding_agency_id', '=', agencyId)
    .where('finished_at', 'is not', null)
    .orderBy('finished_at')
    .limit(counts.dossiers)
    .execute()
  for (const { id } of settled) await keepDossierFile(deps, id)
  const files = await deps.database
    .selectFrom('work_file')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'dossier')
    .where('unit_id', 'is not', null)
    .where('hand_over_by', 'is not', null)
    .orderBy('number')
    .execute()
  return files.map(({ id }) => id)
}

const handOver = async (
  { deps, actors, data }: Stage,
  giverLogin: string,
  fileIds: readonly string[],
  title: string,
): Promise<void> => {
  const giver = await actors.officerBy(giverLogin)
  const archivist = await actors.officerBy(data.archivist)
  const handOverId = acceptedValue(await offerFiles(deps, giver, { fileIds: [...fileIds], title }))
  for (const fileId of fileIds)
    acceptedValue(await decideFile(deps, archivist, { handOverId, fileId, isAccepted: true, reason: '' }))
  acceptedValue(await signHandOver(deps, archivist, { handOverId }))
  acceptedValue(await signHandOver(deps, giver, { handOverId }))
  await keepPackages(deps, handOverId)
}

/** Files of the unit of the one who gives them: he answers for those of his colleagues. */
const filesOfGiver = async ({ deps, actors, data }: Stage, fileIds: readonly string[]): Promise<readonly string[]> => {
  const giver = await actors.officerBy(data.giver)
  const units = giver.posts.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))
  if (fileIds.length === 0 || units.length === 0) return []
  const rows = await deps.database
    .selectFrom('work_file')
    .select('id')
    .where('id', 'in', fileIds)
    .where('unit_id', 'in', units)
    .orderBy('number')
    .execute()
  return rows.map(({ id }) => id)
}

const live = async (given: SigningDeps, database: Database, data: LivedFiles): Promise<number | null> => {
  const known = await database.selectFrom('work_file').select('id').limit(1).executeTakeFirst()
  if (known !== undefined) return null
  const agency = await database
    .selectFrom('agency')
    .select(['id', 'name'])
    .where('code', '=', data.agency)
    .executeTakeFirst()
  if (agency === undefined) return null
  const at = given.clock.now()
  const { timeStampAuthority: _, ...own } = given
  const deps: SigningDeps = { ...own, database, fetchBounds: null }
  const actors = await openLivedActors(database, at)
  const stage: Stage = { deps, data, actors, agencyId: agency.id, agencyName: agency.name, year: localDate(at).year }
  await liveList(stage)
  const old = await liveOldFile(stage)
  await handOver(stage, data.deputy, [old], '')
  const mine = await filesOfGiver(stage, await liveDossierFiles(stage))
  const archived = mine.slice(0, counts.archived)
  const offered = mine.slice(counts.archived, counts.archived + counts.offered)
  if (archived.length > 0) await handOver(stage, data.giver, archived, `Hồ sơ thủ tục hành chính năm ${stage.year}`)
  const giver = await actors.officerBy(data.giver)
  if (offered.length > 0) acceptedValue(await offerFiles(deps, giver, { fileIds: [...offered], title: '' }))
  const [first] = archived
  const { reason, days } = data.reading
  if (first !== undefined) acceptedValue(await askReading(deps, giver, { fileId: first, purpose: '02', reason, days }))
  return data.entries.length + 1 + mine.length
}

/**
 * Lets one agency of a demo province keep files of work and an archive, through the use cases themselves. All or nothing; null when there are
 * files already or nothing is told of them.
 */
export const liveDemoFiles = async (
  open: OpenProvince,
  deps: SigningDeps,
  options: { readonly folder: string },
): Promise<number | null> => {
  const path = join(options.folder, 'lived', 'files.json')
  if (!existsSync(path)) return null
  const data = await readDataFile(path, FilesFile)
  return inOneTransaction(open.pool, (database) => live(deps, database, data))
}
