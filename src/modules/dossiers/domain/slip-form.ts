/** The legal slips by their numbers. @legal TT-03-2025 Phụ lục I */
export type SlipForm = '01' | '02' | '03' | '04' | '05' | '06' | '07'

const titles: Readonly<Record<SlipForm, string>> = {
  '01': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  '02': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  '03': 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  '04': 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
  '05': 'Thông báo dừng giải quyết hồ sơ',
  '06': 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  '07': 'Sổ theo dõi hồ sơ',
}

/** The official name of a slip; empty for a number that no slip has. */
export const slipTitle = (form: string): string => (Object.hasOwn(titles, form) ? titles[form as SlipForm] : '')
