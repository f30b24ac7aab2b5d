import { workingDays } from './admin/days.ts'
import { procedureImport } from './admin/import.ts'
import { signingKeys } from './admin/keys.ts'
import { organisation } from './admin/organisation.ts'
import { settings } from './admin/settings.ts'
import { everydayWords } from './admin/words.ts'
import { offerings } from './admin-offerings.ts'

/** Pages of administrators. */
export const admin = {
  ...everydayWords,
  ...settings,
  ...workingDays,
  ...procedureImport,
  ...organisation,
  ...offerings,
  ...signingKeys,
  tabAccounts: 'Tài khoản',
  tabWords: 'Từ thường gọi',
  tabSettings: 'Quy định',
  tabImport: 'Nhập thủ tục',
  officersTitle: 'Tài khoản cán bộ',
  officersLead: 'Sai mật khẩu năm lần thì bị khóa. Xác minh đúng người rồi mới mở.',
  lockedFilter: 'Đang khóa',
  officerName: 'Họ tên',
  officerUser: 'Tên đăng nhập',
  officerPost: 'Chức vụ, đơn vị',
  officerState: 'Trạng thái',
  officerLastSeen: 'Đăng nhập gần nhất',
  stateActive: 'Đang dùng',
  stateLocked: 'Đang khóa',
  stateEnded: 'Đã ngừng',
  lockedAt: (time: string, tries: number) => `Khóa lúc ${time} sau ${tries} lần sai`,
  unlock: 'Mở khóa',
  unlockOf: (name: string) => `Mở khóa cho ${name}`,
  unlockReason: 'Đã xác minh bằng cách nào?',
  hasSecondFactor: 'Xác thực hai bước',
  oneTime: 'Cấp mật khẩu',
  oneTimeOf: (name: string) => `Cấp mật khẩu dùng một lần cho ${name}`,
  oneTimeTitle: (name: string) => `Cấp mật khẩu cho ${name}`,
  oneTimeLead:
    'Mật khẩu mới dùng một lần: người nhận phải đổi khi đăng nhập. Mật khẩu cũ và các nơi đang đăng nhập dừng ngay; tài khoản khóa được mở.',
  oneTimeFactors: 'Xác thực hai bước',
  oneTimeFactorsHint: 'Chỉ gỡ khi người đó mất thiết bị và không còn mã khôi phục.',
  oneTimeFactorsRemove: 'Gỡ ứng dụng xác thực, mã khôi phục và mọi khóa truy cập',
  oneTimeIssue: 'Cấp mật khẩu dùng một lần',
  oneTimeIssued: (name: string) => `Mật khẩu dùng một lần của ${name}`,
  oneTimeTell: 'Mật khẩu chỉ hiện lúc này. Đọc trực tiếp cho đúng người, đừng gửi qua tin nhắn.',
  oneTimeUntil: 'Dùng trước',
  noOfficers: 'Không có tài khoản nào bị khóa',
  noOfficersText: 'Khi có người nhập sai mật khẩu nhiều lần, tên sẽ hiện ở đây.',

  mailTitle: 'Thư đã gửi (bản dùng thử)',
  mailLead: 'Chưa đặt máy chủ thư, nên thư gửi cho người dân được giữ ở đây.',
  mailTo: 'Gửi tới',
  mailSubject: 'Tiêu đề',
  mailAt: 'Lúc',
  mailEmpty: 'Chưa có thư nào',
  mailEmptyText: 'Nộp một hồ sơ, thư báo sẽ hiện ở đây.',
}
