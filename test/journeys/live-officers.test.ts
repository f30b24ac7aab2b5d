import { expect, test } from 'vitest'
import { type Device, openJourney } from '../support/journey-browser.ts'
import { act, fileBirth, hyCuong, openDossier, shown, whole } from '../support/journey-steps.ts'

const journey = openJourney()

const offer = ({ page }: Device, kind: 'changed' | 'opened') => page.locator(`[data-live-offer="${kind}"]`)

const picture = async ({ page }: Device, name: string): Promise<void> => {
  const folder = process.env.PICTURES
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('an officer is told what a colleague did, keeps what was typed, and the server has the last word', async () => {
  const citizen = await journey.open({ as: 'minh' })
  const code = await fileBirth(citizen, true)
  const [first, second] = [await journey.open({ as: hyCuong.desk }), await journey.open({ as: hyCuong.desk })]
  await openDossier(first, code)
  await openDossier(second, code)
  const box = second.page.locator('main details.confirm', {
    has: second.page.locator('summary', { hasText: 'Từ chối' }),
  })
  await box.first().locator('summary').click()
  const reason = box.first().locator('textarea').first()
  await reason.fill('Lý do đang viết dở')
  expect(await offer(second, 'opened').isVisible()).toBe(false)
  await act(first, 'Tiếp nhận', {}, 'Tiếp nhận')
  await offer(second, 'opened').waitFor()
  for (const width of [360, 1280]) {
    await second.page.setViewportSize({ width, height: 800 })
    await picture(second, `live-${width}`)
    const wider = await second.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider).toBeLessThanOrEqual(0)
  }
  expect(await shown(offer(second, 'opened'))).toContain('vừa được người khác xử lý')
  // The list is drawn anew beside the open dossier; what is typed stays.
  // One deed may be told as several changes: each is asked for until none is left.
  const isOffered = async () => {
    if (await offer(second, 'changed').isVisible()) await offer(second, 'changed').getByRole('link').click()
    return offer(second, 'changed').isVisible()
  }
  await expect.poll(isOffered, { timeout: 15_000 }).toBe(false)
  expect(await reason.inputValue()).toBe('Lý do đang viết dở')
  const gone = second.page.waitForEvent('framenavigated')
  await box.first().getByRole('button').last().click()
  await gone
  await second.page.waitForLoadState()
  expect(await whole(second)).not.toContain('Đã từ chối')
  expect([...first.faults, ...second.faults]).toEqual([])
})

test('without scripts nothing of it is seen', async () => {
  const device = await journey.open({ as: hyCuong.desk, scripts: false })
  await device.page.goto('/can-bo')
  expect(await whole(device)).not.toContain('Có thay đổi')
})
