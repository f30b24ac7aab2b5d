import { isUuid, newId } from '#kernel/ids.ts'
import { formatDong } from '#kernel/money.ts'
import { findFiledDossiers, receiveFiling, takeInWalkIn } from '#modules/dossiers/index.ts'
import type { FormFault } from '#modules/forms/domain/index.ts'
import { feesOf, limitOf, limitTextOf } from '#modules/procedures/domain/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { CounterPage, type CounterView } from '#web/ui/views/officer/counter.tsx'
import { type FlatAnswers, withRowsChanged } from '../../e-form-view.ts'
import { expectedDue } from '../acts/desk-acts.ts'
import { dossierHref, slipKey } from '../dossier/dossier-address.ts'
import { wholeList } from '../list/list-address.ts'
import { officerOf } from '../officer-of.ts'
import { procedureTitle } from '../procedure-title.ts'
import {
  answersIn,
  faultErrors,
  ownerFields,
  questionFields,
  submitterFields,
  withOwnersFacts,
} from './counter-fields.ts'
import { countErrors, dropScan, errorsOfRefusal, intakeOf, takeScans } from './counter-intake.ts'
import { type CounterScene, counterNames, counterPath, openCounter, paperNames } from './counter-scene.ts'

const acceptedTypes = '.pdf,.jpg,.jpeg,.png,.docx'

type Shown = {
  readonly answers: FlatAnswers
  readonly status?: number
  readonly errors?: readonly FieldErrorView[]
  readonly faults?: readonly FormFault[]
  readonly problem?: string | undefined
}

const paperViews = (scene: CounterScene, errors: readonly FieldErrorView[]): CounterView['papers'] =>
  scene.papers.map((paper) => {
    const names = paperNames(paper.code)
    const text = (name: string) => fieldOf(scene.form, name)
    return {
      name: paper.name,
      isRequired: paper.required,
      isInForm: paper.acceptedAs.includes('e-form'),
      originals: { name: names.originals, value: text(names.originals) },
      copies: { name: names.copies, value: text(names.copies) },
      scan: { name: names.scan },
      kept: scene.files.filter((file) => file.purpose === paper.code).map(({ id, name }) => ({ id, name })),
      error: errors.find((error) => Object.values<string>(names).includes(error.name))?.text,
    }
  })

/** Each fee with what it is counted by; what an officer must reckon is told in the words of the source. */
const feeText = (request: PageRequest, { offer }: CounterScene): string => {
  const t = messages(request.locale)
  const fees = feesOf(offer, 'direct').filter((fee) => fee.amount !== 0)
  if (fees.length === 0) return t.tracking.noFee
  return fees
    .map((fee) => {
      const amount = fee.amount === null ? fee.note || t.publicPages.costElsewhere : formatDong(fee.amount)
      return fee.per === undefined ? amount : `${amount}/${fee.per}`
    })
    .join('; ')
}

const show = async (request: PageRequest, scene: CounterScene, shown: Shown): Promise<Answer> => {
  const t = messages(request.locale)
  const { database, workingTime } = request.deps.dossiers(request.province)
  const { offer } = scene
  const errors = [...(shown.errors ?? []), ...faultErrors(request, shown.faults ?? [])]
  const due = expectedDue(await workingTime(database), { limit: limitOf(offer, 'direct') }, request.now)
  const view: CounterView = {
    procedureName: procedureTitle(offer.published.name),
    procedureCode: offer.published.code,
    chooseHref: counterPath,
    target: {
      action: `${counterPath}/${encodeURIComponent(offer.published.code)}`,
      csrf: request.csrfToken,
      hidden: { [counterNames.filing]: scene.filingId },
    },
    errors,
    problem: scene.posts.length === 0 ? t.officer.counterNotHere : shown.problem,
    isClosed: scene.posts.length === 0,
    person: ownerFields(request, scene, errors),
    submitter: submitterFields(request, scene, errors),
    form: questionFields(request, scene, shown.answers, shown.faults ?? []),
    papers: paperViews(scene, errors),
    accept: acceptedTypes,
    time: limitTextOf(offer, 'direct'),
    fee: feeText(request, scene),
    expectedDue: due ?? t.officer.noLimit,
    decisionName: counterNames.decision,
    removeName: counterNames.remove,
  }
  const frame = { title: t.officer.counterTitle, islands: ['islands/officer.ts', 'islands/filing.ts'] as const }
  return page(officerDocument(request, frame, <CounterPage t={t} view={view} />), { status: shown.status ?? 200 })
}

