import { describe, expect, it } from 'vitest'
import { faceOfLetter } from './mailed-letter.ts'

const face = (subject: string) => {
  const { subject: about, code } = faceOfLetter({ subject, senderName: 'Sở Y tế', senderAddress: 'vt@syt.example' })
  return [code.number, code.notation, about]
}

describe('what a letter tells of its document', () => {
  it.each([
    ['731/SYT-NVY: V/v phòng, chống dịch', 731, 'SYT-NVY', 'V/v phòng, chống dịch'],
    ['Fwd: RE: 731-SYT-NVY V/v phòng, chống dịch', 731, 'SYT-NVY', 'V/v phòng, chống dịch'],
    ['Công văn số 15/STP-HCTP ngày 3/9/2026 về việc hộ tịch', 15, 'STP-HCTP', 'về việc hộ tịch'],
    ['THÔNG BÁO số: 07/TB-UBND - Lịch tiếp dân', 7, 'TB-UBND', 'Lịch tiếp dân'],
    ['Quyết định 1205/QĐ-UBND, ngày 01-09-2026: Phân bổ kinh phí', 1205, 'QĐ-UBND', 'Phân bổ kinh phí'],
    ['V/v cung cấp số liệu (Công văn số 88/SNV-CCHC)', 88, 'SNV-CCHC', 'V/v cung cấp số liệu'],
    ['Báo cáo quý III (12/BC-TTYT) năm 2026', 12, 'BC-TTYT', 'Báo cáo quý III năm 2026'],
    // In the middle of words it belongs to them.
    ['Trả lời văn bản 45/UBND-VP của xã', 45, 'UBND-VP', 'Trả lời văn bản 45/UBND-VP của xã'],
    ['Thông báo ngừng cấp nước', null, '', 'Thông báo ngừng cấp nước'],
    ['24/7 hỗ trợ khách hàng', null, '', '24/7 hỗ trợ khách hàng'],
    ['731/SYT-NVY', 731, 'SYT-NVY', ''],
  ])('%s', (subject, number, notation, about) => {
    expect(face(subject)).toEqual([number, notation, about])
  })

  it('is read in time whatever a stranger writes', () => {
    for (const evil of ['1/A-'.repeat(200), 'Số '.repeat(250), '('.repeat(500), `1/${'A-'.repeat(300)}`])
      expect(face(evil).at(2)).toBeTypeOf('string')
  })
})
