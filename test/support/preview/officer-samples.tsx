import type { VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import { EverydayWordsPage } from '#web/ui/views/admin/everyday-words.tsx'
import { ImportReportPage } from '#web/ui/views/admin/import-report.tsx'
import { KeptMailPage } from '#web/ui/views/admin/kept-mail.tsx'
import { OfficerAccountsPage } from '#web/ui/views/admin/locked-officers.tsx'
import { SettingChangePage } from '#web/ui/views/admin/setting-change.tsx'
import { SettingsPage, type SettingVersionView } from '#web/ui/views/admin/settings.tsx'
import { WorkingDaysPage } from '#web/ui/views/admin/working-days.tsx'
import { ApologyPage } from '#web/ui/views/officer/apology.tsx'
import { CounterPage } from '#web/ui/views/officer/counter.tsx'
import type { DossierPanelView } from '#web/ui/views/officer/dossier-panel.tsx'
import { DraftOutcomePage } from '#web/ui/views/officer/draft-outcome.tsx'
import { RegisterPage } from '#web/ui/views/officer/register.tsx'
import type { OpenPaperView, QueuedPaperView } from '#web/ui/views/officer/signing-pages/paper-queue.tsx'
import { NumberingPage, SigningPage } from '#web/ui/views/officer/signing-pages/paper-queue.tsx'
import { WorkListPage, type WorkListView, type WorkRowView } from '#web/ui/views/officer/work-list.tsx'

const t = messages('vi')
const target = { action: '/x', csrf: 'x', key: 'k' }
type Level = WorkRowView['due']['level']

const settingVersion = (id: string, state: SettingVersionView['state']): SettingVersionView => ({
  id,
  facts: [
    { label: 'Các buổi làm việc', text: '07:00-11:30, 13:30-17:00' },
    { label: 'Ngày nghỉ trong tuần', text: 'thứ Bảy, Chủ Nhật' },
  ],
  from: '01/07/2025',
  until: '31/12/2026',
  source: 'Quyết định 12/2026/QĐ-UBND',
  certainty: 'Đã đọc văn bản',
  decided: 'Nguyễn Văn A quyết định lúc 08:00 01/07/2025',
  state,
  withdraw: state === 'planned' ? { target, label: 'Rút lại giá trị dự kiến từ 01/07/2025' } : undefined,
})

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

const queue: readonly QueuedPaperView[] = [
  {
    id: '1',
    href: '?1',
    name: 'Giấy khai sinh',
    code: 'H44.21-261120-0042',
    sub: 'Nguyễn Minh Anh · soạn: Trần Văn Hòa',
    due: { level: 'soon', text: 'còn 2 giờ' },
    isOpen: true,
  },
  { id: '2', href: '?2', name: 'Giấy phép xây dựng', code: 'H44.21-261102-0003', sub: 'Đinh Công Sơn' },
]

const openPaper = (acts: OpenPaperView['acts']): OpenPaperView => ({
  name: 'Giấy khai sinh: Nguyễn Minh Anh',
  backHref: '?',
  facts: [
    { term: 'Người soạn', value: 'Trần Văn Hòa, 09:10 hôm nay' },
    { term: 'Ký với tư cách', value: 'Chủ tịch UBND xã Hy Cương' },
    { term: 'Khóa ký', value: 'Nguyễn Văn Bình, hạn 01/2028' },
  ],
  file: { name: 'giay-khai-sinh.pdf', kind: 'pdf', href: '/missing.pdf', downloadHref: '/x' },
  acts,
})

const sign = openPaper([
  {
    text: 'Ký số',
    target,
    isMain: true,
    shortcut: 'K',
    explains: 'Văn bản được ký bằng khóa của bạn rồi chuyển văn thư lấy số.',
    fields: {
      sections: [{ id: 'p' }],
      fields: [{ section: 'p', name: 'pin', type: 'text', label: 'Mã PIN của khóa ký', required: true }],
    },
  },
  {
    text: 'Gửi lại',
    target,
    shortcut: 'L',
    fields: {
      sections: [{ id: 'l' }],
      fields: [{ section: 'l', name: 'why', type: 'textarea', label: 'Lý do gửi lại', required: true }],
    },
  },
])

const counter = (
  <CounterPage
    t={t}
    view={{
      procedureName: 'Chứng thực bản sao từ bản chính',
      procedureCode: '2.000815',
      chooseHref: '/can-bo/quay',
      target,
      errors: [],
      accept: '.pdf,.jpg',
      time: 'Trong ngày làm việc',
      fee: '2.000 đ/trang',
      expectedDue: '16:00 hôm nay',
      decisionName: 'decision',
      person: {
        sections: [{ id: 'p', title: 'Người nộp' }],
        fields: [
          {
            section: 'p',
            name: 'p.id',
            type: 'identity-number',
            label: 'Số định danh',
            required: true,
            width: 'half',
            value: '025184000890',
          },
          {
            section: 'p',
            name: 'p.name',
            type: 'text',
            label: 'Họ và tên',
            required: true,
            width: 'half',
            value: 'Phạm Quốc Bảo',
            source: 'Lấy từ CSDL dân cư',
          },
          { section: 'p', name: 'p.phone', type: 'phone', label: 'Số điện thoại', required: true, width: 'half' },
          { section: 'p', name: 'p.email', type: 'email', label: 'Email', width: 'half' },
          { section: 'p', name: 'p.addr', type: 'text', label: 'Địa chỉ', required: true },
        ],
      },
      papers: [
        {
          name: 'Bản chính giấy tờ',
          isRequired: true,
          originals: { name: 'a.o', value: '1' },
          copies: { name: 'a.c', value: '0' },
          scan: { name: 'a.s' },
        },
        {
          name: 'Bản sao cần chứng thực',
          isRequired: true,
          originals: { name: 'b.o', value: '0' },
          copies: { name: 'b.c', value: '3' },
          scan: { name: 'b.s' },
        },
      ],
    }}
  />
)

const draft = (
  <DraftOutcomePage
    t={t}
    view={{
      code: 'H44.21-261120-0042',
      procedureName: 'Đăng ký khai sinh',
      backHref: '/can-bo',
      templateName: 'Giấy khai sinh',
      templates: [{ href: '?mau=2', text: 'Trích lục khai sinh (bản sao)' }],
      target,
      errors: [],
      deedName: 'deed',
      note: { name: 'note' },
      returned: { by: 'Nguyễn Văn Bình', reason: 'Sửa lại nơi sinh cho khớp giấy chứng sinh.' },
      fields: {
        sections: [{ id: 'd', title: 'Nội dung' }],
        fields: [
          {
            section: 'd',
            name: 'd.name',
            type: 'text',
            label: 'Họ, chữ đệm, tên',
            value: 'Nguyễn Minh Anh',
            required: true,
            source: 'Lấy từ tờ khai',
          },
          {
            section: 'd',
            name: 'd.place',
            type: 'textarea',
            label: 'Nơi sinh',
            value: 'Bệnh viện Sản Nhi tỉnh Phú Thọ',
            required: true,
          },
        ],
      },
      preview: { name: 'ban-xem-truoc.pdf', kind: 'pdf', href: '/missing.pdf', downloadHref: '/x' },
    }}
  />
)

const register = (
  <RegisterPage
    t={t}
    view={{
      action: '/can-bo/so',
      names: { from: 'tu', until: 'den', field: 'linh-vuc', desk: 'noi' },
      isWrong: false,
      desks: [],
      deskCode: '',
      pdfHref: '#',
      csvHref: '#',
      periods: [{ href: '?', text: 'Tháng này', current: true }],
      from: '2026-11-01',
      until: '2026-11-22',
      fromText: '01/11/2026',
      untilText: '22/11/2026',
      fields: [{ value: 'ho-tich', text: 'Hộ tịch' }],
      superior: 'UBND XÃ HY CƯƠNG',
      desk: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
      pages: {},
      rows: [1, 2, 3].map((n) => ({
        number: String(n),
        code: `H44.21-261120-004${n}`,
        procedureName: 'Đăng ký khai sinh',
        person: 'Nguyễn Thị Lan',
        address: 'Khu 3, xã Hy Cương, 0912•••678',
        agency: 'UBND xã Hy Cương',
        received: '08:12 20/11/2026',
        due: '17:00 23/11/2026',
        returned: n === 1 ? '10:20 23/11/2026' : '',
        way: 'Điện tử',
        signed: '',
      })),
    }}
  />
)

const settings = (
  <SettingsPage
    t={t}
    view={{
      action: '/quan-tri/cai-dat',
      parts: [{ href: '/quan-tri/cai-dat', text: t.admin.settingsTitle, current: true }],
      queryName: 'q',
      query: '',
      scopes: [
        { href: '?', text: 'Tất cả', current: true },
        { href: '?s=tinh', text: 'Tỉnh' },
      ],
      groups: [
        {
          title: 'Thời hạn',
          settings: [
            {
              id: 'calendar.shift-plan province',
              name: 'Giờ làm việc',
              hint: 'Thời hạn chỉ tính trong giờ này.',
              scope: 'Cả tỉnh',
              now: settingVersion('1', 'now'),
              others: [settingVersion('2', 'planned'), settingVersion('3', 'past')],
              changeHref: '#',
            },
          ],
        },
      ],
    }}
  />
)

const admin: Readonly<Record<string, VNode>> = {
  'admin-officers': (
    <OfficerAccountsPage
      t={t}
      view={{
        filters: [
          { href: '?', text: 'Đang khóa', count: 1, current: true },
          { href: '?tat-ca', text: 'Tất cả', count: 212 },
        ],
        pages: {},
        officers: [
          {
            id: '1',
            name: 'Trần Văn Hòa',
            user: 'hoa.tv',
            post: 'Chuyên viên, một cửa xã Hy Cương',
            state: 'locked',
            locked: { at: '08:02 hôm nay', tries: 5 },
            lastSeen: '16:40 20/11/2026',
            hasSecondFactor: false,
            unlock: { target, reasonName: 'reason' },
          },
          {
            id: '2',
            name: 'Lê Thu',
            user: 'thu.l',
            post: 'Phòng Kinh tế',
            state: 'active',
            lastSeen: '08:10 hôm nay',
            hasSecondFactor: true,
          },
        ],
      }}
    />
  ),
  'admin-settings': settings,
  'admin-setting': (
    <SettingChangePage
      t={t}
      view={{
        name: 'Giờ làm việc',
        hint: 'Thời hạn chỉ tính trong giờ này.',
        back: { href: '?', text: t.admin.settingsTitle },
        target,
        errors: [{ name: 'hours', text: t.admin.settingFaults.hours }],
        fields: [
          { name: 'hours', kind: 'line', label: 'Các buổi làm việc', hint: 'Ví dụ: 07:00-11:30', value: '7-11' },
          { name: 'minutes', kind: 'number', label: 'Số phút', value: '15' },
          { name: 'choice', kind: 'choice', label: 'Cách tính', value: 'a', options: [{ value: 'a', text: 'A' }] },
          { name: 'letter', kind: 'paragraphs', label: 'Nội dung thư', value: 'Kính gửi' },
        ],
        scope: { name: 'scope', value: 'province', options: [{ value: 'province', text: 'Cả tỉnh' }] },
        from: { name: 'from', value: '2026-12-01', min: '2026-11-22' },
        until: { name: 'until', value: '', min: '2026-11-22' },
        source: { name: 'source', value: '' },
        certainty: { name: 'certainty', value: 'seen', options: [{ value: 'seen', text: 'Đã đọc văn bản' }] },
        versions: [settingVersion('1', 'now'), settingVersion('2', 'planned')],
      }}
    />
  ),
  'admin-days': (
    <WorkingDaysPage
      t={t}
      view={{
        parts: [{ href: '?', text: t.admin.daysTitle, current: true }],
        year: 2026,
        years: [{ href: '?', text: '2026', current: true }],
        days: [
          {
            date: '02/09/2026',
            weekday: 'thứ Tư',
            kind: t.admin.dayKinds.public_holiday,
            isWorking: false,
            name: 'Quốc khánh',
            source: 'Bộ luật Lao động 2019',
            certainty: 'Đã đọc văn bản',
          },
          {
            date: '14/11/2026',
            weekday: 'thứ Bảy',
            kind: t.admin.dayKinds.swapped_working,
            isWorking: true,
            name: 'Làm bù',
            source: 'Thông báo 12/TB-BNV',
            certainty: 'Đã đọc văn bản',
            remove: target,
          },
        ],
        recomputed: t.admin.daysRecomputedAt('10:20 22/11/2026', '12.345', '321'),
        isRecomputing: true,
        form: {
          target,
          errors: [{ name: 'title', text: t.admin.daysFaults.name }],
          date: { name: 'date', value: '', min: '2026-11-22' },
          kind: { name: 'kind', value: 'swapped_off', options: [{ value: 'swapped_off', text: 'Nghỉ hoán đổi' }] },
          title: { name: 'title', value: '' },
          source: { name: 'source', value: '' },
          certainty: { name: 'certainty', value: 'seen', options: [{ value: 'seen', text: 'Đã đọc văn bản' }] },
        },
      }}
    />
  ),
  'admin-words': (
    <EverydayWordsPage
      t={t}
      view={{
        action: '/quan-tri/tu-thuong-dung',
        search: { name: 'q', query: '' },
        count: '2',
        pages: {},
        form: {
          target,
          errors: [{ name: 'means', text: t.admin.wordsFaults.meaningMissing }],
          names: { phrase: 'phrase', means: 'means', code: 'code' },
          phrase: 'sổ đỏ',
          means: '',
          code: '',
          known: { phrase: 'sổ đỏ', cancelHref: '?', remove: target },
        },
        trial: {
          name: 'thu',
          query: 'sổ đỏ',
          found: [{ href: '#', text: 'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất' }],
        },
        words: [
          { id: '1', phrase: 'sổ đỏ', means: 'giấy chứng nhận quyền sử dụng đất', changeHref: '?sua=1' },
          {
            id: '2',
            phrase: 'bằng lái, GPLX',
            means: 'giấy phép lái xe',
            procedure: { code: '1.002809', href: '#', text: 'Đổi giấy phép lái xe' },
            changeHref: '?sua=2',
          },
        ],
      }}
    />
  ),
  'admin-import': (
    <ImportReportPage
      t={t}
      view={{
        form: { target, name: 'file', megabytes: 50, errors: [{ name: 'file', text: t.admin.importFaults.missing }] },
        reloadHref: '?',
        run: {
          state: 'done',
          fileName: 'procedures-2642.jsonl.gz',
          by: 'Nguyễn Văn A',
          at: '16:20 22/11/2026',
          lines: '2.642',
          counts: { added: '2.612', changed: '30', same: '0', doubtful: '2', refused: '1' },
          missing: t.admin.importMissingText('3'),
          refused: [{ line: '17', reason: 'Không phải bản ghi JSON', text: '{"code":' }],
        },
        pages: {},
        doubtful: [
          {
            code: '1.000178',
            name: 'Giải quyết khiếu nại về quyết định hành chính',
            href: '#',
            reasons: ['Không đọc được đơn vị thời gian'],
          },
        ],
      }}
    />
  ),
  'admin-mail': (
    <KeptMailPage
      t={t}
      view={{
        pages: {},
        messages: [
          {
            id: '1',
            to: 'lan@example.vn',
            subject: 'Hồ sơ H44.21-261122-0042 đã được nhận',
            at: '15:20 22/11/2026',
            text: 'Xin chào chị Lan,\n\nHồ sơ của chị đã được nhận.',
            attachments: [{ href: '#', text: 'Giấy tiếp nhận (PDF)' }],
          },
        ],
      }}
    />
  ),
}

export const officerSamples: Readonly<Record<string, VNode>> = {
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
  'officer-signing': <SigningPage t={t} view={{ papers: queue, open: sign }} />,
  'officer-numbering': (
    <NumberingPage
      t={t}
      view={{ papers: queue, open: openPaper([{ text: 'Lấy số và đóng dấu', target, isMain: true, shortcut: 'S' }]) }}
    />
  ),
  counter,
  draft,
  apology: (
    <ApologyPage
      t={t}
      view={{
        code: 'H44.21-261102-0007',
        backHref: '/can-bo',
        procedureName: 'Đăng ký biến động đất đai',
        applicant: 'Trần Thị Minh',
        dueNow: '17:00 thứ Hai, 23/11/2026',
        target,
        errors: [{ name: 'reason', text: 'Ghi lý do chậm.' }],
        reason: { name: 'reason' },
        isSignedByPen: false,
        newDate: { name: 'date', min: '2026-11-24' },
      }}
    />
  ),
  'register-sheet': register,
  ...admin,
}
