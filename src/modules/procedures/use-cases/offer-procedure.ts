import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate } from '#kernel/time.ts'
import { findAgencyByCode, hasUnit, isAdministratorOfProvince } from '#modules/agencies/index.ts'
import { type Actor, hasRole } from '#modules/identity/domain/index.ts'
import { recordProcessVersion } from '#modules/processes/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { additionOf, isUsualProcess, type Offering, processKeyOf, readAddition } from '../domain/index.ts'
import { findForOffering, saveOffer } from '../store/offering-rows.ts'
import { refreshSearch } from '../store/search-index.ts'

export type OfferingRefusal =
  | { readonly code: 'offering.not-permitted' }
  | { readonly code: 'offering.procedure-unknown' }
  | { readonly code: 'offering.agency-unknown' }
  | { readonly code: 'offering.unit-unknown' }
  /** Its steps are not the usual ones; nothing of them may be lost. */
  | { readonly code: 'offering.own-process' }
  /** What is published does not fit an offering, such as a case with hundreds of papers. */
  | { readonly code: 'offering.not-whole' }

/**
 * Opens an imported procedure for filing, or changes how the province runs it: who decides, ways in, limit, fee, outcome and the hours
 * of the usual process. It holds for every agency, so only the administrator of the province does it. Dossiers already filed go on under the process they began with. What is published stays as it is.
 */
export const offerProcedure = (
  deps: { readonly database: Database; readonly clock: Clock },
  actor: Actor,
  command: Offering,
): Promise<Result<null, OfferingRefusal>> =>
  inTransaction<null, OfferingRefusal>(deps.database, async (tx) => {
    if (!hasRole(actor, 'administrator') || !(await isAdministratorOfProvince(tx, actor)))
      return refuse({ code: 'offering.not-permitted' })
    const now = deps.clock.now()
    const procedure = await findForOffering(tx, command.code)
    if (procedure === null) return refuse({ code: 'offering.procedure-unknown' })
    if (procedure.local !== null && !isUsualProcess(procedure.local.process))
      return refuse({ code: 'offering.own-process' })
    const agency = command.agency === null ? null : await findAgencyByCode(tx, command.agency)
    if (command.agency !== null && (agency === null || agency.abolishedOn !== null))
      return refuse({ code: 'offering.agency-unknown' })
    if (!(await hasUnit(tx, command.unit, agency?.id ?? null))) return refuse({ code: 'offering.unit-unknown' })
    const process = await recordProcessVersion(tx, processKeyOf(command.code), localDate(now), (version) => {
      const addition = readAddition(additionOf(command, procedure, version))
      return addition?.process ?? null
    })
    const addition = process === null ? null : readAddition(additionOf(command, procedure, process.version))
    if (process === null || addition === null) return refuse({ code: 'offering.not-whole' })
    const decidingAgencyId = agency?.id ?? null
    const { isOpen } = command
    await saveOffer(tx, {
      procedureId: procedure.id,
      addition,
      processId: process.id,
      decidingAgencyId,
      isOpen,
      at: now,
    })
    await refreshSearch(tx, [command.code])
    const post = actor.posts.find((one) => one.role === 'administrator')
    const subject = { subjectKind: 'procedure', subjectId: procedure.id, type: 'procedure.offered', occurredAt: now }
    const detail = { code: command.code, isOpen, process: process.version, decision: command.decision }
    await appendAction(tx, {
      ...subject,
      actor: { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) },
      recordedAt: now,
      detail,
    })
    await publishEvent(tx, { ...subject, data: detail })
    return accept(null)
  })
