import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { findPapers } from '#modules/official-documents/index.ts'
import { decideChange, decideWords, type EngagementWords, type MeetingRefusal, occurrencesOf } from '../domain/index.ts'
import { listEngagementPapers } from '../queries/engagement-detail.ts'
import { areParties, insertEngagement, rewriteEngagement, setPartiesAndPapers } from '../store/engagements.ts'
import { isPublished } from '../store/rooms-and-plans.ts'
import {
  arranges,
  type MeetingAnswer,
  type MeetingDeps,
  type MeetingScene,
  onEngagement,
  onMeetings,
  recordOnEngagement,
} from './meeting-deed.ts'

type Checked = { readonly refusal: MeetingRefusal } | { readonly documentIds: readonly string[] }

/** Everything it names is there, and the papers are such as the officer may see. */
const checkWords = async ({ tx, actor, now, today }: MeetingScene, words: EngagementWords): Promise<Checked> => {
  const decided = decideWords(words)
  if (!decided.ok) return { refusal: decided.refusal }
  const [areThere, papers] = await Promise.all([
    areParties(tx, words, today),
    findPapers(tx, actor, words.paperCodes, now),
  ])
  if (!areThere) return { refusal: { code: 'engagement.party-unknown' } }
  const missing = words.paperCodes.find((code) => !papers.has(code))
  if (missing !== undefined) return { refusal: { code: 'engagement.paper-unknown', paper: missing } }
  return { documentIds: [...papers.values()] }
}

export type RegisteredEngagement = {
  readonly id: string
  readonly isApproved: boolean
  readonly again: boolean
  /** How often it takes place, and on which days of rest it does not. */
  readonly times: number
  readonly rested: readonly Temporal.PlainDate[]
}

type Registering = {
  readonly isApproved: boolean
  readonly documentIds: readonly string[]
  readonly seriesId: string | null
}

/** Writes one that takes place at one time; false when there is one of this id already. */
const registerOne = async (
  scene: MeetingScene,
  words: EngagementWords,
  { isApproved, documentIds, seriesId }: Registering,
): Promise<boolean> => {
  const { tx, now } = scene
  if (!(await insertEngagement(tx, words, { by: scene.actor.officerId, at: now, isApproved, seriesId }))) return false
  await setPartiesAndPapers(tx, words, { seen: [], wanted: documentIds })
  const isTold = isApproved && (await isPublished(tx, words.agencyId, words))
  await recordOnEngagement(scene, words.id, 'engagement.registered', { kind: words.kind, isApproved, isTold })
  return true
}

/**
 * A unit registers an engagement for the plan; registered by those who arrange the plan it stands in it at once. One that repeats is an
 * engagement for each week, all or none, each changed by itself afterwards, and decided on by itself or with those that follow.
 */
export const registerEngagement = (
  deps: MeetingDeps,
  actor: Actor,
  words: EngagementWords,
  repeatUntil: Temporal.PlainDate | null = null,
): MeetingAnswer<RegisteredEngagement> =>
  onMeetings<RegisteredEngagement>(deps, actor, async (scene) => {
    const isApproved = await arranges(scene, words.agencyId)
    if (!isApproved && !scene.actor.posts.some((post) => post.agencyId === words.agencyId))
      return refuse({ code: 'engagement.agency-out-of-reach' })
    const checked = await checkWords(scene, words)
    if ('refusal' in checked) return refuse(checked.refusal)
    const { calendar } = await deps.workingTime(scene.tx)
    const occurrences = occurrencesOf(words, repeatUntil, calendar)
    if (!occurrences.ok) return occurrences
    const { times, rested } = occurrences.value
    const seriesId = times.length > 1 ? words.id : null
    const said = { isApproved, documentIds: checked.documentIds, seriesId }
    const done = { id: words.id, isApproved, times: times.length, rested }
    for (const [index, time] of times.entries()) {
      const isFresh = await registerOne(scene, { ...words, ...time, id: index === 0 ? words.id : newId() }, said)
      // The form was sent before: the whole row of them is there.
      if (!isFresh) return accept({ ...done, again: true })
    }
    return accept({ ...done, again: false })
  })

/** Says it anew: time, place, people. Of what was approved the readers of a published plan are told. */
export const changeEngagement = (deps: MeetingDeps, actor: Actor, words: EngagementWords): MeetingAnswer<null> =>
  onEngagement<null>(deps, actor, words.id, async (scene) => {
    const { tx, now, row, standing } = scene
    const decided = decideChange(row, standing)
    if (!decided.ok) return decided
    const checked = await checkWords(scene, { ...words, agencyId: row.agencyId })
    if ('refusal' in checked) return refuse(checked.refusal)
    const isTold =
      row.state === 'approved' &&
      ((await isPublished(tx, row.agencyId, row)) || (await isPublished(tx, row.agencyId, words)))
    await rewriteEngagement(tx, words, row.state === 'approved' ? now : null)
    const seen = (await listEngagementPapers(tx, scene.actor, words.id, now)).map(({ id }) => id)
    await setPartiesAndPapers(tx, words, { seen, wanted: checked.documentIds })
    await recordOnEngagement(scene, words.id, 'engagement.changed', { isTold })
    return accept(null)
  })
