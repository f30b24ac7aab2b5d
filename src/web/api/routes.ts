import type { Route } from '../http/route.ts'
import { descriptionRoutes } from './description/docs-page.tsx'
import { operationRoute } from './operation-route.ts'
import { operations } from './operations/index.ts'

/** What programs call, and its description. */
export const apiRoutes: readonly Route[] = [...descriptionRoutes, ...operations.map(operationRoute)]
