import { isUuid } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import { hasFields } from '#modules/official-documents/domain/index.ts'
import {
  type IncomingPlace,
  type IncomingRow,
  type IncomingScope,
  incomingScopes,
} from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import { addressWith } from '../../report-period.ts'
import { type AskedFields, documentFieldsOf, noAskedFields, readDocumentFields } from '../list/document-fields.ts'

export const incomingPath = '/can-bo/van-ban-den'

export const arrivalsPath = `${incomingPath}/cho-vao-so`
export const letterFilePath = (id: string, fileId: string): string => `${arrivalsPath}/thu/${id}/tep/${fileId}`
export const documentPath = (id: string): string => `${incomingPath}/${id}`
export const documentFilePath = (id: string, fileId: string): string => `${documentPath(id)}/tep/${fileId}`

const scopeNames: Readonly<Record<IncomingScope, string>> = {
  mine: '',
  given: 'toi-cho',
  followed: 'theo-doi',
  all: 'tat-ca',
}

export const listStates = ['arrived', 'routed', 'settled', 'returned'] as const
export type ListState = (typeof listStates)[number]
const stateNames: Readonly<Record<ListState, string>> = {
  arrived: 'moi-den',
  routed: 'dang-xu-ly',
  settled: 'da-giai-quyet',
  returned: 'da-tra-lai',
}

/** What the list shows, as its address holds it. */
export type IncomingAddress = {
  readonly scope: IncomingScope
  readonly state: ListState | null
  readonly words: string
  readonly fields: AskedFields
  readonly after: IncomingPlace | null
}

/** A scope from its beginning. */
export const wholeScope = (scope: IncomingScope): IncomingAddress => ({
  scope,
  state: null,
  words: '',
  fields: noAskedFields,
  after: null,
})

/** Whether more than a scope is asked for: that is looked for in everything. */
export const isSearch = ({ words, fields }: Pick<IncomingAddress, 'words' | 'fields'>): boolean =>
  words !== '' || hasFields(fields)

export const addressNames = { scope: 'xem', state: 'tinh-trang', words: 'q', after: 'sau', file: 'tep' } as const

const placeOf = (text: string): IncomingPlace | null => {
  const [at = '', id = ''] = text.split('_')
  if (!isUuid(id)) return null
  try {
    return { at: at === '' ? null : Temporal.Instant.from(at).toString(), id }
  } catch {
    return null
  }
}

export const placeOfRow = (row: IncomingRow): IncomingPlace => ({
  at: row.placeAt?.toString() ?? null,
  id: row.placeId,
})

export const readIncomingAddress = (query: FormBody): IncomingAddress => {
  const asked = fieldOf(query, addressNames.scope)
  const words = fieldOf(query, addressNames.words).slice(0, 200)
  const fields = readDocumentFields(query)
  const scope = incomingScopes.find((one) => scopeNames[one] === asked) ?? 'mine'
  return {
    scope: isSearch({ words, fields }) ? 'all' : scope,
    state: listStates.find((one) => stateNames[one] === fieldOf(query, addressNames.state)) ?? null,
    words,
    fields,
    after: placeOf(fieldOf(query, addressNames.after)),
  }
}

const fieldsOfAddress = (address: IncomingAddress): Readonly<Record<string, string>> => ({
  [addressNames.scope]: scopeNames[address.scope],
  [addressNames.state]: address.state === null ? '' : stateNames[address.state],
  [addressNames.words]: address.words,
  ...documentFieldsOf(address.fields),
  [addressNames.after]: address.after === null ? '' : `${address.after.at ?? ''}_${address.after.id}`,
})

/** What a search takes along from the list that it begins at: all scopes are searched, one state may be. */
export const hiddenFields = ({ state }: IncomingAddress): Readonly<Record<string, string>> => ({
  [addressNames.scope]: scopeNames.all,
  ...(state === null ? {} : { [addressNames.state]: stateNames[state] }),
})

export const searchHref = (words: string): string => listHref({ ...wholeScope('all'), words })

export const listHref = (address: IncomingAddress): string => addressWith(incomingPath, fieldsOfAddress(address))

export const exportPath = `${incomingPath}/xuat.csv`
export const exportHref = (address: IncomingAddress): string =>
  addressWith(exportPath, fieldsOfAddress({ ...address, after: null }))

/** The same list with other fields asked. */
export const fieldsHref = (address: IncomingAddress, fields: Readonly<Record<string, string>>): string =>
  addressWith(incomingPath, {
    ...fieldsOfAddress({ ...address, scope: 'all', fields: noAskedFields, after: null }),
    ...fields,
  })

export const documentHref = (id: string, address: IncomingAddress, fileId = ''): string =>
  addressWith(documentPath(id), { ...fieldsOfAddress(address), [addressNames.file]: fileId })

/** The address of an act, which leads back to the same list. */
export const actHref = (id: string, act: string, address: IncomingAddress): string =>
  addressWith(`${documentPath(id)}/${act}`, fieldsOfAddress(address))
