import { describe, expect, test } from 'vitest'
import { type Device, openJourney } from '../support/journey-browser.ts'
import { birthProcedure, press, whole } from '../support/journey-steps.ts'

const journey = openJourney()

const name = (device: Device) => device.page.locator('input[name="owner.name"]')
const phone = (device: Device) => device.page.locator('input[name="owner.phone"]')

const chooseFirstOffice = async ({ page }: Device): Promise<void> => {
  await page.locator('select[name="receivingAgencyId"]').selectOption({ index: 1 })
}

/** Two devices of one person on the same page of the same draft, the second one drawn before the first one keeps anything. */
const twoDevices = async (scripts: boolean): Promise<readonly [Device, Device, string]> => {
  const [first, second] = [await journey.open({ as: 'minh', scripts }), await journey.open({ as: 'minh', scripts })]
  await first.page.goto(`/nop-ho-so/${birthProcedure}`)
  await chooseFirstOffice(first)
  await press(first, 'Tiếp tục')
  await first.page.waitForURL(/\/thong-tin$/)
  const who = first.page.url().replace('thong-tin', 'nguoi-nop')
  await first.page.goto(who)
  await second.page.goto(who)
  return [first, second, who]
}

describe.each([true, false])('a draft on two devices, scripts %s', (scripts) => {
  test('who comes second sees both answers, chooses line by line, and loses nothing', async () => {
    const [telephone, computer, who] = await twoDevices(scripts)
    await phone(telephone).fill('0987654321')
    await press(telephone, 'Tiếp tục')
    await telephone.page.waitForURL(/\/thong-tin$/)
    await name(computer).fill('Nguyễn Văn Minh Khác')
    await phone(computer).fill('0911111111')
    await press(computer, 'Tiếp tục')
    const said = await whole(computer)
    expect(said).toContain('Hai thiết bị ghi khác nhau')
    for (const answer of ['0987654321', '0911111111', 'Nguyễn Văn Minh Khác']) expect(said).toContain(answer)
    await computer.page.locator('input[name="_choose.owner.phone"][value="kept"]').check()
    await press(computer, 'Lưu lựa chọn và tiếp tục')
    await computer.page.waitForURL(/\/thong-tin$/)
    await computer.page.goto(who)
    expect(await name(computer).inputValue()).toBe('Nguyễn Văn Minh Khác')
    expect(await phone(computer).inputValue()).toBe('0987654321')
    expect([...telephone.faults, ...computer.faults]).toEqual([])
  })

  test('a third save in between is shown again instead of being overwritten', async () => {
    const [telephone, computer, who] = await twoDevices(scripts)
    await phone(telephone).fill('0987654321')
    await press(telephone, 'Tiếp tục')
    await phone(computer).fill('0911111111')
    await press(computer, 'Tiếp tục')
    await telephone.page.goto(who)
    await phone(telephone).fill('0922222222')
    await press(telephone, 'Tiếp tục')
    await press(computer, 'Lưu lựa chọn và tiếp tục')
    const said = await whole(computer)
    expect(said).toContain('0922222222')
    expect(said).toContain('0911111111')
    await computer.page.getByRole('link', { name: 'Bỏ phần tôi vừa điền' }).click()
    await computer.page.waitForURL(/\/nguoi-nop$/)
    expect(await phone(computer).inputValue()).toBe('0922222222')
  })
})

test('what is kept while one types goes on from its own version, and stops when another device was first', async () => {
  const [telephone, computer] = await twoDevices(true)
  for (const digit of ['0911111111', '0911111112']) {
    const kept = computer.page.waitForResponse((answer) => answer.url().includes('/luu/'))
    await phone(computer).fill(digit)
    expect((await kept).status()).toBe(200)
  }
  await phone(telephone).fill('0987654321')
  await press(telephone, 'Tiếp tục')
  expect(await whole(telephone)).toContain('0911111112')
  await telephone.page.locator('input[name="_choose.owner.phone"][value="mine"]').check()
  await press(telephone, 'Lưu lựa chọn và tiếp tục')
  await telephone.page.waitForURL(/\/thong-tin$/)
  const refused = computer.page.waitForResponse((answer) => answer.url().includes('/luu/'))
  await phone(computer).fill('0933333333')
  expect((await refused).status()).toBe(409)
  await expect.poll(() => computer.page.locator('[data-saved]').textContent()).toContain('thiết bị khác')
  expect(await phone(computer).inputValue()).toBe('0933333333')
  expect([...telephone.faults, ...computer.faults]).toEqual([])
})

test('pages hold at 360 and 1280 pixels', async () => {
  for (const width of [360, 1280]) {
    const [telephone, computer] = await twoDevices(true)
    await computer.page.setViewportSize({ width, height: 800 })
    await phone(telephone).fill('0987654321')
    await press(telephone, 'Tiếp tục')
    await name(computer).fill('Nguyễn Văn Minh Khác')
    await press(computer, 'Tiếp tục')
    await whole(computer)
    const pictures = process.env.PICTURES
    if (pictures !== undefined)
      await computer.page.screenshot({ path: `${pictures}/conflict-${width}.png`, fullPage: true })
    const wider = await computer.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  }
})
