import type { OfficerActor } from '#modules/identity/domain/index.ts'
import {
  circulations,
  DraftHead,
  documentTypes,
  findDocumentType,
  SigningAuthority,
} from '#modules/official-documents/domain/index.ts'
import { type findSigningSeats, resolveRecipients } from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf, type PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import { writtenLines } from './written-lines.ts'

export const names = {
  type: 'loai',
  subject: 'trich-yeu',
  addressees: 'kinh-gui',
  recipients: 'noi-nhan',
  unit: 'viet-tat',
  signer: 'nguoi-ky',
  authority: 'quyen-han',
  urgency: 'khan',
  circulation: 'luu-hanh',
  decider: 'tham-quyen',
  secretary: 'thu-ky',
  drafterMark: 'ky-hieu-nguoi-soan',
  copies: 'so-ban',
  contact: 'lien-he',
  text: 'noi-dung',
  /** Not asked for on this page: it has one of its own. */
  signing: 'trinh-tu-ky',
} as const

export type TypedDraft = Readonly<Record<keyof typeof names, string>>

export const typedDraft = (form: FormBody): TypedDraft =>
  Object.fromEntries(Object.entries(names).map(([key, name]) => [key, fieldOf(form, name)])) as TypedDraft

/** The same as it is posted. */
export const postedDraft = (typed: TypedDraft): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(names).map(([key, name]) => [name, typed[key as keyof TypedDraft]]))

export const emptyDraft: TypedDraft = {
  type: 'CV',
  subject: '',
  addressees: '',
  recipients: '',
  unit: '',
  signer: '',
  authority: 'own',
  urgency: '0',
  circulation: '',
  decider: '',
  secretary: '',
  drafterMark: '',
  copies: '',
  contact: '',
  text: '',
  signing: '',
}

export const draftOf = (head: DraftHead, content: string): TypedDraft => ({
  type: head.typeCode,
  subject: head.subject,
  addressees: head.addressees.join('\n'),
  recipients: head.recipients.map((each) => each.name).join('\n'),
  unit: head.unitNotation,
  signer: head.signerPostId ?? '',
  authority: head.authority,
  urgency: String(head.urgency),
  circulation: head.circulation,
  decider: head.decider,
  secretary: head.secretary,
  drafterMark: head.drafterMark,
  copies: head.copies === null ? '' : String(head.copies),
  contact: head.contact.join('\n'),
  text: content,
  signing: head.signing === undefined ? '' : JSON.stringify(head.signing),
})

/** Who signs besides, as the page carried it. */
const signingOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const readHead = async (request: PageRequest, typed: TypedDraft) => {
  const addressees = writtenLines(typed.addressees)
  return DraftHead.safeParse({
    typeCode: typed.type,
    subject: typed.subject,
    addressees,
    recipients: await resolveRecipients(request.province.database, addressees, writtenLines(typed.recipients)),
    unitNotation: typed.unit,
    decider: typed.decider,
    signerPostId: typed.signer === '' ? null : typed.signer,
    authority: typed.authority,
    urgency: Number(typed.urgency),
    circulation: typed.circulation,
    drafterMark: typed.drafterMark,
    copies: typed.copies === '' ? null : Number(typed.copies),
    contact: typed.contact.split(/\r\n|\r|\n/).filter((line) => line.trim() !== ''),
    secretary: typed.secretary,
    ...(typed.signing === '' ? {} : { signing: signingOf(typed.signing) }),
  })
}

const fieldOfPath: Readonly<Record<string, keyof TypedDraft>> = {
  typeCode: 'type',
  subject: 'subject',
  addressees: 'addressees',
  recipients: 'recipients',
  unitNotation: 'unit',
  signerPostId: 'signer',
  authority: 'authority',
  urgency: 'urgency',
  circulation: 'circulation',
  decider: 'decider',
  secretary: 'secretary',
  drafterMark: 'drafterMark',
  copies: 'copies',
  contact: 'contact',
}

/** The fields that do not hold what they should, by the names of the page. */
export const wrongFields = (paths: readonly (readonly PropertyKey[])[]): readonly string[] => [
  ...new Set(
    paths.flatMap((path) => {
      const key = fieldOfPath[String(path[0])]
      return key === undefined ? [] : [names[key]]
    }),
  ),
]

/** The post from which the officer drafts: of the agency that the draft belongs to, or else the first. */
export const postForDrafting = (actor: OfficerActor, agencyId?: string) =>
  actor.posts.find((post) => post.role !== 'administrator' && (agencyId === undefined || post.agencyId === agencyId))

type Seats = Awaited<ReturnType<typeof findSigningSeats>>

type Field = FormFieldsView['fields'][number]
type Section = 'the-thuc' | 'ky' | 'van-ban' | 'them'
type FieldOf = (key: keyof TypedDraft, section: Section) => Pick<Field, 'section' | 'name' | 'value' | 'error'>

