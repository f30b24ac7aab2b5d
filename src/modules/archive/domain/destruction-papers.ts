import { formatDate, formatInstant, formatLegalDate, localDate, type Temporal } from '#kernel/time.ts'
import type { ArchiveMinutesPage, ArchiveTablePage } from '#platform/pdf/archive-pages.ts'
import { retentionWords } from './minutes.ts'

/** The signature fields of the papers of a destruction. */
export const destructionFields = {
  secretary: 'ChuKyThuKy',
  chair: 'ChuKyChuTich',
  head: 'ChuKyNguoiDungDau',
  carrier: 'ChuKyNguoiThucHien',
} as const

const signNote = '(Ký và ghi rõ họ và tên)'

export type CouncilMember = {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly part: 'chair' | 'secretary' | 'member'
}

type ListedFile = {
  readonly archiveCode: string
  readonly title: string
  readonly retentionYears: number | null
  readonly keptUntil: Temporal.PlainDate | null
  readonly keepYears: number | null
  readonly reason: string
  readonly destroyedAt: Temporal.Instant | null
}

/** What the papers of a destruction say. */
export type DestructionFacts = {
  readonly agencyName: string
  readonly parentName: string
  readonly place: string
  readonly number: number
  readonly year: number
  readonly madeAt: Temporal.Instant
  readonly madeByName: string
  readonly metOn: Temporal.PlainDate | null
  readonly conclusion: string
  readonly decisionCode: string
  readonly decisionDate: Temporal.PlainDate | null
  readonly decidedByName: string | null
  readonly carriedOutByName: string | null
  readonly carriedOutAt: Temporal.Instant | null
  readonly members: readonly CouncilMember[]
  readonly contents: number
  readonly bytes: number
  readonly files: readonly ListedFile[]
}

