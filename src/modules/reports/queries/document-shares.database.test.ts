import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { registerPaper } from '#modules/official-documents/index.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { documentShares, listIssued } from './document-shares.ts'

let scene: IssuingScene
const september = { from: Temporal.PlainDate.from('2026-09-01'), until: Temporal.PlainDate.from('2026-09-30') }

const onPaper = (signedOn: string, secrecy: 0 | 1 = 0) =>
  registerPaper(scene.house.deps, scene.clerk, {
    documentId: newId(),
    agencyId: scene.agencyId,
    typeCode: 'BC',
    subject: 'Về kết quả tháng',
    unitNotation: '',
    signerPostId: scene.leader.posts[0]?.postId ?? '',
    signedOn,
    secrecy,
    urgency: 0,
    recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-act', channel: 'paper' }],
    copies: 1,
  })

beforeAll(async () => {
  scene = await openIssuingScene()
  await scene.issued({ recipients: [scene.inside] })
  await scene.issued()
  acceptedValue(await onPaper('2026-09-07'))
  // Signed on a Tuesday, issued on the Monday after.
  acceptedValue(await onPaper('2026-09-01'))
  acceptedValue(await onPaper('2026-09-07', 1))
})

describe('the shares of documents', () => {
  it('count what is not secret, by how it was signed, sent and when', async () => {
    const [row] = await documentShares(scene.house.deps.database, september, [scene.agencyId])
    expect(row).toMatchObject({
      issued: 4,
      signed: 2,
      inside: 1,
      insideElectronic: 1,
      outside: 3,
      outsideElectronic: 0,
      sameDay: 3,
      inTime: 3,
    })
  })

  it('are the same by year, by month and by days, and nothing of other agencies or times', async () => {
    const of = (from: string, until: string, ids = [scene.agencyId]) =>
      documentShares(
        scene.house.deps.database,
        { from: Temporal.PlainDate.from(from), until: Temporal.PlainDate.from(until) },
        ids,
      )
    for (const [from, until] of [
      ['2026-01-01', '2026-12-31'],
      ['2026-09-07', '2026-09-07'],
      ['2026-08-15', '2026-10-03'],
    ] as const)
      expect((await of(from, until))[0]?.issued).toBe(4)
    expect(await of('2026-09-08', '2026-09-30')).toEqual([])
    expect(await of('2026-01-01', '2026-12-31', [scene.receiverId])).toEqual([])
  })

  it('lead to the documents behind them, for those who may see these alone', async () => {
    const { database, clock } = scene.house.deps
    const listed = (fault: 'any' | 'not-signed' | 'late' | 'inside-paper', actor = scene.clerk) =>
      listIssued(
        database,
        actor,
        { ...september, agencyId: scene.agencyId, fault, after: null, limit: 50 },
        clock.now(),
      )
    expect(
      [await listed('any'), await listed('not-signed'), await listed('late')].map((lines) => lines.length),
    ).toEqual([4, 2, 1])
    expect(await listed('inside-paper')).toEqual([])
    const stranger = await scene.house.officer('sxd.vanthu')
    expect(await listed('any', stranger)).toEqual([])
  })
})
