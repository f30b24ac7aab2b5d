import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import formBody from '@fastify/formbody'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Clock } from '#kernel/time.ts'
import type { Log } from '#platform/log/log.ts'
import { formatPlatformTime } from '#platform/payment-gateway/pay-plat-hash.ts'
import { answerMessage } from './answer-message.ts'
import { billOf } from './bill.ts'
import { type DemoPartner, partnerOf } from './demo-partner.ts'
import { Failures, noFailures } from './failures.ts'
import { type NotifyDeps, notifyPartner } from './notify-partner.ts'
import { type DemoOrder, openOrderBook } from './order-book.ts'
import { banks, controlPage, donePage, payPage, unknownPage } from './pages.ts'
import { statementOf } from './statement.ts'

export type DemoPaymentPlatformOptions = {
  readonly partners: readonly DemoPartner[]
  /** The address of this platform as payers see it; that of the request when absent. */
  readonly publicUrl?: string
  /** Where orders are kept; for the life of the program when absent. */
  readonly orderFile?: string
  readonly pausesMs?: readonly number[]
  readonly slowMs?: number
  readonly clock: Clock
  readonly log: Log
}

const minuteMs = 60_000
const growingPauses = [0, 5_000, 30_000, 2 * minuteMs, 10 * minuteMs, 30 * minuteMs, 60 * minuteMs, 180 * minuteMs]

const Decision = z.object({
  deed: z.enum(['pay', 'lack', 'cancel']),
  bank: z.enum(Object.keys(banks) as [string, ...string[]]).catch('VCB'),
})
type Decision = z.infer<typeof Decision>

const decide = (order: DemoOrder, decision: Decision, clock: Clock): DemoOrder => {
  const decidedAt = formatPlatformTime(clock.now())
  const decided = { ...order, decidedAt, bank: decision.bank, isTold: false }
  if (decision.deed === 'cancel') return { ...decided, state: 'cancelled', code: '24', bank: '' }
  if (decision.deed === 'lack') return { ...decided, state: 'failed', code: '51' }
  const transactionId = `GD${decidedAt.slice(2)}${randomInt(1e6).toString().padStart(6, '0')}`
  return { ...decided, state: 'paid', code: '00', transactionId }
}

/** What the routes share. */
type House = {
  readonly options: DemoPaymentPlatformOptions
  readonly notify: NotifyDeps
  failures: Failures
  /** Decides an order that is still to be decided and lets the partner know; a decided one stays as it is. */
  readonly settle: (reference: string, decision: Decision) => Promise<DemoOrder | undefined>
}

const html = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    )
    .header('x-content-type-options', 'nosniff')
    .send(page)

const addMessages = (app: FastifyInstance, house: House): void => {
  app.post('/', async (request, reply) => {
    const base = house.options.publicUrl ?? `${request.protocol}://${request.host}`
    const answer = await answerMessage(
      {
        book: house.notify.book,
        partnerOf: (code) => partnerOf(house.options.partners, code),
        payUrl: (reference) => `${base}/thanh-toan/${encodeURIComponent(reference)}`,
        billOf,
      },
      request.body,
    )
    return answer instanceof Uint8Array ? reply.type('application/pdf').send(Buffer.from(answer)) : reply.send(answer)
  })
}

type ByReference = { Params: { reference: string } }

