import type { TemplateData } from './template-data.ts'

export const envelopesSample: TemplateData['envelopes'] = {
  agency: 'Ủy ban nhân dân xã Hy Cương',
  code: '15/TB-UBND',
  receivers: [{ name: 'Trưởng khu 3', address: 'Khu 3, xã Hy Cương' }, { name: 'Các thôn' }],
}

export const copySheetSample: TemplateData['copy-sheet'] = {
  copyBlock: {
    kind: 'SAO Y',
    agency: 'Ủy ban nhân dân xã Hy Cương',
    code: '01/SY-UBND',
    place: 'Hy Cương',
    date: 'ngày 07 tháng 9 năm 2026',
    recipients: ['Các thôn'],
    signer: { lines: ['TL. Chủ tịch', 'Chánh Văn phòng'], name: 'Dương Minh Hùng' },
  },
}
