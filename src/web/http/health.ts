import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sameSecret } from '#platform/secrets/sealing.ts'
import type { House } from './house.ts'

/** Whether a collector may read the figures: it knows the token, or no token is set and it runs on this machine. */
const mayReadFigures = (request: FastifyRequest, token: string | undefined): boolean => {
  if (token === undefined)
    return request.ip === '127.0.0.1' || request.ip === '::1' || request.ip === '::ffff:127.0.0.1'
  return sameSecret(request.headers.authorization ?? '', `Bearer ${token}`)
}

const answersInTime = async (question: Promise<unknown>): Promise<boolean> => {
  const patience = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => patience.resolve(false), 3_000)
  try {
    return await Promise.race([
      question.then(
        () => true,
        () => false,
      ),
      patience.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}

/** `/healthz`: the process answers. `/readyz`: every province's database answers too. `/metrics`: figures for a collector. */
export const registerHealth = (app: FastifyInstance, house: House): void => {
  const { deps, metrics } = house
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const answers = await Promise.all(deps.provinces.all.map((open) => answersInTime(open.pool.query('select 1'))))
    const ready = answers.every(Boolean)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'waiting' })
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayReadFigures(request, deps.metricsToken)) return reply.callNotFound()
    const { mediaType, text } = await metrics.read()
    return reply.type(mediaType).send(text)
  })
}
