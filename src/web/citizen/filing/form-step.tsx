import { localDate } from '#kernel/time.ts'
import type { FilingDraft } from '#modules/dossiers/domain/index.ts'
import { type FormFault, formFaultText, parseFormBody, validateForm } from '#modules/forms/domain/index.ts'
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
import { messages } from '#web/messages/index.ts'
import { FilingFormPage } from '#web/ui/views/citizen/filing/form.tsx'
import { withChoices } from '../../draft-differences.ts'
import { eFormView, withRowsChanged } from '../../e-form-view.ts'
import { hiddenBase } from './draft-version.ts'
import { donePath, type FilingScene, filingPath, frameOf, openFiling } from './filing-scene.ts'
import { answerAutosave, answerUnkept, keepTyped, type Typed } from './keep-typed.tsx'

/** What was typed, without the fields that belong to the page. */
const answersIn = (form: FormBody): FilingDraft['answers'] =>
  Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => !name.startsWith('_'))
      .map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  )

/** What is wrong with the answers of a draft, in the order of the form. */
export const faultsOf = (request: PageRequest, scene: FilingScene): readonly FormFault[] => {
  if (scene.offer.form === null) return []
  const { definition } = scene.offer.form
  const parsed = parseFormBody(definition, scene.draft.answers)
  if (!parsed.ok) return parsed.refusal.faults
  const valid = validateForm(definition, parsed.value, localDate(request.now))
  return valid.ok ? [] : valid.refusal.faults
}

const show = (request: PageRequest, scene: FilingScene, faults: readonly FormFault[]): Answer => {
  const t = messages(request.locale)
  const { form } = scene.offer
  if (form === null) return redirect(filingPath(scene, 'papers'))
  const view = {
    frame: frameOf(t, scene, 'form'),
    target: { action: filingPath(scene, 'form'), csrf: request.csrfToken, hidden: hiddenBase(scene.version) },
    errors: faults.map((fault) => ({ name: fault.field, text: formFaultText(fault, request.locale) })),
    form: eFormView(form.definition, scene.draft.answers, faults, request.locale),
    backHref: filingPath(scene, 'who'),
  }
  const frame = { title: t.filing.formTitle, islands: ['islands/citizen.ts', 'islands/filing.ts'] as const }
  const document = citizenDocument(request, frame, <FilingFormPage t={t} view={view} />)
  return faults.length === 0 ? page(document) : pageWithErrors(document)
}

export const formStep: Route = {
  method: 'GET',
  path: '/nop-ho-so/:code/:filingId/thong-tin',
  access: 'citizen',
  statementBudget: 5,
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null) return notFound
    if (scene.isFiled) return redirect(donePath(scene))
    if (scene.version === 0) return redirect(filingPath(scene, 'who'))
    // Back from a later step the person is shown at once what is still wrong.
    return show(request, scene, fieldOf(request.query, 'sua') === '' ? [] : faultsOf(request, scene))
  },
}

const pressedRows = (form: FormBody) => ({ add: fieldOf(form, '_add'), remove: fieldOf(form, '_remove') })

type FormDraft = Pick<FilingDraft, 'answers'>

const typedOf = (request: PageRequest, opened: FilingScene, step: Typed['step'], { answers }: FormDraft): Typed => ({
  on: 'form',
  step,
  draft: { ...opened.draft, answers },
  questions: (draft) =>
    opened.offer.form === null
      ? { sections: [], fields: [] }
      : eFormView(opened.offer.form.definition, draft.answers, [], request.locale),
  posted: (draft) => draft.answers,
})

export const saveForm: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/thong-tin',
  access: 'citizen',
  handler: async (request) => {
    const opened = await openFiling(request)
    if (opened === null || opened.offer.form === null) return notFound
    if (opened.isFiled) return redirect(donePath(opened))
    const answers = answersIn(withChoices(request.form, opened.draft.answers))
    const changed = withRowsChanged(answers, pressedRows(request.form), opened.offer.form.definition)
    const isRefresh = changed !== null || fieldOf(request.form, '_refresh') !== ''
    const draft = { ...opened.draft, answers: (changed ?? answers) as FilingDraft['answers'] }
    const found = faultsOf(request, { ...opened, draft })
    const faults = isRefresh ? [] : found
    const step = isRefresh || faults.length > 0 ? 'form' : 'papers'
    const typed = typedOf(request, opened, step, draft)
    const keeping = await keepTyped(request, opened, typed)
    // What is too long for a draft stands on the page all the same, to be shortened there.
    if (keeping.kind === 'refused' && found.length > 0) return show(request, { ...opened, draft }, found)
    if (keeping.kind !== 'kept') return answerUnkept(request, typed, keeping)
    if (step === 'form') return show(request, { ...opened, draft, version: keeping.version }, faults)
    return redirect(filingPath(opened, 'papers'))
  },
}

/** Keeps what is typed while it is typed. */
export const autosaveForm: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/luu/thong-tin',
  access: 'citizen',
  handler: async (request) => {
    const opened = await openFiling(request)
    if (opened === null || opened.isFiled) return notFound
    const typed = typedOf(request, opened, 'form', { answers: answersIn(request.form) })
    return answerAutosave(request, await keepTyped(request, opened, typed))
  },
}
