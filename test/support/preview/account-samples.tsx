import type { VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import { ApiDocsPage } from '#web/ui/views/citizen/api-docs.tsx'
import { LooksPage } from '#web/ui/views/citizen/looks.tsx'
import { MyDossiersPage } from '#web/ui/views/citizen/my-dossiers.tsx'
import { ProblemPage } from '#web/ui/views/citizen/problem.tsx'
import { RatingPage } from '#web/ui/views/citizen/rating.tsx'
import { RegisterPage } from '#web/ui/views/citizen/register.tsx'
import { SessionExpiredPage } from '#web/ui/views/citizen/session-expired.tsx'
import { SignInPage, type SignInView } from '#web/ui/views/citizen/sign-in.tsx'
import { TrackOwnerPage, type TrackOwnerView } from '#web/ui/views/citizen/track-owner.tsx'
import { TrackPublicPage } from '#web/ui/views/citizen/track-public.tsx'
import { TrackSearchPage } from '#web/ui/views/citizen/track-search.tsx'
import { TransparencyPage } from '#web/ui/views/citizen/transparency.tsx'
import { VerificationPage } from '#web/ui/views/citizen/verification.tsx'

const t = messages('vi')
const target = { action: '/x', csrf: 'x', key: 'k' }
const code = 'H44.21-260828-0042'

const signInView: SignInView = {
  audience: 'citizen',
  target,
  names: { user: 'user', password: 'password' },
  errors: [],
  federated: { action: '/dang-nhap/eid', csrf: 'x' },
  isLocalAllowed: true,
  registerHref: '/tao-tai-khoan',
  demoAccounts: [
    { role: 'Công dân', user: '0912345678', password: 'mot-cua-demo' },
    { role: 'Cán bộ một cửa', user: 'lan.nt', password: 'mot-cua-demo' },
  ],
}

const ownerView: TrackOwnerView = {
  code,
  procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
  status: 'Đang xử lý',
  statusPlain: 'Hồ sơ đang được giải quyết.',
  lateness: { level: 'later', text: 'còn 3 ngày 2 giờ' },
  due: {
    at: '09:41 thứ Hai, 21/09/2026',
    open: true,
    lines: [
      { text: 'Tiếp nhận; sau 15:00 nên tính từ ngày làm việc kế tiếp', value: '15:20 thứ Sáu 28/08 → 03/09' },
      { text: 'Nghỉ cuối tuần, nghỉ hoán đổi 31/08, Quốc khánh 01–02/09', value: 'không tính', kind: 'skipped' },
      { text: 'Bạn bổ sung đủ giấy tờ: tính lại từ đầu', value: '09:41 thứ Hai 07/09' },
      { text: 'Cuối tuần 12–13 và 19–20/09', value: 'không tính', kind: 'skipped' },
      { text: 'Thời hạn theo quy định: 10 ngày làm việc', value: '21/09, 09:41' },
    ],
    legal: 'Theo Nghị định 61/2018/NĐ-CP, Điều 19.',
  },
  timeline: [
    { state: 'done', what: 'Bạn nộp hồ sơ trực tuyến, 5 giấy tờ', when: '14:07 thứ Sáu 28/08' },
    {
      state: 'done',
      what: 'Một cửa xã Hy Cương tiếp nhận, cấp giấy hẹn',
      when: '15:20 thứ Sáu 28/08',
      links: [{ href: '/p.pdf', text: 'Giấy tiếp nhận (PDF)' }],
    },
    {
      state: 'done',
      what: 'Bạn bổ sung: Bản vẽ mặt bằng',
      when: '09:41 thứ Hai 07/09',
      note: 'Thời hạn tính lại từ đây',
    },
    {
      state: 'current',
      what: 'Phòng Kinh tế đang thẩm định',
      when: 'hạn bước này 11:00 thứ Tư 16/09',
      note: 'Người xử lý: chuyên viên phòng Kinh tế',
    },
    { state: 'next', what: 'Lãnh đạo xã ký giấy phép' },
    { state: 'next', what: 'Trả kết quả' },
  ],
  whoActs: { text: 'Phòng Kinh tế, UBND xã Hy Cương', before: '11:00 thứ Tư 16/09', phone: '0210 3 846 647' },
  fee: { amount: '75.000 đ', isPaid: true, link: { href: '/b.pdf', text: 'Biên lai điện tử' } },
  files: [
    { href: '/1', name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', note: '28/08/2026' },
    { href: '/2', name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', note: '03/09/2026' },
  ],
  nothingToDo: t.tracking.nothingToDo,
  looks: { views: 4, people: 3, href: '/ai-da-xem' },
  withdraw: { target, reasonName: 'reason' },
}

const row = (agency: string, received: number, early: number, onTime: number, late: number, overdue: number) => ({
  agency,
  href: '#',
  received,
  online: Math.round(received * 0.7),
  inPerson: received - Math.round(received * 0.7) - 12,
  carriedOver: 12,
  settled: early + onTime + late,
  early,
  onTime,
  late,
  inHand: received - early - onTime - late,
  inTime: received - early - onTime - late - overdue,
  overdue,
})
const rows = [
  row('Sở Xây dựng', 1420, 1100, 180, 22, 4),
  row('Sở Tư pháp', 980, 760, 120, 9, 2),
  row('Trung tâm PVHCC xã Hy Cương', 612, 480, 60, 6, 1),
  row('Trung tâm PVHCC phường Việt Trì', 1204, 1010, 96, 3, 0),
]

const transparency = (
  <TransparencyPage
    t={t}
    view={{
      title: 'Minh bạch',
      isWrong: false,
      kept: {},
      periodText: '01/11/2026 – 22/11/2026',
      levels: [],
      by: 'agency',
      bars: rows.map((one) => ({ ...one, label: one.agency, share: '98,7 %' })),
      narrowPictureSrc: '/minh-bach/theo-thang.svg?hep=1',
      months: [{ name: '11/2026', received: 4216, early: 3350, onTime: 456, late: 40 }],
      pictureSrc: 'qr.svg',
      jsonHref: '/minh-bach.json',
      action: '/minh-bach',
      names: { from: 'tu', until: 'den' },
      from: '2026-11-01',
      until: '2026-11-22',
      periods: [
        { href: '?ky=thang', text: 'Tháng này', current: true },
        { href: '?ky=truoc', text: 'Tháng trước' },
        { href: '?ky=nam', text: 'Năm nay' },
      ],
      figures: [
        { value: '98,7 %', label: 'trả trước và đúng hạn' },
        { value: '4.216', label: 'hồ sơ đã nhận' },
        { value: '3.846', label: 'đã giải quyết' },
        { value: '7', label: 'đang trễ' },
      ],
      rows,
      total: row('Toàn tỉnh', 4216, 3350, 456, 40, 7),
      exportHref: '/minh-bach.csv',
      updatedAt: '16:20 22/11/2026',
    }}
  />
)

const verification = (verdict: 'good' | 'bad') => (
  <VerificationPage
    t={t}
    view={{
      target,
      fileName: 'file',
      result: {
        name: 'giay-khai-sinh.pdf',
        digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        verdict,
        findings: verdict === 'bad' ? ['Có nội dung được đặt đè lên trang 1 sau khi ký.'] : [],
        signatures: [
          {
            signer: 'Nguyễn Văn Bình',
            organisation: 'Chủ tịch UBND xã Hy Cương',
            signedAt: '10:12 thứ Ba, 24/11/2026',
            issuer: 'CA thử nghiệm tỉnh Phú Thọ',
            covers: 'Bản lần 1, trước khi đóng dấu',
            checks: [
              { text: 'Nội dung không đổi sau khi ký', answer: verdict === 'bad' ? 'bad' : 'good' },
              { text: 'Chứng thư còn hiệu lực lúc ký', answer: 'good' },
              { text: 'Dấu thời gian', answer: 'unknown' },
            ],
          },
        ],
      },
    }}
  />
)

const dossier = {
  href: '/ho-so-cua-toi/1',
  code,
  procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
  status: 'Đang xử lý',
  lateness: { level: 'later' as const, text: 'còn 3 ngày 2 giờ' },
  dueAt: '09:41 21/09/2026',
}

const mine = (
  <MyDossiersPage
    t={t}
    view={{
      personName: 'Nguyễn Thị Lan',
      findHref: '/thu-tuc',
      needsYou: [
        {
          ...dossier,
          code: 'H44.21-261120-0044',
          procedureName: 'Chứng thực bản sao từ bản chính',
          status: 'Yêu cầu bổ sung giấy tờ',
          lateness: undefined,
          dueAt: undefined,
          act: { href: '/bo-sung', text: 'Gửi thêm giấy tờ' },
        },
      ],
      drafts: [
        {
          href: '/nop-ho-so/2',
          procedureName: 'Đăng ký thành lập hộ kinh doanh',
          savedAt: '08:12 hôm nay',
          keptUntil: '22/12/2026',
          discard: target,
        },
      ],
      running: [dossier],
      finished: [
        {
          ...dossier,
          code: 'H44.21-260102-0001',
          procedureName: 'Đăng ký khai sinh',
          status: 'Đã trả kết quả',
          lateness: undefined,
        },
      ],
      pages: {},
    }}
  />
)

const question = (name: string, label: string, value?: string) => ({ name, label, value, required: true })

export const accountSamples: Readonly<Record<string, VNode>> = {
  'sign-in': <SignInPage t={t} view={signInView} />,
  register: (
    <RegisterPage
      t={t}
      view={{
        target,
        errors: [],
        passwordName: 'password',
        signInHref: '/dang-nhap',
        fields: {
          sections: [{ id: 'a' }],
          fields: [
            { section: 'a', name: 'name', type: 'text', label: 'Họ và tên', required: true },
            { section: 'a', name: 'phone', type: 'phone', label: 'Số điện thoại', required: true },
            { section: 'a', name: 'email', type: 'email', label: 'Email', hint: 'Để nhận tin về hồ sơ và kết quả.' },
          ],
        },
      }}
    />
  ),
  'session-expired': (
    <SessionExpiredPage
      t={t}
      view={{
        signIn: { ...signInView, demoAccounts: undefined, registerHref: undefined },
        hadFiles: true,
        kept: [{ term: 'Họ, chữ đệm, tên', value: 'Nguyễn Minh Anh' }],
      }}
    />
  ),
  'track-search': <TrackSearchPage t={t} view={{ action: '/tra-cuu', name: 'ma', code: 'H44-1', wasNotFound: true }} />,
  'track-public': (
    <TrackPublicPage
      t={t}
      view={{
        code,
        status: 'Đang xử lý',
        statusPlain: 'Hồ sơ đang được giải quyết.',
        percent: 60,
        ask: { agency: 'Trung tâm Phục vụ hành chính công xã Hy Cương', phone: '0210 3846 000' },
        more: {
          procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
          lateness: { level: 'soon', text: 'còn 5 giờ' },
          agency: 'UBND xã Hy Cương',
          receivedAt: '15:20 28/08/2026',
          dueAt: '09:41 thứ Hai, 21/09/2026',
        },
        signInHref: '/dang-nhap',
      }}
    />
  ),
  'track-owner': <TrackOwnerPage t={t} view={ownerView} />,
  'track-owner-asked': (
    <TrackOwnerPage
      t={t}
      view={{
        ...ownerView,
        status: 'Yêu cầu bổ sung giấy tờ',
        statusPlain: 'Bạn cần gửi thêm giấy tờ.',
        lateness: undefined,
        due: undefined,
        yourTurn: {
          title: 'Gửi thêm giấy tờ',
          text: 'Bản vẽ mặt bằng chưa có chữ ký của người thiết kế.',
          before: 'Trước hết ngày 21/12/2026',
          act: { href: '/bo-sung', text: 'Gửi giấy tờ' },
        },
        outcome: { name: 'Giấy phép xây dựng', number: 'số 12/GPXD', download: '/kq.pdf' },
      }}
    />
  ),
  looks: (
    <LooksPage
      t={t}
      view={{
        code,
        backHref: '/x',
        looks: [
          {
            id: '1',
            who: 'Trần Văn Hòa',
            where: 'Một cửa xã Hy Cương',
            when: '15:18 28/08/2026',
            what: 'Toàn bộ hồ sơ',
          },
          { id: '2', who: 'Lê Thu', where: 'Phòng Kinh tế', when: '08:02 08/09/2026', what: 'Bản vẽ mặt bằng' },
        ],
        pages: {},
      }}
    />
  ),
  rating: (
    <RatingPage
      t={t}
      view={{
        code,
        procedureName: 'Đăng ký khai sinh',
        backHref: '/x',
        target,
        errors: [],
        questions: [
          question('overall', 'Nhìn chung, bạn có hài lòng không?', 'very'),
          question('attitude', 'Thái độ của người tiếp nhận'),
        ],
        comment: { name: 'comment' },
      }}
    />
  ),
  'my-dossiers': mine,
  transparency,
  'verify-good': verification('good'),
  'verify-bad': verification('bad'),
  api: (
    <ApiDocsPage
      t={t}
      view={{
        specificationHref: '/api/openapi.json',
        version: '1.0.0',
        groups: [
          {
            title: 'Hồ sơ',
            operations: [
              {
                id: 'find',
                method: 'GET',
                path: '/api/dossiers/{code}',
                summary: 'Mức độ hoàn thành của một hồ sơ',
                scope: 'dossiers:read',
                parameters: [{ name: 'code', kind: 'chuỗi', meaning: 'Mã hồ sơ', isRequired: true }],
                answers: [
                  { status: '200', meaning: 'Trạng thái' },
                  { status: '404', meaning: 'Không có hồ sơ này' },
                ],
                example: '{ "code": "H44.21-261122-0042", "status": 4 }',
              },
            ],
          },
        ],
      }}
    />
  ),
  'error-404': <ProblemPage t={t} view={{ status: 404, homeHref: '/' }} />,
  'error-500': (
    <ProblemPage
      t={t}
      view={{ status: 500, homeHref: '/', retry: { href: '#', text: 'Thử lại' }, reference: 'req-7f3a' }}
    />
  ),
}
