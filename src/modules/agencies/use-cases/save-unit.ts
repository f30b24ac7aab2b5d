import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { EntryOutcome, OrganisationRefusal, UnitEntry } from '../domain/index.ts'
import { findUnit, insertUnit, updateUnit } from '../store/units.ts'
import {
  type OrganisationDeps,
  type OrganisationScene,
  onOrganisation,
  recordOrganisationDeed,
} from './organisation-deed.ts'

type Answer = Promise<Result<EntryOutcome, OrganisationRefusal>>

export const saveUnitIn = async (scene: OrganisationScene, entry: UnitEntry): Answer => {
  const agency = await scene.findOwn(entry.agency)
  if (agency === null) return refuse({ code: 'agency.unknown' })
  const known = await findUnit(scene.tx, agency.id, entry.key)
  if (known !== null && known.name === entry.name && known.kind === entry.kind) return accept('unchanged')
  if (known === null) await insertUnit(scene.tx, agency.id, entry)
  else await updateUnit(scene.tx, known.id, entry)
  const type = known === null ? 'unit.added' : 'unit.changed'
  await recordOrganisationDeed(scene, { kind: 'agency', id: agency.id }, type, { key: entry.key, kind: entry.kind })
  return accept(known === null ? 'added' : 'changed')
}

/** Adds a unit to an agency; one with the same key takes the new name and kind. */
export const saveUnit = (deps: OrganisationDeps, actor: Actor, entry: UnitEntry): Answer =>
  onOrganisation(deps, actor, (scene) => saveUnitIn(scene, entry))
