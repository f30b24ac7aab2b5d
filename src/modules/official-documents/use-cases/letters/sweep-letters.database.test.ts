import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { keepMadeFile, listAttachments, storeMadeBytes } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import { asideDaysKey, documentSubject } from '../../domain/index.ts'
import { listWaitingLetters } from '../../queries/letters.ts'
import { insertLetter } from '../../store/letters.ts'
import { putLetterAside } from './put-letter-aside.ts'
import { sweepLetters } from './sweep-letters.ts'

let house: DemoHouse
let clerk: OfficerActor
let agencyId: string
beforeAll(async () => {
  house = await openDemoHouse()
  clerk = await house.officer('hycuong.vanthu')
  agencyId = clerk.posts[0]?.agencyId ?? ''
})

const database = () => house.deps.database
const now = () => house.deps.clock.now()

/** False: it is here already. */
const bring = (id: string, message: string): Promise<boolean> =>
  database()
    .transaction()
    .execute((tx) =>
      insertLetter(tx, {
        ...{
          id,
          agencyId,
          agencyCode: '',
          mailbox: 'vanthu@hycuong.example',
          sizeBytes: 1_000,
          fault: '',
          refused: [],
        },
        ...{
          digest: createHash('sha256').update(message).digest(),
          messageId: message,
          sentAt: null,
          fetchedAt: now(),
        },
        ...{ senderName: 'Quảng cáo', senderAddress: 'chao@hang.example', subject: 'Chào hàng', body: 'Giảm giá' },
      }),
    )

const letter = async (): Promise<{ readonly id: string; readonly message: string }> => {
  const [id, message] = [newId(), newId()]
  expect(await bring(id, message)).toBe(true)
  const content = await storeMadeBytes(house.deps.files, pdfFile())
  const file = { owner: { kind: documentSubject, id }, purpose: 'document', name: 'a.pdf', content, madeAt: now() }
  await database()
    .transaction()
    .execute((tx) => keepMadeFile(tx, { ...file, mediaType: 'application/pdf' }))
  return { id, message }
}
const aside = async (letterId: string) =>
  acceptedValue(await putLetterAside(house.deps, clerk, { letterId, reason: 'Quảng cáo' }))
const sweep = async (days: number): Promise<number> => {
  const clock = { now: () => now().add({ hours: 24 * days }) }
  return (await sweepLetters({ database: database(), clock })).letters
}
const filesOf = (id: string) => listAttachments(database(), { kind: documentSubject, id })
const rowOf = (id: string) =>
  database().selectFrom('mailed_letter').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('letters that were put aside', () => {
  it('are emptied when their days are over, once, and are known all the same when they come again', async () => {
    const [advert, waits] = [await letter(), await letter()]
    await aside(advert.id)
    expect([await sweep(89), await sweep(91), await sweep(91)]).toEqual([0, 1, 0])
    const row = await rowOf(advert.id)
    expect([row.subject, row.body, row.sender_name, row.sender_address, row.message_id]).toEqual(['', '', '', '', ''])
    expect([row.aside_reason, row.swept_at === null]).toEqual(['Quảng cáo', false])
    expect([(await filesOf(advert.id)).length, (await filesOf(waits.id)).length]).toEqual([0, 1])
    expect(await bring(newId(), advert.message)).toBe(false)
    expect((await listWaitingLetters(database(), clerk, 50)).map(({ id }) => id)).toEqual([waits.id])
    const acts = await database()
      .selectFrom('action_log')
      .select(['type', 'detail'])
      .where('subject_id', '=', advert.id)
      .orderBy('seq')
      .execute()
    expect(acts).toMatchObject([{ type: 'letter.set-aside' }, { type: 'letter.swept', detail: { files: 1 } }])
  })

  it('are kept as long as the province decides', async () => {
    const { id } = await letter()
    await aside(id)
    await database()
      .transaction()
      .execute((tx) =>
        recordSetting(tx, {
          ...{ key: asideDaysKey.key, scopeKind: 'province', scopeId: '', value: 10, from: localDate(now()) },
          ...{ legalSource: 'DEMO-PROVINCE', certainty: 'decided', decidedBy: 'test' },
        }),
      )
    expect([await sweep(9), await sweep(11)]).toEqual([0, 1])
  })

  it('that others hold are left to them', async () => {
    const { id } = await letter()
    await aside(id)
    await database()
      .transaction()
      .execute(async (tx) => {
        await tx.selectFrom('mailed_letter').select('id').where('id', '=', id).forUpdate().execute()
        expect(await sweep(100)).toBe(0)
      })
    expect(await sweep(100)).toBe(1)
  })
})
