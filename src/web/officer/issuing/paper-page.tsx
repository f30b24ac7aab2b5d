import { isUuid, newId } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { documentTypes } from '#modules/official-documents/domain/index.ts'
import { findSeats, RegisterPaper, registerPaper } from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FormFieldsView, FormFieldView } from '#web/ui/form/form-field-view.ts'
import { IssuingFormPage } from '#web/ui/views/officer/issuing/issuing-form.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { writtenLines } from '../outgoing/written-lines.ts'
import { bookPath, paperPath } from './issuing-paths.ts'

const names = {
  document: 'van-ban',
  agency: 'co-quan',
  type: 'loai',
  subject: 'trich-yeu',
  unit: 'viet-tat',
  signer: 'nguoi-ky',
  signedOn: 'ngay-ky',
  secrecy: 'do-mat',
  urgency: 'do-khan',
  recipients: 'noi-nhan',
  copies: 'so-ban',
} as const

const clerkAgencies = (request: PageRequest) => [
  ...new Map(
    officerOf(request)
      .posts.filter((post) => post.role === 'clerk')
      .map((post) => [post.agencyId, post.agencyName]),
  ),
]

type Seats = Awaited<ReturnType<typeof findSeats>>
type Asking = Omit<FormFieldView, 'section' | 'value' | 'error'> & { readonly start?: string }

const numbered = (texts: readonly string[]) => texts.map((text, at) => ({ value: String(at), text }))

const askings = (request: PageRequest, seats: Seats): readonly Asking[] => {
  const { issuing: words, outgoing } = messages(request.locale)
  const agencies = clerkAgencies(request)
  const leaders = seats.filter((seat) => seat.role === 'leader')
  const agency = {
    name: names.agency,
    type: 'select',
    label: words.agency,
    required: true,
    options: agencies.map(([value, text]) => ({ value, text })),
  } as const
  return [
    ...(agencies.length > 1 ? [agency] : []),
    {
      ...{ name: names.secrecy, type: 'radio', label: words.secrecy, required: true },
      options: numbered(words.secrecies),
      start: '0',
    },
    {
      name: names.type,
      type: 'select',
      label: words.type,
      required: true,
      options: documentTypes.map(({ code, name }) => ({ value: code, text: name })),
      width: 'half',
    },
    { name: names.unit, type: 'text', label: words.unitNotation, maxLength: 20, width: 'half' },
    {
      ...{ name: names.subject, type: 'textarea', label: words.subject, hint: words.subjectHint, maxLength: 500 },
      required: fieldOf(request.form, names.secrecy) !== '3',
    },
    {
      name: names.signer,
      type: 'select',
      label: words.signer,
      required: true,
      options: leaders.map((seat) => ({ value: seat.postId, text: `${seat.name}, ${seat.title}` })),
      width: 'half',
    },
    {
      name: names.signedOn,
      type: 'date',
      label: words.signedOn,
      required: true,
      start: localDate(request.now).toString(),
      width: 'half',
    },
    {
      ...{ name: names.urgency, type: 'radio', label: words.urgency, required: true },
      options: numbered(outgoing.urgencies),
      start: '0',
    },
    { name: names.recipients, type: 'textarea', label: words.recipients, hint: words.recipientsHint, required: true },
    { name: names.copies, type: 'number', label: words.copies, width: 'half' },
  ]
}

type Failed = { readonly status: number; readonly problem?: string; readonly wrong: readonly string[] }

const show = async (request: PageRequest, documentId: string, failed?: Failed): Promise<Answer> => {
  const t = messages(request.locale)
  const [first] = clerkAgencies(request)
  if (first === undefined) return notFound
  const asked = fieldOf(request.form, names.agency)
  const agencyId = clerkAgencies(request).some(([id]) => id === asked) ? asked : first[0]
  const seats = await findSeats(request.province.database, agencyId, localDate(request.now))
  const typed = failed === undefined ? {} : request.form
  const errors = (failed?.wrong ?? []).map((name) => ({ name, text: t.issuing.wrong }))
  const fields: FormFieldsView = {
    sections: [{ id: 'giay' }],
    fields: askings(request, seats).map(({ start, ...field }) => ({
      ...field,
      section: 'giay',
      value: failed === undefined ? start : fieldOf(typed, field.name),
      error: errors.find(({ name }) => name === field.name)?.text,
    })),
  }
  const view = {
    title: t.issuing.paperTitle,
    lead: t.issuing.paperLead,
    back: { href: bookPath, text: t.issuing.book },
    target: { action: paperPath, csrf: request.csrfToken, hidden: { [names.document]: documentId } },
    problem: failed?.problem,
    errors,
    fields,
    go: t.issuing.registerGo,
  }
  return page(officerDocument(request, { title: view.title }, <IssuingFormPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const fieldOfPath: Readonly<Record<string, string>> = {
  typeCode: names.type,
  subject: names.subject,
  unitNotation: names.unit,
  signerPostId: names.signer,
  signedOn: names.signedOn,
  secrecy: names.secrecy,
  urgency: names.urgency,
  recipients: names.recipients,
  copies: names.copies,
}

const readPaper = ({ form }: PageRequest, documentId: string, agencyId: string) => {
  const text = (name: string) => fieldOf(form, name)
  return RegisterPaper.safeParse({
    documentId,
    agencyId,
    typeCode: text(names.type),
    subject: text(names.subject),
    unitNotation: text(names.unit),
    signerPostId: text(names.signer) === '' ? null : text(names.signer),
    signedOn: parseDateInput(text(names.signedOn)) ?? '',
    secrecy: Number(text(names.secrecy)),
    urgency: Number(text(names.urgency)),
    recipients: writtenLines(text(names.recipients)).map((name) => ({
      name,
      agencyId: null,
      purpose: 'to-act',
      channel: 'paper',
    })),
    copies: text(names.copies) === '' ? null : Number(text(names.copies)),
  })
}

const paperPage: Route = {
  method: 'GET',
  path: paperPath,
  access: { officer: ['clerk'] },
  statementBudget: 1,
  handler: (request) => show(request, newId()),
}

const paperAct: Route = {
  method: 'POST',
  path: paperPath,
  access: { officer: ['clerk'] },
  handler: async (request) => {
    const t = messages(request.locale)
    const asked = fieldOf(request.form, names.document)
    const documentId = isUuid(asked) ? asked : newId()
    const agency = fieldOf(request.form, names.agency)
    const agencyId = agency === '' ? (clerkAgencies(request)[0]?.[0] ?? '') : agency
    const command = readPaper(request, documentId, agencyId)
    if (!command.success) {
      const wrong = command.error.issues.flatMap(({ path }) => fieldOfPath[String(path[0])] ?? [])
      return show(request, documentId, { status: 422, wrong: [...new Set(wrong)] })
    }
    const done = await registerPaper(request.deps.dossiers(request.province), request.actor, command.data)
    if (!done.ok) {
      const { status, text } = answerOutgoingRefusal(t, done.refusal)
      return show(request, documentId, { status, problem: text, wrong: [] })
    }
    const notice = { kind: 'done', text: t.issuing.registered(done.value.code) } as const
    return redirect(documentPath(documentId), { notice })
  },
}

export const paperRoutes: readonly Route[] = [paperPage, paperAct]
