import { ReadableStream } from 'node:stream/web'
import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Clock } from '#kernel/time.ts'
import { type FetchBounds, fetchBytes } from '../http-client/fetch-bytes.ts'
import type { Axis, AxisAgency, AxisRefusal, OutgoingMessage, WaitingMessage } from './axis.ts'
import { type AxisKey, axisDigest, axisTime, signedHeaders } from './signed-headers.ts'

export type VxpOptions = {
  /** The security server of the agency; names of operations are put behind it. */
  readonly url: string
  readonly key: AxisKey
  readonly clock: Clock
  readonly bounds?: FetchBounds
}

/** A message of 100 MB is a third longer in base64. */
const usualBounds: FetchBounds = { patienceMs: 60_000, mostBytes: 160_000_000 }

type Operation = {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  readonly contentType?: string
  readonly body: BodyInit
  readonly sizeBytes?: number
}

const Answer = z.looseObject({
  status: z.string().optional(),
  ErrorCode: z.union([z.string(), z.number()]).optional(),
  ErrorDesc: z.string().nullish(),
  DocId: z.union([z.string(), z.number()]).nullish(),
  data: z.unknown().optional(),
})
type Answer = z.infer<typeof Answer>

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)))

const Waiting = z.looseObject({ docId: text, messageType: text, from: text, to: text })
const Agency = z.looseObject({ id: text, code: text, code102: text, pcode: text, name: text, mail: text })

const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

const silent = (why: string) => refuse({ code: 'axis.silent', why: why.slice(0, 200) })

/** Lists come as they are, or as JSON in a text. */
const rowsOf = (data: unknown): readonly unknown[] => {
  const value = typeof data === 'string' ? jsonOf(data) : data
  return Array.isArray(value) ? value : []
}

const post = async (options: VxpOptions, operation: Operation): Promise<Result<Answer, AxisRefusal>> => {
  const request = { contentType: operation.contentType ?? 'application/json', timestamp: axisTime(options.clock.now()) }
  const headers = [...signedHeaders(options.key, operation.parameters, request)].map(
    ([name, value]): [string, string] => [name, value],
  )
  if (operation.sizeBytes !== undefined) headers.push(['Content-Length', String(operation.sizeBytes)])
  // A body in pieces goes one way before the other; the types of the platform do not know it yet.
  const init = { method: 'POST', headers, body: operation.body, duplex: 'half' }
  try {
    const bytes = await fetchBytes(`${options.url}/${operation.name}`, init, options.bounds ?? usualBounds)
    const answer = Answer.safeParse(jsonOf(bytes.toString('utf8')))
    if (!answer.success) return silent('no answer of the axis')
    const { status = '', ErrorCode: errorCode = '0', ErrorDesc: reason } = answer.data
    const isFine = status.toUpperCase() === 'OK' && String(errorCode) === '0'
    return isFine
      ? accept(answer.data)
      : refuse({
          code: 'axis.refused',
          reason: (reason ?? status).slice(0, 500),
          errorCode: String(errorCode).slice(0, 50),
        })
  } catch (error) {
    return silent(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  }
}

const emptyObject = '{}'

const send = async (
  options: VxpOptions,
  message: OutgoingMessage,
): Promise<Result<{ axisId: string }, AxisRefusal>> => {
  const answer = await post(options, {
    name: 'sendEdoc',
    parameters: {
      from: message.from,
      servicetype: 'eDoc',
      messagetype: message.kind,
      'hash-file': axisDigest(message.sha256),
    },
    contentType: 'application/octet-stream',
    body: ReadableStream.from(message.open()) as BodyInit,
    sizeBytes: message.sizeBytes,
  })
  if (!answer.ok) return answer
  const axisId = text.parse(answer.value.DocId)
  return axisId === '' ? silent('no identifier') : accept({ axisId })
}

const listWaiting = async (
  options: VxpOptions,
  kind: WaitingMessage['kind'],
): Promise<Result<readonly WaitingMessage[], AxisRefusal>> => {
  const parameters = { servicetype: 'eDoc', messagetype: kind }
  const answer = await post(options, { name: 'getReceivedEdocList', parameters, body: '' })
  if (!answer.ok) return answer
  return accept(
    rowsOf(answer.value.data).flatMap((row) => {
      const read = Waiting.safeParse(row)
      return read.success && read.data.docId !== ''
        ? [{ axisId: read.data.docId, kind, from: read.data.from, to: read.data.to }]
        : []
    }),
  )
}

const agencyOf = (row: unknown): readonly AxisAgency[] => {
  const read = Agency.safeParse(row)
  if (!read.success || (read.data.code === '' && read.data.code102 === '')) return []
  const { id, code, code102, pcode, name, mail } = read.data
  return [{ id, code: code === '' ? code102 : code, oldCode: code102, parentCode: pcode, name, email: mail }]
}

/** The national axis of documents, as its security server speaks (version 2.0.1 of its programs). */
export const openVxpAxis = (options: VxpOptions): Axis => ({
  send: (message) => send(options, message),
  listWaiting: (kind) => listWaiting(options, kind),
  fetch: async (axisId) => {
    const answer = await post(options, {
      name: 'getEdoc',
      parameters: { docId: axisId, filePath: '.' },
      body: emptyObject,
    })
    if (!answer.ok) return answer
    const { data } = answer.value
    return typeof data === 'string' && data !== '' ? accept(Buffer.from(data)) : silent('no message')
  },
  confirm: async (axisId, status) => {
    const parameters = { docid: axisId, status }
    const answer = await post(options, { name: 'updateStatus', parameters, body: emptyObject })
    return answer.ok ? accept(null) : answer
  },
  listAgencies: async () => {
    const answer = await post(options, { name: 'getAgenciesListQD20', parameters: { level: '0' }, body: '' })
    return answer.ok ? accept(rowsOf(answer.value.data).flatMap(agencyOf)) : answer
  },
})
