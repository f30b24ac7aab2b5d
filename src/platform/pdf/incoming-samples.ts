import type { DocumentRegisterPage, HandlingSlipPage, IncomingStampPage } from './incoming-pages.ts'

export const documentRegisterSample: DocumentRegisterPage = {
  parentAgency: 'Ủy ban nhân dân tỉnh Phú Thọ',
  agency: 'Ủy ban nhân dân xã Hy Cương',
  heading: 'Sổ đăng ký văn bản đến',
  book: 'Sổ văn bản đến',
  from: '01/09/2026',
  to: '30/09/2026',
  columns: [
    { title: 'Ngày đến', share: 2 },
    { title: 'Số đến', share: 1 },
    { title: 'Tên loại và trích yếu nội dung văn bản', share: 5 },
  ],
  rows: [['07/09/2026', '12', 'Công văn về việc rà soát dữ liệu hộ tịch']],
}

export const incomingStampSample: IncomingStampPage = {
  agency: 'Ủy ban nhân dân xã Hy Cương',
  number: '12',
  date: '07/09/2026',
  to: 'Văn phòng',
  subject: '15/STP-HCTP: V/v rà soát dữ liệu hộ tịch',
}

export const handlingSlipSample: HandlingSlipPage = {
  parentAgency: 'Ủy ban nhân dân tỉnh Phú Thọ',
  agency: 'Ủy ban nhân dân xã Hy Cương',
  placeAndDate: 'Hy Cương, ngày 08 tháng 9 năm 2026',
  document: 'Công văn 15/STP-HCTP; ngày 04 tháng 9 năm 2026; Sở Tư pháp; V/v rà soát dữ liệu hộ tịch',
  arrival: 'Số đến 12, ngày 07 tháng 9 năm 2026',
  sections: [
    {
      title: '1. Ý kiến của lãnh đạo cơ quan, tổ chức',
      entries: [
        {
          body: 'Tham mưu văn bản trả lời, trình trước hạn.',
          lines: ['Xử lý chính: Văn phòng, thời hạn: 10/09/2026'],
          by: 'Nguyễn Thị Hồng Hạnh, Chủ tịch',
          at: '09:30 07/09/2026',
        },
      ],
    },
    { title: '2. Ý kiến của lãnh đạo đơn vị', entries: [] },
    { title: '3. Ý kiến đề xuất của người giải quyết', entries: [] },
  ],
}
