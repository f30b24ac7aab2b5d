import { isUuid } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Actor, DueStep, OpenSession, Role } from '#modules/identity/domain/index.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import type { Locale } from '#web/messages/index.ts'
import type { Assets } from '#web/ui/shell/html.tsx'
import type { Answer, Flash } from './answer.ts'
import type { UploadedFile, UploadFault } from './body/uploads.ts'
import type { RateLimitKind } from './guard/rate-limits.ts'
import type { WebDeps } from './web-deps.ts'

export * from './answer.ts'
export type { UploadedFile, UploadFault } from './body/uploads.ts'
export type { EidSettings, WebDeps } from './web-deps.ts'

/**
 * Who may come: everybody, a signed-in citizen, anybody signed in, or an officer who holds one of the roles that day (`any`: any post
 * or none), or another system with a key (`machine`). The use case behind still checks whether this caller may do this deed on this thing.
 */
export type RouteAccess = 'public' | 'citizen' | 'signed-in' | 'machine' | { readonly officer: readonly Role[] | 'any' }

/** The one way to declare a page or an endpoint. */
export type Route = {
  readonly method: 'GET' | 'POST'
  /** Vietnamese without marks: `/thu-tuc/:code`. No personal value ever stands in an address. */
  readonly path: string
  readonly access: RouteAccess
  /** The same page in English under `/en`. */
  readonly inEnglish?: boolean
  /** Statements that one answer may send, the two of the session not counted; tests hold pages to it. */
  readonly statementBudget?: number
  /** 1 MiB unless told; uploads are bounded by `uploadBounds`. */
  readonly maxBodyBytes?: number
  /** Takes files: multipart bodies are read, files come as `request.files`. */
  readonly upload?: boolean
  /** How large one file may be where the usual bound does not fit; never more than `uploadBounds.totalBytes`. */
  readonly maxFileBytes?: number
  readonly rateLimit?: RateLimitKind
  /**
   * `machine`: called by programs. Cookies are not looked at, so nobody is signed in by them and no form token is asked; the handler
   * checks the caller itself (signature, key) and gets the JSON in `request.body`. `api`: called by programs of people and by other
   * systems, with a key of ours or with the session and its token; whatever is refused is told as a problem (RFC 9457).
   */
  readonly caller?: 'browser' | 'machine' | 'api'
  /** Signs or seals: a key comes here only when it was made for that. */
  readonly signs?: boolean
  /** Asks for itself again and again: does not keep the session alive. */
  readonly isPassive?: boolean
  /** Open to somebody who has to do these first, such as the very page on which it is done; other pages lead there. */
  readonly whileDue?: readonly DueStep[]
  readonly handler: (request: PageRequest) => Promise<Answer>
}

/** What was posted: a name, and what was typed once or several times. */
export type FormBody = Readonly<Record<string, string | readonly string[]>>

export type PageRequest = {
  readonly province: OpenProvince
  readonly deps: WebDeps
  readonly actor: Actor
  /** The session behind the actor; absent for the anonymous and for machines. */
  readonly session: OpenSession | undefined
  /** The caller came with a key, not with a session. */
  readonly hasKey: boolean
  readonly locale: Locale
  readonly now: Temporal.Instant
  /** Path and query as asked for, for links back to this page. */
  readonly address: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: FormBody
  readonly form: FormBody
  /** The JSON of a machine; parse it. */
  readonly body: unknown
  readonly files: readonly UploadedFile[]
  /** Why not everything that was uploaded is in `files`. */
  readonly uploadFault: UploadFault | undefined
  readonly header: (name: string) => string | undefined
  /** A sealed cookie set by an earlier answer. */
  readonly cookie: (name: string) => string | undefined
  /** For the hidden field `_csrf`. Asking for it binds an anonymous browser by a cookie, so ask only when the page has a form. */
  readonly csrfToken: string
  readonly assets: Assets
  /** A page of ours to go to afterwards, from `?tiep=` or the field `_tiep`; anything foreign is dropped. */
  readonly returnTo: string | undefined
  readonly notice: Flash | undefined
  /** On the sign-in pages: what an expired session was about to post, sealed, to be carried in the field `_kept`. */
  readonly kept: SealedKeptForm | undefined
  /** Scheme and host as this browser sees them. */
  readonly origin: string
  /** Where the request comes from, as the trusted proxies say; for a system that must be told, never for a log. */
  readonly sourceAddress: string
  /** A keyed digest of where the request comes from, for delays and logs without an address in them. */
  readonly sourceHash: Buffer
  readonly requestId: string
}

/** A form that an ended session was about to post, and whose it is when that is known. */
export type SealedKeptForm = {
  readonly sealed: string
  readonly hadFiles: boolean
  readonly accountId: string | null
}

/** One text of a posted field, without spaces around it; empty when it was not sent. */
export const fieldOf = (form: FormBody, name: string): string => {
  const value = Object.hasOwn(form, name) ? form[name] : undefined
  const one = typeof value === 'string' ? value : value?.at(-1)
  return one?.trim() ?? ''
}

/** The key under which a form is sent, so that sending it twice does once what it asks for. */
export const keyOf = (form: FormBody): string | undefined => {
  const key = fieldOf(form, '_key')
  return isUuid(key) ? key : undefined
}

/** All texts of a field that may be sent several times. */
export const fieldsOf = (form: FormBody, name: string): readonly string[] => {
  const value = Object.hasOwn(form, name) ? form[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
