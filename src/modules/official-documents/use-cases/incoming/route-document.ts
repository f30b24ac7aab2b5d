import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import { type Actor, type HeldPost, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { partOfStep, RoutingPart } from '../../domain/incoming.ts'
import type { DocumentRefusal } from '../../domain/index.ts'
import { updateDocument } from '../../store/official-documents.ts'
import { addOpinion } from '../../store/opinions.ts'
import { addDocumentParticipants, type DocumentCapacity, endDocumentParticipants } from '../../store/participants.ts'
import { listRoutingTargets, type RoutingTarget } from '../../store/routing.ts'
import { learnRouting } from '../../store/routing-habits.ts'
import { type DocumentHand, openDocumentWork, takeDocumentWork } from '../document-work.ts'
import { type DocumentDeps, type DocumentScene, type DocumentWork, onDocument, recordDocumentDeed } from '../scene.ts'

export const RouteDocument = z.strictObject({
  documentId: z.uuid(),
  targets: z
    .array(
      z.strictObject({
        /** A unit or an officer of the agency that holds the document. */
        id: z.uuid(),
        part: RoutingPart,
      }),
    )
    .min(1)
    .max(100),
  body: z.string().trim().max(4_000).default(''),
  /** Working days until those who act are to be done; none: the day the sender gives, or no day. */
  dueDays: z.number().int().min(1).max(250).nullable().default(null),
})
export type RouteDocument = z.infer<typeof RouteDocument>

type Routing = { readonly target: RoutingTarget; readonly part: RoutingPart }

const capacityOf: Readonly<Record<RoutingPart, DocumentCapacity>> = {
  lead: 'leading',
  together: 'together',
  informed: 'informed',
}

/** From which post the actor may send it on: with the work in hand, or as a leader who sends it another way. */
const handOf = (
  scene: DocumentScene,
  actor: OfficerActor,
): Result<DocumentHand | { readonly item: null; readonly post: HeldPost }, DocumentRefusal> => {
  const hand = takeDocumentWork(scene, actor, 'route', 'act')
  if (hand.ok) return hand
  const post = postFor(actor, 'leader', scene.document.agencyId)
  const isOpen = scene.document.state === 'arrived' || scene.document.state === 'routed'
  return post === undefined || !isOpen ? hand : accept({ item: null, post })
}

const routingsOf = async (
  { tx, now, document }: DocumentScene,
  command: RouteDocument,
): Promise<Result<readonly Routing[], DocumentRefusal>> => {
  const known = await listRoutingTargets(tx, document.agencyId, localDate(now).toString())
  const routings = command.targets.flatMap(({ id, part }) => {
    const target = known.find((one) => one.id === id)
    return target === undefined ? [] : [{ target, part }]
  })
  const isTwice = new Set(command.targets.map((one) => one.id)).size < command.targets.length
  return isTwice || routings.length < command.targets.length
    ? refuse({ code: 'document.addressee-missing' })
    : accept(routings)
}

/** One is responsible, or nobody has anything to do. Who was given it to act on does not end his part by telling others: that is a report. */
const faultOfParts = (item: DocumentWork | null, routings: readonly Routing[]): DocumentRefusal | null => {
  if (item?.deed === 'act' && routings.every((one) => one.part === 'informed'))
    return { code: 'document.nobody-responsible' }
  const leading = routings.filter((one) => one.part === 'lead').length
  const together = routings.filter((one) => one.part === 'together').length
  return leading === 1 || (leading === 0 && together === 0) ? null : { code: 'document.nobody-responsible' }
}

/** Who was given it to act on sends it on inside his unit; all of the agency is for its leader. */
const isBeyondUnit = (item: DocumentWork | null, post: HeldPost, routings: readonly Routing[]): boolean =>
  item?.deed === 'act' && post.role !== 'leader' && routings.some(({ target }) => target.unitId !== post.unitId)

const dueOf = ({ workingTime, now, document }: DocumentScene, command: RouteDocument): Temporal.Instant | null =>
  command.dueDays === null ? document.dueAt : addWorkingDays(workingTime.calendar, now, command.dueDays)

const isFor = (item: DocumentWork, { target }: Routing): boolean =>
  target.kind === 'unit' ? item.unitId === target.id && item.officerId === null : item.officerId === target.id

/** Work that lies elsewhere now is taken back, and who had it takes no further part. */
const takeBack = async (scene: DocumentScene, kept: readonly Routing[]): Promise<void> => {
  const { tx, now, document, work } = scene
  for (const item of work) {
    const wasGiven = partOfStep(item.stepKey) !== null
    if (
      item.state !== 'open' ||
      (wasGiven && kept.some((one) => isFor(item, one) && item.stepKey.startsWith(one.part)))
    )
      continue
    await closeWorkItem(tx, item.id, 'cancelled', now, null)
    if (wasGiven && !kept.some((one) => isFor(item, one)))
      await endDocumentParticipants(tx, document.id, { unitId: item.unitId, officerId: item.officerId }, now)
  }
}

const stepOf = ({ part, target }: Routing): string => `${part}:${target.id}`

const give = async (
  scene: DocumentScene,
  actor: OfficerActor,
  routings: readonly Routing[],
  dueAt: Temporal.Instant | null,
): Promise<void> => {
  const { tx, now, document } = scene
  await addDocumentParticipants(
    tx,
    routings.map(({ target, part }) => ({
      documentId: document.id,
      agencyId: document.agencyId,
      unitId: target.unitId,
      officerId: target.kind === 'officer' ? target.id : null,
      capacity: capacityOf[part],
      from: now,
    })),
  )
  const open = new Set(scene.work.filter((item) => item.state === 'open').map((item) => item.stepKey))
  const fresh = routings.filter((one) => !open.has(stepOf(one)))
  for (const routing of fresh) {
    await openDocumentWork(tx, {
      documentId: document.id,
      stepKey: stepOf(routing),
      deed: routing.part === 'informed' ? 'read' : 'act',
      role: routing.target.role,
      agencyId: document.agencyId,
      unitId: routing.target.unitId,
      officerId: routing.target.kind === 'officer' ? routing.target.id : null,
      at: now,
      dueAt: routing.part === 'informed' ? null : dueAt,
      givenBy: actor.officerId,
    })
  }
}

/** Who helps, and sends it on inside his unit, gives his own part away, and no more than that. */
const partsFor = (item: DocumentWork | null, routings: readonly Routing[]): readonly Routing[] => {
  const own = item === null ? null : partOfStep(item.stepKey)
  return own === 'together'
    ? routings.map((one) => (one.part === 'lead' ? { ...one, part: 'together' } : one))
    : routings
}

/**
 * Sends a document to those whom it concerns: one is responsible, others help or only know. The leader's instruction, that of the head of a
 * unit within it, and another way than before are the same deed.
 * @legal ND-30-2020 Điều 23
 */
export const routeDocument = (
  deps: DocumentDeps,
  actor: Actor,
  command: RouteDocument,
): Promise<Result<{ readonly documentId: string }, DocumentRefusal>> => {
  if (actor.kind !== 'officer') return Promise.resolve(refuse({ code: 'document.not-permitted' }))
  return onDocument(deps, actor, command.documentId, async (scene) => {
    const hand = handOf(scene, actor)
    if (!hand.ok) return hand
    const { item, post } = hand.value
    if (scene.document.secrecy > 0 && command.body !== '') return refuse({ code: 'document.secret-has-no-words' })
    const wanted = await routingsOf(scene, command)
    if (!wanted.ok) return wanted
    if (isBeyondUnit(item, post, wanted.value)) return refuse({ code: 'document.addressee-missing' })
    const fault = faultOfParts(item, wanted.value)
    if (fault !== null) return refuse(fault)
    const routings = partsFor(item, wanted.value)
    const { tx, now, document } = scene
    const dueAt = dueOf(scene, command)
    if (item === null) await takeBack(scene, routings)
    else await closeWorkItem(tx, item.id, 'done', now, { officerId: actor.officerId, fullName: actor.fullName, post })
    const left = { ...scene, work: scene.work.filter((one) => one.id !== item?.id) }
    await give(left, actor, routings, dueAt)
    await addOpinion(tx, actor, post, {
      documentId: document.id,
      kind: 'instruction',
      body: command.body,
      targets: routings.map(({ target, part }) => ({
        name: target.kind === 'officer' ? `${target.name}, ${target.title}` : target.name,
        part,
        dueAt: part === 'informed' ? null : (dueAt?.toString() ?? null),
      })),
      at: now,
    })
    // Inside a unit the work goes to whoever is free; what the leader decides is the habit.
    const lead = routings.find((one) => one.part === 'lead')
    if (lead !== undefined && item?.deed !== 'act') await learnRouting(tx, document, lead.target.id, now)
    const isForReading = routings.every((one) => one.part === 'informed')
    const isSettled = isForReading && !left.work.some((one) => one.deed === 'act')
    await updateDocument(tx, document, {
      state: isSettled ? 'settled' : 'routed',
      updated_at: now,
      ...(isSettled ? { settled_at: now } : {}),
    })
    await recordDocumentDeed(scene, actor, post, {
      type: item === null ? 'document.rerouted' : 'document.routed',
      detail: { targets: routings.map(({ target, part }) => ({ kind: target.kind, id: target.id, part })), isSettled },
    })
    return accept({ documentId: document.id })
  })
}
