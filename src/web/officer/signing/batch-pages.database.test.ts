import { beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { signOfficialDocument } from '#modules/official-documents/index.ts'
import { type KeyDoors, openKey, startBatch } from '#modules/signatures/index.ts'
import { KeyFault, type SigningKey } from '#platform/signing/signing-key.ts'
import { awaitedDocument } from '#test/support/awaited-papers.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { awaitedBirth } from '#test/support/issued-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

const signPath = '/can-bo/ky-so/nhieu'
const sealPath = '/can-bo/van-thu/nhieu'

let house: DemoHouse
let leader: OfficerActor
let app: ReturnType<typeof serveDemoHouse>
/** The token of the leader: what it says when it is asked to sign, and how often it was asked. */
let token: KeyDoors['pkcs11']

beforeAll(async () => {
  house = await openDemoHouse()
  leader = await house.officer('hycuong.chutich')
  const doors: KeyDoors = {
    pkcs11: (lead, confirmation) => {
      if (token === undefined) throw new KeyFault({ code: 'signature.key-unavailable' })
      return token(lead, confirmation)
    },
  }
  app = serveDemoHouse(house, { dossiers: () => ({ ...house.deps, keyDoors: doors }) })
})

const picksIn = (body: string): readonly string[] =>
  [...body.matchAll(/name="van-ban" value="([^"]+)"/g)].map((found) => found[1] ?? '')
const hiddenIn = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? ''

const choose = async (visitor: Visitor, path: string, wanted: (pick: string) => boolean, more = {}) => {
  const { body } = await visitor.get(path)
  const form = { lan: hiddenIn(body, 'lan'), 'co-quan': hiddenIn(body, 'co-quan'), ...more }
  return visitor.post(path, { ...form, 'van-ban': picksIn(body).filter(wanted) })
}

/** The page of a batch when nothing goes on any more. */
const whenStill = (visitor: Visitor, address: string): Promise<string> =>
  vi.waitFor(
    async () => {
      const { body } = await visitor.get(address)
      if (body.includes('data-reload-seconds')) throw new Error('still running')
      return body
    },
    { timeout: 60_000, interval: 50 },
  )

const signaturesOf = async (id: string): Promise<number> => {
  const rows = await house.open.database
    .selectFrom('attachment')
    .select('id')
    .where('owner_id', '=', id)
    .where('purpose', 'in', ['signed', 'outcome-signed'])
    .execute()
  return rows.length
}

describe('many papers at once', () => {
  it('are signed by their leader, then numbered without a gap and sealed by the clerk', {
    timeout: 120_000,
  }, async () => {
    const births = [await awaitedBirth(house), await awaitedBirth(house, 'lan')]
    const documents = [
      await awaitedDocument(house, 'Về việc thứ nhất'),
      await awaitedDocument(house, 'Về việc thứ hai'),
    ]
    const visitor = await officerBrowser(house, app, 'hycuong.chutich')
    const [pressing = ''] = documents.slice(-1)
    const work = house.open.database
      .updateTable('work_item')
      .set({ due_at: house.deps.clock.now().subtract({ hours: 2 }) })
    await work.where('subject_id', '=', pressing).where('state', '=', 'open').execute()
    const { body } = await visitor.get('/can-bo/ky-so')
    expect(body).toContain('Ký nhiều văn bản (4)')
    // What presses most stands first and says so, a document or a dossier.
    const row = /data-late="([a-z]+)"/.exec(body)
    expect(row?.[1]).toBe('overdue')
    expect(body.indexOf('Về việc thứ hai')).toBeLessThan(body.indexOf('Về việc thứ nhất'))
    const left = documents[1] ?? ''
    const answer = await choose(visitor, signPath, (pick) => !pick.includes(left))
    expect(answer.statusCode).toBe(303)
    const done = await whenStill(visitor, String(answer.headers.location))
    expect(done).toContain('3/3 văn bản')
    expect(done).toContain('Đã ký 3')
    expect(picksIn((await visitor.get(signPath)).body)).toEqual([expect.stringContaining(left)])
    expect(await signaturesOf(left)).toBe(0)

    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    const sealed = await choose(clerk, sealPath, () => true)
    expect(await whenStill(clerk, String(sealed.headers.location))).toContain('Đã ký 3')
    const outcomes = await house.open.database
      .selectFrom('outcome')
      .select(['number', 'state'])
      .where(
        'dossier_id',
        'in',
        births.map((birth) => birth.id),
      )
      .orderBy('number')
      .execute()
    expect(outcomes).toEqual([
      { number: 1, state: 'issued' },
      { number: 2, state: 'issued' },
    ])
  })

  it('go on after the program died, and what was signed is signed once', { timeout: 60_000 }, async () => {
    const [first, second] = [await awaitedDocument(house), await awaitedDocument(house)]
    const id = newId()
    const items = [first, second].map((documentId) => ({
      subject: { kind: 'official-document', id: documentId },
      version: 1,
      title: 'Thông báo',
    }))
    acceptedValue(await startBatch(house.deps, leader, { id, items }))
    acceptedValue(await signOfficialDocument(house.deps, leader, { documentId: first, version: 1 }))
    const visitor = await officerBrowser(house, app, 'hycuong.chutich')
    const before = await visitor.get(`${signPath}/${id}`)
    expect(before.body).toContain('Ký tiếp 2 văn bản')
    const answer = await visitor.post(`${signPath}/${id}`, {})
    expect(await whenStill(visitor, String(answer.headers.location))).toContain('Đã ký 2')
    expect([await signaturesOf(first), await signaturesOf(second)]).toEqual([1, 1])
  })

  it('may be those of whoever puts initials, and the queue that leads there says so', async () => {
    for (const login of ['hycuong.chanhvanphong', 'hycuong.vanthu', 'hycuong.hotich'])
      for (const path of ['/can-bo/ky-so', signPath])
        expect((await (await officerBrowser(house, app, login)).get(path)).statusCode).toBe(200)
  })

  it('are nobody else’s to see', async () => {
    const id = newId()
    const documentId = await awaitedDocument(house)
    const items = [{ subject: { kind: 'official-document', id: documentId }, version: 1, title: 'Thông báo' }]
    acceptedValue(await startBatch(house.deps, leader, { id, items }))
    const other = await officerBrowser(house, app, 'tinh.chutich')
    expect((await other.get(`${signPath}/${id}`)).statusCode).toBe(404)
    expect((await other.post(`${signPath}/${id}`, {})).statusCode).toBe(404)
    expect((await other.get(signPath)).body).not.toContain(documentId)
    expect((await choose(other, signPath, () => true)).statusCode).toBe(422)
  })
})

describe('a key on a token', () => {
  it('asks for its PIN; lost in the middle, it goes on where it stopped', { timeout: 120_000 }, async () => {
    const own = acceptedValue(await openKey(house.deps, { kind: 'officer', id: leader.officerId }))
    await house.open.database
      .updateTable('signing_key')
      .set({ place: 'pkcs11', locator: '{}', pkcs12_sealed: null })
      .where('holder_id', '=', leader.officerId)
      .execute()
    let signatures = 0
    const tokenThatSigns =
      (most: number): NonNullable<KeyDoors['pkcs11']> =>
      async (_lead, { pin }) => {
        if (pin !== '2468') throw new KeyFault({ code: 'signature.confirmation-wrong', triesLeft: 2 })
        const sign: SigningKey['sign'] = (bytes) => {
          if (signatures >= most) return Promise.reject(new KeyFault({ code: 'signature.key-unavailable' }))
          signatures += 1
          return own.key.sign(bytes)
        }
        return { key: { ...own.key, sign }, close: async () => undefined }
      }
    const documents = [await awaitedDocument(house), await awaitedDocument(house), await awaitedDocument(house)]
    const visitor = await officerBrowser(house, app, 'hycuong.chutich')
    expect((await visitor.get(signPath)).body).toContain('name="_pin"')
    token = tokenThatSigns(1)
    const isMine = (pick: string) => documents.some((id) => pick.includes(id))
    const wrong = await choose(visitor, signPath, isMine, { _pin: '1111' })
    expect([wrong.statusCode, wrong.body.includes('còn 2 lần thử'), wrong.body.includes('1111')]).toEqual([
      409,
      true,
      false,
    ])
    const answer = await choose(visitor, signPath, isMine, { _pin: '2468' })
    const address = String(answer.headers.location)
    const half = await whenStill(visitor, address)
    expect(half).toContain('Không nối được với thiết bị')
    expect(half).toMatch(/Đã ký 1, còn 2/)
    token = tokenThatSigns(3)
    await visitor.post(address, { _pin: '2468' })
    expect(await whenStill(visitor, address)).toContain('Đã ký 3')
    expect(signatures).toBe(3)
    expect(await Promise.all(documents.map(signaturesOf))).toEqual([1, 1, 1])
  })
})
