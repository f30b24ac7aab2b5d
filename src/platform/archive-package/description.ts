import { archiveCodes, type CodeList } from './code-lists.ts'

/** One field of a description: its element, its Vietnamese label, what it may hold. */
export type Field = {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'code' | 'date' | 'number'
  readonly longest: number
  readonly required: boolean
  readonly codes?: CodeList
  /** Stands once for each value. */
  readonly isList?: boolean
}

const must = true
const may = false
const text = (name: string, label: string, longest: number, required: boolean): Field => ({
  name,
  label,
  kind: 'text',
  longest,
  required,
})
const code = (name: string, label: string, codes: CodeList, required: boolean): Field => ({
  name,
  label,
  kind: 'code',
  longest: 2,
  required,
  codes,
})
const number = (name: string, label: string, longest: number): Field => ({
  name,
  label,
  kind: 'number',
  longest,
  required: must,
})
const date = (name: string, label: string): Field => ({ name, label, kind: 'date', longest: 10, required: must })

/** What describes a file, in the order of its elements. @legal TT-05-2025-BNV Phụ lục I, III */
export const fileFields = (isStored: boolean): readonly Field[] => [
  text(isStored ? 'arcFileCode' : 'fileCode', isStored ? 'Mã lưu trữ của hồ sơ' : 'Mã hồ sơ', 100, must),
  text('title', 'Tiêu đề hồ sơ', 1000, must),
  code('maintenance', 'Thời hạn lưu trữ', 'maintenance', must),
  code('mode', 'Chế độ sử dụng', 'mode', must),
  { ...code('language', 'Ngôn ngữ', 'language', must), isList: true },
  date('startDate', 'Thời gian bắt đầu'),
  date('endDate', 'Thời gian kết thúc'),
  text('keyword', 'Từ khóa', 100, may),
  number('totalDoc', 'Tổng số tài liệu', 10),
  number('numberOfPaper', 'Số lượng tờ', 10),
  number('numberOfPage', 'Số lượng trang', 10),
  code('format', 'Tình trạng vật lý', 'format', may),
  text('inforSign', 'Ký hiệu thông tin', 30, may),
  code('confidenceLevel', 'Mức độ tin cậy', 'confidenceLevel', may),
  text('paperFileCode', 'Mã hồ sơ gốc giấy', 100, may),
  code('riskRecovery', 'Chế độ dự phòng', 'flag', must),
  code('riskRecoveryStatus', 'Tình trạng dự phòng', 'riskRecoveryStatus', may),
  text('description', 'Ghi chú', 2000, may),
]

/** What describes a record of a file. @legal TT-05-2025-BNV Phụ lục II, IV */
export const recordFields: readonly Field[] = [
  text('docId', 'Mã định danh tài liệu', 25, must),
  text('docCode', 'Mã lưu trữ của tài liệu', 100, must),
  number('docOrdinal', 'Số thứ tự trong hồ sơ', 7),
  code('maintenance', 'Thời hạn lưu trữ', 'maintenance', must),
  code('typeName', 'Tên loại', 'typeName', must),
  text('codeNumber', 'Số', 11, may),
  text('codeNotation', 'Ký hiệu', 30, may),
  date('issuedDate', 'Ngày, tháng, năm'),
  text('organName', 'Cơ quan ban hành', 200, must),
  text('subject', 'Trích yếu nội dung', 500, must),
  { ...code('language', 'Ngôn ngữ', 'language', must), isList: true },
  number('numberOfPage', 'Số trang', 4),
  text('inforSign', 'Ký hiệu thông tin', 30, may),
  text('keyword', 'Từ khóa', 100, may),
  code('mode', 'Chế độ sử dụng', 'mode', must),
  code('confidenceLevel', 'Mức độ tin cậy', 'confidenceLevel', may),
  text('autograph', 'Bút tích', 2000, may),
  code('format', 'Tình trạng vật lý', 'format', may),
  code('process', 'Có tệp quy trình xử lý đi kèm', 'flag', may),
  code('riskRecovery', 'Chế độ dự phòng', 'flag', must),
  code('riskRecoveryStatus', 'Tình trạng dự phòng', 'riskRecoveryStatus', may),
  text('description', 'Ghi chú', 500, may),
]

/** Values by the name of their element, each as it stands in the XML; a list has several. */
export type Description = Readonly<Record<string, readonly string[]>>

export type DescriptionFault = {
  readonly field: string
  readonly fault: 'missing' | 'too-long' | 'not-allowed' | 'unknown' | 'repeated'
}

const isDay = (value: string): boolean => {
  const day = Date.parse(`${value}T00:00:00Z`)
  // Some days that do not exist are read as the ones after them.
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day) && new Date(day).toISOString().startsWith(value)
}

const fits = ({ kind, codes }: Field, value: string): boolean => {
  if (kind === 'date') return isDay(value)
  if (kind === 'number') return /^(0|[1-9]\d*)$/.test(value)
  if (kind === 'code') return codes !== undefined && Object.hasOwn(archiveCodes[codes], value)
  return value.trim() !== ''
}

const faultsOfField = (field: Field, values: readonly string[]): readonly DescriptionFault[] => {
  const { name, longest, required, isList } = field
  if (values.length === 0) return required ? [{ field: name, fault: 'missing' }] : []
  if (values.length > 1 && isList !== true) return [{ field: name, fault: 'repeated' }]
  if (values.some((value) => value.length > longest)) return [{ field: name, fault: 'too-long' }]
  return values.every((value) => fits(field, value)) ? [] : [{ field: name, fault: 'not-allowed' }]
}

/** What one field asks of another: a scan names its paper, a safety copy says whether it is made, a born-digital record its course. */
const conditions: readonly (readonly [when: string, values: readonly string[], wanted: string])[] = [
  ['confidenceLevel', ['02'], 'paperFileCode'],
  ['riskRecovery', ['1'], 'riskRecoveryStatus'],
  ['confidenceLevel', ['01', '03'], 'process'],
]

/** What is wrong with a description by the rules of its fields; empty when it may be deposited. */
export const checkDescription = (fields: readonly Field[], description: Description): readonly DescriptionFault[] => {
  const known = new Set(fields.map(({ name }) => name))
  const firstOf = (name: string): string => description[name]?.[0] ?? ''
  return [
    ...Object.keys(description)
      .filter((name) => !known.has(name))
      .map((field) => ({ field, fault: 'unknown' }) as const),
    ...fields.flatMap((field) => faultsOfField(field, description[field.name] ?? [])),
    ...conditions
      .filter(([when, values, wanted]) => known.has(wanted) && values.includes(firstOf(when)) && firstOf(wanted) === '')
      .map(([, , field]) => ({ field, fault: 'missing' }) as const),
  ]
}