export const counterPage: Route = {
  method: 'GET',
  path: `${counterPath}/:code`,
  access: { officer: ['one-stop-officer'] },
  statementBudget: 8,
  handler: async (request) => {
    const scene = await openCounter(request, newId())
    return scene === null ? notFound : show(request, scene, { answers: {} })
  },
}

/** Buttons that only change the page: rows of a list, a scan taken away, questions that depend on an answer. */
const changedPage = async (request: PageRequest, scene: CounterScene, answers: FlatAnswers): Promise<Answer | null> => {
  const dropped = fieldOf(request.form, counterNames.remove)
  if (dropped !== '') {
    await dropScan(request, scene, dropped)
    const fresh = await openCounter(request, scene.filingId)
    return fresh === null ? notFound : show(request, fresh, { answers })
  }
  const pressed = { add: fieldOf(request.form, '_add'), remove: fieldOf(request.form, '_remove') }
  const { form } = scene.offer
  const changed = form === null ? null : withRowsChanged(answers, pressed, form.definition)
  if (changed !== null) return show(request, scene, { answers: changed })
  if (fieldOf(request.form, counterNames.decision) !== '') return null
  return show(request, scene, { answers: withOwnersFacts(scene, answers) })
}

/** Accepted at once, with its receipt; or only filed, to ask for what lacks or to refuse with a slip. */
const decide = async (request: PageRequest, scene: CounterScene, answers: FlatAnswers): Promise<Answer> => {
  const t = messages(request.locale)
  const deps = request.deps.dossiers(request.province)
  const actor = officerOf(request)
  const { command, faults } = intakeOf(request, scene, answers)
  const counted = countErrors(request, scene)
  if (counted.length > 0) return show(request, scene, { answers, status: 422, errors: counted, faults })
  const decision = fieldOf(request.form, counterNames.decision)
  if (decision === 'accept') {
    const taken = await takeInWalkIn(deps, actor, command)
    if (!taken.ok) return show(request, scene, { answers, faults, ...errorsOfRefusal(request, taken.refusal) })
    const { dossierId, accepted, code } = taken.value
    const text = accepted === null ? t.officer.counterAgain(code) : t.officer.counterDone(code, accepted.slip.notation)
    const shown = accepted === null ? undefined : slipKey(accepted.slip.id)
    return redirect(dossierHref(dossierId, wholeList, shown), { notice: { kind: 'done', text } })
  }
  const filed = await receiveFiling(deps, actor, command)
  if (!filed.ok) return show(request, scene, { answers, faults, ...errorsOfRefusal(request, filed.refusal) })
  const [dossier] = filed.value.dossiers
  if (dossier === undefined) return notFound
  const act = decision === 'refuse' ? 'tu-choi' : 'bo-sung'
  return redirect(`${dossierHref(dossier.id, wholeList)}?mo=${act}`)
}

/** Whatever is refused, everything typed and every scan stays; the id of the filing makes a second click harmless. */
export const takeIn: Route = {
  method: 'POST',
  path: `${counterPath}/:code`,
  access: { officer: ['one-stop-officer'] },
  upload: true,
  handler: async (request) => {
    const filingId = fieldOf(request.form, counterNames.filing)
    const opened = await openCounter(request, isUuid(filingId) ? filingId : newId())
    if (opened === null) return notFound
    const { database } = request.deps.dossiers(request.province)
    const [known] = await findFiledDossiers(database, opened.filingId)
    const refused = known === undefined ? await takeScans(request, opened) : []
    const scene = (await openCounter(request, opened.filingId)) ?? opened
    const typed = answersIn(request.form)
    if (refused.length > 0) return show(request, scene, { answers: typed, status: 422, errors: refused })
    return (await changedPage(request, scene, typed)) ?? decide(request, scene, withOwnersFacts(scene, typed))
  },
}
