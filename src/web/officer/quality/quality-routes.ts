import type { Route } from '#web/http/route.ts'
import { auditRoutes } from './audit-pages.tsx'
import { processRoutes } from './process-pages.tsx'
import { qualityListRoutes } from './quality-page.tsx'

/** The quality system of agencies. */
export const qualityRoutes: readonly Route[] = [...qualityListRoutes, ...processRoutes, ...auditRoutes]
