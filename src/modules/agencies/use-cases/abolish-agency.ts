import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { CalendarDate } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { AgencyCode, type OrganisationRefusal } from '../domain/index.ts'
import { childAgencies } from '../queries/agency-tree.ts'
import { insertSuccession } from '../store/agencies.ts'
import { endCode } from '../store/dated-facts.ts'
import { codeIssuers } from '../store/load-agencies.ts'
import { endHoldingsIn } from '../store/officers.ts'
import { type OrganisationDeps, onOrganisation, recordOrganisationDeed } from './organisation-deed.ts'

export const AbolishAgency = z.strictObject({
  code: AgencyCode,
  /** Who takes its work over; several when it was divided, none when its work ended. */
  successors: z.array(AgencyCode).max(20),
  on: CalendarDate,
  legalSource: z.string().trim().min(1).max(300),
})
export type AbolishAgency = z.infer<typeof AbolishAgency>

/**
 * Ends an agency on a day: it is dissolved, merged into another or divided. Its open work and its past are read at its successors from
 * then on, and its posts end. Refused while agencies stand below it: they must be moved or ended first.
 */
export const abolishAgency = (
  deps: OrganisationDeps,
  actor: Actor,
  command: AbolishAgency,
): Promise<Result<null, OrganisationRefusal>> =>
  onOrganisation<null>(deps, actor, async (scene) => {
    const { tx, findOwn } = scene
    const agency = await findOwn(command.code)
    if (agency === null) return refuse({ code: 'agency.unknown' })
    if (agency.abolishedOn !== null) return refuse({ code: 'agency.abolished-already' })
    const successorIds: string[] = []
    for (const code of new Set(command.successors)) {
      const successor = await findOwn(code)
      if (successor === null || successor.id === agency.id || successor.abolishedOn !== null)
        return refuse({ code: 'agency.successor-unknown' })
      successorIds.push(successor.id)
    }
    if ((await childAgencies(tx, agency.id, command.on)).length > 0) return refuse({ code: 'agency.others-below' })
    await insertSuccession(tx, agency.id, successorIds, command.on, command.legalSource)
    await endCode(tx, codeIssuers.identifiers, agency.code, command.on)
    const ended = await endHoldingsIn(tx, agency.id, command.on)
    const { successors, on, legalSource } = command
    const detail = { code: agency.code, successors, on: on.toString(), legalSource, postsEnded: ended }
    await recordOrganisationDeed(scene, { kind: 'agency', id: agency.id }, 'agency.abolished', detail)
    return accept(null)
  })
