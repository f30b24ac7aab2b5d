import { type WorkFilter, type WorkLevel, type WorkPlace, type WorkScope, workLevels } from '#modules/dossiers/index.ts'
import type { Deed } from '#modules/processes/domain/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'

/** What a list shows, as its address says it: the address is the state, and carries nothing personal. */
export type ListAddress = WorkFilter & {
  /** Only this level, page by page. */
  readonly level: WorkLevel | null
  readonly after: WorkPlace | null
}

export const listPath = '/can-bo'

const scopeWords = { all: '', mine: 'cua-toi', watched: 'theo-doi' } as const satisfies Record<WorkScope, string>

const levelWords = {
  critical: 'qua-han-nghiem-trong',
  overdue: 'qua-han',
  soon: 'sap-den-han',
  later: 'chua-den-han',
} as const satisfies Record<WorkLevel, string>

const deedWords = {
  receive: 'tiep-nhan',
  assign: 'phan-cong',
  handle: 'xu-ly',
  review: 'duyet',
  sign: 'ky',
  number: 'lay-so',
  return: 'tra',
  apologise: 'xin-loi',
  'approve-supplement': 'duyet-bo-sung',
} as const satisfies Record<Deed, string>

/** In the order in which work passes through them. */
export const deeds = Object.keys(deedWords) as readonly Deed[]

const scopes = Object.keys(scopeWords) as readonly WorkScope[]

const placePattern = /^([01])_([0-9TZ:.+-]{0,40})_([0-9a-f-]{36})$/

const readPlace = (text: string): WorkPlace | null => {
  const [, rank, pressingAt = '', id = ''] = placePattern.exec(text) ?? []
  if (rank === undefined || (pressingAt !== '' && Number.isNaN(Date.parse(pressingAt)))) return null
  return { rank: Number(rank), pressingAt: pressingAt === '' ? null : pressingAt, id }
}

const writePlace = ({ rank, pressingAt, id }: WorkPlace): string => `${rank}_${pressingAt ?? ''}_${id}`

/** What cannot be read is left out: an old bookmark shows the whole list. */
export const readListAddress = (query: FormBody): ListAddress => {
  const level = workLevels.find((one) => levelWords[one] === fieldOf(query, 'nhom')) ?? null
  const field = fieldOf(query, 'linh-vuc').slice(0, 300)
  return {
    scope: scopes.find((one) => scopeWords[one] === fieldOf(query, 'xem')) ?? 'all',
    deed: deeds.find((one) => deedWords[one] === fieldOf(query, 'buoc')) ?? null,
    field: field === '' ? null : field,
    level,
    after: level === null ? null : readPlace(fieldOf(query, 'sau')),
  }
}

/** `?buoc=tiep-nhan&…`, or nothing for the whole list. */
export const listQuery = (address: ListAddress): string => {
  const query = new URLSearchParams()
  if (address.scope !== 'all') query.set('xem', scopeWords[address.scope])
  if (address.deed !== null) query.set('buoc', deedWords[address.deed])
  if (address.field !== null) query.set('linh-vuc', address.field)
  if (address.level !== null) query.set('nhom', levelWords[address.level])
  if (address.level !== null && address.after !== null) query.set('sau', writePlace(address.after))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export const wholeList: ListAddress = { scope: 'all', deed: null, field: null, level: null, after: null }

/** The same list from its beginning. */
export const fromStart = (address: ListAddress, change: Partial<ListAddress> = {}): ListAddress => ({
  ...address,
  level: null,
  after: null,
  ...change,
})

export const dossierPath = (id: string): string => `${listPath}/ho-so/${id}`
