import { accept, type Result, refuse } from '#kernel/result.ts'
import { readChannels } from './national-channels.ts'
import { digestOf } from './national-digest.ts'
import { readPapers } from './national-papers.ts'
import {
  bounded,
  type Doubt,
  type DoubtList,
  isLoose,
  type Loose,
  lineOf,
  linesOf,
  newDoubts,
  objectOf,
  objectsOf,
  textOf,
} from './national-source.ts'
import type { PublishedOutcome } from './outcome.ts'
import { type LegalBasis, ProcedureCode, type ProcedureLevel, PublishedProcedure } from './published-procedure.ts'

/** A record of the national database as we publish it, what was doubtful in it, and a digest by which a change is seen. */
export type NationalRecord = {
  readonly published: PublishedProcedure
  readonly doubts: readonly Doubt[]
  readonly digest: string
}

export type NationalRecordRefusal = {
  readonly code:
    | 'national-record.too-long'
    | 'national-record.not-json'
    | 'national-record.no-code'
    | 'national-record.no-name'
    | 'national-record.out-of-bounds'
  /** What was found, cut short. */
  readonly text: string
}

/** The longest line that is read; the longest real one has some 150,000 characters. */
export const longestNationalLine = 2_000_000

const ministries: Readonly<Record<string, string>> = {
  'bo-cong-an': 'Bộ Công an',
  'bo-nong-nghiep-mt': 'Bộ Nông nghiệp và Môi trường',
  'bo-tai-chinh': 'Bộ Tài chính',
  'bo-tu-phap': 'Bộ Tư pháp',
  'bo-xay-dung': 'Bộ Xây dựng',
  'ngan-hang-nha-nuoc': 'Ngân hàng Nhà nước Việt Nam',
  'toa-an-nhan-dan': 'Tòa án nhân dân',
}

const levels: Readonly<Record<string, ProcedureLevel>> = {
  'Cấp bộ': 'ministry',
  'Cấp tỉnh': 'province',
  'Cấp xã': 'commune',
  'Cơ quan khác': 'other',
}

const readLevels = (record: Loose, doubts: DoubtList): ProcedureLevel[] => {
  const read = linesOf(record, 'cap_thuc_hien').map((name) => {
    const level = Object.hasOwn(levels, name) ? levels[name] : undefined
    if (level === undefined) doubts.add('level-unknown', 'levels', name)
    return level
  })
  return [...new Set(read.filter((level) => level !== undefined))]
}

const readMinistry = (record: Loose, doubts: DoubtList): string => {
  const key = lineOf(record, 'bo_nguon').slice(0, 100)
  const name = Object.hasOwn(ministries, key) ? ministries[key] : undefined
  if (name === undefined) doubts.add('ministry-unknown', 'ministry', key)
  return name ?? key
}

const readOutcomes = (record: Loose, doubts: DoubtList): PublishedOutcome[] => {
  const outcomes = objectsOf(record, 'ket_qua')
    .slice(0, 60)
    .flatMap((one): PublishedOutcome[] => {
      const name = bounded(lineOf(one, 'ten'), 4_000, 'outcomes', doubts)
      const code = lineOf(one, 'ma')
      const isCode = /^KQ\.[A-Z0-9.]{1,40}$/.test(code)
      if (name === '') return []
      if (!isCode) doubts.add('outcome-code-missing', 'outcomes', `${code} ${name}`.trim())
      return [{ code: isCode ? code : null, name }]
    })
  if (outcomes.length === 0) doubts.add('outcomes-missing', 'outcomes', '')
  return outcomes
}

