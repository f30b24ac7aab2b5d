import { localDate } from '#kernel/time.ts'
import {
  type DraftHead,
  type InitialPlace,
  initialPlaces,
  planOf,
  SigningAuthority,
  SigningPlan,
} from '#modules/official-documents/domain/index.ts'
import {
  type DraftVersion,
  findDraftVersion,
  findHeldSeats,
  findPlaces,
  findSeats,
  type HeldSeat,
  type OutgoingDetail,
  saveDraft,
  searchLeaders,
} from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  type FormBody,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { type DeskItem, DeskPage, type DeskPart, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { findOpenDocument } from '../outgoing/find-open-document.ts'
import { documentPath, outgoingPath, outgoingRoles } from '../outgoing/outgoing-paths.ts'
import { signersPath } from './signing-paths.ts'

const names = {
  version: 'phien-ban',
  text: 'nhay-noi-dung',
  form: 'nhay-the-thuc',
  person: 'nguoi-ky',
  authority: 'quyen-han',
  title: 'chuc-danh',
  at: 'vi-tri',
  needed: 'so-nguoi',
  turn: 'thu-tu',
  words: 'q',
} as const

type Scene = { readonly document: OutgoingDetail; readonly draft: DraftVersion }

/** A draft in the hand of who opens it: nobody else changes who signs. */
const openScene = async (request: PageRequest): Promise<Scene | null> => {
  const document = await findOpenDocument(request)
  if (document === null || document.state !== 'draft') return null
  const draft = await findDraftVersion(request.province.database, document.id)
  return draft === null ? null : { document, draft }
}

type Seats = Awaited<ReturnType<typeof findSeats>>
type Drawn = {
  readonly t: Messages
  readonly request: PageRequest
  readonly scene: Scene
  readonly seats: Seats
  readonly held: readonly HeldSeat[]
  readonly found: readonly HeldSeat[]
}

const seatText = ({ name, title }: { readonly name: string; readonly title: string }): string => `${name}, ${title}`

const target = ({ request, scene }: Drawn, deed: string, hidden: Readonly<Record<string, string>> = {}) => ({
  action: `${signersPath(scene.document.id)}/${deed}`,
  csrf: request.csrfToken,
  hidden: { [names.version]: String(scene.draft.version), ...hidden },
})

const initialsAct = (drawn: Drawn): OfficerActView => {
  const { t, scene, seats } = drawn
  const { signingRules: words } = t
  const plan = planOf(scene.draft.head)
  const options = seats.map((seat) => ({ value: seat.postId, text: seatText(seat) }))
  return {
    text: words.initialsChoose,
    confirmText: words.initialsSave,
    target: target(drawn, 'ky-nhay'),
    fields: {
      sections: [{ id: 'ky-nhay' }],
      fields: initialPlaces.map((place) => ({
        section: 'ky-nhay',
        name: names[place],
        type: 'select',
        label: words.places[place],
        hint: words.placeHelps[place],
        emptyText: words.nobody,
        options,
        value: plan.initials.find((one) => one.place === place)?.postId ?? '',
      })),
    },
  }
}

const addAct = (drawn: Drawn): OfficerActView => {
  const { t, seats, found } = drawn
  const { signingRules: words } = t
  const section = 'cung-ky'
  const others = found.map((seat) => ({ value: seat.postId, text: `${seatText(seat)} (${seat.agencyName})` }))
  const fields: readonly FormFieldView[] = [
    {
      ...{ section, name: names.person, label: words.person, required: true },
      type: 'select',
      options: [...others, ...seats.map((seat) => ({ value: seat.postId, text: seatText(seat) }))],
    },
    {
      ...{ section, name: names.authority, label: words.authority, required: true, value: 'own' },
      type: 'select',
      options: SigningAuthority.options.map((value) => ({ value, text: t.outgoing.authorities[value] ?? value })),
    },
    {
      ...{ section, name: names.title, label: words.givenTitle, hint: words.givenTitleHelp },
      type: 'text',
      maxLength: 200,
    },
  ]
  return {
    text: words.addTitle,
    confirmText: words.add,
    target: target(drawn, 'them'),
    fields: { sections: [{ id: section }], fields },
    isOpen: found.length > 0,
  }
}

const rulesAct = (drawn: Drawn): OfficerActView => {
  const { signingRules: words } = drawn.t
  const { needed, turn } = planOf(drawn.scene.draft.head)
  const section = 'cach-ky'
  return {
    text: words.rulesTitle,
    confirmText: words.rulesSave,
    target: target(drawn, 'cach-ky'),
    fields: {
      sections: [{ id: section }],
      fields: [
        {
          ...{ section, name: names.needed, label: words.needed, hint: words.neededHelp },
          ...{ type: 'number', value: needed === null ? '' : String(needed), min: '1', max: '30' },
        },
        {
          ...{ section, name: names.turn, label: words.turn, type: 'radio', value: turn },
          options: SigningPlan.shape.turn.options.map((value) => ({ value, text: words.turns[value] })),
        },
      ],
    },
  }
}

const initialItems = ({ t, scene, held }: Drawn): readonly DeskItem[] =>
  planOf(scene.draft.head).initials.map(({ postId, place }) => {
    const seat = held.find((one) => one.postId === postId)
    return { key: place, title: t.signingRules.places[place], lines: [seat === undefined ? '' : seatText(seat)] }
  })

const coSignerItems = (drawn: Drawn): readonly DeskItem[] => {
  const { t, scene, held } = drawn
  const { signingRules: words } = t
  return planOf(scene.draft.head).coSigners.map(({ postId, authority, title }, at) => {
    const seat = held.find((one) => one.postId === postId)
    const name = seat?.name ?? words.nobody
    const isOurs = seat?.agencyId === scene.document.agencyId
    return {
      key: `${at}`,
      title: name,
      lines: [
        title === '' ? (seat?.title ?? '') : title,
        isOurs ? '' : (seat?.agencyName ?? ''),
        authority === 'own' ? '' : (t.outgoing.authorities[authority] ?? ''),
      ],
      acts: [{ text: words.remove, target: target(drawn, 'bo', { [names.at]: String(at) }) }],
    }
  })
}

const parts = (drawn: Drawn): readonly DeskPart[] => {
  const { signingRules: words } = drawn.t
  const hasOthers = planOf(drawn.scene.draft.head).coSigners.length > 0
  return [
    {
      title: words.initialsTitle,
      items: initialItems(drawn),
      none: words.nobody,
      acts: [initialsAct(drawn)],
    },
    {
      title: words.coSignersTitle,
      items: coSignerItems(drawn),
      none: words.coSignersNone,
      acts: [addAct(drawn), ...(hasOthers ? [rulesAct(drawn)] : [])],
    },
  ]
}

const show = async (
  request: PageRequest,
  scene: Scene,
  failed?: { readonly status: number; readonly text: string },
): Promise<Answer> => {
  const t = messages(request.locale)
  const { signingRules: words } = t
  const { database } = request.province
  const { document, draft } = scene
  const day = localDate(request.now)
  const { initials, coSigners } = planOf(draft.head)
  const asked = fieldOf(request.query, names.words).trim().slice(0, 100)
  const [seats, held, found, places] = await Promise.all([
    findSeats(database, document.agencyId, day),
    findHeldSeats(
      database,
      [...initials, ...coSigners].map(({ postId }) => postId),
      day,
    ),
    asked === '' ? Promise.resolve([]) : searchLeaders(database, asked, day),
    findPlaces(database, { agencyId: document.agencyId, head: draft.head, day }),
  ])
  const drawn = { t, request, scene, seats, held, found }
  const problem = failed?.text ?? (places.ok ? undefined : answerOutgoingRefusal(t, places.refusal).text)
  const hasNone = asked !== '' && found.length === 0
  const view: DeskView = {
    title: words.title,
    lead: words.lead,
    crumbs: [
      { href: outgoingPath, text: t.outgoing.title },
      { href: documentPath(document.id), text: document.subject },
    ],
    notices: [
      ...(problem === undefined ? [] : [{ kind: 'attention' as const, text: problem }]),
      ...(hasNone ? [{ kind: 'info' as const, text: words.findNone }] : []),
    ],
    search: { action: signersPath(document.id), label: words.find, value: asked },
    main: parts(drawn),
  }
  return page(officerDocument(request, { title: words.title }, <DeskPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

/** What a form changes of the plan; null when it was not filled in so that it means something. */
type Change = (plan: SigningPlan, form: FormBody) => unknown

const changes: Readonly<Record<string, Change>> = {
  'ky-nhay': (plan, form) => ({
    ...plan,
    initials: initialPlaces.flatMap((place: InitialPlace) => {
      const postId = fieldOf(form, names[place])
      return postId === '' ? [] : [{ postId, place }]
    }),
  }),
  them: (plan, form) => ({
    ...plan,
    coSigners: [
      ...plan.coSigners,
      {
        postId: fieldOf(form, names.person),
        authority: fieldOf(form, names.authority),
        title: fieldOf(form, names.title),
      },
    ],
  }),
  bo: (plan, form) => {
    const coSigners = plan.coSigners.filter((_, at) => String(at) !== fieldOf(form, names.at))
    return { ...plan, coSigners, needed: plan.needed === null || plan.needed >= coSigners.length ? null : plan.needed }
  },
  'cach-ky': (plan, form) => {
    const needed = fieldOf(form, names.needed)
    return { ...plan, needed: needed === '' ? null : Number(needed), turn: fieldOf(form, names.turn) }
  },
}

const changeRoute = (deed: string, change: Change): Route => ({
  method: 'POST',
  path: `${signersPath(':id')}/${deed}`,
  access: { officer: outgoingRoles },
  handler: async (request) => {
    const scene = await openScene(request)
    if (scene === null) return notFound
    const t = messages(request.locale)
    const { document, draft } = scene
    const signing = SigningPlan.safeParse(change(planOf(draft.head), request.form))
    if (!signing.success) return show(request, scene, { status: 422, text: t.outgoing.refusals.wrong })
    const head: DraftHead = { ...draft.head, signing: signing.data }
    const asked = Number(fieldOf(request.form, names.version))
    const saved = await saveDraft(request.deps.dossiers(request.province), officerOf(request), {
      documentId: document.id,
      baseVersion: Number.isSafeInteger(asked) && asked > 0 ? asked : 1,
      head,
      content: draft.content,
      isAutosave: false,
    })
    if (!saved.ok) return show(request, scene, answerOutgoingRefusal(t, saved.refusal))
    return redirect(signersPath(document.id), { notice: { kind: 'done', text: t.signingRules.saved } })
  },
})

const signersPage: Route = {
  method: 'GET',
  path: signersPath(':id'),
  access: { officer: outgoingRoles },
  statementBudget: 10,
  handler: async (request) => {
    const scene = await openScene(request)
    return scene === null ? notFound : show(request, scene)
  },
}

/** Who signs a draft besides, and who puts initials: the drafter proposes it. */
export const signersRoutes: readonly Route[] = [
  signersPage,
  ...Object.entries(changes).map(([deed, change]) => changeRoute(deed, change)),
]
