import {
  type EdxmlMessage,
  type FieldProblem,
  type Purpose,
  problemsOf,
  type StatusCode,
} from '#modules/interchange/domain/index.ts'
import type { EdxmlFault, ReadFile } from '#modules/interchange/index.ts'

const purposeTexts: Readonly<Record<Purpose, string>> = {
  new: 'văn bản mới',
  recall: 'thu hồi',
  update: 'cập nhật',
  replacement: 'thay thế',
}

const statusTexts: Readonly<Record<StatusCode, string>> = {
  '01': 'đã đến',
  '02': 'từ chối tiếp nhận',
  '03': 'đã tiếp nhận',
  '04': 'phân công',
  '05': 'đang xử lý',
  '06': 'hoàn thành',
  '13': 'xin lấy lại',
  '15': 'đồng ý cập nhật, lấy lại',
  '16': 'từ chối cập nhật, lấy lại',
}

const named = ({ code, name }: { readonly code: string; readonly name: string }): string =>
  name === '' ? code : `${code} (${name})`

const headOf = (message: EdxmlMessage): readonly string[] =>
  message.kind === 'status'
    ? [
        `Trạng thái ${message.status}: ${statusTexts[message.status]}`,
        `Của văn bản: ${message.regarding.code} - ${message.regarding.documentId}`,
        `Gửi từ: ${named(message.from)}`,
        `Gửi đến: ${message.regarding.agencyCode}`,
        `Nội dung: ${message.description}`,
        `Lúc: ${message.at ?? 'không rõ'}`,
      ]
    : [
        `Văn bản (${purposeTexts[message.business.purpose]}): ${message.code.number}/${message.code.notation} ngày ${message.date ?? 'không rõ'}`,
        `Loại: ${message.type.name}`,
        `Trích yếu: ${message.subject}`,
        `Định danh: ${message.documentId}`,
        `Gửi từ: ${named(message.from)}`,
        `Gửi đến: ${message.to.map(named).join('; ')}`,
      ]

const fileText = ({ name, sizeBytes, sha256, packedAs, isSound }: ReadFile): string =>
  [
    `  - ${name}: ${sizeBytes.toLocaleString('vi')} byte, SHA-256 ${sha256}`,
    ...(packedAs === null ? [] : [`    giải nén từ ${packedAs}`]),
    ...(isSound ? [] : ['    SAI: nội dung không phải base64 trọn vẹn']),
  ].join('\n')

const problemText = (problem: FieldProblem): string =>
  problem.code === 'edxml.field-missing'
    ? `  - thiếu ${problem.field}`
    : `  - ${problem.field} dài ${problem.length} ký tự, quá ${problem.most}`

const faultTexts: Readonly<Record<EdxmlFault['code'], string>> = {
  'xml.malformed': 'không phải XML đúng cú pháp',
  'xml.has-doctype': 'có khai báo DOCTYPE, không được phép',
  'xml.too-deep': 'phần tử lồng nhau quá sâu',
  'xml.too-many-elements': 'quá nhiều phần tử hoặc thuộc tính',
  'edxml.no-utf8': 'không phải UTF-8 hoặc UTF-16',
  'edxml.head-too-long': 'phần đầu quá dài',
  'edxml.too-many-files': 'quá nhiều tệp',
  'edxml.no-header': 'không có MessageHeader',
  'edxml.sender-missing': 'không có cơ quan gửi (From/OrganId)',
  'edxml.receiver-missing': 'không có cơ quan nhận (To/OrganId)',
  'edxml.document-missing': 'không rõ văn bản nào: không có định danh, cũng không có số và ngày',
  'edxml.purpose-unknown': 'BussinessDocType không phải 0, 1, 2, 3',
  'edxml.status-unknown': 'mã trạng thái không có trong quy định',
}

/** Why a message cannot be read, for whoever runs the command. */
export const edxmlFaultText = (fault: EdxmlFault): string => `Không đọc được gói tin: ${faultTexts[fault.code]}.`

/** What a message says and what its program should put right, for whoever runs the command. */
export const edxmlReport = (
  message: EdxmlMessage,
  files: readonly ReadFile[],
): { readonly text: string; readonly isFine: boolean } => {
  const problems = problemsOf(message)
  const lines = [
    ...headOf(message),
    ...(files.length === 0 ? [] : [`${files.length} tệp:`, ...files.map(fileText)]),
    ...(problems.length === 0 ? ['Đúng quy định.'] : [`SAI ${problems.length} chỗ:`, ...problems.map(problemText)]),
  ]
  return { text: lines.join('\n'), isFine: problems.length === 0 && files.every(({ isSound }) => isSound) }
}
