import type { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { AgencyEntry, OfficerEntry, SeatEntry, UnitEntry } from './organisation.ts'
import { agencyKindWords, agencyLevelWords, roleWords, unitKindWords, valueOfWord } from './organisation-words.ts'

/** One row of a file or one posted form: what was typed, by the name of its column. */
export type TypedRow = Readonly<Record<string, string>>

/** The columns that are not as they should be. */
export type RowRefusal = { readonly code: 'row.wrong'; readonly columns: readonly string[] }

/** `25/07/2026` or `2026-07-25`, as people and machines write a day. */
export const isoDay = (text: string): string => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Where each part of an entry is typed, and how it is understood. */
type Column = readonly [column: string, read?: (text: string) => unknown]
type Columns<Entry> = { readonly [Key in keyof Entry]-?: Column }

const orNull = (text: string): string | null => (text === '' ? null : text)
const ofWords = (words: Readonly<Record<string, string>>) => (text: string) => valueOfWord(words, text)

const agencyColumns: Columns<AgencyEntry> = {
  code: ['ma'],
  kind: ['loai', ofWords(agencyKindWords)],
  level: ['cap', ofWords(agencyLevelWords)],
  name: ['ten'],
  shortName: ['ten_ngan'],
  parent: ['ma_cap_tren', orNull],
  communeCode: ['ma_xa', orNull],
  address: ['dia_chi'],
  phone: ['dien_thoai'],
  email: ['thu_dien_tu'],
  openingHours: ['gio_lam_viec'],
  notation: ['ky_hieu'],
  from: ['tu_ngay', isoDay],
  legalSource: ['can_cu'],
}

const unitColumns: Columns<UnitEntry> = {
  agency: ['ma_co_quan'],
  key: ['khoa'],
  name: ['ten'],
  kind: ['loai', ofWords(unitKindWords)],
}

const officerColumns: Columns<OfficerEntry> = {
  login: ['dang_nhap', (text) => text.toLowerCase()],
  fullName: ['ho_ten'],
  email: ['thu_dien_tu'],
  phone: ['dien_thoai'],
}

const seatColumns: Columns<SeatEntry> = {
  agency: ['ma_co_quan'],
  unit: ['don_vi', orNull],
  role: ['vai_tro', ofWords(roleWords)],
  title: ['chuc_danh'],
  concurrent: ['kiem_nhiem', (text) => text === 'co'],
  from: ['tu_ngay', isoDay],
}

const columnNames = (columns: Readonly<Record<string, Column>>): readonly string[] =>
  Object.values(columns).map(([name]) => name)

/** The columns of each file, in the order in which they are documented. */
export const organisationColumns = {
  agencies: columnNames(agencyColumns),
  units: columnNames(unitColumns),
  officers: [...columnNames(officerColumns), ...columnNames(seatColumns)],
} as const

const read = <Entry>(
  schema: z.ZodType<Entry>,
  columns: Readonly<Record<string, Column>>,
  row: TypedRow,
): Result<Entry, RowRefusal> => {
  const typed = Object.entries(columns).map(([key, [name, understand = (text: string) => text]]) => [
    key,
    understand((row[name] ?? '').trim().normalize('NFC')),
  ])
  const parsed = schema.safeParse(Object.fromEntries(typed))
  if (parsed.success) return accept(parsed.data)
  const wrong = parsed.error.issues.map((issue) => columns[String(issue.path[0])]?.[0] ?? '')
  return refuse({ code: 'row.wrong', columns: [...new Set(wrong)] })
}

export const readAgencyRow = (row: TypedRow) => read(AgencyEntry, agencyColumns, row)
export const readUnitRow = (row: TypedRow) => read(UnitEntry, unitColumns, row)
export const readOfficerRow = (row: TypedRow) => read(OfficerEntry, officerColumns, row)
export const readSeatRow = (row: TypedRow) => read(SeatEntry, seatColumns, row)

const rowOf = (columns: Readonly<Record<string, Column>>, entry: object, words: TypedRow): TypedRow =>
  Object.fromEntries(
    Object.entries(columns).map(([key, [name]]) => [
      name,
      words[key] ?? String((entry as Readonly<Record<string, unknown>>)[key] ?? ''),
    ]),
  )

/** An agency as it would be typed, to be changed. */
export const rowOfAgency = (agency: Omit<AgencyEntry, 'from' | 'legalSource'>): TypedRow =>
  rowOf(agencyColumns, agency, {
    kind: agencyKindWords[agency.kind],
    level: agencyLevelWords[agency.level],
  })
