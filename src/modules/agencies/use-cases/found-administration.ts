import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerLogin } from '#modules/identity/domain/index.ts'
import { type OfficerAccountRefusal, type OneTimePassword, openOfficerAccount } from '#modules/identity/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { findAgencyByCode } from '../queries/agency-tree.ts'
import { type AgencyToLoad, type Founding, hasAgencies, loadAgencies } from '../store/load-agencies.ts'
import { insertHolding, insertOfficer, insertPost } from '../store/officers.ts'

export type FoundAdministration = {
  /** The people's committee at the top of the province. */
  readonly committee: Omit<AgencyToLoad, 'parent' | 'units'>
  readonly founding: Founding
  readonly administrator: { readonly login: OfficerLogin; readonly fullName: string; readonly title: string }
}

export type FoundingRefusal =
  /** The province has its agencies; its administrators go on from there. */
  { readonly code: 'administration.founded-already' } | OfficerAccountRefusal

const onlyUnit = { key: 'leadership', name: 'Lãnh đạo', kind: 'leadership' } as const

/**
 * Gives an empty province the agency at its top and the first administrator, who makes everything else. Done in the name of the program:
 * only whoever runs the machine can ask for it. The transaction is that of the founding as a whole.
 */
export const foundAdministration = async (
  tx: Tx,
  command: FoundAdministration,
  now: Temporal.Instant,
): Promise<Result<OneTimePassword, FoundingRefusal>> => {
  if (await hasAgencies(tx)) return refuse({ code: 'administration.founded-already' })
  const { committee, founding, administrator } = command
  const { on, legalSource } = founding
  await loadAgencies(tx, [{ ...committee, parent: null, units: [onlyUnit] }], founding)
  const agency = await findAgencyByCode(tx, committee.code)
  if (agency === null) throw new Error(`agency ${committee.code} was not founded`)
  const officerId = await insertOfficer(tx, { fullName: administrator.fullName, email: '', phone: '' })
  const postId = await insertPost(tx, {
    agencyId: agency.id,
    unitId: null,
    title: administrator.title,
    role: 'administrator',
  })
  await insertHolding(tx, { postId, officerId, concurrent: false, from: on })
  await appendAction(tx, {
    subjectKind: 'agency',
    subjectId: agency.id,
    type: 'agency.founded',
    actor: { kind: 'system' },
    occurredAt: now,
    recordedAt: now,
    detail: { code: committee.code, on: on.toString(), legalSource },
  })
  const opened = await openOfficerAccount(
    { tx, actor: { kind: 'system' }, now },
    { officerId, login: administrator.login },
  )
  return opened.ok ? accept(opened.value) : opened
}
