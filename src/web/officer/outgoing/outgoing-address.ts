import { isUuid } from '#kernel/ids.ts'
import { hasFields } from '#modules/official-documents/domain/index.ts'
import type { OutgoingScope } from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import { addressWith } from '../../report-period.ts'
import { type AskedFields, documentFieldsOf, noAskedFields, readDocumentFields } from '../list/document-fields.ts'
import { exportPath, listFields, outgoingPath } from './outgoing-paths.ts'

const scopeWords = { waiting: 'cho-toi', drafting: 'toi-soan', all: 'tat-ca' } as const satisfies Record<
  OutgoingScope,
  string
>
export const outgoingScopes = Object.keys(scopeWords) as readonly OutgoingScope[]

const stateWords = {
  draft: 'dang-soan',
  submitted: 'dang-trinh',
  signed: 'da-ky',
  issued: 'da-phat-hanh',
  replaced: 'da-thay-the',
  recalled: 'da-thu-hoi',
} as const
export type OutgoingListState = keyof typeof stateWords
export const outgoingListStates = Object.keys(stateWords) as readonly OutgoingListState[]

/** What the list shows, as its address holds it. */
export type OutgoingAddress = {
  readonly scope: OutgoingScope
  readonly state: OutgoingListState | null
  readonly words: string
  readonly fields: AskedFields
  readonly after: string | null
}

export const wholeScope = (scope: OutgoingScope): OutgoingAddress => ({
  scope,
  state: null,
  words: '',
  fields: noAskedFields,
  after: null,
})

/** Words, fields and state are asked of everything. */
export const readOutgoingAddress = (query: FormBody): OutgoingAddress => {
  const words = fieldOf(query, listFields.words).trim().slice(0, 200)
  const fields = readDocumentFields(query)
  const state = outgoingListStates.find((one) => stateWords[one] === fieldOf(query, listFields.state)) ?? null
  const asked = outgoingScopes.find((one) => scopeWords[one] === fieldOf(query, listFields.scope)) ?? 'waiting'
  const after = fieldOf(query, listFields.after)
  return {
    scope: words !== '' || state !== null || hasFields(fields) ? 'all' : asked,
    state,
    words,
    fields,
    after: isUuid(after) ? after : null,
  }
}

const fieldsOfAddress = (address: OutgoingAddress): Readonly<Record<string, string>> => ({
  [listFields.scope]: scopeWords[address.scope],
  [listFields.state]: address.state === null ? '' : stateWords[address.state],
  [listFields.words]: address.words,
  ...documentFieldsOf(address.fields),
  [listFields.after]: address.after ?? '',
})

export const listHref = (address: OutgoingAddress): string => addressWith(outgoingPath, fieldsOfAddress(address))

export const exportHref = (address: OutgoingAddress): string =>
  addressWith(exportPath, fieldsOfAddress({ ...address, after: null }))

/** The same list with other fields asked. */
export const fieldsHref = (address: OutgoingAddress, fields: Readonly<Record<string, string>>): string =>
  addressWith(outgoingPath, {
    ...fieldsOfAddress({ ...address, scope: 'all', fields: noAskedFields, after: null }),
    ...fields,
  })

/** What a search takes along from the list that it begins at: all scopes are searched, one state may be. */
export const hiddenFields = ({ state }: OutgoingAddress): Readonly<Record<string, string>> => ({
  [listFields.scope]: scopeWords.all,
  ...(state === null ? {} : { [listFields.state]: stateWords[state] }),
})