const addPages = (app: FastifyInstance, house: House): void => {
  const { book } = house.notify
  app.get<ByReference>('/thanh-toan/:reference', (request, reply) => {
    const order = book.find(request.params.reference)
    if (order === undefined) return html(reply, unknownPage(), 404)
    const isOpen = order.state === 'open' || order.state === 'failed'
    return html(
      reply,
      isOpen
        ? payPage(order)
        : donePage(order, partnerOf(house.options.partners, order.partner)?.backUrl(order.reference) ?? ''),
    )
  })
  app.post<ByReference>('/thanh-toan/:reference', async (request, reply) => {
    const decision = Decision.safeParse(request.body)
    const { reference } = request.params
    if (decision.success) await house.settle(reference, decision.data)
    return reply.redirect(`/thanh-toan/${encodeURIComponent(reference)}`, 303)
  })
  app.get('/dieu-khien', (_request, reply) => html(reply, controlPage(house.failures, book.list())))
  app.get<{ Params: { partner: string; day: string } }>('/dieu-khien/sao-ke/:partner/:day', (request, reply) => {
    const { partner, day } = request.params
    return reply
      .header('content-disposition', `attachment; filename="sao-ke-${day.replace(/\D/g, '')}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(statementOf(book.list(), partner, day))
  })
  app.post('/dieu-khien', (request, reply) => {
    house.failures = Failures.catch(noFailures).parse(request.body)
    return reply.redirect('/dieu-khien', 303)
  })
  app.post('/dieu-khien/bao-lai', (request, reply) => {
    const asked = z.object({ reference: z.string() }).safeParse(request.body)
    const order = asked.success ? book.find(asked.data.reference) : undefined
    if (order !== undefined && order.state !== 'open') void notifyPartner(house.notify, order)
    return reply.redirect('/dieu-khien', 303)
  })
}

const addControls = (app: FastifyInstance, house: House): void => {
  const { book } = house.notify
  app.get('/api/orders', () => book.list())
  app.put('/api/failures', (request) => {
    house.failures = Failures.parse(request.body)
    return house.failures
  })
  app.post<ByReference>('/api/orders/:reference/decision', async (request, reply) => {
    const order = await house.settle(request.params.reference, Decision.parse(request.body))
    return order ?? reply.status(404).send({ code: 'order.unknown' })
  })
  app.post<ByReference>('/api/orders/:reference/notice', async (request, reply) => {
    const order = book.find(request.params.reference)
    if (order === undefined || order.state === 'open') return reply.status(404).send({ code: 'order.undecided' })
    await notifyPartner({ ...house.notify, pausesMs: [0] }, order)
    return book.find(order.reference)
  })
}

const isControl = (path: string): boolean => path.startsWith('/dieu-khien') || path.startsWith('/api/')

const addFailures = (app: FastifyInstance, house: House): void => {
  app.addHook('onRequest', async (request, reply) => {
    if (isControl(request.url)) return
    if (house.failures.service === 'down') return reply.status(503).send('')
    if (house.failures.service === 'slow')
      await pause(house.options.slowMs ?? 20_000, null, { signal: house.notify.signal })
  })
}

/**
 * The twin of the national payment platform: the same messages, hashes and repetitions, a page on which nobody loses money, and
 * failures at will. Notices that were not answered go on after a restart. The caller listens and closes.
 */
export const openDemoPaymentPlatform = async (options: DemoPaymentPlatformOptions): Promise<FastifyInstance> => {
  const book = await openOrderBook(options.orderFile ?? null)
  const closing = new AbortController()
  const notify: NotifyDeps = {
    book,
    partnerOf: (order) => partnerOf(options.partners, order.partner),
    pausesMs: options.pausesMs ?? growingPauses,
    failures: () => house.failures,
    signal: closing.signal,
    log: options.log,
  }
  const house: House = {
    options,
    notify,
    failures: noFailures,
    settle: async (reference, decision) => {
      const order = book.find(reference)
      if (order === undefined || order.state === 'paid' || order.state === 'cancelled') return order
      const decided = decide(order, decision, options.clock)
      await book.save(decided)
      void notifyPartner(notify, decided)
      return decided
    },
  }
  const app = fastify({ bodyLimit: 200_000 })
  await app.register(formBody)
  addFailures(app, house)
  addMessages(app, house)
  addPages(app, house)
  addControls(app, house)
  app.addHook('onClose', async () => {
    closing.abort()
    await book.close()
  })
  for (const order of book.list()) if (order.state !== 'open' && !order.isTold) void notifyPartner(notify, order)
  return app
}
