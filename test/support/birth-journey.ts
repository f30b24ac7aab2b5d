import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import {
  acceptDossier,
  agreeOutcome,
  assignDossier,
  draftOutcome,
  findOutcome,
  prefillOutcome,
  type ReceiveFiling,
  type SigningDeps,
  signOutcome,
} from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { formAnswers } from './form-answers.ts'

/** The desk that takes births in, in tests. */
export const birthDeskName = 'Trung tâm Phục vụ hành chính công xã Hy Cương'

export const findBirthDesk = async ({ database }: Pick<SigningDeps, 'database'>): Promise<string> =>
  (await database.selectFrom('agency').select('id').where('name', '=', birthDeskName).executeTakeFirstOrThrow()).id

const owner = {
  kind: 1 as const,
  name: 'Nguyễn Văn Minh',
  identityNumber: '025090000001',
  phone: '0912000001',
  email: 'minh@example.vn',
  address: 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
}

/** A file handed in for a filing; answers its attachment. */
export const attachPaper = async (deps: SigningDeps, filingId: string, content: Uint8Array): Promise<string> => {
  const stored = await storeMadeBytes(deps.files, content)
  const attachment = await deps.database.transaction().execute((tx) =>
    keepMadeFile(tx, {
      owner: { kind: 'filing', id: filingId },
      purpose: 'birth-certificate',
      name: 'giay-chung-sinh.pdf',
      mediaType: 'application/pdf',
      content: stored,
      madeAt: deps.clock.now(),
    }),
  )
  return attachment.id
}

/** A complete filing of a birth; its paper lies with it already. */
export const birthFiling = async (
  deps: SigningDeps,
  desk: string,
  filingId: string = newId(),
): Promise<ReceiveFiling> => ({
  filingId,
  channel: 'own-portal',
  origin: '',
  externalIds: [],
  dossiers: [
    {
      procedureCode: '1.001193',
      receivingAgencyId: desk,
      decidingAgencyId: null,
      owner,
      submitter: null,
      caseKey: 'general',
      form: { ...formAnswers.birth },
      papers: [
        {
          code: 'birth-certificate',
          attachmentIds: [await attachPaper(deps, filingId, Buffer.from(`%PDF-1.7 giấy chứng sinh ${filingId}`))],
          source: 'upload',
          originals: 0,
          copies: 1,
        },
      ],
      copies: 1,
      returnMethod: 'electronic',
      returnAddress: '',
      note: '',
    },
  ],
})

type OfficerOf = (login: string) => Promise<OfficerActor>

/** From the desk to the leader's signature: what is left is the number and the seal of the clerk `hycuong.vanthu`. */
export const bringToSeal = async (deps: SigningDeps, officer: OfficerOf, dossierId: string): Promise<void> => {
  acceptedValue(await acceptDossier(deps, await officer('hycuong.motcua'), { dossierId, note: '' }))
  const head = await officer('hycuong.chanhvanphong')
  const handler = await officer('hycuong.hotich')
  acceptedValue(await assignDossier(deps, head, { dossierId, officerId: handler.officerId, note: '' }))
  const values = await prefillOutcome(deps, dossierId, 'granted')
  acceptedValue(await draftOutcome(deps, handler, { dossierId, kind: 'granted', values, submit: true, note: '' }))
  acceptedValue(await agreeOutcome(deps, head, { dossierId, note: '' }))
  const outcome = await findOutcome(deps.database, deps.sealing, dossierId)
  const version = outcome?.version ?? 0
  acceptedValue(await signOutcome(deps, await officer('hycuong.chutich'), { dossierId, version }))
}
