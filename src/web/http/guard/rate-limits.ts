import type { FastifyInstance, FastifyRequest } from 'fastify'

export type RateLimitKind = 'page' | 'search' | 'file' | 'sign-in'

/** Requests in a minute. */
export type RateLimit = { readonly perAccount: number; readonly perSource: number }

export type RateLimits = Readonly<Record<RateLimitKind, RateLimit>> & {
  /** Tries of one login from one source. */
  readonly signInPerLogin: number
}

/**
 * Signed in, a person is counted alone. The anonymous are counted by their source, and a source may be a hall with sixty people at
 * sixty machines behind one address: each of them may still open a page every second.
 */
export const usualLimits: RateLimits = {
  page: { perAccount: 600, perSource: 4_800 },
  search: { perAccount: 240, perSource: 2_400 },
  file: { perAccount: 300, perSource: 1_800 },
  'sign-in': { perAccount: 30, perSource: 600 },
  signInPerLogin: 10,
}

declare module 'fastify' {
  interface FastifyRequest {
    rateKey: string
  }
}

export type RateChecker = {
  /** Counts one request; the seconds to wait when it was one too many, else null. */
  readonly ofAccount: (request: FastifyRequest, kind: RateLimitKind, accountId: string) => Promise<number | null>
  readonly ofSource: (request: FastifyRequest, kind: RateLimitKind) => Promise<number | null>
  readonly ofLogin: (request: FastifyRequest, login: string) => Promise<number | null>
}

const kinds = ['page', 'search', 'file', 'sign-in'] as const
const keysKept = 50_000

/** Needs the plugin `@fastify/rate-limit`; counts lie in the memory of the process. */
export const openRateChecker = (app: FastifyInstance, limits: RateLimits, scopeOf: (r: FastifyRequest) => string) => {
  const limiter = (max: number) => {
    const check = app.createRateLimit({
      max,
      timeWindow: 60_000,
      cache: keysKept,
      keyGenerator: (request: FastifyRequest) => request.rateKey,
    } as Parameters<typeof app.createRateLimit>[0])
    return async (request: FastifyRequest, key: string): Promise<number | null> => {
      request.rateKey = `${scopeOf(request)} ${key}`
      const verdict = await check(request)
      return verdict.isAllowed || !verdict.isExceeded ? null : verdict.ttlInSeconds
    }
  }
  const byKind = <T>(make: (kind: RateLimitKind) => T) =>
    Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<RateLimitKind, T>
  const accounts = byKind((kind) => limiter(limits[kind].perAccount))
  const sources = byKind((kind) => limiter(limits[kind].perSource))
  const logins = limiter(limits.signInPerLogin)
  const checker: RateChecker = {
    ofAccount: (request, kind, accountId) => accounts[kind](request, accountId),
    ofSource: (request, kind) => sources[kind](request, request.ip),
    ofLogin: (request, login) => logins(request, `${login.toLowerCase()} ${request.ip}`),
  }
  return checker
}
