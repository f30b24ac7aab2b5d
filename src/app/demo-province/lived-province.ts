import { z } from 'zod'
import { type Clock, localDate, Temporal } from '#kernel/time.ts'
import { addWorkingMinutes } from '#modules/calendar/domain/index.ts'
import { askApologies, type SigningDeps } from '#modules/dossiers/index.ts'
import { limitOf } from '#modules/procedures/domain/index.ts'
import type { OfferedProcedure } from '#modules/procedures/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { inOneTransaction } from '#platform/database/one-transaction.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { findSetting, recordSetting } from '#platform/settings/settings.ts'
import { liveCalendar, readLivedCalendar } from './lived-calendar.ts'
import { type CourseFacts, type LivedTime, type PlannedDeed, planCourse } from './lived-course.ts'
import { type LivedData, type LivedDossier, type LivedPerson, readLivedData } from './lived-data.ts'
import { deeds, type LivedScene } from './lived-deeds.ts'
import { type LivedLetters, openLivedLetters } from './lived-letters.ts'
import { listAccountHolders, openLivedActors } from './lived-people.ts'
import { liveQuality, readLivedQuality } from './lived-quality.ts'
import { liveTasks, readLivedTasks } from './lived-tasks.ts'

/** Says that a province has lived, and until when; a province lives once. */
const livedSetting = { key: 'demo.lived-until', schema: z.iso.datetime({ offset: true }) }

/** Held while a province lives. */
const livingLock = 442_004

/** How far back the demonstration goes; its keys are older. */
export const livedDays = 70

/** Always the same numbers from 0 to 1, so that the province lives the same way each time. */
const chanceFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Nobody has used the province yet, and it has not lived. The lock lets one of two starts at once go on. */
const isUntouched = async (database: Database, at: Temporal.Instant): Promise<boolean> => {
  const lock = await database
    .selectNoFrom((select) => select.fn<boolean>('pg_try_advisory_xact_lock', [select.val(livingLock)]).as('isFree'))
    .executeTakeFirst()
  if (lock?.isFree !== true) return false
  if ((await findSetting(database, livedSetting, localDate(at))) !== null) return false
  const filing = await database.selectFrom('filing').select('id').limit(1).executeTakeFirst()
  const action = await database.selectFrom('action_log').select('id').limit(1).executeTakeFirst()
  return filing === undefined && action === undefined
}

type Cast = {
  readonly deps: SigningDeps
  readonly data: LivedData
  readonly time: LivedTime
  readonly people: readonly LivedPerson[]
}

const factsOf = (offer: OfferedProcedure, dossier: LivedDossier): CourseFacts => {
  const isAtCounter = dossier.by === 'counter'
  const limit = limitOf(offer, isAtCounter ? 'direct' : 'online')
  if (limit === null) throw new Error(`no limit runs on ${dossier.procedure}: it cannot be planned`)
  const steps = offer.process?.definition.steps ?? []
  const minutesOf = (deed: string) => Math.round((steps.find((step) => step.deed === deed)?.hours ?? 1) * 60)
  return { limit, minutesOf, isAtCounter }
}

const personOf = ({ people }: Cast, key: string): LivedPerson => {
  const person = people.find((one) => one.key === key)
  if (person === undefined) throw new Error(`nobody is called ${key} in the demonstration`)
  return person
}

/** Somebody invented of the other sex and about the same age. */
const partnerOf = (cast: Cast, person: LivedPerson): LivedPerson => {
  const apart = (one: LivedPerson) => Math.abs(one.birthDate.year - person.birthDate.year)
  const others = cast.people
    .filter((one) => one.gender !== person.gender && one.accountId === null)
    .toSorted((left, right) => apart(left) - apart(right))
  return others[Math.floor(cast.time.chance() * 4)] ?? person
}

type Story = Omit<LivedScene, 'planned' | 'actors'> & { readonly course: readonly PlannedDeed[] }

const storyOf = async (cast: Cast, plan: LivedDossier): Promise<Story> => {
  const { deps, data, time } = cast
  const offer = await deps.catalogue.findByCode(deps.database, plan.procedure, localDate(time.end))
  if (offer === null) throw new Error(`there is no procedure ${plan.procedure}`)
  const desk = await deps.database
    .selectFrom('agency')
    .select('id')
    .where('code', '=', plan.desk)
    .executeTakeFirstOrThrow(() => new Error(`there is no desk ${plan.desk}`))
  const person = personOf(cast, plan.who)
  const course = planCourse(time, factsOf(offer, plan), plan.course)
  const { chance } = time
  const partner = partnerOf(cast, person)
  return { deps, data, plan, person, partner, offer, deskId: desk.id, chance, dossierId: null, course }
}

