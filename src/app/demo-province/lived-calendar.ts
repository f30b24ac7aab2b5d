import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, Temporal, zone } from '#kernel/time.ts'
import { Duty } from '#modules/agencies/domain/index.ts'
import { findAgencyByCode, giveDuty } from '#modules/agencies/index.ts'
import { restsOn, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import { EngagementWords, engagementKinds, mondayOf } from '#modules/meetings/domain/index.ts'
import {
  addRoom,
  changeEngagement,
  decideEngagement,
  issueConclusions,
  publishPlan,
  registerEngagement,
  writeConclusions,
} from '#modules/meetings/index.ts'
import type { TaskStage } from './lived-tasks.ts'

const Clock = z.string().regex(/^\d\d:\d\d$/)

/** An entry of the week before (-1), of this week or of the next one. */
const LivedEntry = z.strictObject({
  week: z.int().min(-1).max(1),
  weekday: z.int().min(1).max(7),
  from: Clock,
  until: Clock,
  title: z.string(),
  kind: z.enum(engagementKinds),
  room: z.string().optional(),
  place: z.string().optional(),
  chair: z.string(),
  people: z.array(z.string()),
  guests: z.string(),
  isConfidential: z.boolean().default(false),
  /** Nobody has approved it yet. */
  waits: z.boolean().default(false),
  /** It began at another hour when the plan came out. */
  changed: z.strictObject({ from: Clock }).optional(),
  conclusions: z.array(z.strictObject({ body: z.string(), who: z.string(), days: z.int() })).default([]),
})
type LivedEntry = z.infer<typeof LivedEntry>

const LivedPlan = z.strictObject({
  agency: z.string(),
  office: z.string(),
  registrar: z.string(),
  rooms: z.array(z.strictObject({ name: z.string(), seats: z.int() })),
  entries: z.array(LivedEntry),
})
type LivedPlan = z.infer<typeof LivedPlan>

const LivedCalendar = z.strictObject({
  duties: z.array(z.strictObject({ by: z.string(), agency: z.string(), holder: z.string(), duty: Duty })),
  plans: z.array(LivedPlan),
})
export type LivedCalendar = z.infer<typeof LivedCalendar>

export const readLivedCalendar = async (folder: string): Promise<LivedCalendar> => {
  const path = join(folder, 'lived', 'calendar.json')
  return existsSync(path) ? LivedCalendar.parse(JSON.parse(await readFile(path, 'utf8'))) : { duties: [], plans: [] }
}

const agencyIdOf = async (stage: TaskStage, code: string): Promise<string> => {
  const agency = await findAgencyByCode(stage.deps.database, code)
  if (agency === null) throw new Error(`there is no agency ${code}`)
  return agency.id
}

const giveDuties = async (stage: TaskStage, { duties }: LivedCalendar): Promise<void> => {
  for (const { by, agency, holder, duty } of duties) {
    const agencyId = await agencyIdOf(stage, agency)
    const post = (await stage.officer(holder)).posts[0]
    if (post === undefined) throw new Error(`${holder} holds no post`)
    acceptedValue(await giveDuty(stage.deps, await stage.officer(by), { postId: post.postId, duty, agencyId }))
  }
}

type PlanStage = {
  readonly stage: TaskStage
  readonly plan: LivedPlan
  readonly agencyId: string
  readonly rooms: ReadonlyMap<string, string>
  readonly monday: Temporal.PlainDate
}

const momentOf = (day: Temporal.PlainDate, clock: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: zone, plainTime: clock }).toInstant()

