import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { CalendarDate } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { type OneTimePassword, openOfficerAccount } from '#modules/identity/index.ts'
import { type EntryOutcome, OfficerEntry, type OrganisationRefusal, SeatEntry } from '../domain/index.ts'
import { isOfficerInRemit, isOfficerWhollyInRemit } from '../queries/officer-remit.ts'
import {
  endHolding,
  findHolding,
  findHoldingOf,
  findOfficerForUpdate,
  hasOtherAdministrator,
  insertHolding,
  insertOfficer,
  insertPost,
  type KnownOfficer,
  renamePost,
  updateOfficer,
} from '../store/officers.ts'
import { findUnit } from '../store/units.ts'
import {
  type OrganisationDeps,
  type OrganisationScene,
  onOrganisation,
  recordOrganisationDeed,
} from './organisation-deed.ts'

type Answer<Value> = Promise<Result<Value, OrganisationRefusal>>

/** Seats an officer from a day on. Who sits there already only takes a new title. */
export const seatOfficerIn = async (
  scene: OrganisationScene,
  officer: Pick<KnownOfficer, 'id'>,
  seat: SeatEntry,
): Answer<EntryOutcome> => {
  const { tx } = scene
  const agency = await scene.findOwn(seat.agency)
  if (agency === null || agency.abolishedOn !== null) return refuse({ code: 'agency.unknown' })
  const unit = seat.unit === null ? null : await findUnit(tx, agency.id, seat.unit)
  if (seat.unit !== null && unit === null) return refuse({ code: 'unit.unknown' })
  const place = { agencyId: agency.id, unitId: unit?.id ?? null, role: seat.role }
  const held = await findHoldingOf(tx, officer.id, place, seat.from)
  if (held !== null && held.title === seat.title) return accept('unchanged')
  if (held === null) {
    const postId = await insertPost(tx, { ...place, title: seat.title })
    await insertHolding(tx, { postId, officerId: officer.id, concurrent: seat.concurrent, from: seat.from })
  } else await renamePost(tx, held.postId, seat.title)
  const type = held === null ? 'post.taken' : 'post.renamed'
  const detail = { agency: seat.agency, unit: seat.unit, role: seat.role, from: seat.from.toString() }
  await recordOrganisationDeed(scene, { kind: 'officer', id: officer.id }, type, detail)
  return accept(held === null ? 'added' : 'changed')
}

export type AddedOfficer = { readonly officerId: string; readonly account: OneTimePassword }

export const addOfficerIn = async (scene: OrganisationScene, entry: OfficerEntry): Answer<AddedOfficer> => {
  const officerId = await insertOfficer(scene.tx, entry)
  const opened = await openOfficerAccount(scene, { officerId, login: entry.login })
  if (!opened.ok) return refuse({ code: 'officer.login-taken' })
  await recordOrganisationDeed(scene, { kind: 'officer', id: officerId }, 'officer.added', {})
  return accept({ officerId, account: opened.value })
}

export const changeOfficerIn = async (
  scene: OrganisationScene,
  known: KnownOfficer,
  entry: Omit<OfficerEntry, 'login'>,
): Promise<EntryOutcome> => {
  const fields = (['fullName', 'email', 'phone'] as const).filter((field) => known[field] !== entry[field])
  if (fields.length === 0) return 'unchanged'
  await updateOfficer(scene.tx, known.id, entry)
  await recordOrganisationDeed(scene, { kind: 'officer', id: known.id }, 'officer.changed', { changed: fields })
  return 'changed'
}

export const AddOfficer = z.strictObject({ officer: OfficerEntry, seat: SeatEntry })
export type AddOfficer = z.infer<typeof AddOfficer>

/** Takes somebody in: the person, an account with a password for one sign-in, and a first post; all or nothing. */
export const addOfficer = (deps: OrganisationDeps, actor: Actor, command: AddOfficer): Answer<AddedOfficer> =>
  onOrganisation<AddedOfficer>(deps, actor, async (scene) => {
    const added = await addOfficerIn(scene, command.officer)
    if (!added.ok) return added
    const seated = await seatOfficerIn(scene, { id: added.value.officerId }, command.seat)
    return seated.ok ? added : seated
  })

const onOfficer = <Value>(
  deps: OrganisationDeps,
  actor: Actor,
  officerId: string,
  deed: (scene: OrganisationScene, officer: KnownOfficer) => Answer<Value>,
): Answer<Value> =>
  onOrganisation<Value>(deps, actor, async (scene) => {
    const officer = await findOfficerForUpdate(scene.tx, { id: officerId })
    if (officer === null || !(await isOfficerInRemit(scene.tx, actor, officer.id)))
      return refuse({ code: 'officer.unknown' })
    return deed(scene, officer)
  })

export const ChangeOfficer = z.strictObject({
  officerId: z.uuid(),
  ...OfficerEntry.omit({ login: true }).shape,
})
export type ChangeOfficer = z.infer<typeof ChangeOfficer>

export const changeOfficer = (
  deps: OrganisationDeps,
  actor: Actor,
  { officerId, ...entry }: ChangeOfficer,
): Answer<EntryOutcome> =>
  onOfficer<EntryOutcome>(deps, actor, officerId, async (scene, officer) =>
    (await isOfficerWhollyInRemit(scene.tx, actor, officer.id, scene.today))
      ? accept(await changeOfficerIn(scene, officer, entry))
      : refuse({ code: 'officer.works-elsewhere' }),
  )

export const SeatOfficer = z.strictObject({ officerId: z.uuid(), seat: SeatEntry })
export type SeatOfficer = z.infer<typeof SeatOfficer>

/** Gives an officer one more post. */
export const seatOfficer = (deps: OrganisationDeps, actor: Actor, command: SeatOfficer): Answer<null> =>
  onOfficer<null>(deps, actor, command.officerId, async (scene, officer) => {
    const seated = await seatOfficerIn(scene, officer, command.seat)
    if (!seated.ok) return seated
    return seated.value === 'unchanged' ? refuse({ code: 'post.held-already' }) : accept(null)
  })

export const EndPost = z.strictObject({
  officerId: z.uuid(),
  holdingId: z.uuid(),
  /** The last day on the post. */
  lastDay: CalendarDate,
})
export type EndPost = z.infer<typeof EndPost>

/** Ends an officer's time on a post. Refused for the last administrator: nobody could make another. */
export const endPost = (deps: OrganisationDeps, actor: Actor, command: EndPost): Answer<null> =>
  onOfficer<null>(deps, actor, command.officerId, async (scene, officer) => {
    const { tx } = scene
    const holding = await findHolding(tx, command.holdingId)
    const isOwn = holding?.officerId === officer.id && (await scene.answersFor(holding.agencyId))
    if (holding === null || !isOwn) return refuse({ code: 'post.unknown' })
    const until = command.lastDay.add({ days: 1 })
    if (Temporal.PlainDate.compare(until, holding.from) < 0) return refuse({ code: 'post.ends-before-it-begins' })
    if (holding.role === 'administrator' && !(await hasOtherAdministrator(tx, holding.id, until)))
      return refuse({ code: 'post.last-administrator' })
    await endHolding(tx, holding.id, until)
    const detail = { role: holding.role, until: until.toString() }
    await recordOrganisationDeed(scene, { kind: 'officer', id: officer.id }, 'post.ended', detail)
    return accept(null)
  })
