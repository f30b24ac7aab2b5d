import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { unreachable } from '#kernel/result.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { OpenSession } from '#modules/identity/domain/index.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Locale } from '#web/messages/index.ts'
import type { Assets } from '#web/ui/shell/html.tsx'
import type { Answer, DownloadAnswer, EventsAnswer, ProblemStatus, ServerEvent } from '../answer.ts'
import { problemDocument } from '../frames/problem-frame.tsx'
import { cookieWriter, sealCookie } from '../guard/cookies.ts'
import { policyOfFile, policyOfPdf } from '../guard/security-headers.ts'
import { compress } from './compress.ts'
import { isApiAddress, problemDetails, problemMediaType } from './problem-json.ts'

/** What sending needs to know of the request. */
export type SendContext = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly isSecure: boolean
  /** Absent when the host belongs to no province. */
  readonly sealing: Sealing | undefined
  readonly locale: Locale
  readonly assets: Assets
  readonly session: OpenSession | undefined
  readonly provinceName: string
  /** Machines get problems as JSON. */
  readonly isMachine: boolean
}

const cachePolicy = (context: SendContext, maxAgeSeconds: number | undefined): string => {
  if (context.session !== undefined) return 'no-store'
  return maxAgeSeconds === undefined ? 'private, no-cache' : `public, max-age=${maxAgeSeconds}`
}

const sendText = async (context: SendContext, status: number, mediaType: string, text: string): Promise<void> => {
  const { request, reply } = context
  const { body, encoding } = await compress(text, request.headers['accept-encoding'])
  reply.code(status).type(mediaType).header('vary', 'accept-encoding, cookie')
  if (encoding !== null) reply.header('content-encoding', encoding)
  await reply.send(body)
}

const sendView = (context: SendContext, status: number, view: VNode): Promise<void> =>
  sendText(context, status, 'text/html; charset=utf-8', `<!doctype html>${renderToString(view)}`)

export const sendProblem = (context: SendContext, status: ProblemStatus): Promise<void> => {
  const { request, reply, locale, assets, provinceName, session } = context
  reply.header('cache-control', 'no-store')
  if (isApiAddress(request.url)) {
    const details = JSON.stringify(problemDetails(status, `http.${status}`))
    return sendText(context, status, problemMediaType, details)
  }
  if (context.isMachine)
    return sendText(context, status, 'application/json; charset=utf-8', JSON.stringify({ code: `http.${status}` }))
  const wait = Number(reply.getHeader('retry-after'))
  const view = problemDocument({
    status,
    locale,
    assets,
    provinceName,
    session,
    waitSeconds: Number.isFinite(wait) && wait > 0 ? wait : undefined,
    reference: request.id,
    again:
      status === 507 && request.method === 'POST' ? { action: request.url, typed: request.visit.typed } : undefined,
    isOfficerPath: /^\/(can-bo|quan-tri)(\/|$|\?)/.test(request.url),
  })
  return sendView(context, status, view)
}

const inlineTypes = new Set(['application/pdf', 'image/png', 'image/jpeg'])

/** Both forms of RFC 6266: plain letters for old readers, UTF-8 for the rest; no character that could end the header. */
export const contentDisposition = (name: string, inline: boolean): string => {
  const visible = name.replaceAll(/[\p{Cc}\p{Cf}\\/]/gu, '').slice(0, 200) || 'tep'
  const plain = fold(visible).replaceAll(/[^a-z0-9._ -]/g, '_')
  const encoded = encodeURIComponent(visible).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

const sendDownload = async ({ reply }: SendContext, answer: DownloadAnswer): Promise<void> => {
  const inline = answer.inline === true && inlineTypes.has(answer.mediaType)
  reply
    .header('content-type', inline ? answer.mediaType : downloadType(answer.mediaType))
    .header('content-disposition', contentDisposition(answer.name, inline))
    .header('content-security-policy', inline && answer.mediaType === 'application/pdf' ? policyOfPdf : policyOfFile)
    .header('cache-control', 'private, no-store')
  if (answer.sizeBytes !== undefined) reply.header('content-length', answer.sizeBytes)
  const { content } = answer
  await reply.send(content instanceof Readable ? content : Buffer.from(content))
}

// A saved page must not be taken for a page of ours by anybody who opens it in place.
const downloadType = (mediaType: string): string =>
  /html|xml|svg|javascript/.test(mediaType) ? 'application/octet-stream' : mediaType

const eventText = ({ event, id, data }: ServerEvent): string => {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`)
  return `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}${lines.join('')}\n`
}

const heartbeatMs = 20_000

const sendEvents = async ({ request, reply }: SendContext, answer: EventsAnswer): Promise<void> => {
  const leaving = new AbortController()
  const stream = new Readable({ read: () => undefined })
  stream.push(': here\n\n')
  const heartbeat = setInterval(() => stream.push(': here\n\n'), heartbeatMs)
  request.raw.once('close', () => leaving.abort())
  reply.raw.once('close', () => leaving.abort())
  const pump = async (): Promise<void> => {
    try {
      for await (const event of answer.events(leaving.signal)) {
        if (leaving.signal.aborted) return
        stream.push(eventText(event))
      }
    } catch (error) {
      if (!leaving.signal.aborted) stream.destroy(error instanceof Error ? error : new Error(String(error)))
    } finally {
      clearInterval(heartbeat)
      stream.push(null)
    }
  }
  void pump()
  reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
  await reply.send(stream)
}

/** Cookies that an answer sets: the session, sealed small values, what to say on the next page. */
const applyCookies = (context: SendContext, answer: Answer): void => {
  const { reply, isSecure, sealing } = context
  const cookies = cookieWriter(reply, isSecure)
  if ('session' in answer && answer.session !== undefined) {
    if (answer.session.kind === 'start') cookies.set('phien', answer.session.token)
    else cookies.clear('phien')
  }
  if (sealing === undefined) return
  for (const change of ('cookies' in answer ? answer.cookies : undefined) ?? []) {
    if (change.value === null) cookies.clear(change.name)
    else cookies.set(change.name, sealCookie(sealing, change.name, change.value), change.maxAgeSeconds)
  }
  if (answer.kind === 'redirect' && answer.notice !== undefined)
    cookies.set('tin', sealCookie(sealing, 'tin', JSON.stringify(answer.notice).slice(0, 2_000)), 120)
}

export const sendAnswer = async (context: SendContext, answer: Answer): Promise<void> => {
  const { reply } = context
  applyCookies(context, answer)
  switch (answer.kind) {
    case 'page':
      reply.header('cache-control', cachePolicy(context, answer.maxAgeSeconds))
      return sendView(context, answer.status, answer.view)
    case 'redirect':
      reply.header('cache-control', 'no-store')
      await reply.redirect(answer.to, 303)
      return
    case 'download':
      return sendDownload(context, answer)
    case 'json':
      reply.header('cache-control', 'no-store')
      return sendText(context, answer.status, 'application/json; charset=utf-8', JSON.stringify(answer.value))
    case 'text':
      reply.header('cache-control', cachePolicy(context, answer.maxAgeSeconds))
      return sendText(context, answer.status, answer.mediaType, answer.text)
    case 'events':
      return sendEvents(context, answer)
    case 'empty':
      await reply.code(204).header('cache-control', 'no-store').send()
      return
    case 'problem':
      return sendProblem(context, answer.status)
    default:
      return unreachable(answer)
  }
}
