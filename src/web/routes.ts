import { accountAdminRoutes } from './admin/accounts.tsx'
import { adminRoutes } from './admin/routes.ts'
import { apiRoutes } from './api/routes.ts'
import { accountRoutes } from './citizen/account.tsx'
import { registerRoutes } from './citizen/account-register.tsx'
import { resetPasswordRoutes } from './citizen/reset-password.tsx'
import { citizenRoutes } from './citizen/routes.ts'
import { signInRoutes } from './citizen/sign-in.tsx'
import { eidRoutes } from './citizen/sign-in-eid.tsx'
import { transparencyRoutes } from './citizen/transparency.tsx'
import { verificationRoutes } from './citizen/verification/verification-page.tsx'
import type { Route } from './http/route.ts'
import { officerAccountRoutes } from './officer/account.tsx'
import { deskRegisterRoutes } from './officer/registers.tsx'
import { reportRoutes } from './officer/reports.tsx'
import { officerRoutes } from './officer/routes.ts'
import { officerSignInRoutes } from './officer/sign-in.tsx'

/** Every page and endpoint there is; each audience adds its own list. */
export const routes: readonly Route[] = [
  ...citizenRoutes,
  ...signInRoutes,
  ...resetPasswordRoutes,
  ...registerRoutes,
  ...eidRoutes,
  ...accountRoutes,
  ...officerSignInRoutes,
  ...officerAccountRoutes,
  ...accountAdminRoutes,
  ...adminRoutes,
  ...transparencyRoutes,
  ...reportRoutes,
  ...deskRegisterRoutes,
  ...officerRoutes,
  ...verificationRoutes,
  ...apiRoutes,
]