/** Not later than the present of the demonstration. */
const pastOf = (stage: TaskStage, moment: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(moment, stage.time.end) < 0 ? moment : stage.time.end

const dayOf = ({ monday }: PlanStage, entry: LivedEntry): Temporal.PlainDate =>
  monday.add({ days: 7 * entry.week + entry.weekday - 1 })

/** The day itself, or the next on which people work. */
const workedFrom = (calendar: WorkingCalendar, day: Temporal.PlainDate): Temporal.PlainDate =>
  restsOn(calendar, day) ? workedFrom(calendar, day.add({ days: 1 })) : day

const wordsOf = async (scene: PlanStage, entry: LivedEntry, id: string): Promise<EngagementWords> => {
  const { stage, rooms, agencyId } = scene
  const idOf = async (login: string) => (await stage.officer(login)).officerId
  const day = dayOf(scene, entry)
  return EngagementWords.parse({
    id,
    agencyId,
    kind: entry.kind,
    title: entry.title,
    startsAt: momentOf(day, entry.from),
    endsAt: momentOf(day, entry.until),
    roomId: entry.room === undefined ? null : (rooms.get(entry.room) ?? null),
    place: entry.place ?? '',
    chairId: await idOf(entry.chair),
    officerIds: await Promise.all(entry.people.map(idOf)),
    guests: entry.guests,
    preparedUnitId: null,
    isConfidential: entry.isConfidential,
  })
}

const liveConclusions = async (scene: PlanStage, entry: LivedEntry, id: string): Promise<void> => {
  const { stage, plan } = scene
  if (entry.conclusions.length === 0) return
  const today = localDate(stage.time.end)
  stage.setClock(pastOf(stage, momentOf(dayOf(scene, entry), entry.until)))
  const lines = await Promise.all(
    entry.conclusions.map(async ({ body, who, days }) => ({
      body,
      responsibleId: who === '' ? null : (await stage.officer(who)).officerId,
      dueOn: who === '' ? null : workedFrom(stage.time.calendar, today.add({ days })),
    })),
  )
  acceptedValue(await writeConclusions(stage.deps, await stage.officer(plan.office), { id, lines }))
  acceptedValue(await issueConclusions(stage.deps, await stage.officer(entry.chair), { id }))
}

/** A week as it went: registered and approved on the Thursday before, published on the Friday; then what changed. */
const liveWeek = async (scene: PlanStage, week: number): Promise<number> => {
  const { stage, plan, agencyId, monday } = scene
  // What falls on a day of rest is not held.
  const isHeld = (entry: LivedEntry) => !restsOn(stage.time.calendar, dayOf(scene, entry))
  const entries = plan.entries.filter((entry) => entry.week === week && isHeld(entry))
  const first = monday.add({ days: 7 * week })
  const [registrar, office] = [await stage.officer(plan.registrar), await stage.officer(plan.office)]
  const ids = new Map<LivedEntry, string>()
  stage.setClock(pastOf(stage, momentOf(first.subtract({ days: 4 }), '09:00')))
  for (const entry of entries) {
    const id = newId()
    ids.set(entry, id)
    acceptedValue(
      await registerEngagement(stage.deps, entry.isConfidential ? office : registrar, await wordsOf(scene, entry, id)),
    )
    if (!entry.waits && !entry.isConfidential)
      acceptedValue(await decideEngagement(stage.deps, office, { id, isApproved: true, note: '' }))
  }
  if (week > 0) return entries.length
  stage.setClock(pastOf(stage, momentOf(first.subtract({ days: 3 }), '16:00')))
  acceptedValue(await publishPlan(stage.deps, office, { agencyId, day: first }))
  stage.setClock(pastOf(stage, momentOf(first, '08:00')))
  for (const [entry, id] of ids) {
    if (entry.changed !== undefined)
      acceptedValue(
        await changeEngagement(stage.deps, office, await wordsOf(scene, { ...entry, ...entry.changed }, id)),
      )
    if (week < 0) await liveConclusions(scene, entry, id)
  }
  return entries.length
}

/** Lets the calendars of the last, this and the next week come to be through the use cases. Returns how many entries. */
export const liveCalendar = async (stage: TaskStage, lived: LivedCalendar, now: Temporal.Instant): Promise<number> => {
  const monday = mondayOf(localDate(now))
  const beginning = pastOf(stage, momentOf(monday.subtract({ days: 20 }), '09:00'))
  stage.setClock(beginning)
  await giveDuties(stage, lived)
  let entries = 0
  for (const plan of lived.plans) {
    stage.setClock(beginning)
    const agencyId = await agencyIdOf(stage, plan.agency)
    const rooms = new Map(plan.rooms.map(({ name }) => [name, newId()]))
    for (const { name, seats } of plan.rooms) {
      const room = { id: rooms.get(name) ?? newId(), agencyId, name, seats }
      acceptedValue(await addRoom(stage.deps, await stage.officer(plan.office), room))
    }
    for (const week of [-1, 0, 1]) entries += await liveWeek({ stage, plan, agencyId, rooms, monday }, week)
  }
  return entries
}
