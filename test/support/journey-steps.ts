import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Device } from './journey-browser.ts'
import { type Answers, answersTo, fillAnswers } from './journey-forms.ts'
import { jpegFile, pdfFile } from './sample-files.ts'

/** What people do on the pages, in their own words; the tests say what must come of it. */

export const birthProcedure = '1.001193'

/** The officers of xã Hy Cương who take a birth from the desk to the desk, in the order of the process. */
export const hyCuong = {
  desk: 'hycuong.motcua',
  head: 'hycuong.chanhvanphong',
  handler: 'hycuong.hotich',
  leader: 'hycuong.chutich',
  clerk: 'hycuong.vanthu',
} as const

export type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export const pdf = (name = 'giay-chung-sinh.pdf', sizeBytes = 0): Upload => ({
  name,
  mimeType: 'application/pdf',
  buffer: pdfFile(sizeBytes),
})
export const photo = (name = 'anh-giay-to.jpg'): Upload => ({ name, mimeType: 'image/jpeg', buffer: jpegFile(name) })

/** The main button of a page goes on; waits until the next page stands. */
export const press = async ({ page }: Device, name: string | RegExp): Promise<void> => {
  const gone = page.waitForEvent('framenavigated')
  await page
    .locator('main')
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
  await gone
  await page.waitForLoadState()
}

/** What a person reads there: words that are hidden do not count. */
export const shown = async (place: Locator): Promise<string> => {
  await place.first().waitFor()
  return (await place.allInnerTexts()).join('\n')
}

export const whole = ({ page }: Device): Promise<string> => shown(page.locator('main'))

const chooseOffice = async ({ page }: Device, name: string): Promise<void> => {
  const select = page.locator('select[name="receivingAgencyId"]')
  const value = await select
    .locator('option')
    .evaluateAll(
      (options, wanted) => (options as HTMLOptionElement[]).find((one) => one.text.includes(wanted))?.value ?? '',
      name,
    )
  expect(value, `the offices offer ${name}`).not.toBe('')
  await select.selectOption(value)
}

export type Filing = {
  readonly procedure?: string
  readonly form?: string
  readonly answers?: Answers
  readonly office?: string
  readonly hasScripts: boolean
}

/** The first two steps; stands at the papers afterwards. */
export const fileUpToPapers = async (device: Device, filing: Filing): Promise<void> => {
  const { page } = device
  await page.goto(`/nop-ho-so/${filing.procedure ?? birthProcedure}`)
  await chooseOffice(device, filing.office ?? 'Hy Cương')
  await press(device, 'Tiếp tục')
  await page.waitForURL(/\/thong-tin$/)
  await fillAnswers(page, filing.answers ?? answersTo(filing.form ?? 'birth'), filing.hasScripts)
  await press(device, 'Tiếp tục')
  await page.waitForURL(/\/giay-to$/)
}

/** Sends a file for the first paper that asks for one. With scripts it goes at once, else with the form. */
export const attach = async ({ page }: Device, files: Upload | Upload[], at = 0): Promise<void> => {
  await page.locator('main input[type="file"]').nth(at).setInputFiles(files)
}

/** Waits until what is being sent in the background has arrived. */
export const arrived = async ({ page }: Device, name: string): Promise<void> => {
  await page.locator('main .file-list li', { hasText: name }).first().waitFor()
  await expect.poll(() => page.locator('main .file-list progress').count(), { timeout: 20_000 }).toBe(0)
}

/** From the papers to the receipt; answers the dossier code. */
export const sendPapersAndSubmit = async (device: Device, filing: Filing): Promise<string> => {
  const { page } = device
  await attach(device, pdf())
  if (filing.hasScripts) await arrived(device, 'giay-chung-sinh.pdf')
  await press(device, 'Tiếp tục')
  await page.waitForURL(/\/xem-lai$/)
  await page.locator('input[name="declared"]').check()
  await press(device, 'Nộp hồ sơ')
  await page.waitForURL(/\/xong$/)
  return codeOn(device)
}

export const codePattern = /H44\.[\d.]+-\d{6}-\d{4,}/

/** The dossier code that the page shows. */
export const codeOn = async (device: Device): Promise<string> => {
  const [code = ''] = codePattern.exec(await whole(device)) ?? []
  expect(code, 'a dossier code stands on the page').not.toBe('')
  return code
}

export const fileBirth = async (device: Device, hasScripts: boolean): Promise<string> => {
  await fileUpToPapers(device, { hasScripts })
  return sendPapersAndSubmit(device, { hasScripts })
}

/** An officer finds a dossier by its code, from whatever page; the whole code leads straight to it. */
export const openDossier = async (device: Device, code: string): Promise<void> => {
  const { page } = device
  await page.goto('/can-bo')
  await page.locator('[data-search]').fill(code)
  await page.locator('[data-search]').press('Enter')
  await page.waitForURL(/\/can-bo\/ho-so\//)
}

/** Opens an act of the open dossier, fills what it asks, and confirms. */
export const act = async (
  device: Device,
  name: string,
  fields: Readonly<Record<string, string>>,
  confirm: string,
): Promise<void> => {
  const { page } = device
  const box = page.locator('main details.confirm', { has: page.locator('summary', { hasText: name }) }).first()
  if ((await box.getAttribute('open')) === null) await box.locator('summary').click()
  for (const [field, value] of Object.entries(fields)) {
    const control = box.locator(`[name="${field}"]`)
    const type = await control.first().getAttribute('type')
    if (type === 'radio')
      await box
        .locator(value === '' ? `[name="${field}"]` : `[name="${field}"][value="${value}"]`)
        .first()
        .check()
    else await control.fill(value)
  }
  const gone = page.waitForEvent('framenavigated')
  await box.getByRole('button', { name: confirm }).click()
  await gone
  await page.waitForLoadState()
}

/** What the last deed said of itself. */
export const notice = ({ page }: Device): Promise<string> => shown(page.locator('.notice').first())
