import type { FastifyRequest } from 'fastify'
import type { OpenSession } from '#modules/identity/domain/index.ts'
import type { StatementCount } from '#platform/database/connection.ts'
import type { Assets } from '#web/ui/shell/html.tsx'
import type { RateChecker } from './guard/rate-limits.ts'
import type { Metrics } from './metrics.ts'
import type { FormBody, Route } from './route.ts'
import type { WebDeps } from './web-deps.ts'

/** What all requests share. */
export type House = {
  readonly deps: WebDeps
  readonly assets: Assets
  readonly metrics: Metrics
  readonly rates: () => RateChecker
  /** The sign-in pages, shown in place when a session has ended under somebody's hands. */
  readonly signInPages: { readonly citizen: Route | undefined; readonly officer: Route | undefined }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Kept beside the request for the log and the figures. */
    visit: Visit
  }
}

export type Visit = {
  readonly count: StatementCount
  readonly startedAtMs: number
  province: string
  provinceName: string
  session: OpenSession | undefined
  actor: 'anonymous' | 'citizen' | 'officer' | 'machine'
  budget: number | undefined
  /** What was posted, for a page that offers it again. */
  typed: FormBody | undefined
}

export const newVisit = (): Visit => ({
  count: { statements: 0 },
  startedAtMs: performance.now(),
  province: '',
  provinceName: '',
  session: undefined,
  actor: 'anonymous',
  budget: undefined,
  typed: undefined,
})

/** The pattern of the route, such as `/ho-so/:id`; an address may carry something personal, a pattern never does. */
export const patternOf = (request: FastifyRequest): string => request.routeOptions.url ?? '(none)'
