import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerRequest, sendContextOf } from './answer-request.ts'
import { openAssets } from './assets.ts'
import { uploadBounds } from './body/uploads.ts'
import { describeFault, isDiskFull } from './fault.ts'
import { inEnglish } from './guard/locale.ts'
import { openRateChecker, type RateChecker, usualLimits } from './guard/rate-limits.ts'
import { signInPath } from './guard/return-to.ts'
import { headersOfPages, policyOfAsset, securityHeaders } from './guard/security-headers.ts'
import { registerHealth } from './health.ts'
import { type House, newVisit, patternOf } from './house.ts'
import { openMetrics } from './metrics.ts'
import type { ProblemStatus, Route } from './route.ts'
import { sendProblem } from './send/send-answer.tsx'
import type { WebDeps } from './web-deps.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The pattern of everything that is answered; a test holds it against the declared routes. */
    servedPaths: Set<string>
  }
}

const usualBodyBytes = 1024 * 1024
// A hundred megabytes over a slow line take more than half an hour.
const longestRequestMs = 45 * 60_000

const problemStatuses: readonly number[] = [400, 403, 404, 405, 409, 410, 413, 415, 429, 503, 507]

const isProblemStatus = (status: number): status is ProblemStatus => problemStatuses.includes(status)

/** Faults of the request keep their status; anything else is a fault of ours, logged and shown without its inside. */
const onError = (house: House) => async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const status = isDiskFull(error) ? 507 : (error.statusCode ?? 500)
  const shown = isProblemStatus(status) ? status : status >= 400 && status < 500 ? 400 : 500
  if (shown === 500 || shown === 507)
    house.deps.log.error({ requestId: request.id, route: patternOf(request), fault: describeFault(error) }, 'fault')
  await sendProblem(sendContextOf(house, request, reply, null), shown)
  return reply
}

const otherMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A known address asked in a way it does not take. */
const registerRefusedMethods = (app: FastifyInstance, house: House, routes: readonly Route[]): void => {
  for (const path of new Set(routes.map((route) => route.path))) {
    const taken: string[] = routes.filter((route) => route.path === path).map((route) => route.method)
    const refused = otherMethods.filter((method) => !taken.includes(method))
    app.route({
      method: [...refused],
      url: path,
      onRequest: async (request, reply) => {
        reply.header('allow', taken.join(', '))
        await sendProblem(sendContextOf(house, request, reply, null), 405)
        return reply
      },
      handler: async (_request, reply) => reply,
    })
  }
}

const withEnglish = (routes: readonly Route[]): readonly Route[] =>
  routes.flatMap((route) => (route.inEnglish === true ? [route, { ...route, path: inEnglish(route.path) }] : [route]))

const registerRoutes = (app: FastifyInstance, house: House, routes: readonly Route[]): void => {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      bodyLimit: route.maxBodyBytes ?? (route.upload === true ? uploadBounds.bodyBytes : usualBodyBytes),
      handler: answerRequest(house, route),
    })
  }
  registerRefusedMethods(app, house, routes)
}

const noteEnd = (house: House) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { count, startedAtMs, province, actor, budget } = request.visit
  const ms = Math.round((performance.now() - startedAtMs) * 10) / 10
  const route = patternOf(request)
  const { method } = request
  const { statements } = count
  const status = reply.statusCode
  house.metrics.note({ method, route, status, seconds: ms / 1_000, statements })
  house.deps.log.info({ requestId: request.id, method, route, status, ms, statements, province, actor }, 'request')
  if (budget !== undefined && statements > budget)
    house.deps.log.warn({ requestId: request.id, route, statements, budget }, 'statement budget exceeded')
}

const registerPlugins = (app: FastifyInstance, deps: WebDeps): void => {
  app.register(cookie)
  app.register(helmet, { global: true, ...securityHeaders(deps) })
  app.register(formbody, { bodyLimit: usualBodyBytes })
  app.register(multipart, { throwFileSizeLimit: false })
  app.register(rateLimit, { global: false })
  const assets = join(deps.clientFolder, 'assets')
  if (!existsSync(assets)) return
  app.register(async (files) => {
    files.addHook('onRequest', async (_request, reply) => {
      for (const name of headersOfPages) reply.raw.removeHeader(name)
      reply.raw.setHeader('content-security-policy', policyOfAsset)
    })
    await files.register(statics, {
      root: assets,
      prefix: '/assets/',
      index: false,
      decorateReply: false,
      immutable: true,
      maxAge: 31_536_000_000,
      preCompressed: true,
    })
  })
}

const makeHouse = (deps: WebDeps, routes: readonly Route[]): House & { rates: () => RateChecker } => {
  const signInPage = (path: string) => routes.find((route) => route.method === 'GET' && route.path === path)
  return {
    deps,
    assets: openAssets(deps.clientFolder),
    metrics: openMetrics(deps),
    rates: () => {
      throw new Error('the server is not ready')
    },
    signInPages: { citizen: signInPage(signInPath.citizen), officer: signInPage(signInPath.officer) },
  }
}

/** The program as a server: every page and endpoint is a `Route`; only health, figures and built files stand beside them. */
export const buildServer = (deps: WebDeps, declared: readonly Route[]): FastifyInstance => {
  const routes = withEnglish(declared)
  let rates: RateChecker | undefined
  const house: House = {
    ...makeHouse(deps, routes),
    rates: () => {
      if (rates === undefined) throw new Error('the server is not ready')
      return rates
    },
  }
  const app = Fastify({
    logger: false,
    trustProxy: deps.trustedProxies.length === 0 ? false : [...deps.trustedProxies],
    genReqId: () => randomUUID(),
    bodyLimit: usualBodyBytes,
    requestTimeout: longestRequestMs,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      request.visit = newVisit()
      void onError(house)(error, request as FastifyRequest, reply as FastifyReply)
    },
  })
  app.decorateRequest('visit')
  app.decorateRequest('rateKey', '')
  app.decorate('servedPaths', new Set<string>())
  app.addHook('onRoute', ({ url }) => {
    app.servedPaths.add(url)
  })
  app.addHook('onRequest', async (request, reply) => {
    request.visit = newVisit()
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', noteEnd(house))
  app.setErrorHandler(onError(house))
  app.setNotFoundHandler(async (request, reply) => {
    await sendProblem(sendContextOf(house, request, reply, null), 404)
    return reply
  })
  registerPlugins(app, deps)
  app.register(async (scope) => {
    const limits = { ...usualLimits, ...deps.rateLimits }
    rates = openRateChecker(scope, limits, (request) => request.visit.province)
    registerHealth(scope, house)
    registerRoutes(scope, house, routes)
  })
  return app
}
