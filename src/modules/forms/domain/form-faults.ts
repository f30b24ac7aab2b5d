/** What can be wrong with an answer. */
export const formFaultCodes = [
  'required',
  'must-agree',
  'too-short',
  'too-long',
  'not-a-date',
  'not-a-partial-date',
  'not-a-year',
  'not-a-time',
  'not-an-email',
  'not-a-phone',
  'not-an-identity-number',
  'not-a-name',
  'not-a-number',
  'too-small',
  'too-great',
  'not-offered',
  'in-the-future',
  'in-the-past',
  'too-few-rows',
  'too-many-rows',
  'repeated',
  'wrong-kind',
  'unknown-field',
  'too-large',
] as const
export type FormFaultCode = (typeof formFaultCodes)[number]

/** One fault: where (`members[0].fullName`; empty for the whole form), what, and the figures the message needs. */
export type FormFault = {
  readonly field: string
  readonly label: string
  readonly code: FormFaultCode
  readonly params: Readonly<Record<string, string | number>>
}

export type FormRefusal = { readonly code: 'form.invalid'; readonly faults: readonly FormFault[] }

type Texts = Readonly<Record<FormFaultCode, (label: string, params: FormFault['params']) => string>>

const vietnamese: Texts = {
  required: (label) => `Hãy trả lời mục “${label}”.`,
  'must-agree': (label) => `Hãy đánh dấu xác nhận “${label}” để tiếp tục.`,
  'too-short': (label, { limit }) => `“${label}” quá ngắn: cần ít nhất ${limit} ký tự.`,
  'too-long': (label, { limit }) => `“${label}” quá dài: tối đa ${limit} ký tự. Hãy rút gọn.`,
  'not-a-date': (label) => `“${label}” phải là một ngày có thật, ghi theo thứ tự ngày/tháng/năm, ví dụ 28/08/2026.`,
  'not-a-partial-date': (label) => `“${label}” phải là năm, tháng/năm hoặc ngày/tháng/năm, ví dụ 1962 hoặc 28/08/1962.`,
  'not-a-year': (label) => `“${label}” phải là năm có 4 chữ số, ví dụ 1990.`,
  'not-a-time': (label) => `“${label}” phải là giờ và phút, ví dụ 08:30.`,
  'not-an-email': (label) => `“${label}” chưa đúng dạng thư điện tử, ví dụ ten@example.vn.`,
  'not-a-phone': (label) => `“${label}” phải là số điện thoại 10 chữ số bắt đầu bằng 0, ví dụ 0912345678.`,
  'not-an-identity-number': (label) =>
    `“${label}” phải gồm 12 chữ số như trên thẻ căn cước (hoặc 9 chữ số của chứng minh nhân dân cũ).`,
  'not-a-name': (label) => `“${label}” chỉ gồm chữ cái và khoảng trắng; hãy bỏ chữ số và ký hiệu.`,
  'not-a-number': (label) => `“${label}” phải là số, ví dụ 120 hoặc 85,5.`,
  'too-small': (label, { limit }) => `“${label}” phải từ ${limit} trở lên.`,
  'too-great': (label, { limit }) => `“${label}” không được lớn hơn ${limit}.`,
  'not-offered': (label) => `Hãy chọn một trong các câu trả lời có sẵn của mục “${label}”.`,
  'in-the-future': (label) => `“${label}” không thể sau ngày hôm nay. Hãy kiểm tra lại.`,
  'in-the-past': (label) => `“${label}” không thể trước ngày hôm nay. Hãy kiểm tra lại.`,
  'too-few-rows': (label, { limit }) => `“${label}” cần ít nhất ${limit} dòng.`,
  'too-many-rows': (label, { limit }) => `“${label}” nhận tối đa ${limit} dòng.`,
  repeated: (label) => `“${label}” có câu trả lời bị lặp. Hãy bỏ bớt.`,
  'wrong-kind': (label) => `“${label}” chưa đọc được. Hãy nhập lại.`,
  'unknown-field': (_, { name }) => `Tờ khai không có mục “${name}”. Hãy tải lại trang rồi nhập lại.`,
  'too-large': () =>
    'Tờ khai quá dài để nhận trong một lần. Hãy rút gọn các mục diễn giải và nộp phần còn lại thành tệp đính kèm.',
}

const english: Texts = {
  required: (label) => `Answer “${label}”.`,
  'must-agree': (label) => `Tick “${label}” to go on.`,
  'too-short': (label, { limit }) => `“${label}” is too short: at least ${limit} characters.`,
  'too-long': (label, { limit }) => `“${label}” is too long: at most ${limit} characters.`,
  'not-a-date': (label) => `“${label}” must be a real date as day/month/year, for example 28/08/2026.`,
  'not-a-partial-date': (label) => `“${label}” must be a year, month/year or day/month/year, for example 1962.`,
  'not-a-year': (label) => `“${label}” must be a year of 4 digits, for example 1990.`,
  'not-a-time': (label) => `“${label}” must be hours and minutes, for example 08:30.`,
  'not-an-email': (label) => `“${label}” is not an e-mail address, for example name@example.vn.`,
  'not-a-phone': (label) => `“${label}” must be a phone number of 10 digits beginning with 0.`,
  'not-an-identity-number': (label) => `“${label}” must have 12 digits (or the 9 digits of an old identity card).`,
  'not-a-name': (label) => `“${label}” may hold letters and spaces only.`,
  'not-a-number': (label) => `“${label}” must be a number, for example 120 or 85.5.`,
  'too-small': (label, { limit }) => `“${label}” must be ${limit} or more.`,
  'too-great': (label, { limit }) => `“${label}” must be ${limit} or less.`,
  'not-offered': (label) => `Choose one of the answers offered for “${label}”.`,
  'in-the-future': (label) => `“${label}” cannot be after today.`,
  'in-the-past': (label) => `“${label}” cannot be before today.`,
  'too-few-rows': (label, { limit }) => `“${label}” needs at least ${limit} rows.`,
  'too-many-rows': (label, { limit }) => `“${label}” takes at most ${limit} rows.`,
  repeated: (label) => `“${label}” holds the same answer twice.`,
  'wrong-kind': (label) => `“${label}” could not be read. Enter it again.`,
  'unknown-field': (_, { name }) => `The form has no field “${name}”. Reload the page and try again.`,
  'too-large': () => 'The form is too long. Shorten it and attach the rest as a file.',
}

/** A fault in words that say what to do. */
export const formFaultText = (fault: FormFault, language: 'vi' | 'en' = 'vi'): string =>
  (language === 'vi' ? vietnamese : english)[fault.code](fault.label, fault.params)
