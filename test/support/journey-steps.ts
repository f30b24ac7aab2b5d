import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Device, Journey } from './journey-browser.ts'
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
  // A pointer that rests at the edge since earlier keeps the rail of officers unfolded over what stands beside it.
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.mouse.move(width - 1, height / 2)
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

/** What happens to a dossier after it was filed, in order; each is one officer's deed. */
export const stages = ['accept', 'assign', 'draft', 'agree', 'sign', 'seal', 'return'] as const
export type Stage = (typeof stages)[number]

type Team = Readonly<Record<keyof typeof hyCuong, string>>

const deeds: Readonly<
  Record<Stage, { readonly who: keyof Team; readonly says: string; readonly run: (device: Device) => Promise<void> }>
> = {
  accept: { who: 'desk', says: 'Đã tiếp nhận', run: (device) => act(device, 'Tiếp nhận', {}, 'Tiếp nhận') },
  assign: {
    who: 'head',
    says: 'Đã giao việc',
    run: (device) => act(device, 'Phân công', { 'pc.nguoi': '' }, 'Giao việc'),
  },
  draft: {
    who: 'handler',
    says: 'Đã trình dự thảo',
    run: async (device) => {
      await device.page.locator('main').getByRole('link', { name: /Soạn/ }).first().click()
      await device.page.waitForURL(/du-thao/)
      await press(device, /Lưu và xem lại/)
      expect(await notice(device)).toContain('Đã lưu dự thảo')
      await press(device, /Trình lãnh đạo/)
    },
  },
  agree: { who: 'head', says: 'Đã đồng ý', run: (device) => act(device, 'Đồng ý, trình ký', {}, 'Đồng ý') },
  sign: { who: 'leader', says: 'Đã ký', run: (device) => act(device, 'Ký số', {}, 'Ký văn bản này') },
  seal: {
    who: 'clerk',
    says: 'Đã ban hành số',
    run: (device) => act(device, 'Lấy số, đóng dấu', {}, 'Lấy số và đóng dấu'),
  },
  return: { who: 'desk', says: 'Đã trả kết quả', run: (device) => act(device, 'Trả kết quả', {}, 'Xác nhận đã trả') },
}

/** The officers of a commune take a dossier on, from one stage to another, each in a session of his own. */
export const carry = async (
  journey: Journey,
  code: string,
  path: { readonly from?: Stage; readonly to: Stage; readonly scripts: boolean; readonly team?: Team },
): Promise<void> => {
  const wanted = stages.slice(stages.indexOf(path.from ?? 'accept'), stages.indexOf(path.to) + 1)
  for (const stage of wanted) {
    const { who, says, run } = deeds[stage]
    const device = await journey.open({ as: (path.team ?? hyCuong)[who], scripts: path.scripts })
    await openDossier(device, code)
    await run(device)
    expect(await notice(device), stage).toContain(says)
    expect(device.faults, stage).toEqual([])
    await device.context.close()
  }
}
