import type { DocumentRegisterPage, IncomingStampPage } from './incoming-pages.ts'

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
