import { documentTypes } from '#modules/official-documents/domain/index.ts'
import { type WorkFile, writtenFileCode } from '#modules/work-files/domain/index.ts'
import { archiveCodes } from '#platform/archive-package/code-lists.ts'
import type { Description } from '#platform/archive-package/description.ts'

const retentionCodes: Readonly<Record<number, string>> = { 70: '02', 50: '03', 30: '04', 20: '05', 10: '06' }

export const maintenanceCode = (years: number | null): string =>
  years === null ? '01' : (retentionCodes[years] ?? '07')

/** The code by which the circular knows a type of NĐ 30/2020; what it does not know is the last one. @legal TT-05-2025-BNV Phụ lục I */
export const typeNameCode = (typeCode: string): string => {
  const name = documentTypes.find(({ code }) => code === typeCode)?.name
  return Object.entries(archiveCodes.typeName).find(([, text]) => text === name)?.[0] ?? '32'
}

/** A UUID in 25 signs, the longest identifier that the circular allows. */
export const shortId = (id: string): string =>
  BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0')

/** Something of a file that becomes a record of its package. */
export type FileContent = {
  readonly id: string
  /** Where there are no bytes: the paper alone, handed over itself, or nothing, as its sender took it back. It stands in the package by its description. */
  readonly paper: 'none' | 'beside' | 'recalled'
  readonly typeCode: string
  readonly subject: string
  readonly numberText: string
  readonly notationText: string
  readonly issuedOn: string
  readonly authorName: string
  /** Null: nobody counted them, and the program cannot. */
  readonly pages: number | null
}

type Described = Pick<
  WorkFile,
  'retentionYears' | 'useMode' | 'title' | 'keyword' | 'note' | 'year' | 'number' | 'notation'
>

const shared = (file: Described) => ({
  maintenance: [maintenanceCode(file.retentionYears)],
  mode: [file.useMode === 'open' ? '01' : '02'],
  language: ['01'],
  riskRecovery: ['0'],
})

const optional = (name: string, value: string): Description => (value === '' ? {} : { [name]: [value] })

/** `H44.12.2026.01.TCCB` */
export const fileCodeOf = (agencyCode: string, file: Described): string =>
  `${agencyCode}.${file.year}.${writtenFileCode(file)}`

const pagesIn = (contents: readonly FileContent[]): number => contents.reduce((sum, { pages }) => sum + (pages ?? 0), 0)

/** The circular wants a number of pages of every record and knows no word for paper: what it cannot say stands in its note. */
const papers = { none: [], beside: ['Bản giấy, giao kèm gói.'], recalled: ['Nơi gửi đã thu hồi, không kèm tệp.'] }

const noteOn = ({ paper, pages }: FileContent): string =>
  [...papers[paper], ...(pages === null ? ['Chưa đếm số trang.'] : [])].join(' ')

export const describeFile = (
  file: Described,
  code: string,
  endedOn: string,
  contents: readonly FileContent[],
): Description => {
  const first = contents.map(({ issuedOn }) => issuedOn).toSorted()[0] ?? endedOn
  return {
    fileCode: [code],
    title: [file.title],
    ...shared(file),
    startDate: [first < endedOn ? first : endedOn],
    endDate: [endedOn],
    ...optional('keyword', file.keyword),
    totalDoc: [String(contents.length)],
    // An electronic file has none. Whether a sheet bears writing on both sides is written down nowhere: a sheet for each page.
    numberOfPaper: [String(pagesIn(contents.filter(({ paper }) => paper === 'beside')))],
    numberOfPage: [String(pagesIn(contents))],
    ...optional('description', file.note),
  }
}

export const describeRecord = (file: Described, code: string, one: FileContent, ordinal: number): Description => ({
  docId: [shortId(one.id)],
  docCode: [`${code}.${String(ordinal).padStart(7, '0')}`],
  docOrdinal: [String(ordinal)],
  ...shared(file),
  typeName: [typeNameCode(one.typeCode)],
  ...optional('codeNumber', one.numberText.slice(0, 11)),
  ...optional('codeNotation', one.notationText.slice(0, 30)),
  issuedDate: [one.issuedOn],
  organName: [one.authorName.slice(0, 200)],
  subject: [one.subject.slice(0, 500)],
  numberOfPage: [String(one.pages ?? 0)],
  ...optional('description', noteOn(one)),
})
