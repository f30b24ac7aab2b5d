import { beforeAll, describe, expect, it } from 'vitest'
import { searchProcedures } from '#modules/procedures/index.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

const house = await openDemoHouse()
const app = serveDemoHouse(house)
const { database } = house.open
const path = '/quan-tri/tu-thuong-dung'
const browser: { visitor: Visitor } = { visitor: await officerBrowser(house, app, 'quantri') }

const firstFor = async (query: string): Promise<string | undefined> =>
  (await searchProcedures(database, { query, limit: 1 })).procedures[0]?.code

const wordOf = (term: string) =>
  database.selectFrom('everyday_word').selectAll().where('term', '=', term).executeTakeFirst()

const actionsOf = async (id: string): Promise<readonly string[]> =>
  (await database.selectFrom('action_log').select('type').where('subject_id', '=', id).orderBy('seq').execute()).map(
    ({ type }) => type,
  )

beforeAll(async () => {
  await browser.visitor.get(path)
})

describe('the page of everyday words', () => {
  it('teaches the search a word at once, corrects it and takes it away, each deed logged', async () => {
    const { visitor } = browser
    const word = { 'cach-goi': 'tờ giấy đẻ', nghia: '', 'ma-thu-tuc': '1.001193' }
    expect(await firstFor('tờ giấy đẻ')).not.toBe('1.001193')
    const added = await visitor.post(path, word)
    expect([added.statusCode, added.headers.location]).toEqual([303, path])
    expect(await firstFor('to giay de')).toBe('1.001193')
    const id = (await wordOf('tờ giấy đẻ'))?.id ?? ''

    const list = await visitor.get(`${path}?q=giay+de&sua=${id}`)
    expect(list.body).toContain('Đã thêm “tờ giấy đẻ”')
    expect(list.body).toContain('value="1.001193"')
    await visitor.post(`${path}/${id}`, { ...word, 'ma-thu-tuc': '1.000894' })
    expect(await firstFor('tờ giấy đẻ')).toBe('1.000894')

    await visitor.post(`${path}/${id}/bo`, {})
    expect(await wordOf('tờ giấy đẻ')).toBeUndefined()
    expect(await actionsOf(id)).toEqual(['everyday-word.added', 'everyday-word.changed', 'everyday-word.removed'])
  })

  it.each([
    [{ 'cach-goi': '…', nghia: 'x', 'ma-thu-tuc': '' }, 'Nhập cách gọi'],
    [{ 'cach-goi': 'giấy gì đó', nghia: '', 'ma-thu-tuc': '' }, 'Nhập nghĩa'],
    [{ 'cach-goi': 'giấy gì đó', nghia: '', 'ma-thu-tuc': '12' }, 'Mã thủ tục có dạng'],
    [{ 'cach-goi': 'giấy gì đó', nghia: '', 'ma-thu-tuc': '9.999999' }, 'Không có thủ tục mang mã 9.999999'],
    [{ 'cach-goi': 'a'.repeat(101), nghia: 'x', 'ma-thu-tuc': '' }, 'dài quá 100 ký tự'],
    [{ 'cach-goi': 'b', nghia: 'x'.repeat(201), 'ma-thu-tuc': '' }, 'dài quá 200 ký tự'],
  ])('refuses %j beside its field and keeps what was typed', async (typed, message) => {
    const answer = await browser.visitor.post(path, typed)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(message)
    expect(answer.body).toContain(`value="${typed['cach-goi']}"`)
    expect(answer.body).toContain('aria-invalid="true"')
  })

  it('shows the list page by page, each word once', async () => {
    const seen: string[] = []
    let next: string | undefined = path
    while (next !== undefined) {
      const { body } = await browser.visitor.get(next)
      seen.push(...[...body.matchAll(/[?;]sua=([0-9a-f-]{36})#/g)].map((match) => match[1] ?? ''))
      next = /href="([^"]*sau=[^"]*)" data-variant="secondary"[^>]*>Trang sau/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    }
    const { count } = await database
      .selectFrom('everyday_word')
      .select((of) => of.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(seen).toHaveLength(Number(count))
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('tries a search as citizens do', async () => {
    expect((await browser.visitor.get(`${path}?thu=so+do`)).body).toContain('Thấy trước tiên')
  })

  it('answers for a word that is gone', async () => {
    const gone = '0197b6d0-0000-7000-8000-000000000000'
    expect((await browser.visitor.post(`${path}/${gone}/bo`, {})).statusCode).toBe(404)
    expect((await browser.visitor.post(`${path}/khong-phai`, {})).statusCode).toBe(404)
  })

  it('is not for others', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    expect((await clerk.get(path)).statusCode).toBe(403)
  })
})
