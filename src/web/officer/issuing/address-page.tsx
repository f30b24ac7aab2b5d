import { isUuid, newId } from '#kernel/ids.ts'
import {
  dropAddress,
  findOutsideReceiver,
  KeepAddress,
  keepAddress,
  listOutsideReceivers,
  type OutsideReceiver,
} from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerDeedView } from '#web/ui/views/officer/officer-act.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { addressWith } from '../../report-period.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath, outgoingPath } from '../outgoing/outgoing-paths.ts'
import { addressAfter, addressBookPath, addressEdited, addressFor, addressFields as names } from './issuing-paths.ts'

const pageLength = 50
const section = 'noi-nhan'

type Agency = { readonly id: string; readonly name: string }
type Failed = { readonly id: string; readonly status: number; readonly text: string }
/** What the fields of a line hold. */
type Typed = Pick<OutsideReceiver, 'agencyId' | 'name' | 'email' | 'address'>

/** Whose address books the officer keeps. */
const agenciesOf = (request: PageRequest): readonly Agency[] => [
  ...new Map(
    officerOf(request)
      .posts.filter(({ role }) => role === 'clerk')
      .map(({ agencyId, agencyName }) => [agencyId, { id: agencyId, name: agencyName }]),
  ).values(),
]

const fieldsFor = ({ issuing: t }: Messages, agencies: readonly Agency[], typed: Typed): readonly FormFieldView[] => [
  ...(agencies.length < 2
    ? []
    : [
        {
          ...{ section, name: names.agency, label: t.agency, required: true, type: 'select' as const },
          value: typed.agencyId,
          options: agencies.map(({ id, name }) => ({ value: id, text: name })),
        },
      ]),
  {
    ...{ section, name: names.name, label: t.addressName, hint: t.addressNameHint, required: true },
    ...{ type: 'text', maxLength: 300, value: typed.name },
  },
  { section, name: names.email, label: t.addressMail, type: 'email', maxLength: 254, value: typed.email },
  {
    ...{ section, name: names.address, label: t.addressPost, hint: t.addressPostHint },
    ...{ type: 'text', maxLength: 500, value: typed.address },
  },
]

const typedOf = (request: PageRequest): Typed => ({
  agencyId: fieldOf(request.form, names.agency),
  name: fieldOf(request.form, names.name),
  email: fieldOf(request.form, names.email),
  address: fieldOf(request.form, names.address),
})

/** The document from which somebody came to add an address. */
const documentOf = (request: PageRequest): string => {
  const asked = fieldOf(request.query, addressFor) || fieldOf(request.form, addressFor)
  return isUuid(asked) ? asked : ''
}

type Scene = {
  readonly t: Messages
  readonly agencies: readonly Agency[]
  /** The line that is being mended; null: one is added. */
  readonly mended: OutsideReceiver | null
  readonly failed?: Failed | undefined
}

const itemOf = (request: PageRequest, { t, agencies }: Scene, line: OutsideReceiver): DeskItem => {
  const { issuing: words } = t
  return {
    key: line.id,
    title: line.name,
    lines: [
      line.email,
      line.address,
      agencies.length < 2 ? '' : (agencies.find(({ id }) => id === line.agencyId)?.name ?? ''),
    ],
    acts: [
      { text: words.addressEdit, href: addressWith(addressBookPath, { [addressEdited]: line.id }) },
      {
        text: words.addressDrop,
        explains: words.addressDropExplains,
        target: { action: `${addressBookPath}/${line.id}/xoa`, csrf: request.csrfToken },
      },
    ],
  }
}

const typedNow = (request: PageRequest, { agencies, mended, failed }: Scene): Typed => {
  if (failed !== undefined) return typedOf(request)
  const asked = fieldOf(request.query, names.name).slice(0, 300)
  return mended ?? { agencyId: agencies[0]?.id ?? '', name: asked, email: '', address: '' }
}

