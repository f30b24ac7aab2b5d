import type { AuditReportPage } from './audit-report-page.ts'

export const auditReportSample: AuditReportPage = {
  agency: 'Ủy ban nhân dân phường Việt Trì',
  heading: 'BÁO CÁO ĐÁNH GIÁ NỘI BỘ',
  number: 'Cuộc đánh giá số 1/2026',
  facts: [{ label: 'Nội dung đánh giá', value: 'Tiếp nhận và trả kết quả' }],
  columns: ['Số', 'Mức', 'Phát hiện', 'Đơn vị, hạn', 'Nguyên nhân, khắc phục', 'Kết quả'],
  rows: [['1', 'Lưu ý', 'Sổ theo dõi chưa ký đủ', 'Văn phòng, 30/09/2026', 'Thiếu nhắc; đã ký bổ sung', 'Đã đóng']],
  none: 'Không có phát hiện nào.',
  signer: { title: 'TRƯỞNG ĐOÀN ĐÁNH GIÁ', name: 'Phạm Thu Yến' },
}
