import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { withdrawDraft } from '#modules/official-documents/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { submittedDraft } from '#test/support/awaited-papers.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
const exceeded: unknown[] = []

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
})

const path = (id: string): string => `/can-bo/van-ban-di/${id}`

/** What the page says, and whether it has a form to this act that nothing unfolds. */
const shownTo = async (login: string, id: string) => {
  const browser = await officerBrowser(house, app, login)
  const { body } = await browser.get(path(id))
  const bar = /<section class="act-bar.*?<\/section>/s.exec(body)?.[0] ?? ''
  const oncePressed = bar.replaceAll(/<details.*?<\/details>/gs, '')
  return {
    browser,
    words: body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '),
    mayPress: (act: string): boolean => oncePressed.includes(`action="${path(id)}/${act}"`),
  }
}

describe('the page of a draft', () => {
  it('lays it before the head of the unit with one press, and lets him pass it on with one', async () => {
    const id = await submittedDraft(house, 'Về việc trực lễ')
    acceptedValue(await withdrawDraft(house.deps, await house.officer('hycuong.hotich'), { documentId: id }))
    const drafter = await shownTo('hycuong.hotich', id)
    exceeded.length = 0
    expect(drafter.mayPress('trinh')).toBe(true)
    expect(drafter.words).toContain('Dương Minh Hùng (Chánh Văn phòng) xem nội dung trước')
    expect(drafter.words).not.toMatch(/Lấy ý kiến .*Dương Minh Hùng, Chánh Văn phòng/)
    await drafter.browser.post(`${path(id)}/trinh`, { 'phien-ban': '1' })
    expect((await shownTo('hycuong.hotich', id)).words).toContain('Dương Minh Hùng (Chánh Văn phòng): xem nội dung')

    expect((await shownTo('hycuong.vanthu', id)).mayPress('dat-noi-dung')).toBe(false)
    const early = await (await officerBrowser(house, app, 'hycuong.vanthu')).post(`${path(id)}/dat-noi-dung`, {
      'phien-ban': '1',
    })
    expect(early.statusCode).toBe(403)
    const head = await shownTo('hycuong.chanhvanphong', id)
    expect(head.mayPress('dat-noi-dung')).toBe(true)
    const done = await head.browser.post(`${path(id)}/dat-noi-dung`, { 'phien-ban': '1' })
    expect(done.statusCode).toBe(303)
    const passed = await shownTo('hycuong.hotich', id)
    expect(passed.words).toMatch(/Dương Minh Hùng \(Chánh Văn phòng\): nội dung đạt, \d/)
    expect(passed.words).toContain('văn thư kiểm tra thể thức')
    expect(exceeded).toEqual([])
  })
})
