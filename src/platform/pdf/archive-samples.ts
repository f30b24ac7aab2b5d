import type { ArchiveMinutesPage, ArchiveTablePage, FileCoverPage } from './archive-pages.ts'

const head = { parentAgency: 'Ủy ban nhân dân tỉnh Phú Thọ', agency: 'Ủy ban nhân dân xã Hy Cương' }

export const archiveTableSample: ArchiveTablePage = {
  ...head,
  heading: 'Danh mục hồ sơ',
  under: ['Năm 2026', '(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2026)'],
  intro: ['Danh mục hồ sơ này có 1 hồ sơ, bao gồm:'],
  columns: [
    { title: 'Số và ký hiệu hồ sơ', share: 1 },
    { title: 'Tên đề mục và tiêu đề hồ sơ', share: 4 },
    { title: 'Thời hạn bảo quản', share: 1 },
  ],
  rows: [
    { cells: ['', 'I. TỔ CHỨC CÁN BỘ', ''], isHeading: true },
    { cells: ['01.TCCB', 'Hồ sơ đánh giá cán bộ, công chức năm 2026', '20 năm'] },
  ],
  outro: ['Mục lục này gồm: 1 hồ sơ.'],
  placeAndDate: 'Hy Cương, ngày 05 tháng 01 năm 2026',
  signers: [{ title: 'Người lập', note: '(Ký và ghi rõ họ và tên, chức vụ)', name: 'Đặng Hữu Cường' }],
}

export const archiveMinutesSample: ArchiveMinutesPage = {
  ...head,
  placeAndDate: 'Hy Cương, ngày 22 tháng 11 năm 2026',
  heading: 'Biên bản',
  subject: 'Giao nhận hồ sơ, tài liệu',
  bases: ['Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;'],
  blocks: [
    { text: 'BÊN GIAO:', isStrong: true },
    { text: 'Ông (bà): Đỗ Văn Khôi', isIndented: true },
    { text: '1. Tên khối tài liệu giao nộp: hồ sơ hộ tịch năm 2025.' },
  ],
  signers: [
    { title: 'Đại diện bên giao', note: '(Ký và ghi rõ họ và tên)', name: 'Đỗ Văn Khôi', field: 'ChuKyBenGiao' },
    { title: 'Đại diện bên nhận', note: '(Ký và ghi rõ họ và tên)', name: 'Bùi Thị Thu Hường', field: 'ChuKyBenNhan' },
  ],
}

export const fileCoverSample: FileCoverPage = {
  ...head,
  unit: 'Phòng Kinh tế',
  code: '01.KT',
  title: 'Hồ sơ quản lý đất đai năm 2026',
  from: '05/01/2026',
  to: '20/11/2026',
  documents: '12',
  pages: '48',
  retention: '20 năm',
  fonds: 'H44.105',
}
