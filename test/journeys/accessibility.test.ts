import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
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
  [hyCuong.desk, ['/can-bo', '/can-bo/quay', '/can-bo/so-theo-doi', '/can-bo/bao-cao', '/can-bo/van-ban-di/tu-tep']],
  [
    hyCuong.leader,
    [
      '/can-bo/ky-so',
      '/can-bo/ky-so/nhieu',
      '/can-bo/tai-khoan',
      '/can-bo/tai-khoan/ung-dung',
      '/can-bo/tai-khoan/ma-khoi-phuc',
    ],
  ],
  ['quantri', ['/quan-tri/tai-khoan', '/quan-tri/cai-dat', '/quan-tri/tu-thuong-dung']],
]

const complaints = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(level).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

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
