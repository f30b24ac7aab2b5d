import { localDate } from '#kernel/time.ts'
import { addWorkingDays, apologyOpens } from '#modules/calendar/domain/index.ts'
import { openWorkItem } from '#modules/processes/index.ts'
import { listDueWithoutApology } from '../queries/late-dossiers.ts'
import { criticalFrom } from '../store/clock.ts'
import { findDossierForUpdate } from '../store/dossiers.ts'
import type { DossierDeps } from './scene.ts'

const perRun = 500

/**
 * While there is still time to apologise in time, an open task asks the agency for it. The program asks; the reason is written by the head. @legal ND-61-2018 Điều 19 khoản 9
 */
export const askApologies = async (deps: Pick<DossierDeps, 'database' | 'clock' | 'workingTime'>): Promise<number> => {
  const now = deps.clock.now()
  const { calendar, rulesOn } = await deps.workingTime(deps.database)
  const rules = rulesOn(localDate(now))
  // Whatever is due before this moment may have its window open; each is then looked at for itself.
  const horizon = addWorkingDays(calendar, now, rules.apologyWorkingDays + rules.apologyLeadDays + 1)
  const ids = await listDueWithoutApology(deps.database, horizon, rules.maxReappointments, perRun)
  let asked = 0
  for (const id of ids) {
    const isAsked = await deps.database.transaction().execute(async (tx) => {
      const dossier = await findDossierForUpdate(tx, id)
      if (dossier?.dueAt == null || (dossier.status !== 'accepted' && dossier.status !== 'processing')) return false
      const opens = apologyOpens(calendar, rules, dossier.acceptedAt ?? dossier.filedAt, dossier.dueAt)
      if (opens.epochMilliseconds > now.epochMilliseconds) return false
      await openWorkItem(tx, {
        subjectKind: 'dossier',
        subjectId: id,
        procedureId: dossier.procedureId,
        definitionId: null,
        stepKey: 'apology',
        deed: 'apologise',
        role: 'leader',
        agencyId: dossier.decidingAgencyId,
        unitId: null,
        officerId: null,
        openedAt: now,
        dueAt: dossier.dueAt,
        subjectDueAt: dossier.dueAt,
        criticalAt: criticalFrom({ calendar, rulesOn }, rules, dossier, dossier.dueAt),
        limitMinutes: null,
      })
      return true
    })
    if (isAsked) asked += 1
  }
  return asked
}
