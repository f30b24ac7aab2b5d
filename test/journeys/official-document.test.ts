import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signedPartsOf } from '#platform/signing/verification/signed-parts.ts'
import { foreignTool } from '../support/foreign-tool.ts'
import { type Device, openJourney } from '../support/journey-browser.ts'
import { fill, registerIncoming } from '../support/journey-documents.ts'
import { act, hyCuong, notice, press, shown, whole } from '../support/journey-steps.ts'

const journey = openJourney()
const pdfsig = foreignTool('pdfsig')
const openssl = foreignTool('openssl')

/** The leader gives it to one officer, by name. */
const route = async (leader: Device, address: string, name: string): Promise<void> => {
  const { page } = leader
  await page.goto(address)
  const officer = page.locator('main select[name="dich-danh"] option', { hasText: name }).first()
  await page.locator('main select[name="dich-danh"]').selectOption((await officer.getAttribute('value')) ?? '')
  await page.locator('main textarea[name="noi-dung"]').first().fill('Tham mưu văn bản trả lời.')
  await press(leader, /^Chuyển/)
  expect(await notice(leader)).toContain('Đã chuyển.')
}

/** The officer drafts the answer from the page of what it answers, and submits it; answers its address. */
const draftAnswer = async (officer: Device, address: string, colleague: string): Promise<string> => {
  const { page } = officer
  await page.goto(address)
  await page.locator('main textarea[name="noi-dung-y-kien"]').fill('Đang rà soát cùng Sở.')
  await press(officer, 'Gửi ý kiến')
  expect(await shown(page.locator('.conversation'))).toContain('Đang rà soát cùng Sở.')
  await page.locator('main a', { hasText: 'Soạn văn bản trả lời' }).first().click()
  await page.waitForURL(/tra-loi=/)
  expect(await whole(officer)).toContain('Trả lời: Công văn số')
  const signer = page.locator('main select[name="nguoi-ky"] option', { hasText: /Chủ tịch/ }).first()
  await fill(officer, {
    'noi-nhan': 'Sở Xây dựng',
    'viet-tat': 'VP',
    'nguoi-ky': (await signer.getAttribute('value')) ?? '',
    'quyen-han': 'TM',
    'noi-dung': 'Ủy ban nhân dân xã đã rà soát và thống nhất nội dung đề nghị của quý Sở./.',
  })
  await press(officer, /Lưu/)
  await page.waitForURL(/\/soan$/)
  const draft = new URL(page.url()).pathname.replace(/\/soan$/, '')
  await page.goto(draft)
  const asking = page.locator('summary', { hasText: 'Trình, lấy thêm ý kiến' })
  const submit = page.locator('main details.confirm', { has: asking }).first()
  await submit.locator('summary').click()
  await submit.locator('label', { hasText: colleague }).first().click()
  await submit.getByRole('button', { name: 'Trình' }).click()
  await page.locator('.notice', { hasText: 'Đã trình trưởng đơn vị.' }).waitFor()
  return draft
}

/** What `openssl` says to both signatures, each over the bytes it covers. The root is the one that the file carries. */
const judgedByOpenssl = async (file: Buffer): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'van-ban-'))
  const at = (name: string) => join(folder, name)
  const said: string[] = []
  for (const { contents, parts } of signedPartsOf(file)) {
    writeFileSync(at('a.p7s'), contents)
    writeFileSync(at('content'), Buffer.concat(parts))
    await openssl.run(['pkcs7', '-inform', 'DER', '-in', at('a.p7s'), '-print_certs', '-out', at('chain.pem')])
    const own = ['-in', at('a.p7s'), '-inform', 'DER', '-content', at('content'), '-CAfile', at('chain.pem')]
    const judged = await openssl.run([
      'cms',
      '-verify',
      '-binary',
      '-cades',
      '-purpose',
      'any',
      ...own,
      '-out',
      at('o'),
    ])
    said.push(judged.output)
  }
  return said
}

