import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { receiveFiling } from '#modules/dossiers/index.ts'
import type { DemoHouse } from './demo-house.ts'
import { formAnswers } from './form-answers.ts'
import { pdfFile } from './sample-files.ts'

export const birthOwner = {
  kind: 1 as const,
  name: 'Nguyễn Văn Minh',
  identityNumber: '025090000001',
  phone: '0912 000 001',
  email: 'minh@example.vn',
  address: 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
}

export type FiledBirth = { readonly id: string; readonly code: string; readonly fileId: string }

/** A birth filed by a citizen of the demo province at the desk of Hy Cương, with a certificate that a viewer can show. */
export const fileBirth = async (house: DemoHouse, login = 'minh'): Promise<FiledBirth> => {
  const filingId = newId()
  const content = await storeMadeBytes(house.deps.files, pdfFile())
  const attachment = await house.open.database.transaction().execute((tx) =>
    keepMadeFile(tx, {
      owner: { kind: 'filing', id: filingId },
      purpose: 'birth-certificate',
      name: 'Giấy chứng sinh.pdf',
      mediaType: 'application/pdf',
      content,
      madeAt: house.deps.clock.now(),
    }),
  )
  const filed = await receiveFiling(house.deps, await house.citizen(login), {
    filingId,
    channel: 'own-portal',
    origin: '',
    externalIds: [],
    dossiers: [
      {
        procedureCode: '1.001193',
        receivingAgencyId: await house.agencyId('H44.105.1'),
        decidingAgencyId: null,
        owner: birthOwner,
        submitter: null,
        caseKey: 'general',
        form: { ...formAnswers.birth },
        papers: [
          { code: 'birth-certificate', attachmentIds: [attachment.id], source: 'upload', originals: 0, copies: 1 },
        ],
        copies: 1,
        returnMethod: 'electronic',
        returnAddress: '',
        note: '',
      },
    ],
  })
  const [dossier] = acceptedValue(filed).dossiers
  if (dossier === undefined) throw new Error('nothing was filed')
  return { id: dossier.id, code: dossier.code, fileId: attachment.id }
}
