import { describe, expect, test } from 'vitest'
import { type Device, openJourney } from '../support/journey-browser.ts'
import { fill, registerIncoming } from '../support/journey-documents.ts'
import { act, hyCuong, notice, pdf, press, whole } from '../support/journey-steps.ts'

const journey = openJourney()

/** `2026-12-15`, some days from now, as a date control takes it. */
const dayIn = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + days * 86_400_000)

/** Gives a task on the form that stands open; answers its address. */
const give = async (device: Device, to: RegExp, fields: Readonly<Record<string, string>>): Promise<string> => {
  const { page } = device
  const offered = page.locator('main select[name="chiu-trach-nhiem"] option')
  const chosen = await offered.evaluateAll(
    (options, wanted) =>
      (options as HTMLOptionElement[]).find(({ text }) => new RegExp(wanted).test(text))?.value ?? '',
    to.source,
  )
  expect(chosen, `somebody like ${to.source} is offered`).not.toBe('')
  await fill(device, { 'chiu-trach-nhiem': chosen, ...fields })
  await press(device, 'Giao việc')
  expect(await notice(device)).toContain('Đã giao nhiệm vụ.')
  return new URL(page.url()).pathname
}

/** The officer says how far he is, with a paper that proves it. */
const reportWithEvidence = async (device: Device, name: string, words: string): Promise<void> => {
  const { page } = device
  const box = page.locator('main details.confirm', { has: page.locator('summary', { hasText: name }) }).first()
  await box.locator('summary').click()
  await box.locator('input[type="file"]').setInputFiles(pdf('bang-doi-chieu.pdf'))
  await box.locator('[name="noi-dung"]').fill(words)
  await box.getByRole('button', { name }).click()
  await page.locator('.notice', { hasText: 'Đã ' }).waitFor()
  expect(await whole(device)).toContain('bang-doi-chieu.pdf')
}

describe.each([true, false])('a task from a document to its end, scripts on: %s', (scripts) => {
  test('a leader asks a unit, its head parts the work, an officer reports, asks for time and finishes', async () => {
    const [clerk, leader, head, officer] = await Promise.all(
      [hyCuong.clerk, hyCuong.leader, hyCuong.head, hyCuong.handler].map((as) => journey.open({ as, scripts })),
    )
    if (!clerk || !leader || !head || !officer) throw new Error('four people')
    const subject = `V/v rà soát hồ sơ hộ tịch ${scripts ? 'đợt một' : 'đợt hai'}`
    const letter = await registerIncoming(clerk, subject)

    await leader.page.goto(letter)
    await leader.page.locator('main a[href*="/nhiem-vu/giao?tu=document"]').first().press('Enter')
    await leader.page.waitForURL(/tu=document/)
    expect(await leader.page.locator('main [name="viec"]').inputValue()).toBe(subject)
    const task = await give(leader, /^Đơn vị: Văn phòng/, { han: dayIn(40), 'yeu-cau': 'Báo cáo kết quả rà soát.' })

    await head.page.goto(task)
    expect(await whole(head)).toContain(subject)
    await head.page.getByRole('link', { name: 'Giao một phần việc' }).press('Enter')
    await head.page.locator('main [name="viec"]').waitFor()
    const part = await give(head, /hộ tịch|tư pháp/i, {
      viec: `Đối chiếu sổ gốc, ${subject}`,
      han: dayIn(8),
      'cac-buoc': 'Lập danh sách\nĐối chiếu với sổ gốc',
    })

    await officer.page.goto(part)
    await reportWithEvidence(officer, 'Báo cáo tiến độ', 'Đã lập danh sách 42 hồ sơ.')
    await act(officer, 'Xin gia hạn', { ngay: dayIn(25), 'noi-dung': 'Sổ gốc đang cho mượn.' }, 'Xin gia hạn')
    await head.page.goto(part)
    expect(await whole(head)).toContain('Sổ gốc đang cho mượn.')
    await press(head, 'Đồng ý gia hạn')
    expect(await notice(head)).toContain('Đã gia hạn.')

    await officer.page.goto(part)
    // A day of rest counts as the working day before: which one that is depends on the day of the test.
    expect(await whole(officer)).toContain('(ban đầu ')
    for (let open = 2; open > 0; open -= 1) await press(officer, /^Đánh dấu xong/)
    await reportWithEvidence(officer, 'Báo cáo hoàn thành', 'Đã đối chiếu xong 42 hồ sơ.')
    await head.page.goto(part)
    await press(head, 'Duyệt kết quả')
    expect(await whole(head)).toContain('Hoàn thành')

    await head.page.goto(task)
    await act(head, 'Báo cáo hoàn thành', { 'noi-dung': 'Đã rà soát xong, kèm bảng đối chiếu.' }, 'Báo cáo hoàn thành')
    await leader.page.goto(task)
    await press(leader, 'Duyệt kết quả')
    const told = await whole(leader)
    expect(told).toContain('Hoàn thành')
    expect(told).toContain('Đã rà soát xong, kèm bảng đối chiếu.')

    // Each number of the figures leads to as many tasks as it says.
    await leader.page.goto('/can-bo/nhiem-vu/tong-hop')
    const number = leader.page.locator('main table tfoot a, main table tbody a[href*="so=onTime"]').first()
    const count = Number(await number.textContent())
    await number.click()
    await leader.page.waitForURL(/so=/)
    expect(await leader.page.locator('main table tbody tr').count()).toBe(count)
    for (const { faults } of [clerk, leader, head, officer]) expect(faults).toEqual([])
  })
})
