import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { type Clock, Temporal, zone } from '#kernel/time.ts'
import { edxmlReader } from '#modules/interchange/index.ts'
import { type AxisKey, axisDigestOf, hmacOf } from '#platform/axis/signed-headers.ts'

/** A security server at the axis, and the agencies that it speaks for. */
export type AxisPartner = AxisKey & { readonly agencies: readonly { readonly code: string; readonly name: string }[] }

/** What the line does, as real ones have done; each until told otherwise. */
export type AxisTrouble =
  | 'none'
  /** Nothing comes back, and nothing was heard. */
  | 'silent'
  /** What was asked is done, but the answer is lost on its way. */
  | 'answer-lost'
  /** A page of the machine before it. */
  | 'garbage'
  /** It says no to everything. */
  | 'refusing'
  /** What was confirmed comes again. */
  | 'forgetful'

export type DemoAxis = {
  readonly app: FastifyInstance
  readonly setTrouble: (trouble: AxisTrouble) => void
  /** Everything that was sent and accepted, in order. */
  readonly accepted: () => readonly AxisMessage[]
}

type Kind = 'edoc' | 'status'

export type AxisMessage = {
  readonly axisId: string
  readonly kind: Kind
  readonly from: string
  readonly to: string
  readonly content: Buffer
  state: 'initial' | 'processing' | 'done' | 'fail'
}

type Refused = { readonly code: string; readonly reason: string }
type Memory = { readonly partners: readonly AxisPartner[]; readonly clock: Clock; readonly messages: AxisMessage[] }

const mostBytes = 120_000_000
const minutesApart = 10
const prefix = 'xroadvnpt-'

const isSame = (left: string, right: string): boolean =>
  timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest())

const header = (request: FastifyRequest, name: string): string => {
  const value = request.headers[prefix + name.toLowerCase()]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

const objectIn = (json: string): Readonly<Record<string, string>> | null => {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : null
  } catch {
    return null
  }
}

