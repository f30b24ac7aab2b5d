import type { VNode } from 'preact'
import { messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import { FilingCheckPage } from '#web/ui/views/citizen/filing/check.tsx'
import { FilingDonePage } from '#web/ui/views/citizen/filing/done.tsx'
import { FilingFormPage } from '#web/ui/views/citizen/filing/form.tsx'
import type { FilingStep } from '#web/ui/views/citizen/filing/frame.tsx'
import { FilingPapersPage } from '#web/ui/views/citizen/filing/papers.tsx'
import { PaymentPage } from '#web/ui/views/citizen/filing/payment.tsx'
import { SupplementPage } from '#web/ui/views/citizen/filing/supplement.tsx'
import { FilingWhoPage } from '#web/ui/views/citizen/filing/who.tsx'
import { HomePage } from '#web/ui/views/citizen/home.tsx'
import { ProcedurePage } from '#web/ui/views/citizen/procedure.tsx'
import { ProcedureSearchPage } from '#web/ui/views/citizen/procedure-search.tsx'

const t = messages('vi')
const target = { action: '/nop-ho-so/1', csrf: 'x', key: 'k' }
const qr = { src: 'qr.svg', alt: 'Mã QR của hồ sơ H44.21-261122-0042', caption: 'Quét để theo dõi' }

const home = (
  <HomePage
    t={t}
    view={{
      searchAction: '/thu-tuc',
      suggestHref: '/thu-tuc/goi-y',
      often: ['Khai sinh', 'Kết hôn', 'Hộ kinh doanh', 'Giấy phép lái xe', 'Sổ đỏ', 'Chứng thực bản sao'].map(
        (text) => ({ text, href: `/thu-tuc?q=${encodeURIComponent(text)}` }),
      ),
      trackHref: '/tra-cuu',
      browseHref: '/thu-tuc',
      verifyHref: '/kiem-tra-van-ban',
      figuresHref: '/minh-bach',
      updatedAt: '16:20 22/11/2026',
      figures: [
        { value: '98,7 %', label: 'hồ sơ tháng này trả trước và đúng hạn' },
        { value: '2 ngày 3 giờ', label: 'thời gian giải quyết thường gặp' },
        { value: '3.412', label: 'hồ sơ đang giải quyết' },
        { value: '41', label: 'hồ sơ trễ, xem lý do', href: '/minh-bach' },
      ],
    }}
  />
)

const hit = (name: string, code: string, agency: string, time: string, fee: string | undefined, isOnline = true) => ({
  href: `/thu-tuc/${code}`,
  name,
  code,
  agency,
  time,
  fee,
  isOnline,
})

const searchView = {
  action: '/thu-tuc',
  suggestHref: '/thu-tuc/goi-y',
  allHref: '/thu-tuc',
  query: 'cap lai bang lai xe',
  count: '3',
  hits: [
    hit('Cấp lại giấy phép lái xe', '1.002809', 'Công an tỉnh', '5 ngày làm việc', '135.000 đ'),
    hit('Đổi giấy phép lái xe do ngành Công an cấp', '1.002796', 'Công an tỉnh', '5 ngày làm việc', '135.000 đ'),
    hit(
      'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
      '2.000635',
      'Ủy ban nhân dân cấp xã',
      'Trong ngày',
      undefined,
      false,
    ),
  ],
  filters: [
    { name: 'linh-vuc', label: 'Lĩnh vực', options: [{ value: 'ho-tich', text: 'Hộ tịch' }] },
    { name: 'cap', label: 'Nơi làm', options: [{ value: 'xa', text: 'Cấp xã' }] },
  ],
  suggestion: { href: '/thu-tuc?q=giay+phep+lai+xe', text: 'giấy phép lái xe' },
  pages: { nextHref: '/thu-tuc?sau=1', position: '1–3' },
}

const procedure = (
  <ProcedurePage
    t={t}
    view={{
      name: 'Đăng ký khai sinh',
      sourceLanguage: undefined,
      isOfficialName: true,
      crumbs: [
        { href: '/thu-tuc', text: 'Thủ tục' },
        { href: '/thu-tuc?linh-vuc=ho-tich', text: 'Hộ tịch' },
      ],
      everydayWords: 'Làm giấy khai sinh cho con. Làm trong 60 ngày sau khi sinh thì không mất phí.',
      time: { value: 'Trong ngày làm việc', note: 'Nhận sau 15 giờ thì trả ngày làm việc tiếp theo' },
      cost: { value: 'Không mất phí', note: 'Đăng ký quá hạn: theo nghị quyết của HĐND tỉnh' },
      decides: { value: 'Chủ tịch UBND cấp xã' },
      where: { value: 'Bộ phận một cửa xã bất kỳ', note: 'Hoặc nộp trên mạng' },
      fileHref: '/nop-ho-so/1.001193',
      paperCases: [
        {
          papers: [
            {
              name: 'Tờ khai đăng ký khai sinh theo mẫu',
              originals: 1,
              copies: 0,
              form: { href: '/mau', text: 'Mẫu' },
              note: 'Nộp trên mạng thì điền luôn trong biểu mẫu.',
            },
            { name: 'Giấy chứng sinh', originals: 1, copies: 0 },
            {
              name: 'Giấy chứng nhận kết hôn của cha mẹ',
              originals: 0,
              copies: 1,
              replacedBy: 'Cơ sở dữ liệu hộ tịch',
            },
          ],
        },
        {
          title: 'Trẻ sinh ra do mang thai hộ',
          papers: [{ name: 'Văn bản xác nhận về việc đã thực hiện kỹ thuật hỗ trợ sinh sản', originals: 1, copies: 1 }],
        },
      ],
      setCount: '01 bộ',
      steps:
        'Bước 1. Người có yêu cầu nộp hồ sơ tại Bộ phận một cửa hoặc trên mạng.\n\nBước 2. Cán bộ kiểm tra giấy tờ. Thiếu thì hướng dẫn bổ sung một lần, đầy đủ.\n\nBước 3. Công chức tư pháp - hộ tịch ghi vào sổ, trình Chủ tịch UBND cấp xã ký.',
      ways: [
        { channel: 'Trực tuyến', time: '1 ngày làm việc', fee: 'Không' },
        {
          channel: 'Trực tiếp',
          time: '1 ngày làm việc',
          fee: 'Không',
          note: 'Ngay trong ngày tiếp nhận hồ sơ; trường hợp nhận hồ sơ sau 15 giờ mà không giải quyết được ngay thì trả kết quả trong ngày làm việc tiếp theo.',
        },
      ],
      outcomes: [{ name: 'Giấy khai sinh (bản chính)', code: 'KQ.G15.000129' }],
      agencies: {
        does: 'Ủy ban nhân dân cấp xã',
        decides: 'Ủy ban nhân dân cấp xã',
        receives: 'Trung tâm Phục vụ hành chính công cấp xã',
      },
      audiences: ['Công dân Việt Nam', 'Người Việt Nam định cư ở nước ngoài'],
      legalBases: [
        { name: 'Luật Hộ tịch', number: '60/2014/QH13' },
        { name: 'Nghị định quy định chi tiết một số điều của Luật Hộ tịch', number: '123/2015/NĐ-CP' },
      ],
      formal: {
        code: '1.001193',
        decisionNumber: '1872/QĐ-BTP',
        field: 'Hộ tịch',
        level: 'Cấp xã',
        kind: 'TTHC được giao luật quy định chi tiết',
        keywords: 'khai sinh, giấy khai sinh',
      },
      related: [{ href: '/thu-tuc/1', text: 'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con' }],
      qr: { src: 'qr.svg', alt: 'Mã QR của trang này', caption: 'Quét để mở trang này trên điện thoại' },
    }}
  />
)

const frame = (step: FilingStep) => ({
  procedureName: 'Đăng ký khai sinh',
  step,
  crumbs: [{ href: '/thu-tuc/1.001193', text: 'Đăng ký khai sinh' }],
  savedAt: step === 'who' ? undefined : '14:07',
  autosaveHref: '/nop-ho-so/1/luu',
})

const birthForm: FormFieldsView = {
  sections: [
    { id: 'child', title: 'Người được khai sinh', hint: 'Ghi đúng như trong Giấy chứng sinh.' },
    { id: 'parents', title: 'Cha, mẹ', repeat: { name: 'parents', itemName: 'Cha hoặc mẹ', minimum: 1, maximum: 2 } },
  ],
  fields: [
    {
      section: 'child',
      name: 'child.name',
      type: 'text',
      label: 'Họ, chữ đệm, tên',
      required: true,
      value: 'Nguyễn Minh Anh',
    },
    {
      section: 'child',
      name: 'child.born',
      type: 'date',
      label: 'Ngày sinh',
      required: true,
      width: 'half',
      value: '31/02/2026',
      error: 'Ngày 31/02/2026 không có trong lịch. Ghi ngày/tháng/năm, ví dụ 07/09/2026.',
    },
    {
      section: 'child',
      name: 'child.weight',
      type: 'number',
      label: 'Cân nặng khi sinh (g)',
      width: 'half',
    },
    {
      section: 'child',
      name: 'child.sex',
      type: 'radio',
      label: 'Giới tính',
      required: true,
      options: [
        { value: 'nam', text: 'Nam' },
        { value: 'nu', text: 'Nữ' },
      ],
      value: 'nu',
    },
    {
      section: 'child',
      name: 'child.ethnic',
      type: 'select',
      label: 'Dân tộc',
      required: true,
      width: 'half',
      options: [
        { value: '01', text: 'Kinh' },
        { value: '06', text: 'Mường' },
      ],
      value: '06',
    },
    {
      section: 'child',
      name: 'child.place',
      type: 'textarea',
      label: 'Nơi sinh',
      hint: 'Tên và địa chỉ cơ sở y tế, hoặc xã, phường nếu sinh tại nhà.',
      required: true,
    },
    {
      section: 'parents',
      row: 0,
      name: 'parents.0.name',
      type: 'text',
      label: 'Họ và tên',
      value: 'Nguyễn Thị Lan',
      source: 'Lấy từ tài khoản của bạn',
      required: true,
      width: 'half',
    },
    {
      section: 'parents',
      row: 0,
      name: 'parents.0.id',
      type: 'identity-number',
      label: 'Số định danh',
      value: '025184000890',
      source: 'Lấy từ tài khoản của bạn',
      required: true,
      width: 'half',
      readOnly: true,
    },
    { section: 'parents', row: 0, name: 'parents.0.phone', type: 'phone', label: 'Số điện thoại', width: 'half' },
    {
      section: 'parents',
      row: 0,
      name: 'parents.0.born',
      type: 'date',
      label: 'Ngày sinh',
      width: 'half',
      value: '1996-03-08',
    },
    {
      section: 'parents',
      row: 1,
      name: 'parents.1.name',
      type: 'text',
      label: 'Họ và tên',
      required: true,
      width: 'half',
      error: 'Ghi họ và tên.',
    },
    {
      section: 'parents',
      row: 1,
      name: 'parents.1.id',
      type: 'identity-number',
      label: 'Số định danh',
      required: true,
      width: 'half',
    },
  ],
}

const who = (
  <FilingWhoPage
    t={t}
    view={{
      frame: frame('who'),
      target,
      errors: [],
      who: { name: 'who', value: 'self', allowed: ['self', 'other', 'organisation'] },
      person: {
        sections: [{ id: 'p', title: 'Người đứng tên hồ sơ' }],
        fields: [
          {
            section: 'p',
            name: 'p.name',
            type: 'text',
            label: 'Họ và tên',
            value: 'Nguyễn Thị Lan',
            required: true,
            width: 'half',
            source: 'Lấy từ tài khoản của bạn',
          },
          {
            section: 'p',
            name: 'p.phone',
            type: 'phone',
            label: 'Số điện thoại',
            value: '0912 345 678',
            required: true,
            width: 'half',
          },
          { section: 'p', name: 'p.email', type: 'email', label: 'Email', width: 'half' },
        ],
      },
      office: { name: 'office', value: '1', options: [{ value: '1', text: 'Bộ phận một cửa xã Hy Cương' }] },
      returnBy: {
        name: 'return',
        value: 'e',
        options: [
          { value: 'e', text: 'Bản điện tử', hint: 'Có chữ ký số, dùng như bản giấy.' },
          { value: 'd', text: 'Tại một cửa xã Hy Cương' },
          { value: 'p', text: 'Gửi qua bưu điện', hint: 'Trả cước khi nhận.' },
        ],
      },
    }}
  />
)

const eform = (
  <FilingFormPage
    t={t}
    view={{
      frame: frame('form'),
      target,
      errors: [
        { name: 'child.born', text: 'Ngày 31/02/2026 không có trong lịch' },
        { name: 'parents.1.name', text: 'Ghi họ và tên của cha hoặc mẹ thứ 2' },
      ],
      form: birthForm,
      backHref: '/nop-ho-so/1',
    }}
  />
)

const papers = (
  <FilingPapersPage
    t={t}
    view={{
      frame: frame('papers'),
      target,
      errors: [{ name: 'p1', text: 'Giấy chứng sinh: tệp “chung-sinh.pdf” không phải là PDF' }],
      accept: '.pdf,.jpg,.png,.docx',
      maximumFiles: 50,
      maximumFileMegabytes: 20,
      maximumMegabytes: 100,
      uploadHref: '/nop-ho-so/1/tep',
      backHref: '/nop-ho-so/1',
      papers: [
        {
          name: 'p1',
          label: 'Giấy chứng sinh',
          required: true,
          error: 'Tệp “chung-sinh.pdf” thật ra là một tệp nén. Hãy chọn bản PDF hoặc ảnh chụp.',
          files: [
            { id: '1', name: 'giay-chung-sinh-mat-truoc.jpg', size: '1,2 MB', href: '/tep/1' },
            { id: '2', name: 'giay-chung-sinh-mat-sau.jpg', size: '1,1 MB', href: '/tep/2' },
          ],
        },
        {
          name: 'p2',
          label: 'Giấy chứng nhận kết hôn',
          required: false,
          files: [],
          reusable: [{ value: 'x', text: 'Giấy chứng nhận kết hôn, 2019' }],
        },
        {
          name: 'p3',
          label: 'Thông tin cư trú',
          required: true,
          files: [],
          satisfiedBy: 'Có trong Cơ sở dữ liệu dân cư, không phải nộp',
        },
      ],
    }}
  />
)

const check = (
  <FilingCheckPage
    t={t}
    view={{
      frame: frame('check'),
      target,
      errors: [],
      fee: 'Không mất phí',
      declarationName: 'declare',
      sections: [
        {
          title: 'Người nộp',
          rows: [
            { term: 'Họ và tên', value: 'Nguyễn Thị Lan', changeHref: '#' },
            { term: 'Số điện thoại', value: '0912 345 678', changeHref: '#' },
          ],
        },
        {
          title: 'Người được khai sinh',
          rows: [
            { term: 'Họ, chữ đệm, tên', value: 'Nguyễn Minh Anh', changeHref: '#' },
            { term: 'Ngày sinh', value: '07/09/2026', changeHref: '#' },
            { term: 'Nơi sinh', value: 'Bệnh viện Sản Nhi tỉnh Phú Thọ', changeHref: '#' },
          ],
        },
        { title: 'Giấy tờ', rows: [{ term: 'Giấy chứng sinh', value: '2 tệp', changeHref: '#' }] },
      ],
    }}
  />
)

const done = (
  <FilingDonePage
    t={t}
    view={{
      procedureName: 'Đăng ký khai sinh',
      codes: ['H44.21-261122-0042'],
      qr,
      receiptHref: '/giay-xac-nhan.pdf',
      trackHref: '/tra-cuu?ma=H44.21-261122-0042',
      next: [
        { state: 'done', what: 'Bạn đã nộp hồ sơ', when: '14:07 thứ Hai, 23/11/2026' },
        { state: 'current', what: 'Một cửa xã Hy Cương xem hồ sơ', when: 'trong 8 giờ làm việc' },
        { state: 'next', what: 'Nhận giấy hẹn có ngày trả kết quả' },
        { state: 'next', what: 'Nhận Giấy khai sinh', note: 'Bản điện tử qua email và trong “Hồ sơ của tôi”' },
      ],
    }}
  />
)

const payment = (
  <PaymentPage
    t={t}
    view={{
      code: 'H44.21-261122-0042',
      procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
      backHref: '/ho-so-cua-toi/1',
      amount: '75.000 đ',
      amountInWords: 'Bảy mươi lăm nghìn đồng',
      lines: [{ name: 'Lệ phí cấp giấy phép xây dựng', amount: '75.000 đ' }],
      before: '17:00 thứ Sáu, 27/11/2026',
      state: { kind: 'open', failedBefore: true },
      online: target,
      counterPlace: 'quầy 3, một cửa xã Hy Cương',
      qr: { src: 'qr.svg', alt: 'Mã VietQR', caption: 'Quét bằng ứng dụng ngân hàng' },
    }}
  />
)

const supplement = (
  <SupplementPage
    t={t}
    view={{
      code: 'H44.21-261122-0042',
      procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
      backHref: '/ho-so-cua-toi/1',
      target,
      errors: [],
      reason: 'Bản vẽ mặt bằng chưa có chữ ký của người thiết kế.',
      contact: 'Trần Văn Hòa, 0210 3 846 647',
      before: '21/12/2026',
      noteName: 'note',
      accept: '.pdf,.jpg,.png,.docx',
      maximumFileMegabytes: 20,
      papers: [
        { name: 's1', label: 'Bản vẽ mặt bằng có chữ ký', required: true, files: [] },
        { name: 's2', label: 'Bản vẽ móng', hint: 'Tỷ lệ 1/50 đến 1/200', required: true, files: [] },
      ],
    }}
  />
)

export const citizenSamples: Readonly<Record<string, VNode>> = {
  home,
  search: <ProcedureSearchPage t={t} view={searchView} />,
  'search-empty': <ProcedureSearchPage t={t} view={{ ...searchView, hits: [], count: '0', pages: {} }} />,
  procedure,
  'filing-1-who': who,
  'filing-2-form': eform,
  'filing-3-papers': papers,
  'filing-4-check': check,
  'filing-5-done': done,
  payment,
  supplement,
}
