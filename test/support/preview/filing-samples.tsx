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

const t = messages('vi')
const target = { action: '/nop-ho-so/1', csrf: 'x', key: 'k' }
const qr = { src: 'qr.svg', alt: 'Mã QR của hồ sơ H44.21-261122-0042', caption: 'Quét để theo dõi' }

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

/** How a citizen files, pays and answers. */
export const filingSamples: Readonly<Record<string, VNode>> = {
  'filing-1-who': who,
  'filing-2-form': eform,
  'filing-3-papers': papers,
  'filing-4-check': check,
  'filing-5-done': done,
  payment,
  supplement,
}
