import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { handlingSlip } from './handling-slip.ts'

const document = {
  agencyName: 'Ủy ban nhân dân xã Hy Cương',
  agencySuperior: 'Ủy ban nhân dân tỉnh Phú Thọ',
  typeCode: 'CV',
  codeNumber: 15,
  codeNotation: 'STP-HCTP',
  documentDate: Temporal.PlainDate.from('2026-09-04'),
  authorName: 'Sở Tư pháp',
  subject: 'V/v rà soát dữ liệu hộ tịch',
  registerNumber: 12,
  registeredAt: Temporal.Instant.from('2026-09-07T01:00:00Z'),
}
const said = (role: string | null, body: string) => ({
  role,
  body,
  officerName: 'Trần Văn Đức',
  officerTitle: 'Chức danh',
  saidAt: Temporal.Instant.from('2026-09-07T02:30:00Z'),
  targets: [{ name: 'Văn phòng', part: 'lead', dueAt: '2026-09-10T10:00:00Z' }],
})
const now = Temporal.Instant.from('2026-09-08T02:00:00Z')

describe('the slip of handling', () => {
  it('names the document as the form asks, and its number of arrival', () => {
    const slip = handlingSlip(document, [], now)
    expect(slip.document).toBe(
      'Công văn 15/STP-HCTP; ngày 04 tháng 9 năm 2026; Sở Tư pháp; V/v rà soát dữ liệu hộ tịch',
    )
    expect(slip.arrival).toBe('Số đến 12, ngày 07 tháng 9 năm 2026')
    expect(slip.placeAndDate).toBe('Hy Cương, ngày 08 tháng 9 năm 2026')
  })

  it('has every word said in exactly one of its parts, by the post it was said from', () => {
    const opinions = [said('leader', 'một'), said('unit-head', 'hai'), said('handler', 'ba'), said(null, 'bốn')]
    const { sections } = handlingSlip(document, opinions, now)
    expect(sections.map(({ entries }) => entries.map(({ body }) => body))).toEqual([['một'], ['hai'], ['ba', 'bốn']])
    expect(sections[0]?.entries[0]?.lines).toEqual(['Xử lý chính: Văn phòng, thời hạn: 10/09/2026'])
  })

  it('keeps its three parts where nothing was said, for the pen', () => {
    expect(handlingSlip({ ...document, registeredAt: null }, [], now).sections.map(({ entries }) => entries)).toEqual([
      [],
      [],
      [],
    ])
  })
})
