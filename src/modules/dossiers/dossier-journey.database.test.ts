import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import {
  acceptDossier,
  agreeOutcome,
  answerSupplement,
  assignDossier,
  draftOutcome,
  findOutcome,
  prefillOutcome,
  type ReceiveFiling,
  receiveFiling,
  refuseDossier,
  requestSupplement,
  returnResult,
  sealOutcome,
  sendBackOutcome,
  signOutcome,
  withdrawDossier,
} from './index.ts'

let house: DemoHouse
let desk: string

const owner = {
  kind: 1 as const,
  name: 'Nguyễn Văn Minh',
  identityNumber: '025090000001',
  phone: '0912000001',
  email: 'minh@example.vn',
  address: 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
}

/** A file handed in for a filing. */
const upload = async (kind: string, id: string, purpose: string): Promise<string> => {
  const content = await storeMadeBytes(house.deps.files, Buffer.from(`%PDF-1.7 ${purpose} ${id}`))
  const attachment = await house.open.database.transaction().execute((tx) =>
    keepMadeFile(tx, {
      owner: { kind, id },
      purpose,
      name: `${purpose}.pdf`,
      mediaType: 'application/pdf',
      content,
      madeAt: house.deps.clock.now(),
    }),
  )
  return attachment.id
}

const birthFiling = async (): Promise<ReceiveFiling> => {
  const filingId = newId()
  return {
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
            attachmentIds: [await upload('filing', filingId, 'birth-certificate')],
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
  }
}

const fileBirth = async () => {
  const filed = acceptedValue(await receiveFiling(house.deps, await house.citizen('minh'), await birthFiling()))
  const [dossier] = filed.dossiers
  if (dossier === undefined) throw new Error('nothing filed')
  return dossier
}

const statusOf = async (id: string) =>
  house.open.database.selectFrom('dossier').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

beforeAll(async () => {
  house = await openDemoHouse()
  desk = await house.agencyId(
    (
      await house.open.database
        .selectFrom('agency')
        .select('code')
        .where('name', '=', 'Trung tâm Phục vụ hành chính công xã Hy Cương')
        .executeTakeFirstOrThrow()
    ).code,
  )
})

describe('a birth, from the form to the sealed certificate', () => {
  it('goes through every hand', async () => {
    const { deps } = house
    const { id, code } = await fileBirth()
    expect(code).toMatch(/^H44\.\d+(\.\d+)?-260907-\d{4}$/)

    const clerkAtDesk = await house.officer('hycuong.motcua')
    const accepted = acceptedValue(await acceptDossier(deps, clerkAtDesk, { dossierId: id, note: '' }))
    expect(accepted.slip.notation).toBe('01/2026-TTPVHCC')
    expect((await statusOf(id)).status).toBe(2)

    const head = await house.officer('hycuong.chanhvanphong')
    const handler = await house.officer('hycuong.hotich')
    acceptedValue(await assignDossier(deps, head, { dossierId: id, officerId: handler.officerId, note: '' }))
    expect((await statusOf(id)).status).toBe(4)

    const prefilled = await prefillOutcome(deps, id, 'granted')
    const draft = { dossierId: id, kind: 'granted' as const, values: prefilled, submit: true, note: '' }
    acceptedValue(await draftOutcome(deps, handler, draft))
    acceptedValue(await sendBackOutcome(deps, head, { dossierId: id, reason: 'Sửa nơi sinh.' }))
    acceptedValue(await draftOutcome(deps, handler, draft))
    acceptedValue(await agreeOutcome(deps, head, { dossierId: id, note: '' }))

    const leader = await house.officer('hycuong.chutich')
    const outcome = await findOutcome(deps.database, deps.sealing, id)
    const stale = await signOutcome(deps, leader, { dossierId: id, version: (outcome?.version ?? 0) + 1 })
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'dossier.outcome-changed' } })
    acceptedValue(await signOutcome(deps, leader, { dossierId: id, version: outcome?.version ?? 0 }))

    const sealed = acceptedValue(await sealOutcome(deps, await house.officer('hycuong.vanthu'), { dossierId: id }))
    expect(sealed.notation).toMatch(/^01\//)
    expect((await statusOf(id)).settled).toBe('early')

    const returned = await returnResult(deps, clerkAtDesk, {
      dossierId: id,
      receiver: owner.name,
      receiverPaper: '',
      method: 'electronic',
    })
    acceptedValue(returned)
    expect((await statusOf(id)).status).toBe(10)
    const open = await house.open.database
      .selectFrom('work_item')
      .select('id')
      .where('subject_id', '=', id)
      .where('state', 'in', ['open', 'paused'])
      .execute()
    expect(open).toEqual([])
    expect((await verifyLog(house.open.database)).faults).toEqual([])
  })
})

