import { expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

test.each([true, false])('the browser shows a page in Vietnamese, scripts on: %s', async (javaScriptEnabled) => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ javaScriptEnabled })
    await page.setContent('<title>Một Cửa</title><h1>Nộp hồ sơ</h1><noscript>không có mã</noscript>')
    expect(await page.title()).toBe('Một Cửa')
    expect(await page.getByRole('heading').textContent()).toBe('Nộp hồ sơ')
    expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG')
  } finally {
    await browser.close()
  }
})
