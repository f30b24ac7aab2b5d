import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { fileBirth } from '#test/support/filed-birth.ts'
import {
  acceptDossier,
  answerSupplement,
  assignDossier,
  decideSupplement,
  dossierForOfficer,
  findSlip,
  listStory,
  proposeSupplement,
  requestSupplement,
  withdrawDossier,
} from '../../index.ts'

let house: DemoHouse
let desk: OfficerActor
let handler: OfficerActor
let leader: OfficerActor

beforeAll(async () => {
  house = await openDemoHouse()
  desk = await house.officer('hycuong.motcua')
  handler = await house.officer('hycuong.hotich')
  leader = await house.officer('hycuong.chutich')
})

let dossierId: string

const ask = () => ({
  dossierId,
  items: [{ paperCode: '', text: 'Giấy chứng sinh bản chính' }],
  reason: 'Bản sao không rõ.',
  contactPhone: '',
})
const proposal = () => ({ ...ask(), justification: 'Lần trước chưa thấy bản sao mờ.' })
const answer = () => ({ dossierId, name: 'Bổ sung', attachmentIds: [], note: 'Đã nộp bản giấy.' })

const statusOf = async (): Promise<number> =>
  (
    await house.open.database
      .selectFrom('dossier')
      .select('status')
      .where('id', '=', dossierId)
      .executeTakeFirstOrThrow()
  ).status

const seenBy = (actor: OfficerActor) =>
  dossierForOfficer(house.deps.database, house.deps.sealing, actor, dossierId, house.deps.clock.now())

/** Asked for and answered once; the dossier is with its handler again. */
beforeEach(async () => {
  const { deps } = house
  dossierId = (await fileBirth(house)).id
  acceptedValue(await acceptDossier(deps, desk, { dossierId, note: '' }))
  const head = await house.officer('hycuong.chanhvanphong')
  acceptedValue(await assignDossier(deps, head, { dossierId, officerId: handler.officerId, note: '' }))
  acceptedValue(await requestSupplement(deps, handler, ask()))
  acceptedValue(await answerSupplement(deps, desk, answer()))
})

describe('papers asked for a second time', () => {
  it('go out when the head of the solving agency agrees, on a slip that says so', async () => {
    const { deps } = house
    expect(await requestSupplement(deps, handler, ask())).toMatchObject({
      refusal: { code: 'dossier.supplement-was-asked-before' },
    })
    acceptedValue(await proposeSupplement(deps, handler, proposal()))
    expect(await statusOf()).toBe(4)
    expect(await proposeSupplement(deps, handler, proposal())).toMatchObject({
      refusal: { code: 'dossier.supplement-waits-for-head' },
    })
    const verdict = { dossierId, verdict: 'approved', note: '' } as const
    expect(await decideSupplement(deps, handler, verdict)).toMatchObject({ refusal: { code: 'dossier.not-permitted' } })
    expect((await seenBy(leader))?.work.find((one) => one.state === 'open' && one.role === 'leader')?.deed).toBe(
      'approve-supplement',
    )
    const { slip } = acceptedValue(await decideSupplement(deps, leader, verdict))
    expect(await statusOf()).toBe(5)
    const kept = slip === null ? null : await findSlip(deps.database, dossierId, slip.id)
    const says = JSON.parse(kept === null ? '{}' : deps.sealing.open(kept.data))
    expect(says).toMatchObject({ items: ['Giấy chứng sinh bản chính'], reason: 'Bản sao không rõ.' })
    expect(says.signer.name).toBe(handler.fullName)
    expect(says.footnote).toMatch(new RegExp(`^Yêu cầu lần 2, .*${leader.fullName} đồng ý\\.$`))
    const row = deps.database.selectFrom('supplement_request').selectAll().where('dossier_id', '=', dossierId)
    expect(await row.orderBy('seq').execute()).toMatchObject([
      { seq: 1, approved_by: null },
      { seq: 2, requested_by: handler.officerId, approved_by: leader.officerId },
    ])
    expect(await decideSupplement(deps, leader, verdict)).toMatchObject({
      refusal: { code: 'dossier.work-done-already' },
    })
  })

  it('stay with the officer when the head declines, with the reason; the applicant learns nothing of it', async () => {
    const { deps } = house
    acceptedValue(await proposeSupplement(deps, handler, proposal()))
    const verdict = { dossierId, verdict: 'declined', note: '' } as const
    expect(await decideSupplement(deps, leader, verdict)).toMatchObject({ refusal: { code: 'dossier.reason-missing' } })
    const declined = { ...verdict, note: 'Cơ quan tự tra cứu.' }
    expect(acceptedValue(await decideSupplement(deps, leader, declined)).slip).toBeNull()
    expect(await statusOf()).toBe(4)
    expect((await seenBy(handler))?.proposals).toMatchObject([{ verdict: 'declined', note: 'Cơ quan tự tra cứu.' }])
    const story = await listStory(deps.database, dossierId)
    expect(story.filter((entry) => entry.key === 'approve-supplement')).toEqual([])
    acceptedValue(await proposeSupplement(deps, handler, proposal()))
  })

  it('are not decided on any more when the dossier has ended', async () => {
    const { deps } = house
    acceptedValue(await proposeSupplement(deps, handler, proposal()))
    acceptedValue(await withdrawDossier(deps, desk, { dossierId, reason: 'Đề nghị rút.' }))
    expect(await decideSupplement(deps, leader, { dossierId, verdict: 'approved', note: '' })).toMatchObject({
      refusal: { code: 'dossier.work-done-already' },
    })
    expect((await seenBy(leader))?.proposals).toMatchObject([{ verdict: 'dropped' }])
  })

  it('leave a log whose chain holds', async () => {
    expect(await verifyLog(house.open.database)).toMatchObject({ faults: [] })
  })
})