describe('filing', () => {
  it('sent twice gives one dossier', async () => {
    const filing = await birthFiling()
    const citizen = await house.citizen('minh')
    const [first, second] = await Promise.all([
      receiveFiling(house.deps, citizen, filing),
      receiveFiling(house.deps, citizen, filing),
    ])
    expect(acceptedValue(first).dossiers).toEqual(acceptedValue(second).dossiers)
  })

  it('of somebody else is refused', async () => {
    const filing = await birthFiling()
    acceptedValue(await receiveFiling(house.deps, await house.citizen('minh'), filing))
    const stranger = await receiveFiling(house.deps, await house.citizen('lan'), filing)
    expect(stranger).toMatchObject({ ok: false, refusal: { code: 'dossier.not-permitted' } })
  })

  it('with a file of another filing is refused and leaves nothing behind', async () => {
    const filing = await birthFiling()
    const foreign = await upload('filing', newId(), 'birth-certificate')
    const [dossier] = filing.dossiers
    if (dossier === undefined) throw new Error()
    const [paper] = dossier.papers
    if (paper === undefined) throw new Error()
    const stolen = { ...filing, dossiers: [{ ...dossier, papers: [{ ...paper, attachmentIds: [foreign] }] }] }
    const refused = await receiveFiling(house.deps, await house.citizen('minh'), stolen)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'dossier.file-foreign' } })
    const rows = await house.open.database.selectFrom('filing').select('id').where('id', '=', filing.filingId).execute()
    expect(rows).toEqual([])
  })

  it('without its papers names them', async () => {
    const filing = await birthFiling()
    const [dossier] = filing.dossiers
    if (dossier === undefined) throw new Error()
    const bare = { ...filing, dossiers: [{ ...dossier, papers: [] }] }
    const refused = await receiveFiling(house.deps, await house.citizen('minh'), bare)
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'dossier.papers-missing', papers: [{ code: 'birth-certificate' }] },
    })
  })
})

describe('at the desk', () => {
  it('a dossier is accepted once, whoever is faster', async () => {
    const { id } = await fileBirth()
    const officer = await house.officer('hycuong.motcua')
    const both = await Promise.all([
      acceptDossier(house.deps, officer, { dossierId: id, note: '' }),
      acceptDossier(house.deps, officer, { dossierId: id, note: '' }),
    ])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(both.find((one) => !one.ok)).toMatchObject({ refusal: { code: 'dossier.work-done-already' } })
  })

  it('only the receiving desk accepts', async () => {
    const { id } = await fileBirth()
    const other = await acceptDossier(house.deps, await house.officer('tinh.motcua1'), { dossierId: id, note: '' })
    expect(other).toMatchObject({ ok: false, refusal: { code: 'dossier.not-permitted' } })
    const citizen = await acceptDossier(house.deps, await house.citizen('minh'), { dossierId: id, note: '' })
    expect(citizen).toMatchObject({ ok: false, refusal: { code: 'dossier.not-permitted' } })
  })

  it('a supplement waits for the citizen, and the second needs the head', async () => {
    const { id } = await fileBirth()
    const officer = await house.officer('hycuong.motcua')
    const ask = {
      dossierId: id,
      items: [{ paperCode: 'birth-certificate', text: 'Chụp lại giấy chứng sinh cho rõ chữ.' }],
      reason: 'Ảnh mờ.',
      contactPhone: '',
    }
    expect(acceptedValue(await requestSupplement(house.deps, officer, ask)).notation).toMatch(/^\d\d\/PBS-TTPVHCC$/)
    expect(await acceptDossier(house.deps, officer, { dossierId: id, note: '' })).toMatchObject({
      refusal: { code: 'dossier.work-done-already' },
    })
    const stranger = await answerSupplement(house.deps, await house.citizen('lan'), {
      dossierId: id,
      name: '',
      attachmentIds: [],
      note: 'x',
    })
    expect(stranger).toMatchObject({ refusal: { code: 'dossier.not-found' } })
    const file = await upload('supplement', id, 'supplement-1')
    acceptedValue(
      await answerSupplement(house.deps, await house.citizen('minh'), {
        dossierId: id,
        name: 'Giấy chứng sinh',
        attachmentIds: [file],
        note: '',
      }),
    )
    expect((await statusOf(id)).status).toBe(1)
    expect(await requestSupplement(house.deps, officer, ask)).toMatchObject({
      refusal: { code: 'dossier.supplement-was-asked-before' },
    })
    acceptedValue(await acceptDossier(house.deps, officer, { dossierId: id, note: '' }))
  })

  it('a refusal needs a reason and ends the dossier', async () => {
    const { id } = await fileBirth()
    const officer = await house.officer('hycuong.motcua')
    expect(await refuseDossier(house.deps, officer, { dossierId: id, reason: ' ' })).toMatchObject({ ok: false })
    acceptedValue(await refuseDossier(house.deps, officer, { dossierId: id, reason: 'Không thuộc thẩm quyền.' }))
    expect((await statusOf(id)).status).toBe(3)
    expect(await withdrawDossier(house.deps, await house.citizen('minh'), { dossierId: id, reason: '' })).toMatchObject(
      {
        refusal: { code: 'dossier.status-forbids' },
      },
    )
  })
})
