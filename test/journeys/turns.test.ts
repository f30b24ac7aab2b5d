import { describe, expect, test } from 'vitest'
import { openJourney } from '../support/journey-browser.ts'
import { answersTo } from '../support/journey-forms.ts'
import {
  act,
  arrived,
  attach,
  carry,
  codeOn,
  fileBirth,
  fileUpToPapers,
  hyCuong,
  notice,
  openDossier,
  pdf,
  photo,
  press,
  shown,
  whole,
} from '../support/journey-steps.ts'

const journey = openJourney()

/** A certificate of marital status: the general form, and 15.000 đ to pay. */
const paidProcedure = '1.004873'

describe.each([true, false])('a dossier takes another turn, scripts on: %s', (scripts) => {
  test('papers are missing: asked for once and in full, sent, and the dossier goes on', async () => {
    const citizen = await journey.open({ as: 'minh', scripts })
    const code = await fileBirth(citizen, scripts)
    const desk = await journey.open({ as: hyCuong.desk, scripts })
    await openDossier(desk, code)
    await act(desk, 'Yêu cầu bổ sung', {}, 'Gửi phiếu bổ sung')
    const refused = await whole(desk)
    expect(refused).toContain('Ghi ít nhất một việc cần bổ sung.')
    expect(refused).toContain('Ghi lý do.')
    const asked = { 'bs.khac': 'Chụp lại giấy chứng sinh\nGửi thêm trang hai', 'bs.ly-do': 'Ảnh mờ, chưa đọc được số.' }
    await act(desk, 'Yêu cầu bổ sung', asked, 'Gửi phiếu bổ sung')
    expect(await notice(desk)).toContain('Đã gửi phiếu bổ sung số')

    const { page } = citizen
    await page.goto(`/ho-so/${code}`)
    const told = await whole(citizen)
    for (const said of ['Chụp lại giấy chứng sinh', 'Gửi thêm trang hai', 'Ảnh mờ, chưa đọc được số.', 'Trước 17:00'])
      expect(told).toContain(said)
    expect(told).not.toContain('Ai đang làm')
    await page.locator('main a', { hasText: /^Gửi giấy tờ$/ }).click()
    await page.waitForURL(/bo-sung$/)
    await press(citizen, 'Gửi giấy tờ')
    expect(await whole(citizen)).toContain('Hãy chọn ít nhất một tệp, hoặc viết lời nhắn cho cán bộ.')
    await page.locator('textarea[name="note"]').fill('Tôi gửi lại hai trang.')
    await attach(citizen, [photo('trang-1.jpg'), photo('trang-2.jpg')])
    if (scripts) await arrived(citizen, 'trang-2.jpg')
    await press(citizen, 'Gửi giấy tờ')
    expect(await notice(citizen)).toContain('Đã gửi giấy tờ.')
    expect(await whole(citizen)).toContain('Bạn đã gửi thêm giấy tờ')

    await openDossier(desk, code)
    const seen = await whole(desk)
    expect(seen).toContain('Bổ sung lần 1: Chụp lại giấy chứng sinh; Gửi thêm trang hai')
    expect(seen).toContain('tệp 2')
    await carry(journey, code, { to: 'accept', scripts })
    expect([...citizen.faults, ...desk.faults]).toEqual([])
  })

  test('it is refused with its reason, and the citizen is led to the slip', async () => {
    const citizen = await journey.open({ as: 'minh', scripts })
    const code = await fileBirth(citizen, scripts)
    const desk = await journey.open({ as: hyCuong.desk, scripts })
    await openDossier(desk, code)
    await act(desk, 'Từ chối', { 'tc.ly-do': 'Trẻ đã được đăng ký khai sinh tại xã khác.' }, 'Từ chối tiếp nhận')
    expect(await notice(desk)).toContain('Đã từ chối tiếp nhận.')

    const { page, context } = citizen
    await page.goto(`/ho-so/${code}`)
    expect(await whole(citizen)).toContain('Một cửa không nhận hồ sơ')
    const slip = await page.locator('main a', { hasText: 'Xem lý do' }).getAttribute('href')
    const answer = await context.request.get(slip ?? '')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect([...citizen.faults, ...desk.faults]).toEqual([])
  })

  test('the citizen takes it back, and no officer can go on with it', async () => {
    const citizen = await journey.open({ as: 'minh', scripts })
    const { page } = citizen
    const code = await fileBirth(citizen, scripts)
    const desk = await journey.open({ as: hyCuong.desk, scripts })
    await openDossier(desk, code)

    await page.goto(`/ho-so/${code}`)
    await page.locator('summary', { hasText: 'Rút hồ sơ' }).click()
    await page.locator('textarea[name="reason"]').fill('Tôi muốn nộp lại ở nơi khác.')
    await press(citizen, 'Đồng ý rút hồ sơ')
    expect(await notice(citizen)).toContain('Đã rút hồ sơ.')
    expect(await whole(citizen)).not.toContain('Đồng ý rút hồ sơ')

    // The page of the officer is older than the withdrawal.
    await act(desk, 'Tiếp nhận', {}, 'Tiếp nhận')
    expect(await whole(desk)).toMatch(/tải lại trang|không còn|đã có người làm xong/i)
    expect([...citizen.faults, ...desk.faults]).toEqual([])
  })

  test('a fee is paid through the platform, after a try without money, and the receipt is there', async () => {
    const citizen = await journey.open({ as: 'ngoc', scripts })
    const { page, context } = citizen
    const filing = { procedure: paidProcedure, answers: answersTo('general'), hasScripts: scripts }
    await fileUpToPapers(citizen, filing)
    for (let at = 0; at < (await page.locator('main input[type="file"]').count()); at += 1)
      await attach(citizen, pdf(`giay-to-${at}.pdf`), at)
    if (scripts) await arrived(citizen, 'giay-to-0.pdf')
    await press(citizen, 'Tiếp tục')
    await page.waitForURL(/xem-lai$/)
    expect(await whole(citizen)).toContain('15.000 đ')
    await page.locator('input[name="declared"]').check()
    await press(citizen, 'Nộp hồ sơ')
    const code = await codeOn(citizen)

    await page.locator('main a', { hasText: 'Nộp tiền' }).first().click()
    await page.waitForURL(/nop-tien$/)
    expect(await whole(citizen)).toContain('Mười lăm nghìn đồng')
    await press(citizen, 'Thanh toán trên mạng')
    await page.getByRole('button', { name: /không đủ số dư/ }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('button', { name: 'Hủy giao dịch' }).click()
    await page.getByRole('link', { name: 'Quay lại hồ sơ' }).click()
    await page.waitForURL(new RegExp(`/ho-so/${code.replaceAll('.', '\\.')}`))
    expect(await notice(citizen)).toContain('chưa thành công')

    await page.goto(`/ho-so/${code}/nop-tien`)
    await press(citizen, 'Thanh toán trên mạng')
    await page.getByRole('button', { name: 'Xác nhận thanh toán' }).click()
    const back = page.getByRole('link', { name: 'Quay lại hồ sơ' })
    await back.or(page.locator('main .notice')).first().waitFor()
    if ((await back.count()) > 0) await back.click()
    await page.waitForURL(new RegExp(`/ho-so/${code.replaceAll('.', '\\.')}`))
    await expect
      .poll(
        async () => {
          await page.goto(`/ho-so/${code}`)
          return whole(citizen)
        },
        { timeout: 15_000 },
      )
      .toContain('Biên lai điện tử')
    const receipt = await page.locator('main a', { hasText: 'Biên lai điện tử' }).getAttribute('href')
    const answer = await context.request.get(receipt ?? '')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await shown(page.locator('main'))).toContain('Đã nộp')
    expect(citizen.faults).toEqual([])
  })
})