const layoutsWithAddressees: readonly string[] = ['letter', 'telegram', 'titled', 'invitation', 'introduction']
const layoutsWithDecider: readonly string[] = ['decision', 'resolution', 'telegram']

/** What the type has a box for; a value that another type left behind stays in sight. */
const has = (typed: TypedDraft, key: 'addressees' | 'decider' | 'secretary'): boolean => {
  const layout = findDocumentType(typed.type)?.layout ?? 'titled'
  if (typed[key] !== '') return true
  if (key === 'secretary') return layout === 'minutes'
  return (key === 'decider' ? layoutsWithDecider : layoutsWithAddressees).includes(layout)
}

type Words = Pick<Messages, 'outgoing' | 'drafting'>

const placeFields = ({ outgoing: words, drafting }: Words, field: FieldOf, typed: TypedDraft): readonly Field[] => [
  {
    ...field('type', 'the-thuc'),
    type: 'select',
    label: words.type,
    required: true,
    refreshes: true,
    options: documentTypes.map(({ code, name }) => ({ value: code, text: name })),
  },
  {
    ...field('subject', 'the-thuc'),
    type: 'text',
    label: words.subject,
    hint: words.subjectHelp,
    required: true,
    maxLength: 500,
  },
  ...(has(typed, 'decider')
    ? [
        {
          ...field('decider', 'the-thuc'),
          type: 'text' as const,
          label: drafting.decider,
          hint: drafting.deciderHelp,
          maxLength: 300,
        },
      ]
    : []),
  ...(has(typed, 'addressees')
    ? [
        {
          ...field('addressees', 'the-thuc'),
          type: 'textarea' as const,
          label: words.addressees,
          hint: words.addresseesHelp,
        },
      ]
    : []),
  { ...field('recipients', 'the-thuc'), type: 'textarea', label: words.recipients, hint: words.recipientsHelp },
  {
    ...field('unit', 'the-thuc'),
    type: 'text',
    label: words.unitNotation,
    hint: words.unitNotationHelp,
    maxLength: 20,
  },
]

const signingFields = (
  { outgoing: words, drafting }: Words,
  field: FieldOf,
  typed: TypedDraft,
  seats: Seats,
): readonly Field[] => [
  {
    ...field('signer', 'ky'),
    type: 'select',
    label: words.signer,
    options: seats.map((seat) => ({ value: seat.postId, text: `${seat.name}, ${seat.title}` })),
  },
  {
    ...field('authority', 'ky'),
    type: 'select',
    label: words.authority,
    required: true,
    options: SigningAuthority.options.map((value) => ({ value, text: words.authorities[value] ?? value })),
  },
  ...(has(typed, 'secretary')
    ? [{ ...field('secretary', 'ky'), type: 'text' as const, label: drafting.secretary, maxLength: 200 }]
    : []),
  {
    ...field('urgency', 'ky'),
    type: 'select',
    label: words.urgency,
    required: true,
    options: words.urgencies.map((text, at) => ({ value: String(at), text })),
  },
  {
    ...field('circulation', 'ky'),
    type: 'select',
    label: words.circulation,
    options: circulations.filter((value) => value !== '').map((value) => ({ value, text: value })),
  },
]

const moreFields = ({ drafting }: Words, field: FieldOf): readonly Field[] => [
  { ...field('drafterMark', 'them'), type: 'text', label: drafting.drafterMark, maxLength: 20 },
  { ...field('copies', 'them'), type: 'number', label: drafting.copies },
  { ...field('contact', 'them'), type: 'textarea', label: drafting.contact, hint: drafting.contactHelp },
]

type FieldError = { readonly name: string; readonly text: string }

/** Every box of annex I that is filled by hand, and the text. @legal ND-30-2020 Phụ lục I */
export const draftFields = (
  t: Messages,
  typed: TypedDraft,
  seats: Seats,
  errors: readonly FieldError[],
): FormFieldsView => {
  const words = t.outgoing
  const field: FieldOf = (key, section) => ({
    section,
    name: names[key],
    value: typed[key],
    error: errors.find((error) => error.name === names[key])?.text,
  })
  return {
    sections: [
      { id: 'the-thuc', title: words.editorHead },
      { id: 'van-ban', title: words.editorText },
      { id: 'ky', title: t.drafting.signing },
      { id: 'them', title: t.drafting.more },
    ],
    fields: [
      ...placeFields(t, field, typed),
      {
        ...field('text', 'van-ban'),
        type: 'textarea',
        label: words.text,
        hint: words.textHelp,
        required: true,
        maxLength: 400_000,
        rows: 18,
      },
      ...signingFields(t, field, typed, seats),
      ...moreFields(t, field),
    ],
  }
}
