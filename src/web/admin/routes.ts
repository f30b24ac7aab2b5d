import type { Route } from '../http/route.ts'
import { everydayWordRoutes } from './everyday-words.tsx'
import { offeringRoutes } from './offerings.tsx'
import { organisationRoutes } from './organisation/organisation-routes.ts'
import { procedureImportRoutes } from './procedure-import.tsx'
import { settingRoutes } from './settings/setting-routes.ts'
import { signingKeyRoutes } from './signing-keys/signing-key-routes.ts'

/** What administrators decide beside accounts. */
export const adminRoutes: readonly Route[] = [
  ...organisationRoutes,
  ...offeringRoutes,
  ...everydayWordRoutes,
  ...signingKeyRoutes,
  ...settingRoutes,
  ...procedureImportRoutes,
]
