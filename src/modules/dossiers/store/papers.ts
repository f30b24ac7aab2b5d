import { newId } from '#kernel/ids.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { FilingChannel } from '../domain/dossier.ts'
import type { DecidedPaper } from '../domain/intake.ts'

const isElectronic = (channel: FilingChannel): boolean => channel === 'own-portal' || channel === 'national-portal'

/** The papers asked for, with what was given of each; the quality index asks which were digitised or used again. */
export const insertPapers = async (
  tx: Tx,
  dossierId: string,
  channel: FilingChannel,
  papers: readonly DecidedPaper[],
): Promise<void> => {
  if (papers.length === 0) return
  await tx
    .insertInto('dossier_paper')
    .values(
      papers.map(({ paper, given }, index) => ({
        id: newId(),
        dossier_id: dossierId,
        position: index + 1,
        code: paper.code,
        name: paper.name,
        required: paper.required,
        originals: given?.originals ?? 0,
        copies: given?.copies ?? 0,
        files: given?.attachmentIds.length ?? 0,
        source: given?.source ?? (paper.acceptedAs.includes('e-form') ? 'e-form' : 'paper'),
        is_given: given !== null || paper.acceptedAs.includes('e-form'),
        digitised:
          (given?.attachmentIds.length ?? 0) > 0 || (isElectronic(channel) && paper.acceptedAs.includes('e-form')),
        reused: given?.source === 'store' ? 1 : 0,
        evidence: given?.evidence ?? '',
      })),
    )
    .execute()
}

/** The purpose under which the files of a supplement lie. */
export const supplementPurpose = (seq: number): string => `supplement-${seq}`

/** A paper that came with the answer to a request for a supplement stands behind the others, under the request's number. */
export const insertSupplementPapers = async (
  tx: Tx,
  dossierId: string,
  seq: number,
  papers: readonly { readonly name: string; readonly files: number }[],
): Promise<void> => {
  if (papers.length === 0) return
  const last = await tx
    .selectFrom('dossier_paper')
    .select((select) => select.fn.max('position').as('position'))
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst()
  await tx
    .insertInto('dossier_paper')
    .values(
      papers.map((paper, index) => ({
        id: newId(),
        dossier_id: dossierId,
        position: (last?.position ?? 0) + index + 1,
        code: supplementPurpose(seq),
        name: paper.name,
        required: false,
        files: paper.files,
        source: 'upload',
        is_given: true,
        digitised: true,
        supplement_seq: seq,
      })),
    )
    .execute()
}

/** Papers that must be there and are not. */
export const listMissingPapers = (
  reader: Reader,
  dossierId: string,
): Promise<readonly { readonly code: string; readonly name: string }[]> =>
  reader
    .selectFrom('dossier_paper')
    .select(['code', 'name'])
    .where('dossier_id', '=', dossierId)
    .where('required', '=', true)
    .where('is_given', '=', false)
    .orderBy('position')
    .execute()
