import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openJourney } from '../support/journey-browser.ts'
import { birthProcedure, fileUpToPapers, hyCuong } from '../support/journey-steps.ts'

const journey = openJourney()

const level = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const everyone = [
  '/',
  '/thu-tuc?q=khai+sinh',
  `/thu-tuc/${birthProcedure}`,
  '/tra-cuu',
  '/minh-bach',
  '/dang-nhap',
  '/quen-mat-khau',
  '/can-bo/dang-nhap',
]

const pages: readonly (readonly [who: string, paths: readonly string[]])[] = [
  ['', everyone],
  ['minh', ['/ho-so-cua-toi', '/tai-khoan', '/tai-khoan/ung-dung', '/tai-khoan/khoa-truy-cap']],
  [
    hyCuong.desk,
    [
      '/can-bo/hom-nay',
      '/can-bo',
      '/can-bo/quay',
      '/can-bo/so-theo-doi',
      '/can-bo/bao-cao',
      '/can-bo/van-ban-di/tu-tep',
    ],
  ],
  [
    hyCuong.leader,
    [
      '/can-bo/ky-so',
      '/can-bo/ky-so/nhieu',
      '/can-bo/tai-khoan',
      '/can-bo/tai-khoan/ung-dung',
      '/can-bo/tai-khoan/ma-khoi-phuc',
      '/can-bo/nhan-su/dau-moi',
    ],
  ],
  [
    'viettri.chanhvanphong',
    [
      '/can-bo/lich-cong-tac',
      '/can-bo/lich-cong-tac/dang-ky',
      '/can-bo/lich-cong-tac/dien-thoai',
      '/can-bo/chat-luong',
      '/can-bo/chat-luong/soan-quy-trinh',
    ],
  ],
  [
    'hycuong.luutru',
    [
      '/can-bo/ho-so-cong-viec',
      '/can-bo/ho-so-cong-viec/danh-muc',
      '/can-bo/ho-so-cong-viec/de-xuat',
      '/can-bo/ho-so-cong-viec/nop-luu',
      '/can-bo/luu-tru',
      '/can-bo/luu-tru/giao-nhan',
      '/can-bo/luu-tru/yeu-cau',
      '/can-bo/luu-tru/tieu-huy',
    ],
  ],
  [hyCuong.clerk, ['/can-bo/van-ban-den', '/can-bo/van-ban-den/moi', '/can-bo/van-ban-den/cho-vao-so']],
  [
    hyCuong.clerk,
    [
      '/can-bo/nhan-su/chu-ky',
      '/can-bo/van-ban-di/quyen-ky',
      '/can-bo/so-van-ban',
      '/can-bo/van-ban-di/van-ban-giay',
      '/can-bo/van-ban-di/so-dia-chi',
      '/can-bo/so-van-ban/ban-luu',
      '/can-bo/bao-cao/van-ban',
    ],
  ],
  ['quantri', ['/quan-tri/tai-khoan', '/quan-tri/cai-dat', '/quan-tri/cai-dat/ky-so', '/quan-tri/tu-thuong-dung']],
]

/** The bar under the thumb lies over whatever is scrolled below it: the page is looked at in one piece, where it covers nothing. */
const showWhole = async (page: Page): Promise<void> => {
  const viewport = page.viewportSize()
  if (viewport === null || viewport.width >= 1024) return
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, height) })
}

