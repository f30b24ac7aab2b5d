import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { type Actor, anonymous, type LoadedSession } from '#modules/identity/domain/index.ts'
import type { ApiCaller } from '#modules/identity/index.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Flash } from './answer.ts'
import { peekKeptForm } from './body/kept-form.ts'
import { flatTexts, type ReadForm } from './body/read-form.ts'
import { cookieWriter, openCookie, readCookie } from './guard/cookies.ts'
import { maskToken, newAnonymousCookie, secretOfCookie } from './guard/csrf.ts'
import { localeOfPath } from './guard/locale.ts'
import { safeReturnTo } from './guard/return-to.ts'
import type { House } from './house.ts'
import { fieldOf, type PageRequest } from './route.ts'

/** What is known of a request before its body is looked at. */
export type Arrival = {
  readonly house: House
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly province: OpenProvince
  readonly sealing: Sealing
  readonly session: LoadedSession
  /** Who came with a key; null without one. */
  readonly byKey: ApiCaller | null
  readonly now: Temporal.Instant
}

const csrfCookie = 'bieu-mau'

/** The secret that posted forms must know: of the session, or of the browser while nobody is signed in. */
export const formSecretOf = ({ house, request, sealing, session }: Arrival): string | undefined =>
  session.kind === 'open'
    ? session.csrfSecret
    : secretOfCookie(sealing, readCookie(request, csrfCookie, house.deps.isSecure))

const bindBrowser = ({ house, reply, sealing }: Arrival): string => {
  const cookie = newAnonymousCookie(sealing)
  cookieWriter(reply, house.deps.isSecure).set(csrfCookie, cookie)
  return secretOfCookie(sealing, cookie) ?? ''
}

const Notice = z.object({
  kind: z.enum(['info', 'done', 'attention']).optional(),
  title: z.string().optional(),
  text: z.string(),
})

/** What the answer before wanted said; taken away as it is read. */
const takeNotice = ({ house, request, reply, sealing }: Arrival): Flash | undefined => {
  const { isSecure } = house.deps
  const sealed = readCookie(request, 'tin', isSecure)
  if (sealed === undefined || request.method !== 'GET') return undefined
  cookieWriter(reply, isSecure).clear('tin')
  try {
    return Notice.parse(JSON.parse(openCookie(sealing, 'tin', sealed) ?? ''))
  } catch {
    return undefined
  }
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const keptIn = (sealing: Sealing, sealed: string): PageRequest['kept'] => {
  const seen = sealed === '' ? null : peekKeptForm(sealing, sealed)
  return seen === null ? undefined : { sealed, ...seen }
}

const actorOf = ({ session, byKey }: Arrival): Actor => {
  if (byKey?.kind === 'machine') return byKey.actor
  return session.kind === 'open' ? session.actor : anonymous
}

/** Where a request comes from; nowhere, when whoever asked has closed the connection meanwhile. */
const addressOf = (request: FastifyRequest): string => (request.ip as string | undefined) ?? ''

export const makePageRequest = (arrival: Arrival, read: ReadForm, keptForm?: string): PageRequest => {
  const { house, request, province, sealing, session, now } = arrival
  const query = flatTexts(request.query)
  const path = request.url.split('?', 1)[0] ?? '/'
  const csrfToken = once(() => maskToken(formSecretOf(arrival) ?? bindBrowser(arrival)))
  const notice = once(() => takeNotice(arrival))
  return {
    province,
    deps: house.deps,
    actor: actorOf(arrival),
    session: session.kind === 'open' ? session : undefined,
    hasKey: arrival.byKey !== null,
    locale: localeOfPath(path),
    now,
    address: request.url,
    path,
    params: flatTexts(request.params) as Readonly<Record<string, string>>,
    query,
    form: read.form,
    body: request.body,
    files: read.files,
    uploadFault: read.fault,
    header: (name) => {
      const value = request.headers[name.toLowerCase()]
      return typeof value === 'string' ? value : value?.[0]
    },
    cookie: (name) => openCookie(sealing, name, readCookie(request, name, house.deps.isSecure)),
    get csrfToken() {
      return csrfToken()
    },
    assets: house.assets,
    returnTo: safeReturnTo(fieldOf(read.form, '_tiep') || fieldOf(query, 'tiep') || undefined),
    get notice() {
      return notice()
    },
    kept: keptIn(sealing, keptForm ?? fieldOf(read.form, '_kept')),
    origin: `${house.deps.isSecure ? 'https' : 'http'}://${request.host}`,
    sourceAddress: addressOf(request).replace(/^::ffff:(?=\d+\.)/, ''),
    sourceHash: sealing.hash(`source ${addressOf(request)}`),
    requestId: request.id,
  }
}
