import type { ClockRefusal } from '#modules/calendar/domain/index.ts'
import type { Dossier } from './dossier.ts'
import type { DossierRefusal } from './refusals.ts'

/** The status and the clock of a dossier move together; when only the clock refuses, a rule of time does. */
export const refusalOfClock = (refusal: ClockRefusal, dossier: Pick<Dossier, 'status'>): DossierRefusal => {
  switch (refusal.code) {
    case 'calendar.reappointments-spent':
      return { code: 'dossier.reappointments-spent' }
    case 'calendar.clock-without-limit':
      return { code: 'dossier.clock-has-no-limit' }
    default:
      return { code: 'dossier.status-forbids', status: dossier.status }
  }
}
