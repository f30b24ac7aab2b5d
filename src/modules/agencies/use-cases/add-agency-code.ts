import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { CalendarDate } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { AgencyCode, type OrganisationRefusal } from '../domain/index.ts'
import { giveCode } from '../store/dated-facts.ts'
import { type OrganisationDeps, onOrganisation, recordOrganisationDeed } from './organisation-deed.ts'

export const AddAgencyCode = z.strictObject({
  agency: AgencyCode,
  /** Who gives the code: a ministry, a partner's system. */
  issuer: z.string().trim().min(1).max(100),
  /** Opaque: what another issues is never parsed. */
  code: z.string().trim().min(1).max(64),
  from: CalendarDate,
})
export type AddAgencyCode = z.infer<typeof AddAgencyCode>

/** Writes down how others call an agency, from a day on. */
export const addAgencyCode = (
  deps: OrganisationDeps,
  actor: Actor,
  { agency: agencyCode, issuer, code, from }: AddAgencyCode,
): Promise<Result<null, OrganisationRefusal>> =>
  onOrganisation<null>(deps, actor, async (scene) => {
    const agency = await scene.findOwn(agencyCode)
    if (agency === null) return refuse({ code: 'agency.unknown' })
    if (!(await giveCode(scene.tx, agency.id, { issuer, code }, from)))
      return refuse({ code: 'agency.other-code-taken' })
    const detail = { issuer, code, from: from.toString() }
    await recordOrganisationDeed(scene, { kind: 'agency', id: agency.id }, 'agency.code-added', detail)
    return accept(null)
  })
