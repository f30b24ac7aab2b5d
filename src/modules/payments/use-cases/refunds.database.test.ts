import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { insertAgencyRows } from '#test/support/dossier-rows.ts'
import { notice, openPaymentScene, type PaymentScene } from '#test/support/payment-scene.ts'
import {
  confirmPayment,
  decideRefund,
  listRefundQueue,
  moneyOfDossier,
  payOutRefund,
  proposeRefund,
  receiveCash,
} from '../index.ts'

let scene: PaymentScene
let head: OfficerActor

/** The same agency seen from another chair. */
const headOf = async (desk: OfficerActor, agencyId: string): Promise<OfficerActor> => {
  const officerId = newId()
  await scene.database.insertInto('officer').values({ id: officerId, full_name: 'Phạm Quốc Khánh' }).execute()
  const posts = desk.posts.map((post) => ({ ...post, postId: newId(), role: 'leader' as const, agencyId }))
  return { ...desk, accountId: newId(), officerId, fullName: 'Phạm Quốc Khánh', posts }
}

beforeAll(async () => {
  scene = await openPaymentScene()
  head = await headOf(scene.rows.officer, scene.rows.agencyId)
})
beforeEach(() => scene.reset())

const moneyOf = (id: string) => moneyOfDossier(scene.database, id)

/** Paid in cash while an order was open at the platform, where it was then paid too. */
const paidTwice = async () => {
  const dossier = await scene.charged(50_000)
  const { reference } = await scene.requested(dossier)
  const { charges } = await moneyOf(dossier.id)
  const cash = { paymentId: newId(), dossierId: dossier.id, chargeIds: charges.map(({ id }) => id), amount: 50_000 }
  acceptedValue(await receiveCash(scene.deps, scene.rows.officer, cash))
  await confirmPayment(scene.deps, notice(reference, 50_000))
  return dossier
}

describe('money paid twice', () => {
  it('is proposed by the program, approved by a head, and gone back under a number', async () => {
    const { deps, rows } = scene
    const dossier = await paidTwice()
    const [refund] = (await moneyOf(dossier.id)).refunds
    expect(refund).toMatchObject({ amount: 50_000, state: 'proposed', chargeId: null, proposedBy: null })
    const verdict = { refundId: refund?.id ?? '', isApproved: true, note: '' }
    const paidOut = { refundId: verdict.refundId, how: 'transfer', reference: 'UNC-01' } as const
    expect(await decideRefund(deps, rows.officer, verdict)).toMatchObject({
      refusal: { code: 'payment.not-permitted' },
    })
    expect(await payOutRefund(deps, rows.officer, paidOut)).toMatchObject({
      refusal: { code: 'payment.refund-done-already' },
    })
    expect(await listRefundQueue(scene.database, head, 'open', 50)).toMatchObject([
      { mayDecide: true, mayPayOut: false, code: dossier.code },
    ])
    acceptedValue(await decideRefund(deps, head, verdict))
    expect(await decideRefund(deps, head, verdict)).toMatchObject({ refusal: { code: 'payment.refund-done-already' } })
    expect(await payOutRefund(deps, rows.officer, { ...paidOut, reference: ' ' })).toMatchObject({
      refusal: { code: 'payment.reference-missing' },
    })
    acceptedValue(await payOutRefund(deps, rows.officer, paidOut))
    expect((await moneyOf(dossier.id)).refunds).toMatchObject([
      { state: 'paid-out', reference: 'UNC-01', how: 'transfer', decidedBy: head.fullName },
    ])
    expect(await listRefundQueue(scene.database, head, 'open', 50)).toEqual([])
    expect(await listRefundQueue(scene.database, head, 'done', 50)).toHaveLength(1)
  })

  it('is proposed anew by the desk when the first proposal was declined, and not by itself approved', async () => {
    const { deps, rows } = scene
    const dossier = await paidTwice()
    const [refund] = (await moneyOf(dossier.id)).refunds
    const again = { dossierId: dossier.id, paymentId: refund?.paymentId ?? '', reason: 'Đã nộp hai lần', basis: '' }
    expect(await proposeRefund(deps, rows.officer, again)).toMatchObject({ refusal: { code: 'payment.refund-known' } })
    const no = { refundId: refund?.id ?? '', isApproved: false, note: 'Chờ sao kê.' }
    acceptedValue(await decideRefund(deps, head, no))
    const { refundId } = acceptedValue(await proposeRefund(deps, rows.officer, again))
    const both = { ...rows.officer, posts: [...rows.officer.posts, ...head.posts] }
    expect(await decideRefund(deps, both, { refundId, isApproved: true, note: '' })).toMatchObject({
      refusal: { code: 'payment.four-eyes' },
    })
  })
})

describe('the fee of a dossier that was taken back', () => {
  it('goes back whole, once, and only after the dossier has ended', async () => {
    const { deps, rows } = scene
    const dossier = await scene.charged(50_000)
    const [charge] = (await moneyOf(dossier.id)).charges
    const chargeId = charge?.id ?? ''
    const cash = { paymentId: newId(), dossierId: dossier.id, chargeIds: [chargeId], amount: 50_000 }
    const ask = { dossierId: dossier.id, chargeId, reason: 'Rút hồ sơ', basis: 'Luật Phí và lệ phí' }
    acceptedValue(await receiveCash(deps, rows.officer, cash))
    expect(await proposeRefund(deps, rows.officer, ask)).toMatchObject({ refusal: { code: 'payment.dossier-goes-on' } })
    const ended = { status: 7, withdrawn_at: scene.time.now }
    await scene.database.updateTable('dossier').set(ended).where('id', '=', dossier.id).execute()
    const { refundId } = acceptedValue(await proposeRefund(deps, rows.officer, ask))
    expect(await proposeRefund(deps, rows.officer, ask)).toMatchObject({ refusal: { code: 'payment.refund-known' } })
    acceptedValue(await decideRefund(deps, head, { refundId, isApproved: true, note: '' }))
    acceptedValue(await payOutRefund(deps, rows.officer, { refundId, how: 'cash', reference: 'PC-07' }))
    expect((await moneyOf(dossier.id)).charges).toMatchObject([{ state: 'refunded' }])
    expect(await verifyLog(scene.database)).toMatchObject({ faults: [] })
  })

  it('is nothing to the desk and the head of another agency', async () => {
    const dossier = await paidTwice()
    const [refund] = (await moneyOf(dossier.id)).refunds
    const foreign = await headOf(scene.rows.officer, (await insertAgencyRows(scene.database)).agencyId)
    expect(await decideRefund(scene.deps, foreign, { refundId: refund?.id ?? '', isApproved: true, note: '' })).toEqual(
      {
        ok: false,
        refusal: { code: 'payment.not-permitted' },
      },
    )
    expect(await listRefundQueue(scene.database, foreign, 'open', 50)).toEqual([])
  })
})
