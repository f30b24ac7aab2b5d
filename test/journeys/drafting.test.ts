import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type Device, openJourney } from '../support/journey-browser.ts'
import { act, hyCuong, notice, press, shown, whole } from '../support/journey-steps.ts'
import { paragraph, run, wordFile } from '../support/word-file.ts'

const journey = openJourney()
const list = '/can-bo/van-ban-di'

const letterFile = (subject: string) => ({
  name: 'du-thao.docx',
  mimeType: 'application/octet-stream',
  buffer: wordFile({
    body: [
      paragraph(run('THÔNG BÁO', '<w:b/>'), '<w:jc w:val="center"/>'),
      paragraph(run(subject, '<w:b/>'), '<w:jc w:val="center"/>'),
      paragraph(run('Ủy ban nhân dân xã thông báo lịch làm việc.')),
      paragraph('<w:r><w:drawing/></w:r>'),
    ].join(''),
  }),
})

/** Brings a Word file as a new draft; answers its address. */
const bringFile = async ({ page }: Device, subject: string): Promise<string> => {
  await page.goto(`${list}/tu-tep`)
  await page.locator('main input[type="file"]').setInputFiles(letterFile(subject))
  await page.locator('main button', { hasText: 'Đọc tệp' }).click()
  await page.waitForURL(/\/soan$/)
  return new URL(page.url()).pathname.replace(/\/soan$/, '')
}

const chooseSigner = async ({ page }: Device): Promise<void> => {
  const chair = page.locator('main select[name="nguoi-ky"] option', { hasText: /, Chủ tịch/ }).first()
  await page.locator('main select[name="nguoi-ky"]').selectOption((await chair.getAttribute('value')) ?? '')
  await page.locator('main select[name="quyen-han"]').selectOption('TM')
}

/** The head of the unit finds it on his morning page and lets it go on with one press. */
const approvedFromMorning = async (head: Device, subject: string): Promise<void> => {
  const { page } = head
  await page.goto('/can-bo/hom-nay')
  expect(await shown(page.locator('main a.tile', { hasText: 'Dự thảo chờ xem nội dung' }))).toMatch(/^\d/)
  await page.locator('main a', { hasText: subject }).first().click()
  await page.locator('h1', { hasText: subject }).waitFor()
  await press(head, 'Nội dung đạt, trình tiếp')
  expect(await notice(head)).toContain('dự thảo được trình tiếp')
}

/** How often a leader touches his telephone from the morning page to the signature. */
const signedFromMorning = async ({ page }: Device, subject: string): Promise<number> => {
  let touches = 0
  const touch = async (place: Locator): Promise<void> => {
    touches += 1
    await place.first().click()
    await page.waitForLoadState()
  }
  await touch(page.locator('main a', { hasText: subject }))
  await page.locator('h1', { hasText: subject }).waitFor()
  await touch(page.locator('main .act-bar summary', { hasText: /^Ký/ }))
  await touch(page.locator('main form[action$="/ky"] button', { hasText: /^Ký/ }))
  await page.locator('.notice', { hasText: 'Đã ký.' }).first().waitFor()
  return touches
}

