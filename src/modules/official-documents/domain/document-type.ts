/**
 * How the page of a type is laid out: the forms of annex III. `letter` has no title and says what it is about under its number; `decision` names who
 * decides and what it rests on; `minutes` are signed by two and have no line of place and date; `leave` leaves room for a confirmation.
 */
export type PageLayout =
  | 'titled'
  | 'decision'
  | 'resolution'
  | 'letter'
  | 'telegram'
  | 'invitation'
  | 'introduction'
  | 'minutes'
  | 'leave'

export type DocumentType = {
  /** Its abbreviation, which is its code; a letter and a public letter have none and go by one of ours. */
  readonly code: string
  readonly name: string
  /** As it stands in the notation; empty where the notation begins with the agency. */
  readonly abbreviation: string
  readonly layout: PageLayout
}

const type = (code: string, name: string, layout: PageLayout = 'titled', abbreviation = code): DocumentType => ({
  code,
  name,
  abbreviation,
  layout,
})

/** The types of administrative documents. @legal ND-30-2020 Điều 7, Phụ lục III */
export const documentTypes: readonly DocumentType[] = [
  type('NQ', 'Nghị quyết', 'resolution'),
  type('QĐ', 'Quyết định', 'decision'),
  type('CT', 'Chỉ thị'),
  type('QC', 'Quy chế'),
  type('QyĐ', 'Quy định'),
  type('TC', 'Thông cáo'),
  type('TB', 'Thông báo'),
  type('HD', 'Hướng dẫn'),
  type('CTr', 'Chương trình'),
  type('KH', 'Kế hoạch'),
  type('PA', 'Phương án'),
  type('ĐA', 'Đề án'),
  type('DA', 'Dự án'),
  type('BC', 'Báo cáo'),
  type('BB', 'Biên bản', 'minutes'),
  type('TTr', 'Tờ trình'),
  type('HĐ', 'Hợp đồng'),
  type('CV', 'Công văn', 'letter', ''),
  type('CĐ', 'Công điện', 'telegram'),
  type('BGN', 'Bản ghi nhớ'),
  type('BTT', 'Bản thỏa thuận'),
  type('GUQ', 'Giấy ủy quyền'),
  type('GM', 'Giấy mời', 'invitation'),
  type('GGT', 'Giấy giới thiệu', 'introduction'),
  type('GNP', 'Giấy nghỉ phép', 'leave'),
  type('PG', 'Phiếu gửi'),
  type('PC', 'Phiếu chuyển'),
  type('PB', 'Phiếu báo'),
  type('ThC', 'Thư công', 'letter', ''),
]

const byCode = new Map(documentTypes.map((each) => [each.code, each]))

export const findDocumentType = (code: string): DocumentType | undefined => byCode.get(code)

/**
 * What follows the number: type and agency, `QĐ-UBND`; for a letter agency and drafting unit, `UBND-VX`.
 * @legal ND-30-2020 Phụ lục I, phần I, mục II.3
 */
export const notationOfDocument = (documentType: DocumentType, agency: string, unit: string): string => {
  const parts = documentType.abbreviation === '' ? [agency, unit] : [documentType.abbreviation, agency]
  return parts.filter((part) => part !== '').join('-')
}

/** At least two digits: `05`, `128`. @legal ND-30-2020 Phụ lục I, phần I, mục II.3.c */
export const printedNumber = (number: number): string => String(number).padStart(2, '0')
