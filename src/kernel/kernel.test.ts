import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUuid, newId } from './ids.ts'
import { dongInWords, formatDong } from './money.ts'
import { formatInstantLong, formatLegalDate, Temporal } from './time.ts'
import { fold, maskIdentityNumber, slug, tidy } from './vietnamese-text.ts'

describe('ids', () => {
  it('are UUIDs of version 7', () => {
    const id = newId()
    expect(isUuid(id)).toBe(true)
    expect(id[14]).toBe('7')
  })

  it('stand in the order in which they were made', () => {
    const ids = Array.from({ length: 1_000 }, newId)
    expect(ids.toSorted()).toEqual(ids)
  })
})

describe('money', () => {
  it.each([
    [0, 'Không đồng'],
    [5_000, 'Năm nghìn đồng'],
    [15_000, 'Mười lăm nghìn đồng'],
    [75_000, 'Bảy mươi lăm nghìn đồng'],
    [101_000, 'Một trăm linh một nghìn đồng'],
    [135_021, 'Một trăm ba mươi lăm nghìn không trăm hai mươi mốt đồng'],
    [2_000_000, 'Hai triệu đồng'],
    [1_000_500_000, 'Một tỷ năm trăm nghìn đồng'],
  ])('%i is read "%s"', (amount, words) => expect(dongInWords(amount)).toBe(words))

  it('refuses what is not an amount', () => expect(() => dongInWords(1.5)).toThrow(RangeError))

  it('groups thousands', () => expect(formatDong(1_250_000)).toBe('1.250.000 đ'))
})

describe('time', () => {
  it('is written as people say it', () =>
    expect(formatInstantLong(Temporal.Instant.from('2026-09-07T10:00:00Z'))).toBe('17:00 thứ Hai, 07/09/2026'))

  it('is written as the law writes it', () => {
    expect(formatLegalDate(Temporal.PlainDate.from('2026-02-05'))).toBe('ngày 05 tháng 02 năm 2026')
    expect(formatLegalDate(Temporal.PlainDate.from('2026-08-28'))).toBe('ngày 28 tháng 8 năm 2026')
  })
})

describe('text', () => {
  it('loses its marks', () => expect(fold('ĐĂNG KÝ Khai sinh, sổ đỏ')).toBe('dang ky khai sinh, so do'))
  it('makes an address', () => expect(slug('  Cấp lại: Giấy phép lái xe! ')).toBe('cap-lai-giay-phep-lai-xe'))
  it('masks an identity number', () => expect(maskIdentityNumber('025184000890')).toBe('0251••••0890'))
  it('folds the composed and the decomposed form alike', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => fold(text.normalize('NFC')) === fold(text.normalize('NFD')),
      ),
    ))
  it('is tidy only once', () => fc.assert(fc.property(fc.string(), (text) => tidy(tidy(text)) === tidy(text))))
})
