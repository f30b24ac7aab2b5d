import { newId } from '#kernel/ids.ts'
import { acceptedValue, type Result } from '#kernel/result.ts'
import { dateOf } from '#kernel/time.ts'
import {
  acceptDossier,
  agreeOutcome,
  answerSupplement,
  askApologies,
  assignDossier,
  draftOutcome,
  findOutcome,
  prefillOutcome,
  reappointDossier,
  receiveFiling,
  refuseDossier,
  requestFinance,
  requestSupplement,
  returnResult,
  sealOutcome,
  signOutcome,
  takeInWalkIn,
  withdrawDossier,
} from '#modules/dossiers/index.ts'
import { giveRating } from '#modules/feedback/index.ts'
import { type Actor, type OfficerActor, system } from '#modules/identity/domain/index.ts'
import { listCharges, receiveCash } from '#modules/payments/index.ts'
import { filledIn } from './lived-answers.ts'
import type { LivedDeed, PlannedDeed } from './lived-course.ts'
import { type FilingScene, filingOf, handInPaper } from './lived-filing.ts'
import type { LivedActors } from './lived-people.ts'

/** A dossier on its way. */
export type LivedScene = Omit<FilingScene, 'addedBy'> & {
  readonly actors: LivedActors
  readonly planned: PlannedDeed
  /** Set by the filing. */
  dossierId: string | null
}

const idOf = (scene: LivedScene): string => {
  if (scene.dossierId === null) throw new Error('a deed on a dossier that is not filed yet')
  return scene.dossierId
}

const done = async (answer: Promise<Result<unknown, unknown>>): Promise<void> => {
  acceptedValue(await answer)
}

/** Who may do the open work of a kind. */
const handFor = async (scene: LivedScene, deed: string): Promise<OfficerActor> => {
  const item = await scene.deps.database
    .selectFrom('work_item')
    .select(['role', 'agency_id as agencyId', 'unit_id as unitId', 'officer_id as officerId'])
    .where('subject_id', '=', idOf(scene))
    .where('deed', '=', deed)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow(() => new Error(`no open work "${deed}" on ${scene.plan.procedure} of ${scene.plan.who}`))
  return scene.actors.officerFor(item, scene.chance())
}

const deskOfficer = (scene: LivedScene): Promise<OfficerActor> => {
  const place = { role: 'one-stop-officer', agencyId: scene.deskId, unitId: null, officerId: null }
  return scene.actors.officerFor(place, scene.chance())
}

const applicant = (scene: LivedScene): Promise<Actor> | Actor =>
  scene.person.accountId === null ? system : scene.actors.citizen(scene.person.accountId)

const file = async (scene: LivedScene): Promise<void> => {
  const { deps, plan, person } = scene
  if (plan.by === 'counter') {
    const officer = await deskOfficer(scene)
    const filing = await filingOf({ ...scene, addedBy: officer.accountId })
    scene.dossierId = acceptedValue(await takeInWalkIn(deps, officer, filing)).dossierId
    return
  }
  const isOwn = plan.by === 'own-portal'
  const filing = await filingOf({ ...scene, addedBy: isOwn ? person.accountId : null })
  const filed = acceptedValue(await receiveFiling(deps, isOwn ? await applicant(scene) : system, filing))
  scene.dossierId = filed.dossiers[0]?.id ?? null
}

const accept = async (scene: LivedScene): Promise<void> =>
  done(acceptDossier(scene.deps, await handFor(scene, 'receive'), { dossierId: idOf(scene), note: '' }))

const refuse = async (scene: LivedScene): Promise<void> => {
  const { course } = scene.plan
  const reason = course.is === 'refused' ? course.reason : ''
  await done(refuseDossier(scene.deps, await handFor(scene, 'receive'), { dossierId: idOf(scene), reason }))
}

const withdraw = async (scene: LivedScene): Promise<void> => {
  const { reason } = scene.data.words.withdrawal
  await done(withdrawDossier(scene.deps, await applicant(scene), { dossierId: idOf(scene), reason }))
}

const askSupplement = async (scene: LivedScene): Promise<void> => {
  const { course } = scene.plan
  const { reason, items } = scene.data.words.supplement
  const at = course.is === 'waiting-for-supplement' ? course.at : 'receive'
  const ask = {
    dossierId: idOf(scene),
    items: items.map((text) => ({ paperCode: '', text })),
    reason,
    contactPhone: '',
  }
  await done(requestSupplement(scene.deps, await handFor(scene, at), ask))
}

/** Who files elsewhere brings the answer to the counter, where the desk takes it in. */
const giveSupplement = async (scene: LivedScene): Promise<void> => {
  const { deps, person, data } = scene
  const actor = person.accountId === null ? await deskOfficer(scene) : await scene.actors.citizen(person.accountId)
  const dossierId = idOf(scene)
  const owner = { kind: 'supplement', id: dossierId }
  const addedBy = actor.accountId
  const file = await handInPaper(deps, 'Giấy tờ bổ sung', { owner, purpose: 'supplement-1', addedBy })
  const answer = { dossierId, name: 'Giấy tờ bổ sung', attachmentIds: [file], note: data.words.supplement.answer }
  await done(answerSupplement(deps, actor, answer))
}

