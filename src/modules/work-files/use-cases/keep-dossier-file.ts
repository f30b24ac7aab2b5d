import { newId } from '#kernel/ids.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { Attachment } from '#modules/attachments/domain/index.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { countPages } from '#platform/pdf/file/count-pages.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { dossierFileYears, handOverBy, handOverRules } from '../domain/index.ts'
import { insertItems, orderItems } from '../store/work-file-items.ts'
import { type DossierToKeep, findDossierToKeep, hasDossierFile, insertWorkFile } from '../store/work-files.ts'
import { recordFileDeed, type WorkFileDeps } from './on-work-file.ts'
import { numberKey, numberScope } from './open-work-file.ts'

const notation = 'TTHC'
/** A file is open to more people than the dossier: who filed it is told by the papers, not by their list. */
const applicant = 'Người nộp hồ sơ'

/** The signed but not yet sealed outcome is a step of the work, not a paper of the file. */
const isKept = ({ purpose }: Attachment): boolean => purpose !== 'outcome-signed'

/** The result, and slips that were signed. */
const madeByAgency = new Set(['outcome', 'slip'])

const counted = async (files: FileStore, { mediaType, sha256 }: Attachment): Promise<number | null> => {
  if (mediaType.startsWith('image/')) return 1
  return mediaType === 'application/pdf' ? countPages(await files.read(sha256)) : null
}

const itemsOf = (
  fileId: string,
  dossier: DossierToKeep,
  attachments: readonly Attachment[],
  pages: ReadonlyMap<string, number | null>,
  now: Temporal.Instant,
) =>
  attachments.map((one, index) => ({
    id: newId(),
    file_id: fileId,
    position: index + 1,
    attachment_id: one.id,
    rule: 'dossier',
    subject: (dossier.paperNames[one.purpose] ?? one.name).slice(0, 500),
    document_date: localDate(one.addedAt),
    author_name: madeByAgency.has(one.purpose) ? dossier.agencyName : applicant,
    pages: pages.get(one.id) ?? null,
    added_at: now,
  }))

/**
 * Makes the file of a settled dossier, once: its papers and its outcome, closed on the day of the settling. May be told again and again.
 * @legal ND-30-2020 Điều 29
 */
export const keepDossierFile = async (
  { database, clock, files }: WorkFileDeps & { readonly files: FileStore },
  dossierId: string,
): Promise<void> => {
  const attachments = (await listAttachments(database, { kind: 'dossier', id: dossierId })).filter(isKept)
  const pages = new Map<string, number | null>()
  for (const one of attachments) pages.set(one.id, await counted(files, one))
  await database.transaction().execute(async (tx) => {
    const dossier = await findDossierToKeep(tx, dossierId)
    if (dossier === null || dossier.finishedAt === null || attachments.length === 0) return
    if (await hasDossierFile(tx, dossierId)) return
    const now = clock.now()
    const endedOn = localDate(dossier.finishedAt)
    const { agencyId, procedureId } = dossier
    const years = (await findSetting(tx, dossierFileYears, endedOn, { agencyId, procedureId }))?.value
    const rules = (await findSetting(tx, handOverRules, endedOn, { agencyId }))?.value
    const retentionYears = years ?? dossierFileYears.whenUndecided
    const due = handOverBy(rules ?? handOverRules.whenUndecided, { kind: 'dossier', retentionYears }, endedOn)
    const id = newId()
    const number = await nextNumber(tx, numberScope, numberKey(agencyId, endedOn.year, notation))
    await insertWorkFile(tx, {
      id,
      agency_id: agencyId,
      unit_id: dossier.unitId,
      keeper_id: dossier.handlerId,
      year: endedOn.year,
      number,
      notation,
      title: `${dossier.procedureName.slice(0, 900)} (${dossier.code})`,
      kind: 'dossier',
      dossier_id: dossierId,
      retention_years: retentionYears,
      state: 'closed',
      opened_at: now,
      ended_on: endedOn,
      closed_at: now,
      hand_over_by: due,
      updated_at: now,
    })
    await insertItems(tx, itemsOf(id, dossier, attachments, pages, now))
    await orderItems(tx, id)
    await recordFileDeed({ tx, now, file: { id } }, system, 'work-file.made-of-dossier', {
      dossier: dossier.code,
      number,
    })
  })
}
