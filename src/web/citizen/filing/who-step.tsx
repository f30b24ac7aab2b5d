import { newId } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { type FilingDraft, missingOwnerFields, ReturnMethod, Submitter } from '#modules/dossiers/domain/index.ts'
import { type DesksForOffer, desksFor } from '#modules/procedures/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import {
  type Answer,
  type FormBody,
  fieldOf,
  json,
  notFound,
  type PageRequest,
  page,
  pageWithErrors,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { FilingWhoPage, type FilingWhoView, type WhoKind } from '#web/ui/views/citizen/filing/who.tsx'
import { dossierRefusalText } from '../../refusals/dossier-refusals.ts'
import { type FilingScene, filingPath, frameOf, keepDraft, openFiling } from './filing-scene.ts'
import { personFields } from './person-fields.ts'

const kinds: readonly WhoKind[] = ['self', 'other', 'organisation']

/** The first step: begins a filing under a fresh id. Nothing is kept before something was typed. */
export const startFiling: Route = {
  method: 'GET',
  path: '/nop-ho-so/:code',
  access: 'citizen',
  statementBudget: 2,
  handler: async (request) => {
    const { catalogue } = request.deps.dossiers(request.province)
    const offer = await catalogue.findByCode(
      request.province.database,
      request.params.code ?? '',
      localDate(request.now),
    )
    if (offer === null) return notFound
    if (!offer.isOpen || offer.local === null || !offer.local.channels.includes('online'))
      return redirect(`/thu-tuc/${offer.published.code}`)
    return redirect(filingPath({ offer, filingId: newId() }, 'who'))
  },
}

/** Offices a citizen chooses from: the commune that decides, or the desk that takes it in. */
const officesOf = (desks: DesksForOffer) =>
  desks.kind === 'commune'
    ? desks.communes.map(({ deciding, desk }) => ({ value: desk.id, text: deciding.name }))
    : desks.desks.map((desk) => ({ value: desk.id, text: desk.name }))

const readDraft = (scene: FilingScene, form: FormBody): FilingDraft => {
  const forWhom = kinds.find((kind) => kind === fieldOf(form, 'forWhom')) ?? scene.draft.forWhom
  const returnMethod = ReturnMethod.safeParse(fieldOf(form, 'returnMethod'))
  const person = (prefix: 'owner' | 'submitter') => ({
    name: fieldOf(form, `${prefix}.name`).slice(0, 300),
    identityNumber: fieldOf(form, `${prefix}.identityNumber`).replace(/[\s.]/g, '').slice(0, 30),
    phone: fieldOf(form, `${prefix}.phone`).replace(/[\s.]/g, '').slice(0, 20),
    email: fieldOf(form, `${prefix}.email`).slice(0, 200),
    address: fieldOf(form, `${prefix}.address`).slice(0, 500),
  })
  const isOwn = forWhom === 'self'
  return {
    ...scene.draft,
    forWhom,
    owner: { ...person('owner'), kind: forWhom === 'organisation' ? 2 : 1 },
    submitter: isOwn
      ? null
      : Submitter.parse({ ...person('submitter'), authority: fieldOf(form, 'submitter.authority').slice(0, 500) }),
    receivingAgencyId: fieldOf(form, 'receivingAgencyId').slice(0, 64),
    returnMethod: returnMethod.success ? returnMethod.data : scene.draft.returnMethod,
    returnAddress: fieldOf(form, 'returnAddress').slice(0, 500),
  }
}

type Errors = Readonly<Record<string, string>>

const errorsOf = (t: Messages, draft: FilingDraft, offices: readonly { readonly value: string }[]): Errors => {
  const errors: Record<string, string> = {}
  for (const field of missingOwnerFields(draft.owner)) errors[`owner.${field}`] = t.filing.personErrors[field] ?? ''
  if (draft.submitter !== null && draft.submitter.name === '')
    errors['submitter.name'] = t.filing.personErrors.name ?? ''
  if (!offices.some((office) => office.value === draft.receivingAgencyId))
    errors.receivingAgencyId = t.filing.officeMissing
  if (draft.returnMethod === 'post' && draft.returnAddress === '') errors.returnAddress = t.filing.returnAddressMissing
  return errors
}

/** Whether the first step holds all that is needed, with a desk that takes this procedure. */
export const isWhoWhole = async (request: PageRequest, scene: FilingScene): Promise<boolean> => {
  const offices = officesOf(await desksFor(request.province.database, scene.offer))
  return Object.keys(errorsOf(messages(request.locale), scene.draft, offices)).length === 0
}

const viewOf = async (
  request: PageRequest,
  t: Messages,
  scene: FilingScene,
  draft: FilingDraft,
  errors: Errors,
): Promise<FilingWhoView> => {
  const offices = officesOf(await desksFor(request.province.database, scene.offer))
  return {
    frame: frameOf(t, scene, 'who'),
    target: { action: filingPath(scene, 'who'), csrf: request.csrfToken },
    errors: Object.entries(errors).map(([name, text]) => ({ name, text })),
    who: { name: 'forWhom', value: draft.forWhom, allowed: kinds },
    person: personFields(t, draft, errors),
    office: {
      name: 'receivingAgencyId',
      value: draft.receivingAgencyId,
      options: offices,
      error: errors.receivingAgencyId,
    },
    returnBy: {
      name: 'returnMethod',
      value: draft.returnMethod,
      options: ReturnMethod.options.map((method) => ({ value: method, text: t.filing.returnMethods[method] })),
    },
  }
}

const show = async (request: PageRequest, scene: FilingScene, draft: FilingDraft, errors: Errors): Promise<Answer> => {
  const t = messages(request.locale)
  const view = await viewOf(request, t, scene, draft, errors)
  const frame = { title: t.filing.stepWho, islands: ['islands/citizen.ts', 'islands/filing.ts'] as const }
  const document = citizenDocument(request, frame, <FilingWhoPage t={t} view={view} />)
  return Object.keys(errors).length === 0 ? page(document) : pageWithErrors(document)
}

export const whoStep: Route = {
  method: 'GET',
  path: '/nop-ho-so/:code/:filingId/nguoi-nop',
  access: 'citizen',
  statementBudget: 6,
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null || scene.isFiled) return notFound
    return show(request, scene, scene.draft, {})
  },
}

export const saveWho: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/nguoi-nop',
  access: 'citizen',
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null || scene.isFiled) return notFound
    const t = messages(request.locale)
    const draft = readDraft(scene, request.form)
    if (fieldOf(request.form, '_refresh') !== '') {
      await keepDraft(request, scene, 'who', draft)
      return show(request, { ...scene, version: scene.version + 1 }, draft, {})
    }
    const offices = officesOf(await desksFor(request.province.database, scene.offer))
    const errors = errorsOf(t, draft, offices)
    const kept = await keepDraft(request, scene, Object.keys(errors).length === 0 ? 'form' : 'who', draft)
    if (!kept.ok)
      return redirect(request.path, { notice: { kind: 'attention', text: dossierRefusalText(t, kept.refusal) } })
    if (Object.keys(errors).length > 0) return show(request, { ...scene, version: kept.value.version }, draft, errors)
    return redirect(filingPath(scene, 'form'))
  },
}

/** Keeps what is typed while it is typed; says when. */
export const autosaveWho: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/luu/nguoi-nop',
  access: 'citizen',
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null || scene.isFiled) return notFound
    const kept = await keepDraft(request, scene, 'who', readDraft(scene, request.form))
    return kept.ok ? json({ saved: messages(request.locale).form.savedNow }) : json({ code: kept.refusal.code }, 409)
  },
}
