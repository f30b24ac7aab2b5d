import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

/** Beside the program's own port when that is free, else wherever there is room. Answers the port. */
export const listenBeside = async (
  app: FastifyInstance,
  config: Pick<Config, 'host' | 'port'>,
  offset: number,
): Promise<number> => {
  const wanted = config.port === 0 ? 0 : config.port + offset
  const address = await app
    .listen({ host: config.host, port: wanted })
    .catch(() => app.listen({ host: config.host, port: 0 }))
  return Number(new URL(address).port)
}
