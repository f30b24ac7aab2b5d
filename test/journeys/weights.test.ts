import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openJourney } from '../support/journey-browser.ts'
import { birthProcedure, fileUpToPapers, hyCuong } from '../support/journey-steps.ts'

const journey = openJourney()

/** Bytes as they came over the line, heads of answers included; 1 kB is 1000 bytes. */
type Weight = { readonly whole: number; readonly script: number }

const bounds = {
  citizen: { whole: 60_000, script: 30_000 },
  filing: { whole: 100_000, script: 30_000 },
  officer: { script: 120_000 },
}

/** What a first visit weighs: nothing is kept from earlier pages. */
const weigh = async (page: Page, visit: () => Promise<unknown>): Promise<Weight> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  const weight = { whole: 0, script: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.whole += encodedDataLength
    if (scripts.has(requestId)) weight.script += encodedDataLength
  })
  await visit()
  await page.waitForLoadState('load')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  return weight
}

const expectWithin = (weight: Weight, bound: Partial<Weight>): void => {
  // A page without bytes was not weighed.
  expect(weight.whole).toBeGreaterThan(1_000)
  if (bound.whole !== undefined) expect(weight.whole, 'bytes in all').toBeLessThanOrEqual(bound.whole)
  if (bound.script !== undefined) expect(weight.script, 'bytes of scripts').toBeLessThanOrEqual(bound.script)
}

describe('a first visit', () => {
  test.each([
    '/',
    '/thu-tuc',
    '/thu-tuc?q=khai+sinh',
    `/thu-tuc/${birthProcedure}`,
    '/tra-cuu',
    '/kiem-tra',
    '/minh-bach',
    '/en/minh-bach',
    '/huong-dan',
    '/dang-nhap',
    '/en',
  ])('of %s is light', async (path) => {
    const { page } = await journey.open({ width: 360 })
    expectWithin(await weigh(page, () => page.goto(path)), bounds.citizen)
  })

  test('of my dossiers is light', async () => {
    const { page } = await journey.open({ as: 'minh', width: 360 })
    expectWithin(await weigh(page, () => page.goto('/ho-so-cua-toi')), bounds.citizen)
  })

  test('of every step of filing is light', async () => {
    const device = await journey.open({ as: 'minh', width: 360 })
    const { page } = device
    expectWithin(await weigh(page, () => page.goto(`/nop-ho-so/${birthProcedure}`)), bounds.filing)
    await fileUpToPapers(device, { hasScripts: true })
    const papers = page.url()
    for (const step of ['giay-to', 'thong-tin?sua=1', 'nguoi-nop?sua=1'])
      expectWithin(await weigh(page, () => page.goto(papers.replace('giay-to', step))), bounds.filing)
  })

  test.each([
    [hyCuong.desk, '/can-bo'],
    [hyCuong.desk, `/can-bo/quay/${birthProcedure}`],
    [hyCuong.leader, '/can-bo/ky-so'],
    ['quantri', '/quan-tri/cai-dat'],
  ])('by %s of %s asks for few scripts', async (as, path) => {
    const { page } = await journey.open({ as })
    expectWithin(await weigh(page, () => page.goto(path)), bounds.officer)
  })
})
