import { formatDate, formatLegalDate, type Temporal } from '#kernel/time.ts'
import type { ArchiveMinutesPage, ArchiveTablePage } from '#platform/pdf/archive-pages.ts'

export const minutesFields = { giver: 'ChuKyBenGiao', receiver: 'ChuKyBenNhan' } as const

export type HandedFile = {
  readonly code: string
  readonly title: string
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly retentionYears: number | null
  readonly pages: number
  readonly records: number
  readonly note: string
}

export type HandOverFacts = {
  readonly parentName: string
  readonly agencyName: string
  readonly unitName: string
  readonly place: string
  readonly on: Temporal.PlainDate
  readonly number: number
  readonly year: number
  readonly title: string
  readonly condition: string
  /** The list of files of the year by which they were made, when one was issued. */
  readonly listDecision: string
  readonly giver: { readonly name: string; readonly title: string }
  readonly receiver: { readonly name: string; readonly title: string }
  readonly files: readonly HandedFile[]
}

const placeAndDate = ({ place, on }: HandOverFacts): string => `${place}, ${formatLegalDate(on)}`

const headOf = ({ parentName, agencyName }: HandOverFacts) => ({
  agency: agencyName,
  ...(parentName === '' ? {} : { parentAgency: parentName }),
})

export const retentionWords = (years: number | null): string => (years === null ? 'Vĩnh viễn' : `${years} năm`)

const spanOf = (files: readonly HandedFile[]): string => {
  const first = files.map(({ from }) => from.toString()).toSorted()[0]
  const last = files
    .map(({ to }) => to.toString())
    .toSorted()
    .at(-1)
  const text = (day: string | undefined) => (day ?? '').split('-').reverse().join('/')
  return first === last ? text(first) : `từ ${text(first)} đến ${text(last)}`
}

/** @legal ND-30-2020 Phụ lục V mục III */
export const handOverListPage = (facts: HandOverFacts): ArchiveTablePage => ({
  ...headOf(facts),
  heading: 'Mục lục hồ sơ, tài liệu nộp lưu',
  under: [facts.title, `Năm ${facts.year}, đợt số ${facts.number}`],
  intro: [],
  columns: [
    { title: 'Số TT', share: 0.6 },
    { title: 'Số, ký hiệu hồ sơ', share: 1.3 },
    { title: 'Tiêu đề hồ sơ', share: 4 },
    { title: 'Thời gian tài liệu', share: 1.5 },
    { title: 'Thời hạn bảo quản', share: 1.1 },
    { title: 'Số tờ/ Số trang', share: 0.9 },
    { title: 'Ghi chú', share: 1.1 },
  ],
  rows: facts.files.map((file, index) => ({
    cells: [
      String(index + 1),
      file.code,
      file.title,
      `${formatDate(file.from)} - ${formatDate(file.to)}`,
      retentionWords(file.retentionYears),
      String(file.pages),
      file.note,
    ],
  })),
  outro: [`Mục lục này gồm: ${facts.files.length} hồ sơ (đơn vị bảo quản).`],
  placeAndDate: placeAndDate(facts),
  signers: [
    {
      title: 'Người lập',
      note: '(Ký và ghi rõ họ và tên, chức vụ)',
      name: `${facts.giver.name}, ${facts.giver.title}`,
    },
  ],
})

/** @legal ND-30-2020 Phụ lục V mục V */
export const handOverMinutesPage = (facts: HandOverFacts): ArchiveMinutesPage => {
  const { files, giver, receiver } = facts
  const records = files.reduce((sum, file) => sum + file.records, 0)
  const from = [facts.unitName, facts.agencyName].filter(Boolean).join(', ')
  const basis = facts.listDecision === '' ? '' : `Căn cứ Danh mục hồ sơ năm ${facts.listDecision},`
  return {
    ...headOf(facts),
    placeAndDate: placeAndDate(facts),
    heading: 'Biên bản',
    subject: 'Giao nhận hồ sơ, tài liệu',
    bases: [
      'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
      basis,
    ].filter(Boolean),
    blocks: [
      { text: 'Chúng tôi gồm:' },
      { text: `BÊN GIAO: ${from}`, isStrong: true },
      { text: `Ông (bà): ${giver.name}`, isIndented: true },
      { text: `Chức vụ công tác: ${giver.title}`, isIndented: true },
      { text: `BÊN NHẬN: Lưu trữ cơ quan, ${facts.agencyName}`, isStrong: true },
      { text: `Ông (bà): ${receiver.name}`, isIndented: true },
      { text: `Chức vụ công tác: ${receiver.title}`, isIndented: true },
      { text: 'Thống nhất lập biên bản giao nhận tài liệu với những nội dung như sau:' },
      { text: `1. Tên khối tài liệu giao nộp: ${facts.title}.` },
      { text: `2. Thời gian của hồ sơ, tài liệu: ${spanOf(files)}.` },
      { text: '3. Số lượng tài liệu:' },
      { text: 'a) Đối với hồ sơ, tài liệu giấy: không.', isIndented: true },
      { text: 'b) Đối với hồ sơ, tài liệu điện tử:', isIndented: true },
      { text: `- Tổng số hồ sơ: ${files.length}`, isIndented: true },
      { text: `- Tổng số tệp tin trong hồ sơ: ${records}`, isIndented: true },
      { text: `4. Tình trạng tài liệu giao nộp: ${facts.condition}.` },
      { text: '5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.' },
      { text: 'Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản./.' },
    ],
    signers: [
      { title: 'Đại diện bên giao', note: '(Ký và ghi rõ họ và tên)', name: giver.name, field: minutesFields.giver },
      {
        title: 'Đại diện bên nhận',
        note: '(Ký và ghi rõ họ và tên)',
        name: receiver.name,
        field: minutesFields.receiver,
      },
    ],
  }
}
