import type { VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import type { DossierPanelView } from '#web/ui/views/officer/dossier-panel.tsx'
import { WorkListPage, type WorkListView, type WorkRowView } from '#web/ui/views/officer/work-list.tsx'

const t = messages('vi')
const target = { action: '/x', csrf: 'x', key: 'k' }
type Level = WorkRowView['due']['level']

const row = (code: string, name: string, sub: string, step: string, level: Level, text: string, isOpen = false) => ({
  id: code,
  href: `/can-bo?mo=${code}`,
  code,
  procedureName: name,
  sub,
  step,
  due: { level, text },
  isOpen,
})

const work = (open: DossierPanelView | undefined): WorkListView => ({
  title: 'Việc của tôi',
  total: '37',
  filters: [
    { href: '?', text: 'Của tôi', current: true },
    { href: '?loc=tiep-nhan', text: 'Chờ tiếp nhận', count: 12 },
    { href: '?loc=tra', text: 'Chờ trả', count: 5 },
    { href: '?loc=linh-vuc', text: 'Lĩnh vực: tất cả' },
  ],
  search: { target, name: 'q' },
  bulk: { target, name: 'id' },
  exportHref: '/xuat',
  pages: { nextHref: '?sau=x', position: '1–9 trong 37' },
  groups: [
    {
      level: 'critical',
      count: '1',
      rows: [
        row('H44.21-261102-0007', 'Đăng ký biến động đất đai', 'Trần Thị Minh', 'Chờ thuế', 'critical', 'trễ 3 ngày'),
      ],
    },
    {
      level: 'overdue',
      count: '2',
      rows: [
        row('H44.21-261116-0031', 'Cấp bản sao trích lục hộ tịch', 'Lê Văn Hùng', 'Ký số', 'overdue', 'trễ 2 giờ'),
        row('H44.21-261117-0004', 'Trợ cấp xã hội hằng tháng', 'Hà Thị Nụ', 'Thẩm định', 'overdue', 'trễ 1 giờ'),
      ],
    },
    {
      level: 'soon',
      count: '9',
      rows: [
        row(
          'H44.21-261120-0042',
          'Đăng ký khai sinh',
          'Nguyễn Thị Lan, nộp trực tuyến, 4 giấy tờ',
          'Chờ tiếp nhận',
          'soon',
          'còn 1 giờ 20',
          true,
        ),
        row(
          'H44.21-261120-0044',
          'Chứng thực bản sao từ bản chính',
          'Phạm Quốc Bảo',
          'Chờ tiếp nhận',
          'soon',
          'còn 2 giờ',
        ),
        row(
          'H44.21-261119-0018',
          'Đăng ký thành lập hộ kinh doanh',
          'Bùi Thu Hà',
          'Phê duyệt',
          'soon',
          '16:30 hôm nay',
        ),
      ],
    },
    {
      level: 'later',
      count: '25',
      rows: [
        row(
          'H44.21-261121-0003',
          'Cấp giấy phép xây dựng nhà ở riêng lẻ',
          'Đinh Công Sơn',
          'Thẩm định',
          'later',
          'T6 04/12',
        ),
        row('H44.21-261121-0009', 'Đăng ký kết hôn', 'Vũ Hoài Nam, Quách Thị Mai', 'Thẩm tra', 'later', 'T3 24/11'),
      ],
    },
  ],
  open,
})

const panel: DossierPanelView = {
  code: 'H44.21-261120-0042',
  procedureName: 'Đăng ký khai sinh',
  procedureHref: '/thu-tuc/1.001193',
  received: 'Trực tuyến 08:12',
  status: 'Mới đăng ký',
  clock: { level: 'soon', text: 'Tiếp nhận trong 8 giờ làm việc: còn 1 giờ 20' },
  backHref: '/can-bo',
  applicant: [
    { term: 'Họ tên', value: 'Nguyễn Thị Lan' },
    { term: 'Số định danh', value: '0251••••8890' },
    { term: 'Nhận kết quả', value: 'Điện tử và tại một cửa' },
  ],
  form: [
    {
      title: 'Trẻ được khai sinh',
      rows: [
        { term: 'Họ, chữ đệm, tên trẻ', value: 'Nguyễn Minh Anh' },
        { term: 'Ngày sinh', value: '07/09/2026' },
      ],
    },
  ],
  papers: [
    { name: 'Tờ khai đăng ký khai sinh', origin: 'e-form', files: [] },
    {
      name: 'Giấy chứng sinh',
      origin: 'người nộp gửi',
      files: [
        { href: '?tep=1', name: 'mặt trước', isOpen: true },
        { href: '?tep=2', name: 'mặt sau' },
      ],
    },
    { name: 'Thông tin cư trú', origin: 'từ CSDL dân cư', files: [] },
    { name: 'Giấy chứng nhận kết hôn', isMissing: true, files: [] },
  ],
  file: {
    name: 'Giấy chứng sinh, mặt trước',
    kind: 'image',
    href: 'qr.svg',
    downloadHref: '/tep/1',
    nextHref: '?tep=2',
    position: '1/2',
  },
  due: {
    at: '17:00 thứ Hai, 23/11/2026',
    lines: [{ text: 'Thời hạn theo quy định: 1 ngày làm việc', value: '23/11, 17:00' }],
  },
  money: { rows: [], text: 'Không mất phí' },
  slips: [],
  history: [{ state: 'current', what: 'Chờ một cửa xã Hy Cương tiếp nhận', when: 'từ 08:12 hôm nay' }],
  acts: [
    { text: 'Tiếp nhận', target, shortcut: 'T', isMain: true },
    {
      text: 'Yêu cầu bổ sung',
      target,
      shortcut: 'B',
      confirmText: 'Gửi phiếu yêu cầu bổ sung',
      explains: 'Ghi đủ một lần mọi thứ còn thiếu. Người nộp nhận phiếu mẫu 02.',
      fields: {
        sections: [{ id: 'b' }],
        fields: [
          {
            section: 'b',
            name: 'papers',
            type: 'checkboxes',
            label: 'Giấy tờ cần bổ sung',
            required: true,
            options: [
              { value: '1', text: 'Giấy chứng sinh' },
              { value: '2', text: 'Giấy chứng nhận kết hôn' },
            ],
          },
          { section: 'b', name: 'reason', type: 'textarea', label: 'Lý do', required: true },
        ],
      },
    },
    {
      text: 'Từ chối',
      target,
      shortcut: 'X',
      fields: {
        sections: [{ id: 'x' }],
        fields: [{ section: 'x', name: 'why', type: 'textarea', label: 'Lý do cụ thể', required: true }],
      },
    },
  ],
}

const withBoxOpen: DossierPanelView = {
  ...panel,
  acts: panel.acts.map((act) => (act.shortcut === 'B' && 'target' in act ? { ...act, isOpen: true } : act)),
}

/** The list of work: alone, with a dossier beside it, with a question open, and empty. */
export const workListSamples: Readonly<Record<string, VNode>> = {
  'officer-list': <WorkListPage t={t} view={work(undefined)} />,
  'officer-open': <WorkListPage t={t} view={work(panel)} />,
  'officer-asking': <WorkListPage t={t} view={work(withBoxOpen)} />,
  'officer-empty': (
    <WorkListPage
      t={t}
      view={{
        ...work(undefined),
        groups: [],
        total: '0',
        empty: {
          title: t.officer.emptyTitle,
          text: t.officer.emptyText,
          link: { href: '?tat-ca', text: t.officer.emptyAll },
        },
      }}
    />
  ),
}
