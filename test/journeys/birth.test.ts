import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { foreignTool } from '../support/foreign-tool.ts'
import { openJourney } from '../support/journey-browser.ts'
import { answersTo, heldAnswers } from '../support/journey-forms.ts'
import {
  attach,
  birthProcedure,
  carry,
  codeOn,
  codePattern,
  fileUpToPapers,
  pdf,
  press,
  shown,
} from '../support/journey-steps.ts'
import { docxFile, zipFile } from '../support/sample-files.ts'

/** What the province publishes of xã Hy Cương: the cells (3), (4) and (8) of its row. */
const published = async (page: Page) => {
  await page.goto('/minh-bach')
  const row = page.locator('main tr', { hasText: 'Ủy ban nhân dân xã Hy Cương' })
  const cells = (await row.count()) === 0 ? [] : await row.first().locator('td').allInnerTexts()
  const [received = 0, online = 0, , , , early = 0] = cells.map((text) => Number(text.replaceAll('.', '')))
  return { received, online, early }
}

const journey = openJourney()
const pdfsig = foreignTool('pdfsig')

describe.each([true, false])('a birth is registered, scripts on: %s', (scripts) => {
  let code = ''
  let signed: Buffer
  let before = { received: 0, online: 0, early: 0 }

  test('the citizen finds the procedure in everyday words and reads what it takes', async () => {
    const { page, faults } = await journey.open({ scripts })
    before = await published(page)
    await page.goto('/')
    await page.locator('input[name="q"]').first().fill('cap lai giay phep lai xe')
    await page.locator('input[name="q"]').first().press('Enter')
    await page.waitForURL(/\/thu-tuc\?q=/)
    expect(await shown(page.locator('main h2').first())).toMatch(/giấy phép lái xe/i)
    await page.goto('/thu-tuc?q=khai+sinh')
    await page
      .locator('main a', { hasText: /^Thủ tục đăng ký khai sinh$/ })
      .first()
      .click()
    await page.waitForURL(new RegExp(`/thu-tuc/${birthProcedure.replaceAll('.', '\\.')}$`))
    const text = await shown(page.locator('main'))
    for (const asked of ['Giấy chứng sinh', 'Giấy tờ cần có', 'Các bước', 'Căn cứ pháp lý', birthProcedure])
      expect(text).toContain(asked)
    expect(faults).toEqual([])
  })

  test('files in four steps, goes on from another device, and gets a code', async () => {
    const phone = await journey.open({ as: 'minh', scripts, width: 360 })
    await fileUpToPapers(phone, { hasScripts: scripts })
    const address = phone.page.url()
    await phone.page.goto(address.replace('giay-to', 'thong-tin?sua=1'))
    const typed = await heldAnswers(phone.page)
    expect(typed).toMatchObject(answersTo('birth'))

    // The same person sits down at home, finds the draft, and what was typed on the phone stands there.
    const desk = await journey.open({ as: 'minh', scripts })
    const { page } = desk
    await page.goto('/ho-so-cua-toi')
    const path = new URL(address).pathname.replace(/giay-to$/, '')
    await page.locator(`main a[href^="${path}"]`).first().click()
    await page.waitForLoadState()
    await page.goto(`${path}thong-tin`)
    expect(await heldAnswers(page)).toEqual(typed)

    await page.goto(`${path}giay-to`)
    const letter = { name: 'thu.pdf', mimeType: 'application/pdf', buffer: zipFile([{ name: 'a.txt', content: 'a' }]) }
    await attach(desk, letter)
    if (!scripts) await press(desk, 'Tiếp tục')
    const field = page
      .locator('main .ds-field')
      .filter({ has: page.locator('input[type="file"]') })
      .first()
    await field.locator('.error').first().waitFor()
    expect(await shown(field)).toContain('Tệp “thu.pdf” không phải PDF, JPEG, PNG hay DOCX. Hãy chọn đúng loại tệp.')
    await attach(desk, { name: 'don.docx', mimeType: 'application/zip', buffer: docxFile() }, 1)
    if (scripts) await page.locator('.file-row', { hasText: 'don.docx' }).getByText('Đã gửi xong').waitFor()
    await attach(desk, pdf())
    if (scripts) await page.locator('.file-row', { hasText: 'giay-chung-sinh.pdf' }).getByText('Đã gửi xong').waitFor()
    await press(desk, 'Tiếp tục')
    await page.waitForURL(/xem-lai$/)

    const check = await shown(page.locator('main'))
    for (const said of [
      'Nguyễn Minh An',
      '20/08/2026',
      'giay-chung-sinh.pdf',
      'don.docx',
      'Hy Cương',
      'Lê Thị Thu Hằng',
    ])
      expect(check).toContain(said)
    await press(desk, 'Nộp hồ sơ')
    expect(await shown(page.locator('.error-summary'))).toContain('Hãy đánh dấu cam đoan')
    await page.locator('input[name="declared"]').check()
    await page.locator('main').getByRole('button', { name: 'Nộp hồ sơ' }).dblclick()
    await page.waitForURL(/xong$/)
    code = await codeOn(desk)
    expect(await page.locator('main img').count()).toBeGreaterThan(0)
    const copy = await desk.context.request.get(`/ho-so/${code}/ban-nop`)
    expect((await copy.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect([...phone.faults, ...desk.faults]).toEqual([])
  })

  test('the nervous finger and the going back file it once', async () => {
    const { page, context } = await journey.open({ as: 'minh', scripts })
    await page.goto('/ho-so-cua-toi')
    const text = await shown(page.locator('main'))
    expect(text.split(code)).toHaveLength(2)
    const before = text.match(new RegExp(codePattern, 'g'))?.length
    await page.goBack()
    await page.goto('/ho-so-cua-toi')
    expect((await shown(page.locator('main'))).match(new RegExp(codePattern, 'g'))?.length).toBe(before)
    await context.close()
  })

  test('seven officers take it to the returned result', async () => {
    await carry(journey, code, { to: 'return', scripts })
  })

  test('the citizen follows it, understands the day, and has the signed result', async () => {
    const { page, context, faults } = await journey.open({ as: 'minh', scripts, width: 360 })
    await page.goto(`/tra-cuu?ma=${code}`)
    await page.waitForURL(`**/ho-so/${code}`)
    await page.getByText('Vì sao là ngày này?').click()
    const text = await shown(page.locator('main'))
    for (const said of [
      'Đã trả kết quả',
      'Lãnh đạo đã ký',
      'Đã cấp số, đóng dấu',
      'Tải kết quả',
      'Ngày hẹn trả kết quả',
    ])
      expect(text).toContain(said)
    const answer = await context.request.get(`/ho-so/${code}/ket-qua`)
    signed = await answer.body()
    expect(answer.headers()['content-type']).toBe('application/pdf')
    expect(signed.subarray(0, 5).toString()).toBe('%PDF-')
    await page.goto(`/ho-so/${code}/ai-da-xem`)
    expect(await shown(page.locator('main'))).toContain('Trung tâm Phục vụ hành chính công xã Hy Cương')
    expect(faults).toEqual([])
  })

  pdfsig.test('pdfsig accepts both signatures of the result', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-result-'))
    const path = join(folder, 'ket-qua.pdf')
    await writeFile(path, signed)
    const { output } = await pdfsig.run(['-nocert', path])
    expect(output.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(2)
    expect(output).toContain('Total document signed')
  })

  test('whoever has the code sees how far it is and nothing of the person', async () => {
    const { page, faults } = await journey.open({ scripts })
    await page.goto('/tra-cuu')
    await page.locator('main input[name="ma"]').fill(code.toLowerCase())
    await page.locator('main input[name="ma"]').press('Enter')
    await page.waitForURL(/\/tra-cuu\?ma=/)
    const text = await shown(page.locator('body'))
    expect(text).toContain('Xong 100 % công việc')
    for (const secret of ['Minh An', 'Nguyễn Văn Minh', '0912000001', '025090000001'])
      expect(text).not.toContain(secret)
    expect(faults).toEqual([])
  })

  test('the citizen rates the service once', async () => {
    const device = await journey.open({ as: 'minh', scripts })
    const { page, faults } = device
    await page.goto(`/ho-so/${code}`)
    await page.locator('main a', { hasText: 'Bạn thấy thế nào?' }).click()
    await page.waitForURL(/danh-gia$/)
    await press(device, 'Gửi đánh giá')
    expect(await shown(page.locator('main'))).toContain('Hãy chọn mức hài lòng chung.')
    const groups = await page.locator('main fieldset').count()
    for (let at = 0; at < groups; at += 1)
      await page.locator('main fieldset').nth(at).locator('input[type="radio"]').first().check()
    await page.locator('main textarea').fill('Nhanh và dễ hiểu. <b>Cảm ơn</b>')
    await press(device, 'Gửi đánh giá')
    expect(await shown(page.locator('main'))).toContain('Cảm ơn bạn đã góp ý')
    expect(faults).toEqual([])
  })

  test('/minh-bach counts it once, as settled early', async () => {
    const { page, faults } = await journey.open({ scripts })
    const { received, early, online } = await published(page)
    expect([received, early, online]).toEqual([before.received + 1, before.early + 1, before.online + 1])
    expect(faults).toEqual([])
  })
})
