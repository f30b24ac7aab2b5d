import { keyFileBytes } from '#modules/signatures/index.ts'
import type { Route } from '../../http/route.ts'
import { administrators as access } from '../administrators.ts'
import { askEnd, askKey, takeEnd, takeKey } from './key-deeds.tsx'
import { showKeys } from './key-list.tsx'
import { keysPath, rootsPath } from './key-paths.ts'
import { addRootPath, askRoot, showRoots, takeRoot, takeWithdrawal, withdrawRootPath } from './roots.tsx'

const enrol = `${keysPath}/nhap/:kind/:id`
const end = `${keysPath}/khoa/:id/thoi-dung`

export const signingKeyRoutes: readonly Route[] = [
  { method: 'GET', path: keysPath, access, statementBudget: 1, handler: showKeys },
  { method: 'GET', path: enrol, access, statementBudget: 2, handler: askKey },
  { method: 'POST', path: enrol, access, upload: true, maxFileBytes: keyFileBytes, handler: takeKey },
  { method: 'GET', path: end, access, statementBudget: 2, handler: askEnd },
  { method: 'POST', path: end, access, handler: takeEnd },
  { method: 'GET', path: rootsPath, access, statementBudget: 2, handler: showRoots },
  { method: 'GET', path: addRootPath, access, statementBudget: 0, handler: askRoot },
  { method: 'POST', path: addRootPath, access, handler: takeRoot },
  { method: 'POST', path: withdrawRootPath(':sha256'), access, handler: takeWithdrawal },
]
