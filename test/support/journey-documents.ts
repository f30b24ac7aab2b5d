import { expect } from 'vitest'
import { newId } from '#kernel/ids.ts'
import type { Device } from './journey-browser.ts'
import { notice, pdf, press } from './journey-steps.ts'

const incoming = '/can-bo/van-ban-den'

type Fields = Readonly<Record<string, string>>

/** Fills named fields of a form, lists by their value. */
export const fill = async ({ page }: Device, fields: Fields): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) {
    const control = page.locator(`main [name="${name}"]`).first()
    const isSelect = await control.evaluate((node) => node instanceof HTMLSelectElement)
    if (isSelect) await control.selectOption(value)
    else await control.fill(value)
  }
}

/** The clerk takes a letter on paper into the book of incoming documents; answers its address. */
export const registerIncoming = async (clerk: Device, subject: string): Promise<string> => {
  const { page } = clerk
  await page.goto(`${incoming}/moi`)
  await fill(clerk, {
    'noi-ban-hanh': 'Sở Xây dựng',
    'so-ky-hieu': `${Date.now() % 100_000}/SXD-VP`,
    'trich-yeu': subject,
  })
  const scan = pdf('cong-van.pdf')
  // The same bytes twice would be told as a double.
  const buffer = Buffer.concat([scan.buffer, Buffer.from(`% ${newId()}\n`)])
  await page.locator('main input[type="file"]').setInputFiles({ ...scan, buffer })
  await press(clerk, 'Vào sổ và trình')
  expect(await notice(clerk)).toContain('Đã vào sổ, số đến')
  return new URL(page.url()).pathname
}
