import { isUuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import type { DocumentRefusal } from '#modules/official-documents/domain/index.ts'
import {
  type DocumentDeps,
  followDocument,
  giveBackDocument,
  noteDocument,
  OnDocument,
  RouteDocument,
  remindReaders,
  reportOnDocument,
  returnToSender,
  routeDocument,
  sayOpinion,
} from '#modules/official-documents/index.ts'
import { documentRoles } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, fieldsOf, keyOf, notFound, type PageRequest, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { answerDocumentRefusal } from '../../refusals/document-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { actNames, nobodyLeads, wordsNameOf } from './incoming-act-forms.ts'
import { documentHref, incomingPath, listHref, readIncomingAddress } from './incoming-address.ts'
import { showIncoming } from './incoming-document.tsx'

type Deed = {
  readonly deps: DocumentDeps
  readonly actor: OfficerActor
  readonly request: PageRequest
  readonly documentId: string
}

type Act = {
  readonly key: string
  readonly roles: readonly Role[]
  readonly done: (t: Messages) => string
  /** Null: what was sent cannot be understood. */
  readonly run: (deed: Deed) => Promise<Result<unknown, DocumentRefusal>> | null
  /** The work is off the desk: on to the next. */
  readonly leaves: boolean
  /** Whoever did it may see the document no more. */
  readonly endsSight?: boolean
}

const routing = ({ deps, actor, request: { form }, documentId }: Deed): ReturnType<Act['run']> => {
  // Somebody chosen by name goes before the unit.
  const named = fieldOf(form, actNames.officer)
  const lead = named === '' ? fieldOf(form, actNames.lead) : named
  const days = fieldOf(form, actNames.days)
  const targets = [
    ...(lead === '' || lead === nobodyLeads ? [] : [{ id: lead, part: 'lead' }]),
    ...fieldsOf(form, actNames.together).map((id) => ({ id, part: 'together' })),
    ...fieldsOf(form, actNames.informed).map((id) => ({ id, part: 'informed' })),
  ]
  if (targets.length === 0) return Promise.resolve({ ok: false, refusal: { code: 'document.addressee-missing' } })
  const command = RouteDocument.safeParse({
    documentId,
    targets,
    body: fieldOf(form, actNames.body),
    dueDays: days === '' ? null : Number(days),
  })
  return command.success ? routeDocument(deps, actor, command.data) : null
}

type Said = typeof sayOpinion

const saying =
  (deed: Said, key: string): Act['run'] =>
  ({ deps, actor, request: { form }, documentId }) => {
    const command = OnDocument.safeParse({ documentId, body: fieldOf(form, wordsNameOf(key)), key: keyOf(form) })
    return command.success ? deed(deps, actor, command.data) : null
  }

const acts: readonly Act[] = [
  { key: 'chuyen', roles: documentRoles, done: (t) => t.incoming.done.routed, run: routing, leaves: true },
  {
    key: 'y-kien',
    roles: documentRoles,
    done: (t) => t.incoming.done.said,
    run: saying(sayOpinion, 'y-kien'),
    leaves: false,
  },
  {
    key: 'bao-cao',
    roles: documentRoles,
    done: (t) => t.incoming.done.reported,
    run: saying(reportOnDocument, 'bao-cao'),
    leaves: true,
  },
  {
    key: 'tra-lai',
    roles: documentRoles,
    done: (t) => t.incoming.done.givenBack,
    run: saying(giveBackDocument, 'tra-lai'),
    leaves: true,
    endsSight: true,
  },
  {
    key: 'tra-noi-gui',
    roles: ['clerk'],
    done: (t) => t.incoming.done.returned,
    run: saying(returnToSender, 'tra-noi-gui'),
    leaves: true,
  },
  {
    key: 'theo-doi',
    roles: documentRoles,
    done: (t) => t.incoming.done.followed,
    run: ({ deps, actor, request: { form }, documentId }) =>
      followDocument(deps, actor, { documentId, follows: fieldOf(form, actNames.follows) !== '' }),
    leaves: false,
  },
  {
    key: 'nhac',
    roles: documentRoles,
    done: (t) => t.incoming.receipts.done,
    run: ({ deps, actor, documentId }) => remindReaders(deps, actor, { documentId }),
    leaves: false,
  },
  {
    key: 'da-xem',
    roles: documentRoles,
    done: (t) => t.incoming.done.noted,
    run: ({ deps, actor, documentId }) => noteDocument(deps, actor, { documentId }),
    leaves: true,
  },
]

/** Done, it leads back to the list, or to the document; refused, the document is shown with what was typed. */
const actRouteOf = (act: Act): Route => ({
  method: 'POST',
  path: `${incomingPath}/:id/${act.key}`,
  access: { officer: act.roles },
  handler: async (request) => {
    const documentId = request.params.id ?? ''
    if (!isUuid(documentId)) return notFound
    const t = messages(request.locale)
    const deps = request.deps.dossiers(request.province)
    const result = await (act.run({ deps, actor: officerOf(request), request, documentId }) ??
      Promise.resolve({ ok: false as const, refusal: { code: 'document.addressee-missing' as const } }))
    if (!result.ok) {
      const { status, text } = answerDocumentRefusal(t, result.refusal)
      return showIncoming(request, documentId, { act: act.key, status, text, typed: request.form })
    }
    const address = readIncomingAddress(request.query)
    const isAway = act.endsSight === true || (act.leaves && address.scope === 'mine')
    const back = isAway ? listHref(address) : documentHref(documentId, address)
    return redirect(back, { notice: { kind: 'done', text: act.done(t) } })
  },
})

export const incomingActRoutes: readonly Route[] = acts.map(actRouteOf)
