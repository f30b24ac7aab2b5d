import type { FastifyRequest } from 'fastify'
import type { Temporal } from '#kernel/time.ts'
import type { PersonGrant } from '#modules/identity/domain/index.ts'
import { type ApiCaller, loadApiCaller } from '#modules/identity/index.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import type { Route } from '../route.ts'

/** What came with a request as `Authorization: Bearer …`; null where no key is looked at or none came. */
const keyOf = (request: FastifyRequest, route: Route): string | null => {
  if (route.caller !== 'api') return null
  const found = /^bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')
  if (found !== null) return found[1] ?? ''
  return request.headers.authorization === undefined ? null : ''
}

/** Who comes with a key; null without one, and then the session counts. A key that is wrong lets nobody in, not even as nobody. */
export const callerByKey = async (
  request: FastifyRequest,
  route: Route,
  province: OpenProvince,
  now: Temporal.Instant,
): Promise<ApiCaller | null> => {
  const key = keyOf(request, route)
  return key === null ? null : loadApiCaller(province.database, key, now)
}

export type KeyVerdict = 'fine' | 'unknown' | 'grant-missing'

const grantFor = (route: Route): PersonGrant =>
  route.signs === true ? 'sign' : route.method === 'GET' ? 'read' : 'act'

/** Whether a key may come to a route at all: a system only where systems may, a person's program only to what the person allowed. */
export const judgeKey = (caller: ApiCaller | null, route: Route): KeyVerdict => {
  if (caller === null) return 'fine'
  switch (caller.kind) {
    case 'none':
      return 'unknown'
    case 'machine':
      return route.access === 'machine' || route.access === 'public' ? 'fine' : 'grant-missing'
    case 'person':
      return caller.grants.includes(grantFor(route)) ? 'fine' : 'grant-missing'
  }
}
