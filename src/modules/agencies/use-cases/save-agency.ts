import { accept, type Result, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { Agency, AgencyEntry, EntryOutcome, OrganisationRefusal } from '../domain/index.ts'
import { findAgency, findAgencyByCode } from '../queries/agency-tree.ts'
import { insertAgency, standsBelow, updateAgency } from '../store/agencies.ts'
import { endCode, giveCode, lastChangeOf, placeSince, renameSince } from '../store/dated-facts.ts'
import { codeIssuers } from '../store/load-agencies.ts'
import {
  type OrganisationDeps,
  type OrganisationScene,
  onOrganisation,
  recordOrganisationDeed,
} from './organisation-deed.ts'

export type SaveAgency = {
  /** The one to change; null founds a new one. */
  readonly id: string | null
  readonly entry: AgencyEntry
}

export type SavedAgency = { readonly outcome: EntryOutcome; readonly code: string }

type Answer<Value> = Promise<Result<Value, OrganisationRefusal>>

const isAfter = (left: Temporal.PlainDate, right: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(left, right) > 0

/** The agency above. At the top stands only what the program founded there, or what stands there already. */
const findParent = async (
  scene: OrganisationScene,
  entry: AgencyEntry,
  known: Agency | null,
): Answer<string | null> => {
  if (entry.parent === null) {
    const mayStandAlone = scene.actor.kind === 'system' || (known !== null && known.parentId === null)
    return mayStandAlone ? accept(null) : refuse({ code: 'agency.parent-unknown' })
  }
  const parent = await findAgencyByCode(scene.tx, entry.parent)
  if (parent === null || parent.abolishedOn !== null) return refuse({ code: 'agency.parent-unknown' })
  if (known !== null && (await standsBelow(scene.tx, parent.id, known.id)))
    return refuse({ code: 'agency.parent-below-itself' })
  // An agency that moves goes to where its administrator answers too; one that stays may stand below another's.
  if (known?.parentId !== parent.id && !(await scene.answersFor(parent.id)))
    return refuse({ code: 'agency.parent-unknown' })
  return accept(parent.id)
}

const codesOf = ({ code, kind, communeCode }: Pick<AgencyEntry, 'code' | 'kind' | 'communeCode'>) => [
  { issuer: codeIssuers.identifiers as string, code },
  ...(kind === 'peoples-committee' && communeCode !== null
    ? [{ issuer: codeIssuers.statistics, code: communeCode }]
    : []),
]

const giveCodes = async (
  { tx }: OrganisationScene,
  id: string,
  entry: AgencyEntry,
  before: Agency | null,
): Answer<null> => {
  const had = before === null ? [] : codesOf(before)
  const has = codesOf(entry)
  const isIn = (list: typeof had, one: (typeof had)[number]) =>
    list.some((other) => other.issuer === one.issuer && other.code === one.code)
  for (const one of had.filter((old) => !isIn(has, old))) await endCode(tx, one.issuer, one.code, entry.from)
  for (const one of has.filter((fresh) => !isIn(had, fresh)))
    if (!(await giveCode(tx, id, one, entry.from))) return refuse({ code: 'agency.code-taken' })
  return accept(null)
}

const found = async (scene: OrganisationScene, entry: AgencyEntry): Answer<SavedAgency> => {
  const parent = await findParent(scene, entry, null)
  if (!parent.ok) return parent
  const id = await insertAgency(scene.tx, entry, parent.value)
  const coded = await giveCodes(scene, id, entry, null)
  if (!coded.ok) return coded
  await renameSince(scene.tx, id, entry, entry)
  await placeSince(scene.tx, id, parent.value, entry)
  const detail = { code: entry.code, on: entry.from.toString(), legalSource: entry.legalSource }
  await recordOrganisationDeed(scene, { kind: 'agency', id }, 'agency.founded', detail)
  return accept({ outcome: 'added', code: entry.code })
}

const compared = [
  'code',
  'kind',
  'level',
  'name',
  'shortName',
  'communeCode',
  'address',
  'phone',
  'email',
  'openingHours',
  'notation',
] as const

const change = async (scene: OrganisationScene, known: Agency, entry: AgencyEntry): Answer<SavedAgency> => {
  const { tx } = scene
  if (known.abolishedOn !== null) return refuse({ code: 'agency.abolished-already' })
  const parent = await findParent(scene, entry, known)
  if (!parent.ok) return parent
  const isMoved = parent.value !== known.parentId
  const changed = [...compared.filter((field) => known[field] !== entry[field]), ...(isMoved ? ['parent'] : [])]
  if (changed.length === 0) return accept({ outcome: 'unchanged', code: entry.code })
  const isRenamed = changed.includes('name') || changed.includes('shortName')
  const facts = [...(isRenamed ? (['agency_name'] as const) : []), ...(isMoved ? (['agency_parent'] as const) : [])]
  for (const fact of facts) {
    const last = await lastChangeOf(tx, fact, known.id)
    if (last !== null && isAfter(last, entry.from)) return refuse({ code: 'agency.before-last-change' })
  }
  const coded = await giveCodes(scene, known.id, entry, known)
  if (!coded.ok) return coded
  if (isRenamed) await renameSince(tx, known.id, entry, entry)
  if (isMoved) await placeSince(tx, known.id, parent.value, entry)
  await updateAgency(tx, known.id, entry, parent.value)
  const detail = { changed, code: entry.code, on: entry.from.toString(), legalSource: entry.legalSource }
  await recordOrganisationDeed(scene, { kind: 'agency', id: known.id }, 'agency.changed', detail)
  return accept({ outcome: 'changed', code: entry.code })
}

export const saveAgencyIn = async (scene: OrganisationScene, { id, entry }: SaveAgency): Answer<SavedAgency> => {
  if (isAfter(entry.from, scene.today)) return refuse({ code: 'agency.day-to-come' })
  const namesake = await findAgencyByCode(scene.tx, entry.code)
  if (namesake !== null && namesake.id !== id) return refuse({ code: 'agency.code-taken' })
  if (id === null) return found(scene, entry)
  const known = namesake ?? (await findAgency(scene.tx, id))
  if (known === null || !(await scene.answersFor(known.id))) return refuse({ code: 'agency.unknown' })
  return change(scene, known, entry)
}

/**
 * Founds an agency below one the administrator answers for, or writes down what became of one: names, place and code keep the days
 * on which they held. Refused: a day still to come, a day before the last known change.
 */
export const saveAgency = (deps: OrganisationDeps, actor: Actor, command: SaveAgency): Answer<SavedAgency> =>
  onOrganisation(deps, actor, (scene) => saveAgencyIn(scene, command))