const complaints = async (page: Page): Promise<readonly string[]> => {
  await showWhole(page)
  const { violations } = await new AxeBuilder({ page }).withTags(level).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** Who keeps quality may draw processes up: the head of the committee decides who it is. */
const giveQualityTo = async (holder: RegExp): Promise<void> => {
  const { page, context } = await journey.open({ as: 'viettri.chutich' })
  await page.goto('/can-bo/nhan-su/dau-moi')
  await page
    .locator('main details', { has: page.locator('select[name="viec"]') })
    .locator('summary')
    .first()
    .click()
  await page.locator('select[name="viec"]').selectOption('quality')
  const choice = page.locator('select[name="chuc-vu"] option').filter({ hasText: holder }).first()
  await page.locator('select[name="chuc-vu"]').selectOption((await choice.getAttribute('value')) ?? '')
  await page
    .locator('main form', { has: page.locator('select[name="viec"]') })
    .locator('button')
    .last()
    .click()
  await page.getByText('Đã phân công.').first().waitFor()
  await context.close()
}

beforeAll(() => giveQualityTo(/Chánh Văn phòng/))

describe.each([360, 1280])('at %d pixels', (width) => {
  const visits = pages.flatMap(([as, paths]) => paths.map((path) => ({ as, path })))
  test.each(visits)(
    '$path for "$as" breaks no rule of WCAG 2.2 AA and never scrolls sideways',
    async ({ as, path }) => {
      const { page, faults } = await journey.open({ width, ...(as === '' ? {} : { as }) })
      const answer = await page.goto(path)
      expect(answer?.status()).toBe(200)
      expect(await complaints(page)).toEqual([])
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wider, 'pixels the page is wider than the screen').toBeLessThanOrEqual(0)
      expect(faults).toEqual([])
    },
  )

  test('the steps of filing', async () => {
    const device = await journey.open({ as: 'minh', width })
    await fileUpToPapers(device, { hasScripts: true })
    expect(await complaints(device.page)).toEqual([])
    await device.page.goto(device.page.url().replace('giay-to', 'thong-tin?sua=1'))
    expect(await complaints(device.page)).toEqual([])
  })
})

describe('the places of officers', () => {
  const placesShown = (page: Page) => page.locator('#places a:visible').allInnerTexts()

  test.each([true, false])('on a phone open from under the thumb and lead on, scripts: %s', async (scripts) => {
    const { page, faults } = await journey.open({ as: hyCuong.leader, width: 360, scripts })
    await page.goto('/can-bo')
    expect(await placesShown(page)).toEqual([])
    await page.getByRole('button', { name: 'Tất cả' }).click()
    expect((await placesShown(page)).map((text) => text.trim())).toContain('Hồ sơ công việc')
    // The checker itself is a script.
    if (scripts) expect(await complaints(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await placesShown(page)).toEqual([])
    await page.getByRole('button', { name: 'Tất cả' }).press('Enter')
    await page.locator('#places').getByRole('link', { name: 'Nhiệm vụ' }).click()
    await page.waitForURL(/\/can-bo\/nhiem-vu$/)
    expect(await page.locator('.quick [aria-current="page"]').count()).toBeLessThanOrEqual(1)
    expect(faults).toEqual([])
  })

  test.each([true, false])('are narrowed by choice, which the next page keeps, scripts: %s', async (scripts) => {
    const { page, faults } = await journey.open({ as: hyCuong.handler, scripts })
    await page.goto('/can-bo/nhan-su')
    const width = async () => (await page.locator('#main').boundingBox())?.width ?? 0
    const wide = await width()
    const told = page.waitForResponse(/\/can-bo\/khung$/)
    await page.getByRole('button', { name: 'Thu gọn' }).click()
    await told
    await page.goto('/can-bo/nhan-su')
    expect(await width()).toBeGreaterThan(wide + 100)
    if (scripts) expect(await complaints(page)).toEqual([])
    await page.getByRole('button', { name: 'Mở rộng' }).click()
    await expect.poll(width).toBe(wide)
    expect(faults).toEqual([])
  })

  test('never cover on a phone what has the focus', async () => {
    const { page } = await journey.open({ as: hyCuong.desk, width: 360, height: 640 })
    await page.goto('/can-bo/quay')
    const covered: string[] = []
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab')
      const name = await page.evaluate(() => {
        const focused = document.activeElement
        const bar = document.querySelector('.quick')
        if (focused === null || bar === null || bar.contains(focused)) return ''
        return focused.getBoundingClientRect().top >= bar.getBoundingClientRect().top ? focused.outerHTML : ''
      })
      if (name !== '') covered.push(name)
    }
    expect(covered).toEqual([])
  })
})
