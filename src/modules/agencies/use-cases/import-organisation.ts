import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { OneTimePassword } from '#modules/identity/index.ts'
import {
  type EntryOutcome,
  type OrganisationRefusal,
  type RowRefusal,
  readAgencyRow,
  readOfficerRow,
  readSeatRow,
  readUnitRow,
  type TypedRow,
} from '../domain/index.ts'
import { findAgencyByCode } from '../queries/agency-tree.ts'
import { findOfficerForUpdate } from '../store/officers.ts'
import { addOfficerIn, changeOfficerIn, seatOfficerIn } from './officers.ts'
import { type OrganisationDeps, type OrganisationScene, onOrganisation } from './organisation-deed.ts'
import { saveAgencyIn } from './save-agency.ts'
import { saveUnitIn } from './save-unit.ts'

/** The kinds of file, in the order in which they must be taken in. */
export const organisationFiles = ['agencies', 'units', 'officers'] as const
export type OrganisationFile = (typeof organisationFiles)[number]

export type ImportLine = { readonly line: number; readonly row: TypedRow }

export type ImportLineRefusal = OrganisationRefusal | RowRefusal

export type OrganisationReport = Readonly<Record<EntryOutcome, number>> & {
  readonly refused: readonly { readonly line: number; readonly refusal: ImportLineRefusal }[]
}

export type ImportOrganisationDeps = OrganisationDeps & {
  /** Keeps a password before its account is there for good: if it cannot be kept, there is no account. */
  readonly keepPassword: (account: OneTimePassword, fullName: string) => Promise<void>
}

type Answer<Value> = Promise<Result<Value, OrganisationRefusal>>

const takeOfficer = async (
  scene: OrganisationScene,
  { keepPassword }: ImportOrganisationDeps,
  entry: { readonly officer: Parameters<typeof addOfficerIn>[1]; readonly seat: Parameters<typeof seatOfficerIn>[2] },
): Answer<EntryOutcome> => {
  const { officer, seat } = entry
  const known = await findOfficerForUpdate(scene.tx, { login: officer.login })
  if (known !== null) {
    const changed = await changeOfficerIn(scene, known, officer)
    const seated = await seatOfficerIn(scene, known, seat)
    if (!seated.ok) return seated
    return accept(changed === 'unchanged' && seated.value === 'unchanged' ? 'unchanged' : 'changed')
  }
  const added = await addOfficerIn(scene, officer)
  if (!added.ok) return added
  const seated = await seatOfficerIn(scene, { id: added.value.officerId }, seat)
  if (!seated.ok) return seated
  await keepPassword(added.value.account, officer.fullName)
  return accept('added')
}

type Deed = (scene: OrganisationScene) => Answer<EntryOutcome>

const agencyDeed = (row: TypedRow): Result<Deed, RowRefusal> => {
  const entry = readAgencyRow(row)
  if (!entry.ok) return entry
  return accept(async (scene) => {
    const known = await findAgencyByCode(scene.tx, entry.value.code)
    const saved = await saveAgencyIn(scene, { id: known?.id ?? null, entry: entry.value })
    return saved.ok ? accept(saved.value.outcome) : saved
  })
}

const unitDeed = (row: TypedRow): Result<Deed, RowRefusal> => {
  const entry = readUnitRow(row)
  return entry.ok ? accept((scene) => saveUnitIn(scene, entry.value)) : entry
}

const officerDeed = (row: TypedRow, deps: ImportOrganisationDeps): Result<Deed, RowRefusal> => {
  const officer = readOfficerRow(row)
  const seat = readSeatRow(row)
  if (!officer.ok || !seat.ok) {
    const wrong = [officer, seat].flatMap((part) => (part.ok ? [] : part.refusal.columns))
    return refuse({ code: 'row.wrong', columns: wrong })
  }
  return accept((scene) => takeOfficer(scene, deps, { officer: officer.value, seat: seat.value }))
}

const deedOf = (kind: OrganisationFile, row: TypedRow, deps: ImportOrganisationDeps): Result<Deed, RowRefusal> => {
  switch (kind) {
    case 'agencies':
      return agencyDeed(row)
    case 'units':
      return unitDeed(row)
    case 'officers':
      return officerDeed(row, deps)
  }
}

/**
 * Takes in the rows of one file, each in a transaction of its own: what is good is kept, what is refused is told with its line, and the
 * same file again changes nothing.
 */
export const importOrganisation = async (
  deps: ImportOrganisationDeps,
  actor: Actor,
  kind: OrganisationFile,
  lines: AsyncIterable<ImportLine> | Iterable<ImportLine>,
): Promise<OrganisationReport> => {
  const counts: Record<EntryOutcome, number> = { added: 0, changed: 0, unchanged: 0 }
  const refused: { readonly line: number; readonly refusal: ImportLineRefusal }[] = []
  for await (const { line, row } of lines) {
    const deed = deedOf(kind, row, deps)
    const taken = deed.ok ? await onOrganisation(deps, actor, deed.value) : deed
    if (taken.ok) counts[taken.value] += 1
    else refused.push({ line, refusal: taken.refusal })
  }
  return { ...counts, refused }
}
