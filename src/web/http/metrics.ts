import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { WebDeps } from './web-deps.ts'

export type RequestFigures = {
  readonly method: string
  /** The pattern of the route, never the address. */
  readonly route: string
  readonly status: number
  readonly seconds: number
  readonly statements: number
}

export type Metrics = {
  readonly note: (figures: RequestFigures) => void
  readonly read: () => Promise<{ readonly mediaType: string; readonly text: string }>
}

export const openMetrics = ({ jobCounts, changes }: Pick<WebDeps, 'jobCounts' | 'changes'>): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time until the answer was sent',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const statements = new Histogram({
    name: 'http_request_statements',
    help: 'Statements sent to the database for one answer',
    labelNames: ['method', 'route'],
    buckets: [1, 2, 4, 6, 8, 12, 16, 24, 48],
    registers,
  })
  if (changes !== undefined) {
    new Gauge({
      name: 'live_streams',
      help: 'Open pages that hear of changes, by province',
      labelNames: ['province'],
      registers,
      collect() {
        for (const [province, count] of Object.entries(changes.counts())) this.set({ province }, count)
      },
    })
  }
  if (jobCounts !== undefined) {
    new Gauge({
      name: 'jobs',
      help: 'Jobs by state',
      labelNames: ['state'],
      registers,
      async collect() {
        for (const [state, count] of Object.entries(await jobCounts())) this.set({ state }, count)
      },
    })
  }
  return {
    note: ({ method, route, status, seconds, statements: count }) => {
      requests.inc({ method, route, status: String(status) })
      durations.observe({ method, route }, seconds)
      statements.observe({ method, route }, count)
    },
    read: async () => ({ mediaType: registry.contentType, text: await registry.metrics() }),
  }
}
