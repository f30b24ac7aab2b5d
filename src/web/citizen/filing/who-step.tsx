import { newId } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { type FilingDraft, missingOwnerFields, ReturnMethod, Submitter } from '#modules/dossiers/domain/index.ts'
import { homeCommune } from '#modules/procedures/domain/index.ts'
import { type DesksForOffer, desksFor } from '#modules/procedures/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import {
  type Answer,
  type FormBody,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  pageWithErrors,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormFieldsView, FormFieldView } from '#web/ui/form/form-field-view.ts'
import { FilingWhoPage, type FilingWhoView, type WhoKind, whoOptions } from '#web/ui/views/citizen/filing/who.tsx'
import { withChoices } from '../../draft-differences.ts'
import type { FlatAnswers } from '../../e-form-view.ts'
import { hiddenBase } from './draft-version.ts'
import { donePath, type FilingScene, filingPath, frameOf, openFiling } from './filing-scene.ts'
import { answerAutosave, answerUnkept, keepTyped, type Typed } from './keep-typed.tsx'
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

type Offices = ReturnType<typeof officesOf>

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
export const isWhoWhole = (t: Messages, draft: FilingDraft, desks: DesksForOffer): boolean =>
  Object.keys(errorsOf(t, draft, officesOf(desks))).length === 0

/**
 * The office of the commune where the person lives, while none was chosen; who files for somebody else chooses. It is the first word of the
 * page, not the last: nothing is kept before it is sent.
 */
const proposedOffice = (request: PageRequest, scene: FilingScene, desks: DesksForOffer): string | null => {
  const { draft, homeCommuneCode: communeCode } = scene
  if (draft.receivingAgencyId !== '' || draft.forWhom !== 'self' || desks.kind !== 'commune') return null
  const home = { address: draft.owner.address, communeCode, provinceName: request.province.province.name }
  return homeCommune(desks.communes, home)?.desk.id ?? null
}

/** What the choice means: who decides it, where that hangs on it, or nothing but where it is handed in. */
const officeHint = (t: Messages, scene: FilingScene, desks: DesksForOffer, isProposed: boolean): string | undefined => {
  if (desks.kind === 'commune') return isProposed ? t.filing.whereProposed : t.filing.whereDecides
  return scene.offer.local?.receivedAt === 'any-desk' ? t.filing.whereHint : undefined
}

const viewOf = async (
  request: PageRequest,
  t: Messages,
  scene: FilingScene,
  draft: FilingDraft,
  errors: Errors,
): Promise<FilingWhoView> => {
  const desks = await desksFor(request.province.database, scene.offer)
  const proposed = Object.keys(errors).length === 0 ? proposedOffice(request, { ...scene, draft }, desks) : null
  return {
    frame: frameOf(t, scene, 'who'),
    target: { action: filingPath(scene, 'who'), csrf: request.csrfToken, hidden: hiddenBase(scene.version) },
    errors: Object.entries(errors).map(([name, text]) => ({ name, text })),
    who: { name: 'forWhom', value: draft.forWhom, allowed: kinds },
    person: personFields(t, draft, errors),
    office: {
      name: 'receivingAgencyId',
      value: proposed ?? draft.receivingAgencyId,
      options: officesOf(desks),
      hint: officeHint(t, scene, desks, proposed !== null),
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
    if (scene === null) return notFound
    if (scene.isFiled) return redirect(donePath(scene))
    return show(request, scene, scene.draft, {})
  },
}

/** The draft as this page posts it. */
const postedWho = (draft: FilingDraft): FlatAnswers => {
  const person = (
    prefix: string,
    { name, identityNumber, phone, email, address }: Submitter | FilingDraft['owner'],
  ) => ({
    [`${prefix}.name`]: name,
    [`${prefix}.identityNumber`]: identityNumber,
    [`${prefix}.phone`]: phone,
    [`${prefix}.email`]: email,
    [`${prefix}.address`]: address,
  })
  const { forWhom, owner, submitter, receivingAgencyId, returnMethod, returnAddress } = draft
  return {
    forWhom,
    ...person('owner', owner),
    ...(submitter === null
      ? {}
      : { ...person('submitter', submitter), 'submitter.authority': submitter.authority ?? '' }),
    receivingAgencyId,
    returnMethod,
    returnAddress,
  }
}

type Choice = Pick<FormFieldView, 'name' | 'label' | 'value' | 'options'>

/** All questions of this page in one list. */
const whoQuestions = (t: Messages, offices: Offices, draft: FilingDraft): FormFieldsView => {
  const person = personFields(t, draft, {})
  const choice = (one: Choice): FormFieldView => ({ ...one, type: 'radio', section: 'who' })
  const { returnMethods } = t.filing
  return {
    sections: person.sections,
    fields: [
      choice({ name: 'forWhom', label: t.filing.whoTitle, value: draft.forWhom, options: whoOptions(t, kinds) }),
      ...person.fields,
      choice({
        name: 'receivingAgencyId',
        label: t.filing.whereTitle,
        value: draft.receivingAgencyId,
        options: offices,
      }),
      choice({
        name: 'returnMethod',
        label: t.filing.returnTitle,
        value: draft.returnMethod,
        options: ReturnMethod.options.map((method) => ({ value: method, text: returnMethods[method] })),
      }),
    ],
  }
}

const typedOf = (t: Messages, offices: Offices, step: Typed['step'], draft: FilingDraft): Typed => ({
  on: 'who',
  step,
  draft,
  questions: (one) => whoQuestions(t, offices, one),
  posted: postedWho,
})

export const saveWho: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/nguoi-nop',
  access: 'citizen',
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null) return notFound
    if (scene.isFiled) return redirect(donePath(scene))
    const t = messages(request.locale)
    const draft = readDraft(scene, withChoices(request.form, postedWho(scene.draft)))
    const isRefresh = fieldOf(request.form, '_refresh') !== ''
    const offices = officesOf(await desksFor(request.province.database, scene.offer))
    const errors = isRefresh ? {} : errorsOf(t, draft, offices)
    const isDone = !isRefresh && Object.keys(errors).length === 0
    const typed = typedOf(t, offices, isDone ? 'form' : 'who', draft)
    const keeping = await keepTyped(request, scene, typed)
    if (keeping.kind !== 'kept') return answerUnkept(request, typed, keeping)
    if (isDone) return redirect(filingPath(scene, 'form'))
    return show(request, { ...scene, version: keeping.version }, draft, errors)
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
    const offices = officesOf(await desksFor(request.province.database, scene.offer))
    const typed = typedOf(messages(request.locale), offices, 'who', readDraft(scene, request.form))
    return answerAutosave(request, await keepTyped(request, scene, typed))
  },
}
