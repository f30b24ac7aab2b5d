import { readFileSync } from 'node:fs'

/** What one operation did in its time. */
export type Measured = {
  readonly what: string
  readonly clients: number
  readonly count: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Statements of one request, sign-in of the request included. */
  readonly statements: number | null
  readonly failures: number
  /** Resident memory of the program afterwards, in MiB. */
  readonly memory: number | null
}

export type Program = { readonly url: string; readonly pid: number }

export type Operation = {
  readonly what: string
  /** `http_request_statements` of these routes, `GET /thu-tuc`; several for an operation of several requests. */
  readonly routes: readonly string[]
  readonly clients: number
  readonly run: (client: number, turn: number) => Promise<void>
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

type StatementSums = ReadonlyMap<string, { readonly sum: number; readonly count: number }>

const statementSums = async (url: string): Promise<StatementSums> => {
  const text = await (await fetch(`${url}/metrics`)).text()
  const sums = new Map<string, { sum: number; count: number }>()
  for (const line of text.split('\n')) {
    const [, part, method, route, value] =
      /^http_request_statements_(sum|count)\{method="(\w+)",route="([^"]+)"\} (\S+)$/.exec(line) ?? []
    if (part === undefined) continue
    const key = `${method} ${route}`
    const known = sums.get(key) ?? { sum: 0, count: 0 }
    sums.set(key, { ...known, [part]: Number(value) })
  }
  return sums
}

/** Statements of one operation: of each of its requests once. */
const statementsOf = (before: StatementSums, after: StatementSums, routes: readonly string[]): number | null => {
  if (routes.length === 0) return null
  let all = 0
  for (const route of routes) {
    const [from, to] = [before.get(route) ?? { sum: 0, count: 0 }, after.get(route)]
    if (to === undefined || to.count === from.count) return null
    all += (to.sum - from.sum) / (to.count - from.count)
  }
  return all
}

export const measureOperation = async (
  { url, pid }: Program,
  operation: Operation,
  seconds: number,
): Promise<Measured> => {
  const before = await statementSums(url)
  const times: number[] = []
  let failures = 0
  let firstFailure: unknown
  const begun = performance.now()
  const end = begun + seconds * 1_000
  await Promise.all(
    Array.from({ length: operation.clients }, async (_, client) => {
      for (let turn = 0; performance.now() < end; turn++) {
        const from = performance.now()
        try {
          await operation.run(client, turn)
          times.push(performance.now() - from)
        } catch (error) {
          firstFailure ??= error
          failures += 1
        }
      }
    }),
  )
  const took = (performance.now() - begun) / 1_000
  if (firstFailure !== undefined) console.error(`${operation.what}: ${failures} failed, first: ${String(firstFailure)}`)
  const sorted = times.sort((left, right) => left - right)
  return {
    what: operation.what,
    clients: operation.clients,
    count: sorted.length,
    perSecond: sorted.length / took,
    p50: at(sorted, 0.5),
    p95: at(sorted, 0.95),
    p99: at(sorted, 0.99),
    statements: statementsOf(before, await statementSums(url), operation.routes),
    failures,
    memory: memoryOf(pid)?.now ?? null,
  }
}

/** Resident memory of a process in MiB, now and at its highest; null where there is no `/proc`. */
export const memoryOf = (pid: number): { readonly now: number; readonly highest: number } | null => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const of = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1_024
    return { now: of('VmRSS'), highest: of('VmHWM') }
  } catch {
    return null
  }
}
