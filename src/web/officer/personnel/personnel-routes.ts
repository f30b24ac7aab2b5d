import type { Route } from '#web/http/route.ts'
import { showDuties, takeDuty, takeEndOfDuty } from './duties-page.tsx'
import { showHandOver, takeHandOver } from './hand-over-page.ts'
import { showHeaded, takeGrant, takeRefusal } from './headed-page.tsx'
import { showAskLeave, showDelegate, takeAskLeave, takeDelegate } from './own-forms.ts'
import { showOwn, takeEndOfDelegation, takeEndOfLeave } from './own-page.tsx'
import { dutiesPath, dutyGivers, handOverPath, headedPath, heads, personnelPath } from './personnel-parts.ts'

type Handler = Route['handler']
type Access = Route['access']

const anybody: Access = { officer: 'any' }
const headed: Access = { officer: heads }

const shown = (path: string, access: Access, statementBudget: number, handler: Handler): Route => ({
  method: 'GET',
  path,
  access,
  statementBudget,
  handler,
})
const posted = (path: string, access: Access, handler: Handler): Route => ({ method: 'POST', path, access, handler })

export const personnelRoutes: readonly Route[] = [
  shown(personnelPath, anybody, 2, showOwn),
  shown(`${personnelPath}/xin-nghi`, anybody, 1, showAskLeave),
  posted(`${personnelPath}/xin-nghi`, anybody, takeAskLeave),
  posted(`${personnelPath}/nghi/:id/ket-thuc`, anybody, takeEndOfLeave),
  shown(`${personnelPath}/uy-quyen`, anybody, 1, showDelegate),
  posted(`${personnelPath}/uy-quyen`, anybody, takeDelegate),
  posted(`${personnelPath}/uy-quyen/:id/ket-thuc`, anybody, takeEndOfDelegation),
  shown(headedPath, headed, 2, showHeaded),
  posted(`${personnelPath}/nghi/:id/duyet`, headed, takeGrant),
  posted(`${personnelPath}/nghi/:id/khong-duyet`, headed, takeRefusal),
  shown(dutiesPath, { officer: dutyGivers }, 2, showDuties),
  posted(dutiesPath, { officer: dutyGivers }, takeDuty),
  posted(`${dutiesPath}/:id/thoi`, { officer: dutyGivers }, takeEndOfDuty),
  shown(handOverPath(':id'), headed, 10, showHandOver),
  posted(handOverPath(':id'), headed, takeHandOver),
]
