import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { findDocument, signOfficialDocument } from '#modules/official-documents/index.ts'
import { awaitedDocument } from '#test/support/awaited-papers.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { askTool, type DesktopTool, openDemoToken, openDesktopTool, questionsIn } from '#test/support/desktop-tool.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
let tool: DesktopTool
let clerk: Visitor

beforeAll(async () => {
  house = await openDemoHouse()
  tool = await openDesktopTool(house, {
    token: await openDemoToken(house, 'hycuong.phochutich', 'officer'),
    seal: await openDemoToken(house, 'hycuong.vanthu', 'agency'),
  })
  app = serveDemoHouse(house, { files: () => house.deps.files, desktopSignerUrl: tool.url })
  await app.listen({ host: '127.0.0.1', port: 0 })
  clerk = await officerBrowser(house, app, 'hycuong.vanthu')
})
afterAll(async () => {
  await app.close()
  await tool.app.close()
})

const signed = async (): Promise<string> => {
  const documentId = await awaitedDocument(house)
  const leader = await house.officer('hycuong.chutich')
  acceptedValue(await signOfficialDocument(house.deps, leader, { documentId, version: 1 }))
  return documentId
}

const documentPage = async (documentId: string): Promise<string> =>
  (await clerk.get(`/can-bo/van-ban-di/${documentId}`)).body

/** Presses the one button of the clerk; the address of the page that speaks with the tool. */
const handOver = async (documentId: string): Promise<string> => {
  const form = { loai: 'document-seal', 'van-ban': documentId, 'phien-ban': '1' }
  const answer = await clerk.post('/can-bo/ky-tren-may', form)
  expect(answer.statusCode).toBe(303)
  return String(answer.headers.location)
}

const stateOf = async (documentId: string) => (await findDocument(house.open.database, documentId))?.state

describe('a clerk whose seal is in the own machine', () => {
  it('takes number and date, seals there, and the document is issued', { timeout: 60_000 }, async () => {
    const documentId = await signed()
    expect(await documentPage(documentId)).toContain('Lấy số và đóng dấu trên máy này')
    const address = await handOver(documentId)
    tool.setTrouble('none')
    const page = await clerk.get(address)
    expect(page.body).toContain('Số và ngày đã điền vào văn bản')
    expect(questionsIn(page.body).map((one) => one.tool)).toEqual([`${tool.url}/SignIssued`])
    expect(await askTool(app, page.body)).toMatchObject({ Status: 0 })
    expect((await clerk.get(address)).body).toContain('Phát hành')
    expect((await clerk.post(`${address}/ghi-nhan`, {})).headers.location).toBe(`/can-bo/van-ban-di/${documentId}`)
    expect(await stateOf(documentId)).toBe('issued')
    expect((await clerk.get(address)).body).toContain('đã đóng dấu và phát hành')
  })

  it.each([
    ['cancelled', 'đã hủy', 'Đóng dấu trên máy'],
    ['no-token', 'Không tìm thấy thiết bị', 'Đóng dấu trên máy'],
    ['wrong-token', 'không phải chứng thư được chờ', 'không phải chứng thư được chờ'],
    ['unsigned', 'chưa có chữ ký', 'chưa có chữ ký'],
    ['other-file', 'không phải văn bản đã gửi', 'không phải văn bản đã gửi'],
  ] as const)(
    'keeps the number and goes on when the tool says or does: %s',
    { timeout: 60_000 },
    async (trouble, told, onPage) => {
      const documentId = await signed()
      const address = await handOver(documentId)
      tool.setTrouble(trouble)
      const answer = await askTool(app, (await clerk.get(address)).body)
      expect([answer?.Status, answer?.Message.includes(told)]).toEqual([1, true])
      expect((await clerk.get(address)).body).toContain(onPage)
      expect((await clerk.post(`${address}/ghi-nhan`, {})).statusCode).toBe(409)
      const own = await documentPage(documentId)
      expect([await stateOf(documentId), own.includes('Đóng dấu tiếp trên máy này'), own.includes('Bỏ số')]).toEqual([
        'signed',
        true,
        true,
      ])
      expect(await handOver(documentId)).toBe(address)
      tool.setTrouble('none')
      expect(await askTool(app, (await clerk.get(address)).body)).toMatchObject({ Status: 0 })
      await clerk.post(`${address}/ghi-nhan`, {})
      expect(await stateOf(documentId)).toBe('issued')
    },
  )

  it('hears of a tool that says nothing, and of a number that was given up meanwhile', {
    timeout: 60_000,
  }, async () => {
    const documentId = await signed()
    const address = await handOver(documentId)
    tool.setTrouble('silent')
    const page = await clerk.get(address)
    expect(await askTool(app, page.body)).toBeNull()
    const given = await clerk.post(`/can-bo/van-ban-di/${documentId}/bo-so`, { 'y-kien': 'Thiết bị hỏng' })
    expect(given.statusCode).toBe(303)
    tool.setTrouble('none')
    expect((await askTool(app, page.body))?.Status).toBe(1)
    expect((await clerk.get(address)).body).toContain('không còn hiệu lực')
    expect((await clerk.post(`${address}/ghi-nhan`, {})).statusCode).toBe(409)
    expect(await documentPage(documentId)).toContain('Lấy số và đóng dấu trên máy này')
  })

  it('seals by hand where browser and tool do not speak with each other', { timeout: 60_000 }, async () => {
    const documentId = await signed()
    const address = await handOver(documentId)
    const { body } = await clerk.get(address)
    expect(body).toContain('Đóng dấu bằng tay')
    const href = /href="(\/ky-tren-may\/[^"]+)"/.exec(body)?.[1] ?? ''
    const sent = (await clerk.get(href)).rawPayload
    const wrong = await clerk.upload(`${address}/nop`, {}, { field: 'tep', name: 'a.pdf', content: sent })
    expect([wrong.statusCode, wrong.body.includes('chưa có chữ ký')]).toEqual([422, true])
  })

  it('is nobody outside the registry', async () => {
    const documentId = await signed()
    const other = await officerBrowser(house, app, 'sxd.vanthu')
    await other.get('/can-bo/van-ban-di')
    const form = { loai: 'document-seal', 'van-ban': documentId, 'phien-ban': '1' }
    expect((await other.post('/can-bo/ky-tren-may', form)).statusCode).toBe(404)
  })

  it('is told in the list of many that they are sealed one by one', async () => {
    expect((await clerk.get('/can-bo/van-thu/nhieu')).body).toContain('mỗi lần đóng dấu một văn bản')
  })
})
