import type { Route } from '#web/http/route.ts'
import { conclusionRoutes } from './conclusions-page.ts'
import { engagementFormRoutes } from './engagement-form.tsx'
import { engagementRoutes } from './engagement-page.tsx'
import { feedRoutes } from './feed-page.tsx'
import { planRoutes } from './plan-page.tsx'
import { planPdf } from './plan-pdf.ts'
import { roomRoutes } from './rooms-page.tsx'

/** The calendar of agencies and their leaders. */
export const meetingRoutes: readonly Route[] = [
  ...planRoutes,
  planPdf,
  ...engagementFormRoutes,
  ...roomRoutes,
  ...feedRoutes,
  ...engagementRoutes,
  ...conclusionRoutes,
]
