import type { LegalAct, OutcomeSource } from '../outcome-template.ts'

const kinds = [
  'Bộ luật',
  'Luật',
  'Pháp lệnh',
  'Nghị quyết',
  'Nghị định',
  'Quyết định',
  'Thông tư liên tịch',
  'Thông tư',
]

/** What a number says of the kind of act, heaviest first. */
const kindsByNumber: readonly (readonly [RegExp, string])[] = [
  [/UBTVQH/u, 'Pháp lệnh'],
  [/QH\d*$/u, 'Luật'],
  [/NQ-/u, 'Nghị quyết'],
  [/NĐ-CP/u, 'Nghị định'],
  [/QĐ-/u, 'Quyết định'],
  [/TTLT-/u, 'Thông tư liên tịch'],
  [/TT-/u, 'Thông tư'],
]

const kindOf = ({ number, title }: LegalAct): string =>
  kinds.find((kind) => title.startsWith(kind)) ?? kindsByNumber.find(([pattern]) => pattern.test(number))?.[1] ?? ''

const longestTitle = 400

/** `Căn cứ Nghị định số 20/2021/NĐ-CP quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội` */
export const basisText = (act: LegalAct): string => {
  const title = act.title
    .trim()
    .replace(/[;.]+$/u, '')
    .slice(0, longestTitle)
  const kind = kindOf(act)
  if (act.number === '' || title.includes(act.number)) return `Căn cứ ${title}`
  // A law is called by its name; the number follows it. Of any other act the number stands before what it is about.
  if (/^(?:Bộ luật|Luật|Pháp lệnh)/u.test(title)) return `Căn cứ ${title} số ${act.number}`
  const about = title.startsWith(kind) ? title.slice(kind.length).trim() : title
  return `Căn cứ ${[kind, `số ${act.number}`, about].filter((part) => part !== '').join(' ')}`
}

const mostBases = 8

const weightOf = (act: LegalAct): number => {
  const at = kindsByNumber.findIndex(([, kind]) => kind === kindOf(act))
  return at < 0 ? kindsByNumber.length : at
}

const localGovernment = 'Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025'

const isPeoplesCommittee = (agencyName: string): boolean => /^(?:Ủy|Uỷ) ban nhân dân/u.test(agencyName)

/**
 * Why an agency may decide, the heaviest act first; the officer strikes what does not bear on the case.
 * @legal ND-30-2020 Phụ lục I, phần I, mục II.6
 */
export const legalBases = ({ agencyName, legalBasis = [] }: OutcomeSource): readonly string[] => [
  ...(isPeoplesCommittee(agencyName) ? [localGovernment] : []),
  ...[...legalBasis]
    .sort((left, right) => weightOf(left) - weightOf(right))
    .slice(0, mostBases)
    .map(basisText),
]

/** Who decides in the name of the agency, above the bases. */
export const deciderOf = (agencyName: string): string => {
  const post = isPeoplesCommittee(agencyName) ? 'Chủ tịch' : agencyName.startsWith('Sở ') ? 'Giám đốc' : 'Thủ trưởng'
  return `${post} ${agencyName}`.toLocaleUpperCase('vi')
}

/** Who in the agency carries a decision out. */
export const officesOf = (agencyName: string): string =>
  isPeoplesCommittee(agencyName)
    ? 'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Trưởng phòng Văn hóa - Xã hội'
    : 'Chánh Văn phòng, thủ trưởng các đơn vị có liên quan'
