import { isUuid, newId } from '#kernel/ids.ts'
import { formatDate, localDate } from '#kernel/time.ts'
import { documentTypes, findDocumentType } from '#modules/official-documents/domain/index.ts'
import {
  endSigningMandate,
  findSeats,
  GiveMandate,
  giveMandate,
  listMandates,
  type MandateLine,
  mandateAgencies,
} from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  fieldOf,
  fieldsOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { typedDay } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { outgoingPath, outgoingRoles } from '../outgoing/outgoing-paths.ts'
import { mandatesPath } from './signing-paths.ts'

const names = {
  id: 'ma',
  post: 'chuc-vu',
  capacity: 'quyen',
  basis: 'van-ban',
  from: 'tu-ngay',
  until: 'den-ngay',
  contents: 'loai',
} as const

type Failed = { readonly status: number; readonly text: string }

/** The agency whose rights are shown: that of the officer's first post with documents. */
const agencyOf = (request: PageRequest): string | undefined => {
  const actor = officerOf(request)
  return mandateAgencies(actor)[0] ?? actor.posts.find((post) => outgoingRoles.includes(post.role))?.agencyId
}

const questions = (
  request: PageRequest,
  t: Messages,
  seats: Awaited<ReturnType<typeof findSeats>>,
): readonly FormFieldView[] => {
  const { signingRules: words } = t
  const section = 'quyen-ky'
  const { form } = request
  return [
    {
      ...{ section, name: names.post, label: words.mandatePost, required: true, value: fieldOf(form, names.post) },
      type: 'select',
      options: seats.map((seat) => ({ value: seat.postId, text: `${seat.name}, ${seat.title}` })),
    },
    {
      ...{ section, name: names.capacity, label: words.mandateCapacity, required: true },
      value: fieldOf(form, names.capacity),
      type: 'select',
      options: Object.entries(words.capacities).map(([value, text]) => ({ value, text })),
    },
    {
      ...{ section, name: names.basis, label: words.mandateBasis, hint: words.mandateBasisHelp, required: true },
      ...{ type: 'text', maxLength: 200, value: fieldOf(form, names.basis) },
    },
    {
      ...{ section, name: names.from, label: words.mandateFrom, required: true },
      ...{ type: 'date', value: typedDay(request, names.from) || localDate(request.now).toString() },
    },
    {
      ...{ section, name: names.until, label: words.mandateUntil, hint: words.mandateUntilHelp },
      ...{ type: 'date', value: typedDay(request, names.until) },
    },
    {
      ...{ section, name: names.contents, label: words.mandateContents, hint: words.mandateContentsHelp },
      ...{ type: 'checkboxes', value: fieldsOf(form, names.contents) },
      options: documentTypes.map(({ code, name }) => ({ value: code, text: name })),
    },
  ]
}

const itemOf = (request: PageRequest, t: Messages, line: MandateLine, mayEnd: boolean): DeskItem => {
  const { signingRules: words } = t
  const contents = (line.contents ?? []).map((code) => findDocumentType(code)?.name ?? code)
  const isOver = line.isEnded || (line.until !== null && line.until.until(localDate(request.now)).sign > 0)
  return {
    key: line.id,
    title: line.holder === '' ? line.title : `${line.holder}, ${line.title}`,
    badge: isOver ? words.ended : `${line.capacity}.`,
    lines: [
      `${words.capacities[line.capacity]} · ${line.basis}`,
      words.days(formatDate(line.from), line.until === null ? '' : formatDate(line.until)),
      contents.length === 0 ? words.allContents : contents.join(', '),
    ],
    acts:
      mayEnd && !isOver
        ? [
            {
              text: words.mandateEnd,
              explains: words.mandateEndOf(line.holder),
              target: { action: `${mandatesPath}/${line.id}/cham-dut`, csrf: request.csrfToken },
            },
          ]
        : [],
  }
}

const show = async (request: PageRequest, failed?: Failed): Promise<Answer> => {
  const t = messages(request.locale)
  const { signingRules: words } = t
  const agencyId = agencyOf(request)
  if (agencyId === undefined) return notFound
  const { database } = request.province
  const day = localDate(request.now)
  const [lines, seats] = await Promise.all([
    listMandates(database, agencyId, day, true),
    findSeats(database, agencyId, day),
  ])
  const mayGive = mandateAgencies(officerOf(request)).includes(agencyId)
  const view: DeskView = {
    title: words.mandatesTitle,
    lead: words.mandatesLead,
    crumbs: [{ href: outgoingPath, text: t.outgoing.title }],
    acts: mayGive
      ? [
          {
            text: words.mandateAdd,
            confirmText: words.mandateSave,
            isMain: true,
            target: { action: mandatesPath, csrf: request.csrfToken, hidden: { [names.id]: newId() } },
            fields: { sections: [{ id: 'quyen-ky' }], fields: questions(request, t, seats) },
            ...(failed === undefined ? {} : { isOpen: true, problem: failed.text }),
          },
        ]
      : [],
    main: [
      {
        title: words.mandatesTitle,
        items: lines.map((line) => itemOf(request, t, line, mayGive)),
        none: `${words.mandatesNone}. ${words.mandatesNoneText}`,
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const give = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const asked = fieldOf(request.form, names.id)
  const until = typedDay(request, names.until)
  const command = GiveMandate.safeParse({
    id: isUuid(asked) ? asked : newId(),
    agencyId: agencyOf(request),
    postId: fieldOf(request.form, names.post),
    capacity: fieldOf(request.form, names.capacity),
    basis: fieldOf(request.form, names.basis),
    from: typedDay(request, names.from),
    until: until === '' ? null : until,
    contents: fieldsOf(request.form, names.contents),
  })
  if (!command.success) return show(request, { status: 422, text: t.outgoing.refusals.wrong })
  const given = await giveMandate(request.deps.dossiers(request.province), officerOf(request), command.data)
  if (!given.ok) return show(request, answerOutgoingRefusal(t, given.refusal))
  return redirect(mandatesPath, { notice: { kind: 'done', text: t.signingRules.mandateSaved } })
}

const end = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.id ?? ''
  if (!isUuid(id)) return notFound
  const t = messages(request.locale)
  const ended = await endSigningMandate(request.deps.dossiers(request.province), officerOf(request), { id })
  if (!ended.ok) return show(request, answerOutgoingRefusal(t, ended.refusal))
  return redirect(mandatesPath, { notice: { kind: 'done', text: t.signingRules.mandateEndDone } })
}

const access = { officer: outgoingRoles } as const

/** Rights to sign that were given in writing. @legal ND-30-2020 Điều 13 */
export const mandateRoutes: readonly Route[] = [
  { method: 'GET', path: mandatesPath, access, statementBudget: 2, handler: (request) => show(request) },
  { method: 'POST', path: mandatesPath, access, handler: give },
  { method: 'POST', path: `${mandatesPath}/:id/cham-dut`, access, handler: end },
]
