import type { Route } from '../../http/route.ts'
import { administrators } from '../administrators.ts'
import { changeSetting, showSettingChange } from './setting-change-page.tsx'
import { settingsPath as path } from './setting-texts.ts'
import { showSettings, withdraw } from './settings-page.tsx'
import { showSigningState, signingStatePath as signing, trySigningState } from './signing-state-page.tsx'
import { addDay, workingDaysPath as days, removeDay, showWorkingDays } from './working-days-page.tsx'

export const settingRoutes: readonly Route[] = [
  { method: 'GET', path, access: administrators, statementBudget: 1, handler: showSettings },
  { method: 'GET', path: days, access: administrators, statementBudget: 3, handler: showWorkingDays },
  { method: 'POST', path: days, access: administrators, handler: addDay },
  { method: 'POST', path: `${days}/bo`, access: administrators, handler: removeDay },
  { method: 'POST', path: `${path}/rut-lai/:id`, access: administrators, handler: withdraw },
  { method: 'GET', path: signing, access: administrators, statementBudget: 2, handler: showSigningState },
  { method: 'POST', path: `${signing}/thu`, access: administrators, handler: trySigningState },
  { method: 'GET', path: `${path}/:key`, access: administrators, statementBudget: 2, handler: showSettingChange },
  { method: 'POST', path: `${path}/:key`, access: administrators, handler: changeSetting },
]
