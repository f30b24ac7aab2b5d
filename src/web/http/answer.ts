import type { Readable } from 'node:stream'
import type { VNode } from 'preact'
import type { NoticeView } from '#web/ui/parts/notice.tsx'

/** What a handler gives back; the server turns it into bytes, headers and cookies. */
export type Answer =
  | PageAnswer
  | RedirectAnswer
  | DownloadAnswer
  | JsonAnswer
  | TextAnswer
  | EventsAnswer
  | EmptyAnswer
  | ProblemAnswer

/** Said once on the next page. Sealed on the way, so it may name things, but keep it short: at most 1,000 characters. */
export type Flash = Pick<NoticeView, 'kind' | 'title' | 'text'>

/** What happens to the session of the browser with this answer. */
export type SessionChange = { readonly kind: 'start'; readonly token: string } | { readonly kind: 'end' }

/** A small value that this browser brings back, sealed against reading and change; null takes it away. */
export type CookieChange = {
  readonly name: string
  readonly value: string | null
  readonly maxAgeSeconds: number
}

type Extras = {
  readonly session?: SessionChange
  readonly cookies?: readonly CookieChange[]
}

export type PageAnswer = Extras & {
  readonly kind: 'page'
  readonly status: number
  /** The whole document, from `<html>`. */
  readonly view: VNode
  /** For pages without anything personal: how long a browser may keep it. */
  readonly maxAgeSeconds?: number
}

export type RedirectAnswer = Extras & {
  readonly kind: 'redirect'
  readonly to: string
  readonly notice?: Flash
}

export type DownloadAnswer = {
  readonly kind: 'download'
  readonly content: Uint8Array | Readable
  /** As the person shall see it; made safe on the way out. */
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes?: number
  /** Shown in the page where the kind is known to be harmless (PDF, PNG, JPEG); anything else is saved. */
  readonly inline?: boolean
}

export type JsonAnswer = Extras & { readonly kind: 'json'; readonly status: number; readonly value: unknown }

export type TextAnswer = {
  readonly kind: 'text'
  readonly status: number
  readonly mediaType: string
  readonly text: string
  readonly maxAgeSeconds?: number
}

export type ServerEvent = { readonly event?: string; readonly id?: string; readonly data: string }

/** A page stays live: events until the browser leaves, which the signal tells. */
export type EventsAnswer = {
  readonly kind: 'events'
  readonly events: (signal: AbortSignal) => AsyncIterable<ServerEvent>
}

export type EmptyAnswer = Extras & { readonly kind: 'empty' }

/** The page of the house for what cannot be answered; 404 also where a thing exists but must not be known of. */
export type ProblemAnswer = { readonly kind: 'problem'; readonly status: ProblemStatus }

export type ProblemStatus = 400 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 429 | 500 | 503 | 507

type PageOptions = Extras & { readonly status?: number; readonly maxAgeSeconds?: number }

export const page = (view: VNode, options: PageOptions = {}): PageAnswer => ({
  kind: 'page',
  view,
  ...options,
  status: options.status ?? 200,
})

/** A page that is shown again because something must be corrected. */
export const pageWithErrors = (view: VNode): PageAnswer => page(view, { status: 422 })

export const redirect = (to: string, options: Extras & { readonly notice?: Flash } = {}): RedirectAnswer => ({
  kind: 'redirect',
  to,
  ...options,
})

export const download = (answer: Omit<DownloadAnswer, 'kind'>): DownloadAnswer => ({ kind: 'download', ...answer })

export const json = (value: unknown, status = 200): JsonAnswer => ({ kind: 'json', status, value })

export const text = (body: string, mediaType = 'text/plain; charset=utf-8', status = 200): TextAnswer => ({
  kind: 'text',
  status,
  mediaType,
  text: body,
})

export const events = (source: EventsAnswer['events']): EventsAnswer => ({ kind: 'events', events: source })

export const empty = (extras: Extras = {}): EmptyAnswer => ({ kind: 'empty', ...extras })

export const problem = (status: ProblemStatus): ProblemAnswer => ({ kind: 'problem', status })

export const notFound: ProblemAnswer = problem(404)
export const forbidden: ProblemAnswer = problem(403)