/** Lets every deed happen at its moment, the earliest first whatever dossier it belongs to. */
const liveThrough = async (
  stories: readonly Story[],
  setClock: (at: Temporal.Instant) => void,
  deps: SigningDeps,
  letters: LivedLetters,
  options: LiveOptions,
): Promise<number> => {
  const all = stories.flatMap((story) => story.course.map((planned) => ({ story, planned })))
  const ordered = all.toSorted((left, right) => Temporal.Instant.compare(left.planned.at, right.planned.at))
  const first = ordered[0]?.planned.at
  if (first === undefined) return 0
  const actors = await openLivedActors(deps.database, first)
  for (const { story, planned } of ordered) {
    options.signal?.throwIfAborted()
    setClock(planned.at)
    const scene: LivedScene = Object.assign(story, { actors, planned })
    await deeds[planned.deed](scene)
    await letters.tell()
  }
  return ordered.length
}

const castOf = async (deps: SigningDeps, folder: string, now: Temporal.Instant): Promise<Cast> => {
  const data = await readLivedData(folder)
  const { calendar, rulesOn } = await deps.workingTime(deps.database)
  const holders = await listAccountHolders(deps.database, deps.sealing)
  const invented = data.people.map((one) => ({ ...one, kind: 'citizen' as const, email: '', accountId: null }))
  const end = addWorkingMinutes(calendar, now, -1)
  const time = { calendar, rules: rulesOn(localDate(end)), end, chance: chanceFrom(20_250_701) }
  return { deps, data, time, people: [...holders, ...invented] }
}

const markAsLived = async (database: Database, at: Temporal.Instant): Promise<void> => {
  await database.transaction().execute((tx) =>
    recordSetting(tx, {
      key: livedSetting.key,
      scopeKind: 'province',
      value: at.toString(),
      from: localDate(at),
      legalSource: 'DEMO-PROVINCE',
      certainty: 'decided',
      decidedBy: 'demo',
    }),
  )
}

const live = async (given: SigningDeps, database: Database, options: LiveOptions): Promise<Lived | null> => {
  const now = given.clock.now()
  if (!(await isUntouched(database, now))) return null
  let at = now
  const clock: Clock = { now: () => at }
  const { timeStampAuthority: _, ...own } = given
  // Whoever stamps times, or answers for certificates, knows only the present.
  const deps: SigningDeps = { ...own, database, clock, fetchBounds: null }
  const cast = await castOf(deps, options.folder, now)
  const stories: Story[] = []
  for (const plan of cast.data.dossiers) stories.push(await storyOf(cast, plan))
  const setClock = (moment: Temporal.Instant) => {
    at = moment
  }
  const letters = openLivedLetters(deps)
  const count = await liveThrough(stories, setClock, deps, letters, options)
  const actors = await openLivedActors(database, now)
  const stage = { deps, time: cast.time, setClock, officer: actors.officerBy }
  const tasks = await liveTasks(stage, await readLivedTasks(options.folder))
  await liveCalendar(stage, await readLivedCalendar(options.folder), now)
  await liveQuality(stage, await readLivedQuality(options.folder))
  await letters.tell()
  setClock(cast.time.end)
  await askApologies(deps)
  await letters.dropJobs()
  await markAsLived(database, now)
  return { dossiers: stories.length, deeds: count, tasks }
}

/** How much there was of it. */
type Lived = { readonly dossiers: number; readonly deeds: number; readonly tasks: number }

export type LiveOptions = {
  /** The data files of the province. */
  readonly folder: string
  /** Gives up and leaves nothing behind. */
  readonly signal?: AbortSignal
}

/**
 * Lets an untouched demo province live through its last weeks, through the use cases themselves: each deed by somebody who may do it, at
 * its moment in working time. All or nothing; null when the province was used or has lived before. No letter of the past leaves.
 */
export const liveDemoProvince = (open: OpenProvince, deps: SigningDeps, options: LiveOptions): Promise<Lived | null> =>
  inOneTransaction(open.pool, (database) => live(deps, database, options))
