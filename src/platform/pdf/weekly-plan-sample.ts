import type { WeeklyPlanPage } from './weekly-plan-page.ts'

export const weeklyPlanSample: WeeklyPlanPage = {
  parentAgency: 'Ủy ban nhân dân tỉnh Phú Thọ',
  agency: 'Ủy ban nhân dân phường Việt Trì',
  heading: 'LỊCH CÔNG TÁC TUẦN',
  week: 'Tuần 37 (từ ngày 07/09/2026 đến ngày 13/09/2026)',
  issue: 'Bản phát hành lần 1',
  columns: { day: 'Thứ, ngày', morning: 'Sáng', afternoon: 'Chiều' },
  days: [
    {
      weekday: 'Thứ Hai',
      date: '07/09/2026',
      notes: ['Nghỉ phép: Nguyễn Văn An'],
      morning: [
        { time: '07:30', title: 'Họp giao ban tuần', lines: ['Chủ trì: Chủ tịch', 'Địa điểm: Phòng họp tầng 2'] },
      ],
      afternoon: [{ time: '14:00', title: 'Tiếp công dân định kỳ', mark: 'Thay đổi', lines: [] }],
    },
    { weekday: 'Thứ Ba', date: '08/09/2026', notes: [], morning: [], afternoon: [] },
  ],
  approver: 'NGƯỜI DUYỆT LỊCH',
  recipients: ['Nơi nhận:', 'Lãnh đạo cơ quan;', 'Lưu: VT.'],
}
