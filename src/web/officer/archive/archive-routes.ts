import type { Route } from '#web/http/route.ts'
import { councilRoutes } from './destruction-council.ts'
import { destructionRoutes } from './destruction-page.tsx'
import { destructionPaperRoutes } from './destruction-papers.ts'
import { dueRoutes } from './due-page.tsx'
import { handOverRoutes } from './hand-over-page.tsx'
import { readingRoutes } from './readings-page.tsx'
import { storeRoutes } from './store-page.tsx'

/** The pages of the archive of an agency, and the way there. */
export const archiveRoutes: readonly Route[] = [
  ...dueRoutes,
  ...handOverRoutes,
  ...storeRoutes,
  ...readingRoutes,
  ...destructionRoutes,
  ...councilRoutes,
  ...destructionPaperRoutes,
]