describe.each([true, false])('a document from the registry to its issue, scripts on: %s', (scripts) => {
  test('five people, real signatures, one answer that settles what it answers', async () => {
    const [clerk, leader, officer, head, colleague] = [
      await journey.open({ as: hyCuong.clerk, scripts }),
      await journey.open({ as: hyCuong.leader, scripts }),
      await journey.open({ as: hyCuong.handler, scripts }),
      await journey.open({ as: hyCuong.head, scripts }),
      await journey.open({ as: 'hycuong.truongkinhte', scripts }),
    ]
    const subject = `V/v rà soát đất xây dựng công trình công cộng ${scripts ? 'đợt một' : 'đợt hai'}`
    const address = await registerIncoming(clerk, subject)
    await route(leader, address, 'Trần Văn Thắng')
    const draft = await draftAnswer(officer, address, 'Phan Thị Kim Oanh')

    await head.page.goto(draft)
    await press(head, 'Nội dung đạt, trình tiếp')
    await colleague.page.goto(draft)
    await act(colleague, 'Nhất trí', { 'y-kien': 'Nhất trí với dự thảo.' }, 'Nhất trí')
    expect(await notice(colleague)).toContain('Đã ghi ý kiến nhất trí.')
    await clerk.page.goto(draft)
    await act(clerk, 'Thể thức đúng, chuyển ký', {}, 'Thể thức đúng, chuyển ký')
    await leader.page.goto(draft)
    await act(leader, 'Ký', {}, 'Ký')
    expect(await notice(leader)).toContain('Đã ký.')
    await clerk.page.goto(draft)
    await act(clerk, 'Cấp số, đóng dấu, phát hành', {}, 'Cấp số, đóng dấu, phát hành')
    expect(await notice(clerk)).toMatch(/Đã phát hành: \d{2,}\/UBND-VP\./)

    const answer = await clerk.context.request.get(`${draft}/tep.pdf`)
    const file = await answer.body()
    if (pdfsig.isHere()) {
      const path = join(mkdtempSync(join(tmpdir(), 'van-ban-')), 'a.pdf')
      writeFileSync(path, file)
      const { output } = await pdfsig.run([path])
      expect(output.match(/Signature is Valid/g)).toHaveLength(2)
      expect(output.match(/Total document signed/g)).toHaveLength(1)
    }
    if (openssl.isHere()) {
      const said = await judgedByOpenssl(file)
      expect(said).toHaveLength(2)
      for (const one of said) expect(one).toContain('successful')
    }

    await officer.page.goto(address)
    expect(await whole(officer)).toContain('Đã giải quyết')
    const there = await journey.open({ as: 'sxd.vanthu', scripts })
    await there.page.goto('/can-bo/van-ban-den')
    expect(await whole(there)).toContain('rà soát đất xây dựng công trình công cộng')
    expect([clerk, leader, officer, head, colleague, there].flatMap(({ faults }) => faults)).toEqual([])
  })
})

test('keys lead from document to document, and ? tells those of the page', async () => {
  const clerk = await journey.open({ as: hyCuong.clerk })
  const address = await registerIncoming(clerk, 'V/v mời dự hội nghị giao ban quý')
  await registerIncoming(clerk, 'V/v đôn đốc báo cáo quý')
  // So narrow that the document covers its list.
  const leader = await journey.open({ as: hyCuong.leader, width: 800 })
  const { page } = leader
  const keys = page.locator('dialog[data-keys]')
  await page.goto(address)
  const [there, back] = (await page.locator('[data-shortcut="j"]').count()) > 0 ? ['j', 'k'] : ['k', 'j']
  await page.keyboard.press(there)
  await page.waitForURL((url) => url.pathname !== address && /van-ban-den\/[0-9a-f-]{36}$/.test(url.pathname))
  await page.keyboard.press(back)
  await page.waitForURL((url) => url.pathname === address)
  await page.keyboard.press('?')
  expect(await keys.isVisible()).toBe(true)
  expect(await shown(keys)).toMatch(/J\s*dòng sau, văn bản sau/)
  expect(await shown(keys)).toMatch(/F\s*Theo dõi/)
  await page.keyboard.press('Escape')
  expect(await keys.isVisible()).toBe(false)
  // What is typed is words, not keys.
  const words = page.locator('main textarea[name="noi-dung-y-kien"]')
  await words.press('?')
  expect([await words.inputValue(), await keys.isVisible()]).toEqual(['?', false])
  expect([...clerk.faults, ...leader.faults]).toEqual([])

  const wide = await journey.open({ as: hyCuong.leader, width: 1280 })
  await wide.page.goto('/can-bo/van-ban-den')
  await wide.page.keyboard.press('j')
  await wide.page.keyboard.press('j')
  const chosen = await wide.page.locator('[data-row][data-focus] a.open').getAttribute('href')
  await wide.page.keyboard.press('Enter')
  await wide.page.waitForURL((url) => url.pathname === new URL(chosen ?? '', url).pathname)
  expect(wide.faults).toEqual([])
})
