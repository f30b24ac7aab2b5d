import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { circulations, DraftHead, documentTypes, SigningAuthority } from '#modules/official-documents/domain/index.ts'
import { type findSeats, resolveRecipients } from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf, type PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'

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
  text: 'noi-dung',
  version: 'phien-ban',
} as const

export type TypedDraft = Readonly<Record<Exclude<keyof typeof names, 'version'>, string>>

export const typedDraft = (form: FormBody): TypedDraft => ({
  type: fieldOf(form, names.type),
  subject: fieldOf(form, names.subject),
  addressees: fieldOf(form, names.addressees),
  recipients: fieldOf(form, names.recipients),
  unit: fieldOf(form, names.unit),
  signer: fieldOf(form, names.signer),
  authority: fieldOf(form, names.authority),
  urgency: fieldOf(form, names.urgency),
  circulation: fieldOf(form, names.circulation),
  text: fieldOf(form, names.text),
})

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
  text: content,
})

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .replace(/^[-–]\s*/, '')
        .replace(/[;.]$/, '')
        .trim(),
    )
    .filter((line) => line !== '')

export const readHead = async (request: PageRequest, typed: TypedDraft) => {
  const addressees = linesOf(typed.addressees)
  return DraftHead.safeParse({
    typeCode: typed.type,
    subject: typed.subject,
    addressees,
    recipients: await resolveRecipients(request.province.database, addressees, linesOf(typed.recipients)),
    unitNotation: typed.unit,
    decider: '',
    signerPostId: typed.signer === '' ? null : typed.signer,
    authority: typed.authority,
    urgency: Number(typed.urgency),
    circulation: typed.circulation,
    drafterMark: '',
    copies: null,
    contact: [],
    secretary: '',
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

type Seats = Awaited<ReturnType<typeof findSeats>>

type Field = FormFieldsView['fields'][number]
type FieldOf = (
  key: keyof TypedDraft,
  section: 'the-thuc' | 'van-ban',
) => Pick<Field, 'section' | 'name' | 'value' | 'error'>

const head = 'the-thuc'

const placeFields = (words: Messages['outgoing'], field: FieldOf): readonly Field[] => [
  {
    ...field('type', head),
    type: 'select',
    label: words.type,
    required: true,
    options: documentTypes.map(({ code, name }) => ({ value: code, text: name })),
  },
  {
    ...field('subject', head),
    type: 'text',
    label: words.subject,
    hint: words.subjectHelp,
    required: true,
    maxLength: 500,
  },
  { ...field('addressees', head), type: 'textarea', label: words.addressees, hint: words.addresseesHelp },
  { ...field('recipients', head), type: 'textarea', label: words.recipients, hint: words.recipientsHelp },
  { ...field('unit', head), type: 'text', label: words.unitNotation, hint: words.unitNotationHelp, maxLength: 20 },
]

const signingFields = (words: Messages['outgoing'], field: FieldOf, seats: Seats): readonly Field[] => [
  {
    ...field('signer', head),
    type: 'select',
    label: words.signer,
    options: seats
      .filter((seat) => seat.role === 'leader')
      .map((seat) => ({ value: seat.postId, text: `${seat.name}, ${seat.title}` })),
  },
  {
    ...field('authority', head),
    type: 'select',
    label: words.authority,
    required: true,
    options: SigningAuthority.options.map((value) => ({ value, text: words.authorities[value] ?? value })),
  },
  {
    ...field('urgency', head),
    type: 'select',
    label: words.urgency,
    required: true,
    options: words.urgencies.map((text, at) => ({ value: String(at), text })),
  },
  {
    ...field('circulation', head),
    type: 'select',
    label: words.circulation,
    options: circulations.filter((value) => value !== '').map((value) => ({ value, text: value })),
  },
]

export const draftFields = (
  t: Messages,
  typed: TypedDraft,
  seats: Seats,
  errors: readonly { readonly name: string; readonly text: string }[],
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
      { id: head, title: words.editorHead },
      { id: 'van-ban', title: words.editorText },
    ],
    fields: [
      ...placeFields(words, field),
      ...signingFields(words, field, seats),
      {
        ...field('text', 'van-ban'),
        type: 'textarea',
        label: words.text,
        hint: words.textHelp,
        required: true,
        maxLength: 400_000,
      },
    ],
  }
}
