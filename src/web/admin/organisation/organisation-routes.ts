import type { Route } from '../../http/route.ts'
import { administrators } from '../administrators.ts'
import {
  askAgency,
  askChange,
  askCode,
  askEnd,
  askUnit,
  takeChange,
  takeCode,
  takeEnd,
  takeNewAgency,
  takeUnit,
} from './agency-forms.ts'
import { showAgency } from './agency-page.tsx'
import {
  askOfficer,
  askPerson,
  askSeat,
  showOfficer,
  takeEndOfPost,
  takeOfficer,
  takePerson,
  takeSeat,
} from './officer-pages.tsx'
import { agencyPath, officerPath, organisationPath } from './organisation-form.tsx'
import { showOrganisation } from './organisation-page.tsx'

type Handler = Route['handler']

const agency = agencyPath(':code')
const officer = officerPath(':id')
const access = administrators

const shown = (path: string, statementBudget: number, handler: Handler): Route => ({
  method: 'GET',
  path,
  access,
  statementBudget,
  handler,
})
const posted = (path: string, handler: Handler): Route => ({ method: 'POST', path, access, handler })

/** A form at an address, and what is posted to it. */
const asked = (path: string, ask: Handler, take: Handler): readonly Route[] => [shown(path, 2, ask), posted(path, take)]

export const organisationRoutes: readonly Route[] = [
  shown(organisationPath, 1, showOrganisation),
  shown(agency, 3, showAgency),
  ...asked(`${agency}/them`, askAgency, takeNewAgency),
  ...asked(`${agency}/sua`, askChange, takeChange),
  ...asked(`${agency}/don-vi`, askUnit, takeUnit),
  ...asked(`${agency}/ma`, askCode, takeCode),
  ...asked(`${agency}/ket-thuc`, askEnd, takeEnd),
  ...asked(`${agency}/can-bo`, askOfficer, takeOfficer),
  shown(officer, 1, showOfficer),
  ...asked(`${officer}/sua`, askPerson, takePerson),
  ...asked(`${officer}/chuc-vu`, askSeat, takeSeat),
  posted(`${officer}/ket-thuc/:holding`, takeEndOfPost),
]
