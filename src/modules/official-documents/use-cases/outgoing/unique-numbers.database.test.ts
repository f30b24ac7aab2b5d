import { beforeAll, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { endBook, openBook } from '../incoming/open-book.ts'
import { registerPaper } from './register-paper.ts'

let scene: IssuingScene

beforeAll(async () => {
  scene = await openIssuingScene()
})

const notice = async (typeCode = 'TB') => {
  const { house, clerk, leader, agencyId } = scene
  const issued = await registerPaper(house.deps, clerk, {
    documentId: newId(),
    agencyId,
    typeCode,
    subject: 'Về lịch tiếp công dân',
    unitNotation: '',
    signerPostId: leader.posts[0]?.postId ?? '',
    signedOn: '2026-09-07',
    secrecy: 0,
    urgency: 0,
    recipients: [{ name: 'Các thôn', agencyId: null, purpose: 'to-act', channel: 'paper' }],
    copies: 1,
  })
  return acceptedValue(issued).code
}

const open = (changed: Partial<Parameters<typeof openBook>[2]> = {}) =>
  openBook(scene.house.deps, scene.clerk, {
    agencyId: scene.agencyId,
    direction: 'outgoing',
    name: 'Sổ thông báo',
    typeCodes: ['TB'],
    isSecret: false,
    ...changed,
  })

it('no number and notation is given twice in a year, when a book of its own is opened within it or closed', async () => {
  const { house, clerk, agencyId } = scene
  expect(await notice()).toBe('01/TB-UBND')
  const { registerId, on } = acceptedValue(await open())
  expect(on.toString()).toBe('2027-01-01')
  expect(await open({ name: 'Sổ khác' })).toMatchObject({
    refusal: { code: 'document.register-unfit', why: 'overlap' },
  })
  expect(await open({ name: 'Sổ thư công', typeCodes: ['ThC'] })).toMatchObject({
    refusal: { code: 'document.register-unfit', why: 'splits-notation' },
  })
  expect(await notice()).toBe('02/TB-UBND')

  // A book that was opened within a year before this was asked: its counter is behind, and goes on from what was given.
  const books = house.deps.database.updateTable('document_register').where('id', '=', registerId)
  await books.set({ opened_on: house.deps.clock.now().toString().slice(0, 10) as never }).execute()
  expect(await notice()).toBe('03/TB-UBND')
  expect(await notice()).toBe('04/TB-UBND')
  expect(await notice('BC')).toBe('03/BC-UBND')

  const ended = acceptedValue(await endBook(house.deps, clerk, { agencyId, registerId }))
  expect(ended.on.toString()).toBe('2027-01-01')
  expect(await notice()).toBe('05/TB-UBND')
  expect(await endBook(house.deps, scene.leader, { agencyId, registerId })).toMatchObject({ ok: false })
})

it('the database is the last guard', async () => {
  const { database } = scene.house.deps
  const given = database.updateTable('official_document').where('agency_id', '=', scene.agencyId)
  const twice = given.where('type_code', '=', 'TB').where('code_number', '=', 2).set({ code_number: 1 })
  await expect(twice.execute()).rejects.toThrow('official_document_number_once')
})
