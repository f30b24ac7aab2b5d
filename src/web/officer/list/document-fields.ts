import { isUuid } from '#kernel/ids.ts'
import { formatDate, Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import {
  type DocumentDirection,
  type DocumentFields,
  type DocumentHand,
  documentTypes,
  findDocumentType,
} from '#modules/official-documents/domain/index.ts'
import type { SearchChoice } from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { DocumentFieldsView, DocumentFieldView } from '#web/ui/views/officer/lists/document-fields.tsx'

/** The fields of an address by which documents are looked for. */
export const documentFieldNames = {
  type: 'loai',
  author: 'tac-gia',
  code: 'so-ky-hieu',
  number: 'so-thu-tu',
  book: 'so',
  urgency: 'do-khan',
  from: 'tu-ngay',
  until: 'den-ngay',
  hand: 'xu-ly',
} as const
type FieldName = (typeof documentFieldNames)[keyof typeof documentFieldNames]

/** The fields of an address, and as typed those that cannot be read, which ask nothing. */
export type AskedFields = DocumentFields & { readonly unread: Readonly<Partial<Record<FieldName, string>>> }

const handMarks = { officer: 'cb', unit: 'dv' } as const

const readHand = (text: string): DocumentHand | null => {
  const [mark, id = ''] = text.split('_')
  const kind = (['officer', 'unit'] as const).find((one) => handMarks[one] === mark)
  return kind !== undefined && isUuid(id) ? { kind, id } : null
}

const handText = ({ kind, id }: DocumentHand): string => `${handMarks[kind]}_${id}`

const urgencyOf = (text: string): DocumentFields['urgency'] => {
  const found = ([0, 1, 2, 3] as const).find((one) => String(one) === text)
  return found ?? null
}

const dayOf = (text: string): Temporal.PlainDate | null => {
  const iso = text === '' ? undefined : parseDateInput(text)
  return iso === undefined ? null : Temporal.PlainDate.from(iso)
}

/** What cannot be read asks nothing and is shown again. */
export const readDocumentFields = (query: FormBody): AskedFields => {
  const names = documentFieldNames
  const text = (name: FieldName): string => tidy(fieldOf(query, name)).slice(0, 200)
  const number = text(names.number)
  const [from, until] = [dayOf(text(names.from)), dayOf(text(names.until))]
  const unread = (name: FieldName, isRead: boolean) => (isRead || text(name) === '' ? {} : { [name]: text(name) })
  const isNumber = /^[1-9]\d{0,8}$/.test(number)
  return {
    typeCode: documentTypes.find(({ code }) => code === text(names.type))?.code ?? null,
    author: text(names.author),
    code: text(names.code).slice(0, 90),
    registerNumber: isNumber ? Number(number) : null,
    registerId: isUuid(text(names.book)) ? text(names.book) : null,
    urgency: urgencyOf(text(names.urgency)),
    from,
    until,
    hand: readHand(text(names.hand)),
    unread: {
      ...unread(names.number, isNumber),
      ...unread(names.from, from !== null),
      ...unread(names.until, until !== null),
    },
  }
}

export const noAskedFields: AskedFields = readDocumentFields({})

/** As an address holds them; empty where nothing is asked. */
export const documentFieldsOf = (fields: AskedFields): Readonly<Record<FieldName, string>> => ({
  [documentFieldNames.type]: fields.typeCode ?? '',
  [documentFieldNames.author]: fields.author,
  [documentFieldNames.code]: fields.code,
  [documentFieldNames.number]: fields.registerNumber === null ? '' : String(fields.registerNumber),
  [documentFieldNames.book]: fields.registerId ?? '',
  [documentFieldNames.urgency]: fields.urgency === null ? '' : String(fields.urgency),
  [documentFieldNames.from]: fields.from?.toString() ?? '',
  [documentFieldNames.until]: fields.until?.toString() ?? '',
  [documentFieldNames.hand]: fields.hand === null ? '' : handText(fields.hand),
  ...fields.unread,
})

type Draw = {
  readonly t: Messages
  readonly direction: DocumentDirection
  readonly fields: AskedFields
  readonly choices: readonly SearchChoice[]
}

const problemsOf = (t: Messages, { unread, from, until }: AskedFields): Partial<Record<FieldName, string>> => {
  const { wrongDate, wrongNumber, reversed } = t.documentSearch
  const names = documentFieldNames
  const isReversed = from !== null && until !== null && from.toString() > until.toString()
  return {
    ...(unread[names.number] === undefined ? {} : { [names.number]: wrongNumber }),
    ...(unread[names.from] === undefined ? {} : { [names.from]: wrongDate }),
    ...(isReversed ? { [names.until]: reversed } : {}),
    ...(unread[names.until] === undefined ? {} : { [names.until]: wrongDate }),
  }
}

const handsOf = (choices: readonly SearchChoice[]) =>
  choices.flatMap(({ kind, id, name }) => (kind === 'book' ? [] : [{ value: handText({ kind, id }), text: name }]))

/** Every field with what is asked of it. */
const questionsOf = ({ t, direction, fields, choices }: Draw): readonly DocumentFieldView[] => {
  const words = t.documentSearch
  const isIn = direction === 'incoming'
  const names = documentFieldNames
  const books = choices.filter(({ kind }) => kind === 'book')
  const problems = problemsOf(t, fields)
  const values = documentFieldsOf(fields)
  const select = (name: FieldName, label: string, options: DocumentFieldView['options']) => ({
    name,
    label,
    kind: 'select' as const,
    options,
  })
  const asked: readonly Omit<DocumentFieldView & { name: FieldName }, 'value' | 'error'>[] = [
    { name: names.code, kind: 'text', label: words.code },
    { name: names.author, kind: 'text', label: isIn ? words.author : words.signer },
    select(
      names.type,
      words.type,
      documentTypes.map(({ code, name }) => ({ value: code, text: name })),
    ),
    { name: names.from, kind: 'date', label: isIn ? words.arrivedFrom : words.datedFrom },
    { name: names.until, kind: 'date', label: isIn ? words.arrivedUntil : words.datedUntil },
    select(
      names.urgency,
      words.urgency,
      t.incoming.urgencies.map((text, at) => ({ value: String(at), text })),
    ),
    select(
      names.book,
      words.book,
      books.map(({ id, name }) => ({ value: id, text: name })),
    ),
    { name: names.number, kind: 'number', label: isIn ? words.arrivalNumber : words.registerNumber },
    select(names.hand, words.hand, handsOf(choices)),
  ]
  return asked.map((field) => ({ ...field, value: values[field.name], error: problems[field.name] }))
}

/** What is asked, said in words: `Loại văn bản: Công văn`. */
const saidOf = (draw: Draw): readonly { readonly name: FieldName; readonly text: string }[] => {
  const { t, fields } = draw
  const words = new Map<string, string>([
    [documentFieldNames.type, findDocumentType(fields.typeCode ?? '')?.name ?? ''],
    [documentFieldNames.from, fields.from === null ? '' : formatDate(fields.from)],
    [documentFieldNames.until, fields.until === null ? '' : formatDate(fields.until)],
    [documentFieldNames.urgency, fields.urgency === null ? '' : (t.incoming.urgencies[fields.urgency] ?? '')],
  ])
  return questionsOf(draw).flatMap(({ name, label, value, options }) => {
    const text = words.get(name) ?? options?.find((one) => one.value === value)?.text ?? value
    return value === ''
      ? []
      : [
          {
            name: name as FieldName,
            text: text === '' || (options !== undefined && text === value) ? label : `${label}: ${text}`,
          },
        ]
  })
}

/** The questions of a list, and what is asked now, each to be dropped by one touch. */
export const documentFieldsView = (
  draw: Draw,
  hrefOf: (fields: Readonly<Record<string, string>>) => string,
): DocumentFieldsView => {
  const values = documentFieldsOf(draw.fields)
  const said = saidOf(draw)
  return {
    questions: questionsOf(draw),
    isOpen: Object.keys(problemsOf(draw.t, draw.fields)).length > 0,
    asked: said.map(({ name, text }) => ({ text, href: hrefOf({ ...values, [name]: '' }) })),
    clearHref: said.length === 0 ? undefined : hrefOf({}),
  }
}