/** `22112026T035635+0033`, within ten minutes of now. */
const isNow = (written: string, now: Temporal.Instant): boolean => {
  const [, day, month, year, hour, minute, second] = /^(\d\d)(\d\d)(\d{4})T(\d\d)(\d\d)(\d\d)\+/.exec(written) ?? []
  if (second === undefined) return false
  const told = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`).toZonedDateTime(zone)
  return Math.abs(told.epochMilliseconds - now.epochMilliseconds) < minutesApart * 60_000
}

/** Who asks, when the request is signed as it should be and just now. */
const partnerOf = ({ partners, clock }: Memory, request: FastifyRequest): AxisPartner | Refused => {
  const json = header(request, 'sign-header')
  const signed = objectIn(json)
  const partner = partners.find(({ systemId }) => systemId === header(request, 'systemid'))
  if (partner === undefined || signed === null) return { code: '15', reason: 'SystemId is unknown' }
  const names = header(request, 'sign-header-key').split(';')
  const isWhole =
    names.every((name) => signed[`XroadVnpt-${name}`] === header(request, name)) &&
    Object.keys(signed).length === names.length &&
    ['systemid', 'timestamp'].every((name) => names.includes(name))
  if (!isWhole || !isSame(header(request, 'hash-header'), hmacOf(json, partner.secret)))
    return { code: '15', reason: 'hash-header does not fit' }
  return isNow(header(request, 'timestamp'), clock.now()) ? partner : { code: '15', reason: 'timestamp is not now' }
}

const receiversOf = (content: Buffer): readonly string[] | null => {
  const reader = edxmlReader()
  const step = reader.write(content)
  const read = step.ok ? reader.end() : step
  if (!read.ok) return null
  const { message } = read.value
  return message.kind === 'status' ? [message.regarding.agencyCode] : message.to.map(({ code }) => code)
}

const agenciesOf = ({ partners }: Memory) => partners.flatMap(({ agencies }) => agencies)

const accept = (memory: Memory, partner: AxisPartner, request: FastifyRequest): object | Refused => {
  const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const from = header(request, 'from')
  const kind: Kind = header(request, 'messagetype') === 'status' ? 'status' : 'edoc'
  if (!partner.agencies.some(({ code }) => code === from)) return { code: '19', reason: 'the sender is not registered' }
  if (header(request, 'hash-file') !== axisDigestOf(content)) return { code: '10', reason: 'hash-file does not fit' }
  const receivers = receiversOf(content)
  if (receivers === null) return { code: '22', reason: 'no edXML' }
  const unknown = receivers.find((code) => agenciesOf(memory).every((agency) => agency.code !== code))
  if (unknown !== undefined) return { code: '18', reason: `the receiver is unknown: ${unknown}` }
  const sent = receivers.map((to): AxisMessage => ({ axisId: randomUUID(), kind, from, to, content, state: 'initial' }))
  memory.messages.push(...sent)
  return { DocId: sent[0]?.axisId ?? '' }
}

const isFor = (partner: AxisPartner, message: AxisMessage): boolean =>
  partner.agencies.some(({ code }) => code === message.to)

type Deed = (memory: Memory, partner: AxisPartner, request: FastifyRequest) => object | Refused

const deeds: Readonly<Record<string, Deed>> = {
  sendEdoc: accept,
  getReceivedEdocList: (memory, partner, request) => ({
    data: memory.messages
      .filter((one) => isFor(partner, one) && one.kind === header(request, 'messagetype'))
      .filter(({ state }) => state === 'initial' || state === 'processing')
      .map(({ axisId, kind, from, to, state }) => ({
        ...{ docId: axisId, serviceType: 'eDoc', messageType: kind, from, to, status: state, status_desc: '' },
      })),
  }),
  getEdoc: (memory, partner, request) => {
    const found = memory.messages.find((one) => one.axisId === header(request, 'docId') && isFor(partner, one))
    return found === undefined ? { code: '21', reason: 'no such message' } : { data: found.content.toString('utf8') }
  },
  updateStatus: (memory, partner, request) => {
    const found = memory.messages.find((one) => one.axisId === header(request, 'docid') && isFor(partner, one))
    const state = (['done', 'fail', 'processing'] as const).find((one) => one === header(request, 'status'))
    if (found === undefined || state === undefined) return { code: '21', reason: 'no such message' }
    found.state = state
    return { DocId: found.axisId }
  },
  getAgenciesListQD20: (memory) => ({
    data: agenciesOf(memory).map(({ code, name }) => ({ id: code, code, code102: code, pcode: '', name, mail: '' })),
  }),
}

const isRefused = (outcome: object): outcome is Refused => 'reason' in outcome

/** The twin of the national axis of documents: the same calls, signatures and codes, for partners and agencies that it is given. */
export const openDemoAxis = (options: {
  readonly partners: readonly AxisPartner[]
  readonly clock: Clock
}): DemoAxis => {
  const memory: Memory = { ...options, messages: [] }
  const app = Fastify({ bodyLimit: mostBytes, forceCloseConnections: true })
  let trouble: AxisTrouble = 'none'
  for (const type of ['application/octet-stream', 'application/json'])
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', (_request, _reply, done) => {
    if (trouble !== 'silent') done()
  })
  app.post('/:operation', async (request, reply) => {
    const deed = deeds[(request.params as { readonly operation: string }).operation]
    if (deed === undefined) return reply.status(404).send({ status: 'FAIL', ErrorCode: '20', ErrorDesc: 'unknown' })
    if (trouble === 'garbage') return reply.type('text/html').send('<html><body>502 Bad Gateway</body></html>')
    const partner = partnerOf(memory, request)
    const outcome =
      'code' in partner
        ? partner
        : trouble === 'refusing'
          ? { code: '20', reason: 'the system is being mended' }
          : deed(memory, partner, request)
    if (trouble === 'answer-lost') {
      reply.hijack()
      request.raw.socket.destroy()
      return
    }
    if (trouble === 'forgetful')
      for (const message of memory.messages) if (message.state === 'done') message.state = 'initial'
    return isRefused(outcome)
      ? { status: 'FAIL', ErrorCode: outcome.code, ErrorDesc: outcome.reason }
      : { status: 'OK', ErrorCode: '0', ErrorDesc: 'Thanh cong', ...outcome }
  })
  return {
    app,
    setTrouble: (next) => {
      trouble = next
    },
    accepted: () => memory.messages,
  }
}
