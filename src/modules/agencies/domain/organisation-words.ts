import type { Role } from '#modules/identity/domain/index.ts'
import type { AgencyKind, AgencyLevel, UnitKind } from './organisation.ts'

/** How files and forms write the kinds of the organisation: Vietnamese without marks, as administrators type them. */
export const agencyKindWords: Readonly<Record<AgencyKind, string>> = {
  'peoples-committee': 'ubnd',
  department: 'so-nganh',
  'one-stop-desk': 'mot-cua',
  office: 'van-phong',
  vertical: 'nganh-doc',
}

export const agencyLevelWords: Readonly<Record<AgencyLevel, string>> = {
  province: 'tinh',
  commune: 'xa',
  ministry: 'bo',
}

export const unitKindWords: Readonly<Record<UnitKind, string>> = {
  'one-stop-desk': 'mot-cua',
  professional: 'chuyen-mon',
  leadership: 'lanh-dao',
  clerical: 'van-thu',
}

export const roleWords: Readonly<Record<Role, string>> = {
  'one-stop-officer': 'mot-cua',
  'unit-head': 'truong-phong',
  handler: 'chuyen-vien',
  leader: 'lanh-dao',
  clerk: 'van-thu',
  archivist: 'luu-tru',
  supervisor: 'giam-sat',
  administrator: 'quan-tri',
  auditor: 'kiem-toan',
}

/** The value that a word stands for; the word itself when it stands for nothing, so that a schema refuses it. */
export const valueOfWord = (words: Readonly<Record<string, string>>, word: string): string =>
  Object.entries(words).find(([, one]) => one === word)?.[0] ?? word
