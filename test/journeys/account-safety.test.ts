import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { demoPassword } from '#app/demo-province/load-demo-province.ts'
import { Temporal } from '#kernel/time.ts'
import { codeAt } from '#platform/secrets/one-time-codes.ts'
import { type Device, openJourney, signIn } from '../support/journey-browser.ts'
import { hyCuong } from '../support/journey-steps.ts'

const journey = openJourney()
const account = '/can-bo/tai-khoan'

/** A device that makes and keeps passkeys, with somebody's finger on it. */
const giveAuthenticator = async ({ page, context }: Device): Promise<CDPSession> => {
  const devTools = await context.newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return devTools
}

const typePassword = (page: Page) => page.locator('input[name="currentPassword"]').fill(demoPassword)

const signOut = async (page: Page): Promise<void> => {
  await page.locator('.officer-menu summary').click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL('**/can-bo/dang-nhap')
}

const addPasskey = async (page: Page, name: string): Promise<void> => {
  await page.goto(`${account}/khoa-truy-cap`)
  await page.locator('input[name="name"]').fill(name)
  await typePassword(page)
  await page.getByRole('button', { name: 'Tạo khóa trên thiết bị này' }).click()
  await page.waitForURL(`**${account}`)
}

describe('an officer', () => {
  test('makes a passkey, comes in with it and without a password, names it and takes it away', async () => {
    const device = await journey.open({ byName: true })
    const { page, faults } = device
    await giveAuthenticator(device)
    await signIn(page, hyCuong.leader)
    await addPasskey(page, 'Máy ở cơ quan')
    await signOut(page)
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.getByRole('button', { name: 'Vào bằng khóa truy cập' }).click()
    const overheard = [...new URLSearchParams((await sent).postData() ?? '')]
    await page.waitForURL('**/can-bo/hom-nay')
    await signOut(page)
    // What was sent once lets nobody in again, whoever has overheard it.
    await page.locator('[data-passkey] form').evaluate((form: HTMLFormElement, fields) => {
      for (const [name, value] of fields) {
        const field = form.querySelector<HTMLInputElement>(`[name="${name}"]`)
        if (field !== null && name !== '_csrf') field.value = value
      }
      form.submit()
    }, overheard)
    await page.getByText('Khóa truy cập chưa dùng được ở đây').waitFor()
    await page.getByRole('button', { name: 'Vào bằng khóa truy cập' }).click()
    await page.waitForURL('**/can-bo/hom-nay')
    await page.goto(account)
    await page.getByRole('link', { name: 'Máy ở cơ quan' }).click()
    await page.locator('input[name="name"]').fill('Máy bàn')
    await page.getByRole('button', { name: 'Đổi tên' }).click()
    await page.waitForURL(`**${account}`)
    await page.getByRole('link', { name: 'Máy bàn' }).click()
    await typePassword(page)
    await page.getByRole('button', { name: 'Gỡ khóa Máy bàn' }).click()
    await page.waitForURL(`**${account}`)
    await signOut(page)
    await page.getByRole('button', { name: 'Vào bằng khóa truy cập' }).click()
    await page.getByText('Khóa truy cập chưa dùng được ở đây').waitFor()
    expect(faults).toEqual([])
  })

  test('is told when the device does not confirm, and goes on with the password', async () => {
    const { page } = await journey.open({ byName: true })
    await page.goto('/can-bo/dang-nhap')
    const devTools = await page.context().newCDPSession(page)
    await devTools.send('WebAuthn.enable')
    await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
    })
    await page.getByRole('button', { name: 'Vào bằng khóa truy cập' }).click()
    await page.getByText('Thiết bị chưa xác nhận').waitFor()
    await signIn(page, hyCuong.leader)
  })

  test.each([true, false])(
    'turns two-step sign-in on, comes in with a code and off again, scripts %s',
    async (scripts) => {
      const { page, faults } = await journey.open({ scripts })
      const login = scripts ? hyCuong.clerk : hyCuong.desk
      await signIn(page, login)
      await page.goto(`${account}/ung-dung`)
      const secret = ((await page.locator('.code-copy code').textContent()) ?? '').replaceAll(' ', '')
      const now = () => Temporal.Now.instant()
      await page.locator('input[name="code"]').fill(codeAt(secret, now().subtract({ seconds: 30 })))
      await typePassword(page)
      await page.getByRole('button', { name: 'Bật' }).click()
      const codes = await page.locator('.recovery-codes code').allTextContents()
      expect(codes).toHaveLength(10)

      const other = await journey.open({ scripts })
      await other.page.goto('/can-bo/dang-nhap?tiep=%2Fcan-bo%2Fbao-cao')
      await other.page.locator('input[name="login"]').fill(login)
      await other.page.locator('input[name="password"]').fill(demoPassword)
      await other.page.locator('input[name="password"]').press('Enter')
      await other.page.locator('input[name="code"]').fill('000000')
      await other.page.getByRole('button', { name: 'Tiếp tục' }).click()
      await other.page.getByText('Mã chưa đúng hoặc đã dùng').first().waitFor()
      await other.page.locator('input[name="code"]').fill(codes[0] ?? '')
      await other.page.getByRole('button', { name: 'Tiếp tục' }).click()
      await other.page.waitForURL('**/can-bo/bao-cao')

      await page.goto(`${account}/ung-dung/tat`)
      await typePassword(page)
      await page.getByRole('button', { name: 'Tắt xác thực hai bước' }).click()
      await page.waitForURL(`**${account}`)
      expect(faults).toEqual([])
      expect(other.faults).toEqual([])
    },
  )

  test('reads without scripts that passkeys need them', async () => {
    const { page } = await journey.open({ scripts: false, byName: true, as: hyCuong.head })
    await page.goto(`${account}/khoa-truy-cap`)
    await page.getByText('Khóa truy cập cần JavaScript').waitFor()
  })
})

test('a citizen who has forgotten the password gets back in by the letter', async () => {
  const { page, faults } = await journey.open({ scripts: false })
  await page.goto('/dang-nhap')
  await page.getByRole('link', { name: 'Quên mật khẩu?' }).click()
  await page.locator('input[name="login"]').fill('hoa')
  await page.getByRole('button', { name: 'Gửi liên kết' }).click()
  await page.getByText('Đã nhận yêu cầu').waitFor()
  const letter = page.getByText('dat-lai-mat-khau?ma=').first()
  await expect
    .poll(
      async () => {
        await page.goto('/chay-thu/thu')
        return letter.count()
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0)
  const [address = ''] = /\/dat-lai-mat-khau\?ma=[\w-]+/.exec((await letter.textContent()) ?? '') ?? []
  await page.goto(address)
  await page.locator('input[name="newPassword"]').fill('Hoan-toan-khac-2026')
  await page.getByRole('button', { name: 'Lưu mật khẩu mới' }).click()
  await page.locator('input[name="login"]').fill('hoa')
  await page.locator('input[name="password"]').fill('Hoan-toan-khac-2026')
  await page.locator('input[name="password"]').press('Enter')
  await page.waitForURL('**/ho-so-cua-toi')
  expect((await page.goto(address))?.status()).toBe(410)
  expect(faults).toEqual([])
})