/** A number that begins where the title ends in figures was cut in two: `… 66` + `7/2025/NQ-CP`. */
const readLegalBasis = (record: Loose, doubts: DoubtList): LegalBasis[] =>
  objectsOf(record, 'can_cu_phap_ly')
    .slice(0, 300)
    .map((one) => {
      const title = bounded(lineOf(one, 'ten'), 8_000, 'legalBasis', doubts)
      const number = bounded(lineOf(one, 'so_hieu'), 400, 'legalBasis', doubts)
      if (number === '') doubts.add('law-number-missing', 'legalBasis', title)
      else if (/[\p{Ll}]\d{1,3}\.?$/u.test(title) && /^\d{1,2}\//.test(number))
        doubts.add('law-number-cut', 'legalBasis', `${title.slice(-80)} | ${number}`)
      return { number, title }
    })
    .filter((one) => one.number !== '' || one.title !== '')

const readPublished = (record: Loose, code: string, name: string, doubts: DoubtList): PublishedProcedure => {
  const long = (key: string, field: string): string => bounded(textOf(record, key), 200_000, field, doubts)
  const ways = readChannels(record, doubts)
  const papers = readPapers(record, doubts)
  const decision = bounded(lineOf(record, 'so_quyet_dinh'), 200, 'decision', doubts)
  const address = lineOf(record, 'detail_url')
  const legalBasis = readLegalBasis(record, doubts)
  const rawLaw = legalBasis.length > 0 ? '' : textOf(objectOf(record, 'raw'), 'can_cu').slice(0, 200_000)
  return {
    code,
    name: bounded(name, 4_000, 'name', doubts),
    decision: decision === '' ? null : decision,
    ministry: readMinistry(record, doubts),
    field: bounded(lineOf(record, 'linh_vuc'), 500, 'field', doubts),
    kind: bounded(lineOf(record, 'loai_thu_tuc'), 300, 'kind', doubts),
    levels: readLevels(record, doubts),
    subjects: linesOf(record, 'doi_tuong_thuc_hien')
      .slice(0, 60)
      .map((subject) => subject.slice(0, 300)),
    executingAgency: long('co_quan_thuc_hien', 'executingAgency'),
    competentAgency: long('co_quan_co_tham_quyen', 'competentAgency'),
    coordinatingAgency: long('co_quan_phoi_hop', 'coordinatingAgency'),
    delegatedAgency: long('co_quan_duoc_uy_quyen', 'delegatedAgency'),
    receivingAddress: long('dia_chi_tiep_nhan', 'receivingAddress'),
    steps: long('trinh_tu_thuc_hien', 'steps'),
    channels: ways.channels,
    paperCases: papers.paperCases,
    conditions: long('yeu_cau_dieu_kien', 'conditions'),
    outcomes: readOutcomes(record, doubts),
    legalBasis,
    keywords: long('tu_khoa', 'keywords'),
    related: long('thu_tuc_lien_quan', 'related'),
    offeredOnline: Object.hasOwn(record, 'co_nut_nop_truc_tuyen') && record.co_nut_nop_truc_tuyen === true,
    sourceUrl: /^https:\/\/[^\s]{1,480}$/.test(address) ? address : null,
    unread: {
      ...(ways.unread === '' ? {} : { channels: ways.unread }),
      ...(papers.unread === '' ? {} : { papers: papers.unread }),
      ...(rawLaw === '' ? {} : { legalBasis: rawLaw }),
    },
  }
}

/**
 * Reads one line of the national database's list. Never throws: what cannot be read becomes a doubt and stays as text; only a line that is no
 * record at all, has no code or no name is refused.
 */
export const parseNationalRecord = (line: string): Result<NationalRecord, NationalRecordRefusal> => {
  const text = line.slice(0, 80)
  if (line.length > longestNationalLine) return refuse({ code: 'national-record.too-long', text })
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch {
    return refuse({ code: 'national-record.not-json', text })
  }
  if (!isLoose(record)) return refuse({ code: 'national-record.not-json', text })
  // Provinces write the code with a suffix: `1.001193.000.00.00.H44`.
  const code = ProcedureCode.safeParse(
    lineOf(record, 'ma_thu_tuc').replace(/^(\d\.\d{6})(?:\.[0-9A-Z]{1,3}){1,6}$/, '$1'),
  )
  if (!code.success) return refuse({ code: 'national-record.no-code', text: lineOf(record, 'ma_thu_tuc').slice(0, 80) })
  const name = lineOf(record, 'ten_thu_tuc').replace(/\.$/, '')
  if (name === '') return refuse({ code: 'national-record.no-name', text: code.data })
  const doubts = newDoubts()
  const published = PublishedProcedure.safeParse(readPublished(record, code.data, name, doubts))
  if (!published.success)
    return refuse({
      code: 'national-record.out-of-bounds',
      text: `${code.data}: ${published.error.issues[0]?.path.join('.') ?? ''}`,
    })
  return accept({ published: published.data, doubts: doubts.found, digest: digestOf(published.data) })
}
