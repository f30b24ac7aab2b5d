import { describe, expect, test } from 'vitest'
import { openJourney } from '../support/journey-browser.ts'
import { arrived, attach, fileUpToPapers, pdf, photo, press, whole } from '../support/journey-steps.ts'
import { zipFile } from '../support/sample-files.ts'

const journey = openJourney()
const megabyte = 1024 * 1024

describe.each([true, false])('files that people hand in, scripts on: %s', (scripts) => {
  test('a file taken away is not filed', async () => {
    const citizen = await journey.open({ as: 'lan', scripts })
    const { page, faults } = citizen
    await fileUpToPapers(citizen, { hasScripts: scripts })
    await attach(citizen, [photo('nham.jpg'), pdf()])
    if (scripts) await arrived(citizen, 'giay-chung-sinh.pdf')
    else {
      await press(citizen, 'Tiếp tục')
      await page.goBack()
    }
    const gone = page.waitForEvent('framenavigated')
    await page.locator('.file-row', { hasText: 'nham.jpg' }).getByRole('button').click()
    await gone
    await page.waitForLoadState()
    expect(await whole(citizen)).not.toContain('nham.jpg')
    await press(citizen, 'Tiếp tục')
    await page.waitForURL(/xem-lai$/)
    const check = await whole(citizen)
    expect(check).toContain('giay-chung-sinh.pdf')
    expect(check).not.toContain('nham.jpg')
    expect(faults).toEqual([])
  })

  test('going on at once waits for what is on its way', async () => {
    const citizen = await journey.open({ as: 'lan', scripts })
    const { page, faults } = citizen
    await fileUpToPapers(citizen, { hasScripts: scripts })
    await attach(citizen, pdf('lon.pdf', 15 * megabyte))
    await page.locator('main').getByRole('button', { name: 'Tiếp tục' }).click()
    await page.waitForURL(/xem-lai$/)
    expect(await whole(citizen)).toContain('lon.pdf')
    expect(faults).toEqual([])
  })

  test('21 MB and a ZIP called PDF are refused beside their paper, with the sound file kept', async () => {
    const citizen = await journey.open({ as: 'lan', scripts })
    const { page, faults } = citizen
    await fileUpToPapers(citizen, { hasScripts: scripts })
    const field = page.locator('main .ds-field').filter({ has: page.locator('input[type="file"]') })
    await attach(citizen, pdf('nang.pdf', 21 * megabyte), 1)
    if (scripts) await field.nth(1).locator('.error').waitFor()
    const zip = zipFile([{ name: 'a.txt', content: 'a' }])
    await attach(citizen, { name: 'gia.pdf', mimeType: 'application/pdf', buffer: zip }, 2)
    if (scripts) await field.nth(2).locator('.error').waitFor()
    await attach(citizen, photo('that.jpg'))
    if (scripts) await arrived(citizen, 'that.jpg')
    else {
      await press(citizen, 'Tiếp tục')
      await page.locator('.error').first().waitFor()
    }
    const said = await whole(citizen)
    expect(said).toContain('Tệp “nang.pdf” lớn hơn 20 MB.')
    expect(await field.nth(2).allInnerTexts()).toEqual([expect.stringContaining('Tệp “gia.pdf” không phải PDF')])
    expect(await field.nth(1).allInnerTexts()).toEqual([expect.stringContaining('Tệp “nang.pdf” lớn hơn 20 MB.')])
    expect(await field.nth(0).allInnerTexts()).toEqual([expect.stringContaining('that.jpg')])
    await page.reload().catch(() => undefined)
    await page.goto(page.url())
    const kept = await whole(citizen)
    expect(kept).toContain('that.jpg')
    expect(kept).not.toContain('nang.pdf')
    expect(kept).not.toContain('gia.pdf')
    expect(faults).toEqual([])
  })

  test('the 51st file is refused with the bound, the fifty before are kept', async () => {
    const citizen = await journey.open({ as: 'lan', scripts })
    const { page, faults } = citizen
    await fileUpToPapers(citizen, { hasScripts: scripts })
    await attach(
      citizen,
      Array.from({ length: 51 }, (_, at) => photo(`trang-${at + 1}.jpg`)),
    )
    if (scripts) await expect.poll(() => page.locator('.file-row progress').count(), { timeout: 30_000 }).toBe(0)
    else {
      await press(citizen, 'Tiếp tục')
      await page.locator('.error').first().waitFor()
    }
    expect(await whole(citizen)).toContain('nhiều nhất 50 tệp')
    await page.goto(page.url())
    expect(await page.locator('.file-row').count()).toBe(50)
    expect(faults).toEqual([])
  })
})