/** `1,4 MB` */
export const sizeWords = (bytes: number): string => {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${value.toLocaleString('vi', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`
}

const headOf = ({ agencyName, parentName }: DestructionFacts) => ({
  agency: agencyName,
  ...(parentName === '' ? {} : { parentAgency: parentName }),
})

const placeOn = ({ place }: DestructionFacts, day: Temporal.PlainDate | null): string =>
  day === null ? place : `${place}, ${formatLegalDate(day)}`

const listOf = ({ number, year }: DestructionFacts): string => `danh mục số ${number} năm ${year}`

const keptLines = (files: readonly ListedFile[]) =>
  files.flatMap(({ title, keepYears, reason }) =>
    keepYears === null ? [] : [{ text: `- ${title}: giữ thêm ${keepYears} năm, ${reason}`, isIndented: true }],
  )

const keptOf = ({ files }: DestructionFacts): number => files.filter(({ keepYears }) => keepYears !== null).length

/** @legal L-33-2024 Điều 16 */
export const destructionListPage = (facts: DestructionFacts): ArchiveTablePage => ({
  ...headOf(facts),
  heading: 'Danh mục tài liệu hết giá trị',
  under: [`Số ${facts.number}, năm ${facts.year}`],
  intro: [],
  columns: [
    { title: 'STT', share: 0.6 },
    { title: 'Mã lưu trữ', share: 1.8 },
    { title: 'Tiêu đề hồ sơ', share: 4 },
    { title: 'Thời hạn bảo quản', share: 1.1 },
    { title: 'Hết hạn', share: 1.3 },
    { title: 'Ý kiến của hội đồng', share: 1.6 },
  ],
  rows: facts.files.map((file, index) => ({
    cells: [
      String(index + 1),
      file.archiveCode,
      file.title,
      retentionWords(file.retentionYears),
      file.keptUntil === null ? '' : formatDate(file.keptUntil),
      file.keepYears === null ? 'Hủy' : `Giữ thêm ${file.keepYears} năm: ${file.reason}`,
    ],
  })),
  outro: [`Danh mục này gồm ${facts.files.length} hồ sơ.`],
  placeAndDate: placeOn(facts, localDate(facts.madeAt)),
  signers: [{ title: 'Người lập', note: signNote, name: facts.madeByName }],
})

const partWords = { chair: 'Chủ tịch', secretary: 'Thư ký', member: 'Ủy viên' } as const

/** @legal L-33-2024 Điều 16 */
export const councilPage = (facts: DestructionFacts): ArchiveMinutesPage => {
  const kept = keptOf(facts)
  const nameOf = (part: 'chair' | 'secretary') => facts.members.find((one) => one.part === part)?.name ?? ''
  return {
    ...headOf(facts),
    placeAndDate: placeOn(facts, facts.metOn),
    heading: 'Biên bản',
    subject: 'Họp hội đồng xét hủy tài liệu hết giá trị',
    bases: [],
    blocks: [
      { text: 'Thành phần hội đồng:' },
      ...facts.members.map(({ name, title, part }) => ({
        text: `- Ông (bà) ${name}, ${title}: ${partWords[part]}`,
        isIndented: true,
      })),
      { text: `Hội đồng đã xét ${facts.files.length} hồ sơ trong ${listOf(facts)}.` },
      { text: `1. Đề nghị hủy: ${facts.files.length - kept} hồ sơ.` },
      { text: `2. Đề nghị giữ lại: ${kept} hồ sơ.` },
      ...keptLines(facts.files),
      ...(facts.conclusion === '' ? [] : [{ text: `3. Kết luận: ${facts.conclusion}` }]),
      { text: 'Danh mục tài liệu hết giá trị kèm theo biên bản này./.' },
    ],
    signers: [
      { title: 'Thư ký', note: signNote, name: nameOf('secretary'), field: destructionFields.secretary },
      { title: 'Chủ tịch hội đồng', note: signNote, name: nameOf('chair'), field: destructionFields.chair },
    ],
  }
}

/** @legal L-33-2024 Điều 16 */
export const decisionPage = (
  facts: DestructionFacts,
  head: { readonly name: string; readonly title: string },
): ArchiveMinutesPage => {
  const kept = keptOf(facts)
  const met = facts.metOn === null ? '' : ` ${formatLegalDate(facts.metOn)}`
  return {
    ...headOf(facts),
    code: facts.decisionCode,
    placeAndDate: placeOn(facts, facts.decisionDate),
    heading: 'Quyết định',
    subject: 'Về việc hủy tài liệu hết giá trị',
    bases: [
      'Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;',
      `Căn cứ Biên bản họp hội đồng xét hủy tài liệu hết giá trị${met};`,
      'Xét đề nghị của lưu trữ cơ quan,',
    ],
    blocks: [
      { text: 'QUYẾT ĐỊNH:', isStrong: true },
      {
        text: `Điều 1. Hủy ${facts.files.length - kept} hồ sơ trong ${listOf(facts)} (danh mục kèm theo).`,
      },
      { text: `Điều 2. Giữ lại ${kept} hồ sơ theo đề nghị của hội đồng.` },
      ...keptLines(facts.files),
      { text: 'Điều 3. Lưu trữ cơ quan và các đơn vị, cá nhân liên quan chịu trách nhiệm thi hành Quyết định này./.' },
    ],
    signers: [{ title: head.title, note: signNote, name: head.name, field: destructionFields.head }],
  }
}

/** @legal L-33-2024 Điều 16 */
export const destructionMinutesPage = (facts: DestructionFacts): ArchiveMinutesPage => {
  const { carriedOutAt: at, decisionDate } = facts
  const gone = facts.files.filter(({ destroyedAt }) => destroyedAt !== null)
  const carrier = facts.carriedOutByName ?? ''
  return {
    ...headOf(facts),
    placeAndDate: placeOn(facts, at === null ? null : localDate(at)),
    heading: 'Biên bản',
    subject: 'Hủy tài liệu hết giá trị',
    bases:
      decisionDate === null
        ? []
        : [
            `Căn cứ Quyết định số ${facts.decisionCode} ${formatLegalDate(decisionDate)} do ông (bà) ${facts.decidedByName ?? ''} ký;`,
          ],
    blocks: [
      { text: `Ông (bà) ${carrier} đã thực hiện việc hủy, xong lúc ${at === null ? '' : formatInstant(at)}.` },
      { text: `1. Số hồ sơ đã hủy: ${gone.length}.` },
      { text: `2. Số tệp đã hủy: ${facts.contents}, dung lượng ${sizeWords(facts.bytes)}.` },
      {
        text: '3. Cách hủy: xóa tệp và gói lưu trữ khỏi kho của hệ thống; bản trong các bản sao lưu mất khi bản sao lưu hết hạn.',
      },
      {
        text: '4. Dòng mô tả hồ sơ, danh mục, biên bản và mã băm SHA-256 của từng tệp đã hủy được giữ lại trong hệ thống./.',
      },
    ],
    signers: [{ title: 'Người thực hiện', note: signNote, name: carrier, field: destructionFields.carrier }],
  }
}
