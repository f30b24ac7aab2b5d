import { newId } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import { mayPermitUse } from '#modules/official-documents/domain/index.ts'
import {
  type findKeptCopyOut,
  type findSeats,
  LendKeptCopy,
  type OutgoingDetail,
} from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf, keyOf, type PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'

export const lendAct = 'cho-muon'
export const takeBackAct = 'nhan-lai'
export const keptCopyFields = {
  use: 'lan',
  user: 'nguoi-su-dung',
  unit: 'don-vi',
  permit: 'nguoi-cho-phep',
  due: 'hen-tra',
  note: 'ghi-chu',
} as const
const names = keptCopyFields
const section = 'ban-luu'

/** What was typed; null when it cannot be understood: a day that is none. */
export const readLending = (documentId: string, form: FormBody): LendKeptCopy | null => {
  const due = fieldOf(form, names.due)
  const post = fieldOf(form, names.permit)
  const command = LendKeptCopy.safeParse({
    documentId,
    userName: fieldOf(form, names.user),
    userUnit: fieldOf(form, names.unit),
    permittedByPost: post === '' ? null : post,
    dueOn: due === '' ? null : (parseDateInput(due) ?? due),
    note: fieldOf(form, names.note),
    key: keyOf(form),
  })
  return command.success ? command.data : null
}

export type KeptCopyOut = NonNullable<Awaited<ReturnType<typeof findKeptCopyOut>>>
type Seats = Awaited<ReturnType<typeof findSeats>>

/** With what was typed before it was refused. */
const fields = ({ issuing: t }: Messages, seats: Seats, typed: FormBody): FormFieldsView => ({
  sections: [{ id: section }],
  fields: [
    {
      ...{ section, name: names.user, type: 'text', label: t.keptCopyUser, required: true, maxLength: 200 },
      value: fieldOf(typed, names.user),
    },
    {
      ...{ section, name: names.unit, type: 'text', label: t.keptCopyUnit, maxLength: 300 },
      value: fieldOf(typed, names.unit),
    },
    {
      ...{ section, name: names.permit, type: 'select', label: t.keptCopyPermit, required: true },
      value: fieldOf(typed, names.permit),
      options: seats
        .filter(({ role }) => mayPermitUse(role))
        .map((seat) => ({ value: seat.postId, text: `${seat.name}, ${seat.title}` })),
    },
    { section, name: names.due, type: 'date', label: t.keptCopyDue, value: fieldOf(typed, names.due) },
    {
      ...{ section, name: names.note, type: 'text', label: t.keptCopyNote, maxLength: 300 },
      value: fieldOf(typed, names.note),
    },
  ],
})

export const takeBackOf = (
  { issuing: t }: Messages,
  csrf: string,
  documentId: string,
  useId: string,
): OfficerActView => ({
  text: t.keptCopyBack,
  target: { action: `${documentPath(documentId)}/${takeBackAct}`, csrf, hidden: { [names.use]: useId } },
})

/** The clerk gives out the kept copy, or takes it back. */
export const keptCopyAct = (
  request: PageRequest,
  document: Pick<OutgoingDetail, 'id' | 'agencyId'>,
  seats: Seats,
  out: KeptCopyOut | null,
): OfficerActView | undefined => {
  if (postFor(officerOf(request), 'clerk', document.agencyId) === undefined) return undefined
  const t = messages(request.locale)
  if (out !== null) return takeBackOf(t, request.csrfToken, document.id, out.id)
  return {
    text: t.issuing.keptCopyLend,
    confirmText: t.issuing.keptCopyGo,
    explains: t.issuing.keptCopyLendExplains,
    target: { action: `${documentPath(document.id)}/${lendAct}`, csrf: request.csrfToken, key: newId() },
    fields: fields(t, seats, request.form),
    isOpen: names.user in request.form,
  }
}

/** Who has it, since when and until when, as a line. */
export const keptCopyText = ({ issuing: t }: Messages, out: Omit<KeptCopyOut, 'id'>): string =>
  t.keptCopyWith(
    [out.userName, out.userUnit].filter((part) => part !== '').join(', '),
    formatDate(out.lentOn),
    out.dueOn === null ? '' : formatDate(out.dueOn),
  )

export const isKeptCopyLate = ({ dueOn }: Pick<KeptCopyOut, 'dueOn'>, now: Temporal.Instant): boolean =>
  dueOn !== null && Temporal.PlainDate.compare(dueOn, localDate(now)) < 0