const formAct = (request: PageRequest, scene: Scene): OfficerDeedView => {
  const { t, agencies, mended, failed } = scene
  const typed = typedNow(request, scene)
  return {
    text: mended === null ? t.issuing.addressAdd : t.issuing.addressMend,
    confirmText: t.issuing.addressSave,
    isMain: true,
    target: {
      action: addressBookPath,
      csrf: request.csrfToken,
      hidden: { [names.id]: mended?.id ?? failed?.id ?? newId(), [addressFor]: documentOf(request) },
    },
    // The line of one agency never becomes another's.
    fields: { sections: [{ id: section }], fields: fieldsFor(t, mended === null ? agencies : [], typed) },
    isOpen: failed !== undefined || mended !== null || typed.name !== '',
    ...(failed === undefined ? {} : { problem: failed.text }),
  }
}

/** The line that the page is asked to mend, where it is one of the officer's own. */
const findMended = async (request: PageRequest, agencies: readonly Agency[], failed?: Failed) => {
  const asked = failed?.id ?? fieldOf(request.query, addressEdited)
  const found = isUuid(asked) ? await findOutsideReceiver(request.province.database, asked) : null
  return found !== null && agencies.some(({ id }) => id === found.agencyId) ? found : null
}

const show = async (request: PageRequest, failed?: Failed): Promise<Answer> => {
  const t = messages(request.locale)
  const { issuing: words } = t
  const agencies = agenciesOf(request)
  const asked = fieldOf(request.query, 'q').slice(0, 200)
  const after = fieldOf(request.query, addressAfter)
  const [found, mended] = await Promise.all([
    listOutsideReceivers(request.province.database, {
      ...{ agencyIds: agencies.map(({ id }) => id), words: asked, limit: pageLength },
      after: isUuid(after) ? after : null,
    }),
    findMended(request, agencies, failed),
  ])
  const lines = found.slice(0, pageLength)
  const last = found.length > pageLength ? lines.at(-1) : undefined
  const scene = { t, agencies, mended, failed }
  const document = documentOf(request)
  const view: DeskView = {
    title: words.addressBook,
    lead: words.addressBookLead,
    crumbs: [
      { href: outgoingPath, text: t.outgoing.title },
      ...(document === '' ? [] : [{ href: documentPath(document), text: words.addressBack }]),
    ],
    acts: [formAct(request, scene)],
    search: { action: addressBookPath, label: words.addressSearch, value: asked },
    main: [
      {
        title: words.addressBook,
        items: lines.map((line) => itemOf(request, scene, line)),
        none: asked === '' ? words.addressNone : words.addressNoneFound,
      },
    ],
    pages: {
      ...(last === undefined ? {} : { nextHref: addressWith(addressBookPath, { q: asked, [addressAfter]: last.id }) }),
      ...(after === '' ? {} : { previousHref: addressWith(addressBookPath, { q: asked }) }),
    },
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const keep = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const agencies = agenciesOf(request)
  const asked = fieldOf(request.form, names.id)
  const id = isUuid(asked) ? asked : newId()
  const known = await findOutsideReceiver(request.province.database, id)
  const typed = typedOf(request)
  const agencyId = known?.agencyId ?? (typed.agencyId === '' ? agencies[0]?.id : typed.agencyId)
  const command = KeepAddress.safeParse({ ...typed, id, agencyId })
  if (!command.success) return show(request, { id, status: 422, text: t.outgoing.refusals.receiverName })
  const kept = await keepAddress(request.deps.dossiers(request.province), request.actor, command.data)
  if (!kept.ok) return show(request, { id, ...answerOutgoingRefusal(t, kept.refusal) })
  const document = documentOf(request)
  return redirect(document === '' ? addressBookPath : documentPath(document), {
    notice: { kind: 'done', text: t.issuing.addressSaved },
  })
}

const drop = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.id ?? ''
  if (!isUuid(id)) return notFound
  const t = messages(request.locale)
  const dropped = await dropAddress(request.deps.dossiers(request.province), request.actor, { id })
  if (!dropped.ok) return notFound
  return redirect(addressBookPath, { notice: { kind: 'done', text: t.issuing.addressDropped } })
}

const access = { officer: ['clerk'] } as const

/** Where a registry writes to outside this system; each address is typed once. */
export const addressRoutes: readonly Route[] = [
  { method: 'GET', path: addressBookPath, access, statementBudget: 2, handler: (request) => show(request) },
  { method: 'POST', path: addressBookPath, access, handler: keep },
  { method: 'POST', path: `${addressBookPath}/:id/xoa`, access, handler: drop },
]
