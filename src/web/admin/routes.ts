import type { Route } from '../http/route.ts'
import { everydayWordRoutes } from './everyday-words.tsx'
import { offeringRoutes } from './offerings.tsx'
import { organisationRoutes } from './organisation/organisation-routes.ts'
import { procedureImportRoutes } from './procedure-import.tsx'
import { settingRoutes } from './settings/setting-routes.ts'

/** What administrators decide beside accounts. */
export const adminRoutes: readonly Route[] = [
  ...organisationRoutes,
  ...offeringRoutes,
  ...everydayWordRoutes,
  ...settingRoutes,
  ...procedureImportRoutes,
]
