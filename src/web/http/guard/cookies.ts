import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sealing } from '#platform/secrets/sealing.ts'

/** `__Host-` binds a cookie to this very host over https; a browser refuses it on plain http, where the name goes without. */
export const cookieName = (name: string, isSecure: boolean): string => `${isSecure ? '__Host-' : ''}motcua-${name}`

type CookieWriter = {
  readonly set: (name: string, value: string, maxAgeSeconds?: number) => void
  readonly clear: (name: string) => void
}

export const cookieWriter = (reply: FastifyReply, isSecure: boolean): CookieWriter => {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const
  return {
    set: (name, value, maxAgeSeconds) => {
      const age = maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }
      reply.setCookie(cookieName(name, isSecure), value, { ...options, ...age })
    },
    clear: (name) => {
      reply.clearCookie(cookieName(name, isSecure), options)
    },
  }
}

export const readCookie = (request: FastifyRequest, name: string, isSecure: boolean): string | undefined =>
  request.cookies[cookieName(name, isSecure)]

/** Sealed with its name inside, so that the value of one cookie is worth nothing in another. */
export const sealCookie = (sealing: Sealing, name: string, value: string): string =>
  sealing.seal(`${name}=${value}`).toString('base64url')

export const openCookie = (sealing: Sealing, name: string, sealed: string | undefined): string | undefined => {
  if (sealed === undefined || sealed === '') return undefined
  try {
    const plain = sealing.open(Buffer.from(sealed, 'base64url'))
    return plain.startsWith(`${name}=`) ? plain.slice(name.length + 1) : undefined
  } catch {
    return undefined
  }
}
