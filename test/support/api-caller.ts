import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import { silentLog } from '#platform/log/log.ts'
import { buildServer } from '#web/http/server.ts'
import { routes } from '#web/routes.ts'
import type { DemoHouse } from './demo-house.ts'
import { gatewayOf } from './payment-scene.ts'
import { testWebDeps } from './web-deps.ts'

type Headers = Readonly<Record<string, string>>

/** A program that calls the interface: with a key, with a session and its token, or with nothing. */
export type ApiCaller = {
  readonly get: (path: string, headers?: Headers) => Promise<LightMyRequestResponse>
  readonly post: (path: string, body?: unknown, headers?: Headers) => Promise<LightMyRequestResponse>
  /** Sends text as it is, whatever it is. */
  readonly postRaw: (path: string, payload: string, contentType?: string) => Promise<LightMyRequestResponse>
  readonly upload: (
    path: string,
    file: Uint8Array,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>
}

export const openApi = (house: DemoHouse): FastifyInstance => {
  const provinces = {
    all: [house.open, house.other],
    byHost: (host: string) => (host.startsWith('ninhbinh') ? house.other : house.open),
    byKey: () => house.open,
    close: async () => undefined,
  }
  const { deps } = house
  const gateway = gatewayOf({ init: 'ok', query: 'open', orders: [] })
  const payments = () => ({
    ...deps,
    gateway,
    log: silentLog,
    trackingUrl: (code: string) => `http://localhost/${code}`,
  })
  return buildServer(
    testWebDeps(provinces, { dossiers: () => deps, files: () => deps.files, clock: deps.clock, payments }),
    routes,
  )
}

const boundary = 'ranh-gioi'

const multipart = (file: Uint8Array, fields: Readonly<Record<string, string>>): Buffer =>
  Buffer.concat([
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="Giay to.pdf"\r\n\r\n`),
    file,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])

const callerWith = (app: FastifyInstance, headers: Readonly<Record<string, string>>): ApiCaller => {
  const send = (
    method: 'GET' | 'POST',
    url: string,
    payload?: string | Buffer,
    contentType?: string,
    more: Headers = {},
  ) =>
    app.inject({
      method,
      url,
      headers: {
        host: 'localhost',
        accept: 'application/json',
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
        ...headers,
        ...more,
      },
      ...(payload === undefined ? {} : { payload }),
    })
  return {
    get: (path, more) => send('GET', path, undefined, undefined, more),
    post: (path, body, more) =>
      body === undefined
        ? send('POST', path, undefined, undefined, more)
        : send('POST', path, JSON.stringify(body), 'application/json', more),
    postRaw: (path, payload, contentType = 'application/json') => send('POST', path, payload, contentType),
    upload: (path, file, fields = {}) =>
      send('POST', path, multipart(file, fields), `multipart/form-data; boundary=${boundary}`),
  }
}

export const nobody = (app: FastifyInstance): ApiCaller => callerWith(app, {})

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

type Key = {
  readonly grants: readonly string[]
  readonly login?: string
  readonly name?: string
  readonly expiresAt?: string
}

/** A key as the program would have made it. */
export const makeKey = async (house: DemoHouse, { grants, login, name = 'Cổng thử', expiresAt }: Key) => {
  const key = `motcua_${randomBytes(32).toString('base64url')}`
  const { database } = house.open
  const account =
    login === undefined
      ? undefined
      : await database.selectFrom('account').select('id').where('login', '=', login).executeTakeFirstOrThrow()
  const now = house.deps.clock.now()
  const until = expiresAt === undefined ? undefined : Temporal.Instant.from(expiresAt)
  await database
    .insertInto('api_client')
    .values({
      id: newId(),
      name,
      key_hash: hashOf(key),
      grants: [...grants],
      account_id: account?.id ?? null,
      created_at: now,
      expires_at: until ?? (account === undefined ? null : now.add({ hours: 24 })),
    })
    .execute()
  return key
}

export const withKey = (app: FastifyInstance, key: string): ApiCaller =>
  callerWith(app, { authorization: `Bearer ${key}` })

/** Somebody of the demo province with a key for everything he may do. */
export const asPerson = async (app: FastifyInstance, house: DemoHouse, login: string): Promise<ApiCaller> =>
  withKey(app, await makeKey(house, { grants: ['read', 'act', 'sign'], login }))

/** Another system that may hand in through channels and call filings by the numbers of one issuer. */
export const asSystem = async (
  app: FastifyInstance,
  house: DemoHouse,
  grants = ['file:national-portal', 'file:post', 'issuer:dvcqg'],
): Promise<ApiCaller> => withKey(app, await makeKey(house, { grants }))

/** A browser that has signed in, with the token of its session or without. */
export const withSession = async (
  app: FastifyInstance,
  house: DemoHouse,
  login: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiCaller> => {
  const token = randomBytes(32).toString('base64url')
  const { database } = house.open
  const { id } = await database.selectFrom('account').select('id').where('login', '=', login).executeTakeFirstOrThrow()
  const now = house.deps.clock.now()
  const until = now.add({ hours: 1 })
  await database
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      account_id: id,
      created_at: now,
      last_seen_at: now,
      expires_at: until,
      ends_at: until,
      idle_minutes: 60,
      csrf_token: randomBytes(32).toString('base64url'),
    })
    .execute()
  return callerWith(app, { cookie: `motcua-phien=${token}`, ...headers })
}
