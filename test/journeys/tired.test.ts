import { describe, expect, test } from 'vitest'
import { openJourney } from '../support/journey-browser.ts'
import {
  arrived,
  attach,
  codeOn,
  fileBirth,
  fileUpToPapers,
  notice,
  pdf,
  press,
  sendPapersAndSubmit,
  shown,
} from '../support/journey-steps.ts'

const journey = openJourney()

/** People who are tired, in a hurry, or came back by an old link. */
describe.each([true, false])('with scripts %s', (scripts) => {
  test('a wrong code is told between the label and what was typed, which stays', async () => {
    const device = await journey.open({ scripts, width: 360 })
    const { page } = device
    await page.goto('/tra-cuu')
    await page.locator('main input[name="ma"]').fill('H44.999-000000-0000')
    await press(device, 'Tra cứu')
    expect(await page.locator('main input[name="ma"]').inputValue()).toBe('H44.999-000000-0000')
    const order = await page
      .locator('main .ds-field')
      .evaluate((field) => [...field.children].map((part) => part.className || part.tagName))
    expect(order).toEqual(['ds-label', 'hint', 'error', 'ds-input'])
    if (scripts) expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
    expect(device.faults).toEqual([])
  })

  test('old links of a filed dossier lead to where it is now', async () => {
    const device = await journey.open({ as: 'minh', scripts })
    const { page } = device
    await fileUpToPapers(device, { hasScripts: scripts })
    await sendPapersAndSubmit(device, { hasScripts: scripts })
    const done = page.url()
    const code = await codeOn(device)
    for (const step of ['nguoi-nop', 'thong-tin', 'giay-to', 'xem-lai']) {
      await page.goto(done.replace(/xong$/, step))
      expect(page.url(), step).toBe(done)
    }
    await page.goto(`/ho-so/${code}/bo-sung`)
    expect(new URL(page.url()).pathname).toBe(`/ho-so/${code}`)
    expect(await notice(device)).toContain('không cần gửi thêm giấy tờ')
    await page.goto(`/ho-so/${code}/danh-gia`)
    expect(await notice(device)).toContain('có kết quả rồi thì bạn đánh giá được')
    expect(device.faults).toEqual([])
  })
})

test('a withdrawn dossier tells so, with or without a reason, and takes no money', async () => {
  const device = await journey.open({ as: 'minh' })
  const { page } = device
  const code = await fileBirth(device, true)
  await page.goto(`/ho-so/${code}`)
  await page.locator('main summary', { hasText: 'Rút hồ sơ' }).click()
  await press(device, 'Đồng ý rút hồ sơ')
  expect(await shown(page.locator('main .timeline'))).toContain('Bạn đã rút hồ sơ')
  await page.goto(`/ho-so/${code}/nop-tien`)
  expect(new URL(page.url()).pathname).toBe(`/ho-so/${code}`)
})

test('a file with an endless name keeps the page narrow, and the complaint that it was missing goes', async () => {
  const device = await journey.open({ as: 'minh', width: 360 })
  const { page } = device
  await fileUpToPapers(device, { hasScripts: true })
  await press(device, 'Tiếp tục')
  expect(await page.locator('main [data-file-field] > .error').count()).toBe(1)
  await attach(device, pdf(`${'giay'.repeat(40)}.pdf`))
  await arrived(device, 'giaygiay')
  expect(await page.locator('main [data-file-field] > .error').count()).toBe(0)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wider, 'pixels the page is wider than the screen').toBeLessThanOrEqual(0)
})
