import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import { type Actor, type HeldPost, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { FormKey, type Sending } from '#platform/database/do-once.ts'
import { partOfStep, recalledStep } from '../../domain/incoming.ts'
import type { DocumentRefusal } from '../../domain/index.ts'
import { updateDocument } from '../../store/official-documents.ts'
import { addOpinion } from '../../store/opinions.ts'
import { endDocumentParticipants } from '../../store/participants.ts'
import { confirmRecall } from '../../store/recipients.ts'
import { giverOf, lastPartOf, listLeaders } from '../../store/routing.ts'
import { openDocumentWork, takeDocumentWork } from '../document-work.ts'
import { type DocumentDeps, type DocumentScene, type DocumentWork, onDocument, recordDocumentDeed } from '../scene.ts'

const words = z.string().trim().max(4_000)

export const OnDocument = z.strictObject({ documentId: z.uuid(), body: words, key: FormKey })
export type OnDocument = z.infer<typeof OnDocument>

const Answered = z.object({ documentId: z.uuid() })
type Answered = z.infer<typeof Answered>
type Done = Promise<Result<Answered, DocumentRefusal>>

const asOfficer = (
  deps: DocumentDeps,
  actor: Actor,
  documentId: string,
  deed: (scene: DocumentScene, officer: OfficerActor) => Done,
  sending?: Sending<Answered>,
): Done =>
  actor.kind === 'officer'
    ? onDocument<Answered, DocumentRefusal>(deps, actor, documentId, (scene) => deed(scene, actor), sending)
    : Promise.resolve(refuse({ code: 'document.not-permitted' }))

const workerOf = (actor: OfficerActor, post: HeldPost) => ({
  officerId: actor.officerId,
  fullName: actor.fullName,
  post,
})

/** Nobody has anything to do any more; who was only to take note still may. */
export const closeDocument = async ({ tx, now, document, work }: DocumentScene, exceptId?: string): Promise<void> => {
  for (const item of work) {
    if (item.id !== exceptId && item.deed !== 'read') await closeWorkItem(tx, item.id, 'cancelled', now, null)
  }
  await updateDocument(tx, document, { state: 'settled', settled_at: now, updated_at: now })
}

/** There must be words; what is said of a secret document is said on paper, and only that it was said stands here. */
const faultOfWords = ({ secrecy }: DocumentScene['document'], body: string): DocumentRefusal | null => {
  if (secrecy > 0) return body === '' ? null : { code: 'document.secret-has-no-words' }
  return body === '' ? { code: 'document.reason-missing' } : null
}

/** Says something on a document, from one of the posts in its agency; anybody who may see it may. */
export const sayOpinion = (deps: DocumentDeps, actor: Actor, command: OnDocument): Done =>
  asOfficer(
    deps,
    actor,
    command.documentId,
    async (scene, officer) => {
      const { tx, now, document } = scene
      const post = officer.posts.find((one) => one.agencyId === document.agencyId)
      if (post === undefined) return refuse({ code: 'document.not-permitted' })
      if (document.secrecy > 0) return refuse({ code: 'document.secret-has-no-words' })
      if (command.body === '') return refuse({ code: 'document.reason-missing' })
      await addOpinion(tx, officer, post, { documentId: document.id, kind: 'opinion', body: command.body, at: now })
      await recordDocumentDeed(scene, officer, post, { type: 'document.opinion-said', detail: {} })
      return accept({ documentId: document.id })
    },
    { act: 'document.opinion', answer: Answered, command },
  )

/** Took note of it: nothing else was asked. Of a document that its sender took back it says that it is out of use. */
export const noteDocument = (deps: DocumentDeps, actor: Actor, command: Pick<OnDocument, 'documentId'>): Done =>
  asOfficer(deps, actor, command.documentId, async (scene, officer) => {
    const hand = takeDocumentWork(scene, officer, 'read')
    if (!hand.ok) return hand
    const { item, post } = hand.value
    await closeWorkItem(scene.tx, item.id, 'done', scene.now, workerOf(officer, post))
    const isRecall = item.stepKey === recalledStep
    if (isRecall) await confirmRecall(scene.tx, scene.document.id, scene.now)
    const type = isRecall ? 'document.recall-confirmed' : 'document.noted'
    await recordDocumentDeed(scene, officer, post, { type, detail: {} })
    return accept({ documentId: scene.document.id })
  })

/**
 * Reports what was done and ends the own part. The report of the one responsible settles the document; before it is sent on, the leader may
 * settle it with a word, when nothing is to be done.
 */
export const reportOnDocument = (deps: DocumentDeps, actor: Actor, command: OnDocument): Done =>
  asOfficer(deps, actor, command.documentId, async (scene, officer) => {
    const hand = takeDocumentWork(scene, officer, 'act', 'route')
    if (!hand.ok) return hand
    const fault = faultOfWords(scene.document, command.body)
    if (fault !== null) return refuse(fault)
    const { tx, now, document } = scene
    const { item, post } = hand.value
    await closeWorkItem(tx, item.id, 'done', now, workerOf(officer, post))
    await addOpinion(tx, officer, post, { documentId: document.id, kind: 'answer', body: command.body, at: now })
    const isSettled = item.deed === 'route' || partOfStep(item.stepKey) === 'lead'
    if (isSettled) await closeDocument(scene, item.id)
    await recordDocumentDeed(scene, officer, post, {
      type: isSettled ? 'document.settled' : 'document.reported',
      detail: { isLate: item.dueAt !== null && item.dueAt.epochMilliseconds < now.epochMilliseconds },
    })
    return accept({ documentId: document.id })
  })

/**
 * Work that was given back lies again with who gave it: the part he had in hand, or the sending on where he did that as a leader. Who leads no more
 * leaves it to whoever does. Answers whether somebody has a part again.
 */
const returnToGiver = async (
  { tx, now, document, work, workingTime }: DocumentScene,
  item: DocumentWork,
  by: OfficerActor,
): Promise<boolean> => {
  const giverId = await giverOf(tx, item.id)
  const given = giverId === null ? null : await lastPartOf(tx, document.id, giverId)
  if (given !== null) {
    const isOpen = work.some((one) => one.id !== item.id && one.stepKey === given.stepKey)
    if (!isOpen) await openDocumentWork(tx, { ...given, documentId: document.id, agencyId: document.agencyId, at: now })
    return true
  }
  if (work.some((one) => one.stepKey === 'route')) return false
  const leaders = await listLeaders(tx, document.agencyId, localDate(now).toString())
  await openDocumentWork(tx, {
    documentId: document.id,
    stepKey: 'route',
    deed: 'route',
    role: 'leader',
    agencyId: document.agencyId,
    unitId: null,
    officerId: leaders.find((one) => one.officerId === giverId)?.officerId ?? null,
    at: now,
    dueAt: addWorkingDays(workingTime.calendar, now, 1),
    givenBy: by.officerId,
  })
  return false
}

/** Gives work back to who gave it, with why: it is not ours, or something is missing. Whoever has no other part in it sees it no more. */
export const giveBackDocument = (deps: DocumentDeps, actor: Actor, command: OnDocument): Done =>
  asOfficer(deps, actor, command.documentId, async (scene, officer) => {
    const hand = takeDocumentWork(scene, officer, 'act')
    if (!hand.ok) return hand
    const fault = faultOfWords(scene.document, command.body)
    if (fault !== null) return refuse(fault)
    const { tx, now, document, work } = scene
    const { item, post } = hand.value
    await closeWorkItem(tx, item.id, 'sent-back', now, workerOf(officer, post))
    await addOpinion(tx, officer, post, { documentId: document.id, kind: 'sent-back', body: command.body, at: now })
    const hasPart = await returnToGiver(scene, item, officer)
    const others = work.filter((one) => one.id !== item.id)
    if (!others.some((one) => one.unitId === item.unitId && one.officerId === item.officerId))
      await endDocumentParticipants(tx, document.id, { unitId: item.unitId, officerId: item.officerId }, now)
    const isFree = !hasPart && !others.some((one) => one.deed === 'act')
    await updateDocument(tx, document, { updated_at: now, ...(isFree ? { state: 'arrived' } : {}) })
    await recordDocumentDeed(scene, officer, post, { type: 'document.given-back', detail: { step: item.stepKey } })
    return accept({ documentId: document.id })
  })

/**
 * The registry sends a document back to its sender: it came to the wrong place, or is not valid. Its line in the book stays.
 * @legal ND-30-2020 Điều 21
 */
export const returnToSender = (deps: DocumentDeps, actor: Actor, command: OnDocument): Done =>
  asOfficer(deps, actor, command.documentId, async (scene, officer) => {
    const { tx, now, document, work } = scene
    const post = postFor(officer, 'clerk', document.agencyId)
    if (post === undefined) return refuse({ code: 'document.not-permitted' })
    if (document.direction !== 'incoming' || document.state !== 'arrived')
      return refuse({ code: 'document.state-forbids', state: document.state })
    const fault = faultOfWords(scene.document, command.body)
    if (fault !== null) return refuse(fault)
    for (const item of work) await closeWorkItem(tx, item.id, 'cancelled', now, null)
    await addOpinion(tx, officer, post, { documentId: document.id, kind: 'sent-back', body: command.body, at: now })
    await updateDocument(tx, document, { state: 'returned', updated_at: now })
    await recordDocumentDeed(scene, officer, post, { type: 'document.returned', detail: {} })
    return accept({ documentId: document.id })
  })
