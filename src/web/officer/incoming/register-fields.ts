import { localDate } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { documentTypes, faceOfLetter, IncomingFace, readCode } from '#modules/official-documents/domain/index.ts'
import type { IncomingFacts, KnownAuthor, WaitingLetter } from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldsView, FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { Option } from '#web/ui/form/select.tsx'

export const faceNames = {
  document: 'van-ban',
  agency: 'co-quan',
  type: 'loai',
  subject: 'trich-yeu',
  code: 'so-ky-hieu',
  date: 'ngay',
  author: 'noi-ban-hanh',
  signer: 'nguoi-ky',
  signerTitle: 'chuc-vu',
  addressee: 'kinh-gui',
  urgency: 'do-khan',
  secrecy: 'do-mat',
  pages: 'so-trang',
  copies: 'so-ban',
  channel: 'cach-den',
  due: 'han',
  book: 'so',
  leader: 'trinh',
  proposed: 'giao',
  what: '_viec',
  files: 'tep',
  double: 'ly-do',
  signature: 'ly-do-chu-ky',
} as const

export type FaceChoices = {
  readonly agencies: readonly Option[]
  readonly books: readonly Option[]
  readonly leaders: readonly Option[]
  readonly targets: readonly Option[]
  /** The book it goes into when none is chosen, as far as type and secrecy are known. */
  readonly usualBook: string
  /** To whom it is proposed, and why. */
  readonly proposed: { readonly id: string; readonly hint: string } | null
  readonly authorsId: string
  /** It looks double: the reason is asked for. */
  readonly asksReason: boolean
  /** The signatures of a file do not hold: so is why it is taken in all the same. */
  readonly asksSignatureReason: boolean
  /** It came by itself: how is known. */
  readonly isArrived: boolean
}

const options = (texts: readonly string[]): readonly Option[] =>
  texts.map((text, index) => ({ value: String(index), text }))

/** What was typed, or for a document that came by itself what it says. */
export const typedOf = (facts: IncomingFacts | null): FormBody =>
  facts === null
    ? {}
    : {
        [faceNames.type]: facts.typeCode,
        [faceNames.subject]: facts.subject,
        [faceNames.code]: [facts.codeNumber ?? '', facts.codeNotation].filter((part) => part !== '').join('/'),
        [faceNames.date]: facts.documentDate?.toString() ?? '',
        [faceNames.author]: facts.authorName,
        [faceNames.signer]: facts.signerName,
        [faceNames.signerTitle]: facts.signerTitle,
        [faceNames.addressee]: facts.addressee,
        [faceNames.urgency]: String(facts.urgency),
        [faceNames.secrecy]: String(facts.secrecy),
        [faceNames.pages]: facts.pages === null ? '' : String(facts.pages),
        [faceNames.copies]: facts.copies === null ? '' : String(facts.copies),
        [faceNames.channel]: facts.channel,
      }

/** What a letter tells of the document that it brings; the clerk looks at it. */
export const typedOfLetter = (letter: WaitingLetter): FormBody => {
  const { subject, authorName, code } = faceOfLetter(letter)
  return {
    [faceNames.subject]: subject,
    [faceNames.author]: authorName,
    [faceNames.code]: [code.number ?? '', code.notation].filter((part) => part !== '').join('/'),
    [faceNames.date]: letter.sentAt === null ? '' : localDate(letter.sentAt).toString(),
    [faceNames.channel]: 'e-mail',
  }
}

type Draw = {
  readonly t: Messages
  readonly form: FormBody
  readonly errors: readonly FieldErrorView[]
  readonly choices: FaceChoices
}

const filled = (
  { form, errors }: Draw,
  section: string,
  fields: readonly Omit<FormFieldView, 'section'>[],
): FormFieldsView => ({
  sections: [{ id: section }],
  fields: fields.map((field) => ({
    ...field,
    section,
    value: fieldOf(form, field.name) === '' ? field.value : fieldOf(form, field.name),
    error: errors.find((error) => error.name === field.name)?.text,
  })),
})

/** Why it is taken in twice, and for which agency: asked only where that is a question. */
const askedSometimes = ({ t: { incoming }, choices }: Draw): readonly Omit<FormFieldView, 'section'>[] => [
  ...(choices.asksReason
    ? [
        {
          name: faceNames.double,
          type: 'textarea' as const,
          label: incoming.doubleReason,
          required: true,
          maxLength: 500,
        },
      ]
    : []),
  ...(choices.asksSignatureReason
    ? [
        {
          name: faceNames.signature,
          type: 'textarea' as const,
          label: incoming.signatures.reason,
          hint: incoming.signatures.reasonHint,
          required: true,
          maxLength: 500,
        },
      ]
    : []),
  ...(choices.agencies.length > 1
    ? [
        {
          name: faceNames.agency,
          type: 'select' as const,
          label: incoming.bookAgency,
          options: choices.agencies,
          required: true,
        },
      ]
    : []),
]

