import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { decideFile, keepPackages, offerFiles, signHandOver } from '#modules/archive/index.ts'
import {
  importDraft,
  issueDocument,
  passCheck,
  signOfficialDocument,
  submitDraft,
} from '#modules/official-documents/index.ts'
import { closeWorkFile, openWorkFile, putProposed } from '#modules/work-files/index.ts'
import type { IssuingScene } from './issuing-scene.ts'
import { paragraph, run, wordFile } from './word-file.ts'

/** A document that was drafted in an office program, signed and issued; it announces this. */
export const issueFromWord = async (
  { house, clerk, leader, create }: IssuingScene,
  announced: string,
): Promise<string> => {
  const { deps } = house
  const { documentId } = acceptedValue(await create({}, []))
  const file = wordFile({ body: paragraph(run(`Ủy ban nhân dân xã thông báo ${announced}.`)) })
  const brought = { documentId, postId: null, baseVersion: 1, fileName: 'Thông báo.docx', file }
  const { version } = acceptedValue(await importDraft(deps, clerk, brought))
  acceptedValue(await submitDraft(deps, clerk, { documentId, version, agreeing: [], agreement: 'together' }))
  acceptedValue(await passCheck(deps, clerk, { documentId, opinion: '' }))
  acceptedValue(await signOfficialDocument(deps, leader, { documentId, version }))
  acceptedValue(await issueDocument(deps, clerk, { documentId }))
  return documentId
}

/** A closed file of work with these documents, kept by the clerk. */
export const closedFileOf = async ({ house, clerk }: IssuingScene, documentIds: readonly string[]): Promise<string> => {
  const { deps } = house
  const opened = {
    postId: clerk.posts[0]?.postId ?? '',
    title: 'Lịch tiếp công dân',
    notation: 'VP',
    kind: 'general',
    retentionYears: 10,
    useMode: 'conditional',
    keyword: '',
    note: '',
  } as const
  const fileId = acceptedValue(await openWorkFile(deps, clerk, opened))
  acceptedValue(await putProposed(deps, clerk, { fileId, documentIds: [...documentIds] }))
  acceptedValue(await closeWorkFile(deps, clerk, { fileId, endedOn: '2026-09-07' }))
  return fileId
}

/** Hands a closed file over, with both signatures, until its package is kept. */
export const archiveFile = async (
  { house, clerk }: IssuingScene,
  fileId: string,
  keeperLogin = 'hycuong.luutru',
): Promise<void> => {
  const { deps } = house
  const keeper = await house.officer(keeperLogin)
  const handOverId = acceptedValue(await offerFiles(deps, clerk, { fileIds: [fileId], title: '' }))
  acceptedValue(await decideFile(deps, keeper, { handOverId, fileId, isAccepted: true, reason: '' }))
  acceptedValue(await signHandOver(deps, keeper, { handOverId, condition: '' }))
  acceptedValue(await signHandOver(deps, clerk, { handOverId }))
  await keepPackages(deps, handOverId)
}

/** A document that came on paper and was registered by its line alone, its pages not counted. */
export const registeredOnPaper = async ({ house, agencyId }: IssuingScene): Promise<string> => {
  const documentId = newId()
  const { deps } = house
  await deps.database
    .insertInto('official_document')
    .values({
      id: documentId,
      agency_id: agencyId,
      direction: 'incoming',
      state: 'settled',
      type_code: 'CV',
      subject: 'Bản giấy',
      code_number: 612,
      code_notation: 'STP-BTTP',
      document_date: Temporal.PlainDate.from('2026-09-01'),
      author_name: 'Sở Tư pháp',
      created_at: deps.clock.now(),
      updated_at: deps.clock.now(),
    })
    .execute()
  return documentId
}