describe.each([true, false])('a draft from a file, scripts on: %s', (scripts) => {
  test('is changed, compared, talked about, checked and laid before its signer', async () => {
    const officer = await journey.open({ as: hyCuong.handler, scripts })
    const clerk = await journey.open({ as: hyCuong.clerk, scripts })
    const subject = `Lịch làm việc tháng ${scripts ? 'một' : 'hai'}`
    const draft = await bringFile(officer, subject)
    const { page } = officer
    expect(await whole(officer)).toContain('1 hình ảnh')
    expect(await page.locator('main input[name="trich-yeu"]').inputValue()).toBe(subject)

    await page.goto(draft)
    expect(await whole(officer)).toContain('Người ký đang giữ chức vụ lãnh đạo')
    await press(officer, 'Trình trưởng đơn vị')
    expect(await whole(officer)).toContain('Hãy chọn người ký')

    await page.goto(`${draft}/soan`)
    await chooseSigner(officer)
    await page.locator('main textarea[name="noi-dung"]').fill('Ủy ban nhân dân xã thông báo lịch tiếp dân.')
    await press(officer, /^Lưu/)
    await page.waitForURL(/\/soan$/)
    await page.goto(`${draft}/so-sanh`)
    expect(await page.locator('main .compared p del').allTextContents()).toEqual([expect.stringContaining('làm việc')])

    await page.goto(draft)
    await page.locator('main textarea[name="y-kien"]').last().fill('Đã sửa tên lịch.')
    await press(officer, 'Gửi')
    expect(await page.locator('main .talk').textContent()).toContain('Đã sửa tên lịch.')
    await press(officer, 'Trình trưởng đơn vị')
    expect(await notice(officer)).toContain('Đã trình trưởng đơn vị.')
    expect(await whole(officer)).toContain('Dương Minh Hùng (Chánh Văn phòng): xem nội dung')
    const head = await journey.open({ as: hyCuong.head, scripts, width: 360 })
    await approvedFromMorning(head, subject)
    await page.goto(draft)
    expect(await whole(officer)).toContain('Dương Minh Hùng (Chánh Văn phòng): nội dung đạt')
    await clerk.page.goto(draft)
    await act(clerk, 'Thể thức đúng, chuyển ký', {}, 'Thể thức đúng, chuyển ký')
    expect(await notice(clerk)).toContain('Đã chuyển người ký.')

    const leader = await journey.open({ as: hyCuong.leader, scripts, width: 360 })
    await leader.page.goto('/can-bo/hom-nay')
    expect(await signedFromMorning(leader, subject)).toBe(3)
    expect(await whole(leader)).toContain('Đã ký, chờ cấp số')
    expect([officer, head, clerk, leader].flatMap(({ faults }) => faults)).toEqual([])
  })

  test('saved by two is shown to the later one, who loses nothing', async () => {
    const [first, second] = [
      await journey.open({ as: hyCuong.handler, scripts }),
      await journey.open({ as: hyCuong.handler, scripts }),
    ]
    const draft = await bringFile(first, `Lịch trực ${scripts ? 'ngày' : 'đêm'}`)
    await second.page.goto(`${draft}/soan`)
    await first.page.locator('main input[name="trich-yeu"]').fill('Bên thứ nhất')
    await press(first, /^Lưu/)
    await first.page.waitForURL(/\/soan$/)
    await second.page.locator('main input[name="trich-yeu"]').fill('Bên thứ hai')
    await second.page.locator('main textarea[name="noi-dung"]').fill('Nội dung của bên thứ hai.')
    await second.page.locator('main button', { hasText: /^Lưu/ }).first().click()
    await second.page.locator('h1', { hasText: 'Có bản khác đã được lưu' }).waitFor()
    await second.page.locator('label', { hasText: 'Bên thứ nhất' }).click()
    await press(second, 'Lưu lựa chọn')
    await second.page.waitForURL(/\/soan$/)
    expect(await second.page.locator('main input[name="trich-yeu"]').inputValue()).toBe('Bên thứ nhất')
    expect(await second.page.locator('main textarea[name="noi-dung"]').inputValue()).toBe('Nội dung của bên thứ hai.')
    expect([...first.faults, ...second.faults]).toEqual([])
  })
})

test('a new document is kept while one types, before anything is sent', async () => {
  const device = await journey.open({ as: hyCuong.handler })
  const { page } = device
  await page.goto(`${list}/moi`)
  await page.locator('main input[name="trich-yeu"]').fill('tự lưu khi đang gõ')
  await page.locator('main textarea[name="noi-dung"]').pressSequentially('Một câu.')
  await page.locator('[data-saved]', { hasText: 'Đã tự lưu' }).waitFor()
  await page.goto(`${list}?muc=toi-soan`)
  expect(await whole(device)).toContain('tự lưu khi đang gõ')
  expect(device.faults).toEqual([])
})