/** What is asked of every document, in the order in which it stands on the paper. */
export const firstFields = (draw: Draw): FormFieldsView => {
  const { t, choices } = draw
  const { incoming } = t
  return filled(draw, 'van-ban', [
    ...askedSometimes(draw),
    {
      name: faceNames.author,
      type: 'text',
      label: incoming.author,
      hint: incoming.authorHint,
      list: choices.authorsId,
      required: true,
      maxLength: 300,
      autocomplete: 'off',
    },
    {
      name: faceNames.code,
      type: 'text',
      label: incoming.code,
      hint: incoming.codeHint,
      maxLength: 90,
      width: 'half',
      autocomplete: 'off',
    },
    { name: faceNames.date, type: 'date', label: incoming.documentDate, width: 'half' },
    {
      ...{ name: faceNames.type, type: 'select', label: incoming.type, required: true, width: 'half' },
      options: documentTypes.map((one) => ({ value: one.code, text: one.name })),
      value: 'CV',
    },
    {
      name: faceNames.leader,
      type: 'select',
      label: incoming.presentTo,
      options: choices.leaders,
      emptyText: incoming.anyLeader,
      width: 'half',
    },
    { name: faceNames.subject, type: 'textarea', label: incoming.subject, required: true, maxLength: 500 },
    {
      name: faceNames.proposed,
      type: 'select',
      label: incoming.proposedTo,
      hint: choices.proposed?.hint ?? incoming.proposedToHint,
      options: choices.targets,
      emptyText: incoming.noProposal,
      value: choices.proposed?.id ?? '',
    },
    {
      name: faceNames.urgency,
      type: 'radio',
      label: incoming.urgency,
      required: true,
      options: options(incoming.urgencies),
      value: '0',
    },
  ])
}

export const moreFields = (draw: Draw): FormFieldsView => {
  const { t, choices } = draw
  const { incoming } = t
  const channels = (['hand', 'post', 'scan', 'e-mail'] as const).map((value) => ({
    value,
    text: incoming.channels[value],
  }))
  return filled(draw, 'them', [
    {
      name: faceNames.secrecy,
      type: 'radio',
      label: incoming.secrecy,
      required: true,
      options: options(incoming.secrecies),
      value: '0',
    },
    {
      name: faceNames.book,
      type: 'select',
      label: incoming.book,
      options: choices.books,
      emptyText: incoming.bookProposed(choices.usualBook),
    },
    ...(choices.isArrived
      ? []
      : [
          {
            name: faceNames.channel,
            type: 'select' as const,
            label: incoming.channel,
            required: true,
            options: channels,
            value: 'hand',
            width: 'half' as const,
          },
        ]),
    { name: faceNames.due, type: 'date', label: incoming.dueOn, width: 'half' },
    { name: faceNames.addressee, type: 'text', label: incoming.addressee, maxLength: 300 },
    {
      name: faceNames.signer,
      type: 'text',
      label: incoming.signer,
      maxLength: 200,
      width: 'half',
      autocomplete: 'off',
    },
    { name: faceNames.signerTitle, type: 'text', label: incoming.signerTitle, maxLength: 300, width: 'half' },
    { name: faceNames.pages, type: 'number', label: incoming.pages, width: 'half' },
    { name: faceNames.copies, type: 'number', label: incoming.copies, width: 'half' },
  ])
}

type ReadFace =
  | { readonly ok: true; readonly face: IncomingFace }
  | { readonly ok: false; readonly errors: readonly FieldErrorView[] }

const wholeNumber = (text: string): number | null | undefined =>
  text === '' ? null : /^\d{1,6}$/.test(text) ? Number(text) : undefined

const dateIn = (text: string): string | null | undefined => (text === '' ? null : parseDateInput(text))

/** The face of the document as it was typed, or what is wrong at which field. */
export const readFace = (t: Messages, form: FormBody, authors: readonly KnownAuthor[]): ReadFace => {
  const { refusals } = t.incoming
  const text = (name: string): string => fieldOf(form, name)
  const authorName = tidy(text(faceNames.author))
  const dates = { documentDate: dateIn(text(faceNames.date)), dueOn: dateIn(text(faceNames.due)) }
  const counts = { pages: wholeNumber(text(faceNames.pages)), copies: wholeNumber(text(faceNames.copies)) }
  const errors = [
    ...(tidy(text(faceNames.subject)) === '' ? [{ name: faceNames.subject, text: refusals.subjectMissing }] : []),
    ...(authorName === '' ? [{ name: faceNames.author, text: refusals.authorMissing }] : []),
    ...(dates.documentDate === undefined ? [{ name: faceNames.date, text: refusals.wrongDate }] : []),
    ...(dates.dueOn === undefined ? [{ name: faceNames.due, text: refusals.wrongDate }] : []),
    ...(counts.pages === undefined ? [{ name: faceNames.pages, text: refusals.wrongNumber }] : []),
    ...(counts.copies === undefined ? [{ name: faceNames.copies, text: refusals.wrongNumber }] : []),
  ]
  if (errors.length > 0) return { ok: false, errors }
  const face = IncomingFace.safeParse({
    typeCode: text(faceNames.type),
    subject: text(faceNames.subject),
    code: readCode(text(faceNames.code)),
    ...dates,
    ...counts,
    authorAgencyId: authors.find((one) => one.agencyId !== null && one.name === authorName)?.agencyId ?? null,
    authorName,
    signerName: text(faceNames.signer),
    signerTitle: text(faceNames.signerTitle),
    addressee: text(faceNames.addressee),
    urgency: Number(text(faceNames.urgency)),
    secrecy: Number(text(faceNames.secrecy)),
  })
  return face.success
    ? { ok: true, face: face.data }
    : { ok: false, errors: [{ name: faceNames.code, text: t.incoming.codeHint }] }
}