const askFinance = async (scene: LivedScene): Promise<void> => {
  const { name, amount } = scene.data.words.finance
  await done(requestFinance(scene.deps, await handFor(scene, 'handle'), { dossierId: idOf(scene), name, amount }))
}

/** What is due is paid in cash at the desk; a free procedure has nothing to pay. */
const pay = async (scene: LivedScene): Promise<void> => {
  const dossierId = idOf(scene)
  const charges = (await listCharges(scene.deps.database, dossierId)).filter((charge) => charge.state === 'due')
  if (charges.length === 0) return
  const amount = charges.reduce((sum, charge) => sum + charge.amount, 0)
  const cash = { paymentId: newId(), dossierId, chargeIds: charges.map((charge) => charge.id), amount }
  await done(receiveCash(scene.deps, await deskOfficer(scene), cash))
}

const assign = async (scene: LivedScene): Promise<void> => {
  const head = await handFor(scene, 'assign')
  const post = head.posts.find((one) => one.role === 'unit-head')
  const unit = { agencyId: post?.agencyId ?? '', unitId: post?.unitId ?? null, officerId: null }
  const handler = await scene.actors.officerFor({ role: 'handler', ...unit }, scene.chance())
  await done(assignDossier(scene.deps, head, { dossierId: idOf(scene), officerId: handler.officerId, note: '' }))
}

const draft = async (scene: LivedScene): Promise<void> => {
  const { deps, data, plan } = scene
  const { words } = data
  const handler = await handFor(scene, 'handle')
  const dossierId = idOf(scene)
  const draftOf = (values: Readonly<Record<string, string>>) =>
    draftOutcome(deps, handler, { dossierId, kind: 'granted', values, submit: true, note: '' })
  const prefilled = await prefillOutcome(deps, dossierId, 'granted')
  const first = await draftOf(prefilled)
  if (first.ok || first.refusal.code !== 'dossier.outcome-text-missing') return void acceptedValue(first)
  const own = { ...words.outcome, ...words.procedures[plan.procedure]?.outcome }
  const written = first.refusal.fields.map((field) => [field, filledIn(own[field] ?? '', scene.person)] as const)
  await done(draftOf({ ...prefilled, ...Object.fromEntries(written) }))
}

const agree = async (scene: LivedScene): Promise<void> =>
  done(agreeOutcome(scene.deps, await handFor(scene, 'review'), { dossierId: idOf(scene), note: '' }))

const sign = async (scene: LivedScene): Promise<void> => {
  const { deps } = scene
  const leader = await handFor(scene, 'sign')
  const outcome = await findOutcome(deps.database, deps.sealing, idOf(scene))
  await done(signOutcome(deps, leader, { dossierId: idOf(scene), version: outcome?.version ?? 0 }))
}

const seal = async (scene: LivedScene): Promise<void> =>
  done(sealOutcome(scene.deps, await handFor(scene, 'number'), { dossierId: idOf(scene) }))

const hand = async (scene: LivedScene): Promise<void> => {
  const method = scene.plan.by === 'counter' ? ('desk' as const) : ('electronic' as const)
  const receiver = scene.person.fullName
  const command = { dossierId: idOf(scene), receiver, receiverPaper: '', method }
  await done(returnResult(scene.deps, await handFor(scene, 'return'), command))
}

const rate = async (scene: LivedScene): Promise<void> => {
  const { course } = scene.plan
  const { ratings } = scene.data.words
  const score = course.is === 'settled' ? (course.rating ?? 5) : 5
  const comment = ratings[Math.floor(scene.chance() * ratings.length)] ?? ''
  const rating = { dossierId: idOf(scene), score, answers: {}, comment }
  await done(giveRating(scene.deps, await applicant(scene), rating))
}

const apologise = async (scene: LivedScene): Promise<void> => {
  const { newDue } = scene.planned
  if (newDue === undefined) throw new Error('an apology without a new date')
  const { reason } = scene.data.words.apology
  const command = { dossierId: idOf(scene), reason, newDue: dateOf(newDue) }
  await done(reappointDossier(scene.deps, await handFor(scene, 'apologise'), command))
}

/** Each deed through its own use case, by somebody who may do it. */
export const deeds: Readonly<Record<LivedDeed, (scene: LivedScene) => Promise<void>>> = {
  file,
  accept,
  refuse,
  withdraw,
  'ask-supplement': askSupplement,
  'answer-supplement': giveSupplement,
  'ask-finance': askFinance,
  pay,
  assign,
  draft,
  agree,
  sign,
  seal,
  return: hand,
  rate,
  'ask-apology': async ({ deps }) => {
    await askApologies(deps)
  },
  apologise,
}
