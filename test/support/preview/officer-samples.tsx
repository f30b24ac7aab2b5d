import type { VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import { ApologyPage } from '#web/ui/views/officer/apology.tsx'
import { CounterPage } from '#web/ui/views/officer/counter.tsx'
import { DraftOutcomePage } from '#web/ui/views/officer/draft-outcome.tsx'
import { RegisterPage } from '#web/ui/views/officer/register.tsx'
import type { OpenPaperView, QueuedPaperView } from '#web/ui/views/officer/signing-pages/paper-queue.tsx'
import { NumberingPage, SigningPage } from '#web/ui/views/officer/signing-pages/paper-queue.tsx'

const t = messages('vi')
const target = { action: '/x', csrf: 'x', key: 'k' }

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

/** What officers do beside the list: sign, number, take in at the counter, draft, apologise, keep the register. */
export const officerSamples: Readonly<Record<string, VNode>> = {
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
}
