import { accept, type Result, refuse } from '#kernel/result.ts'
import { fetchBytes } from '../http-client/fetch-bytes.ts'
import { pdfIn, readAnswer, redirectUrlIn } from './pay-plat-answers.ts'
import {
  initMessage,
  type PayPlatPartner,
  questionMessage,
  readConfirmMessage,
  replyToConfirm,
} from './pay-plat-messages.ts'
import type { GatewayRefusal, PaymentGateway, QueryAnswer } from './payment-gateway.ts'

export type PayPlatOptions = {
  /** Where every message is posted. */
  readonly url: string
  readonly partner: PayPlatPartner
  readonly patienceMs?: number
}

const patienceOf = (options: PayPlatOptions): number => options.patienceMs ?? 10_000
const longestAnswerBytes = 8_000_000

const post = async (
  options: PayPlatOptions,
  message: Readonly<Record<string, unknown>>,
): Promise<Result<Buffer, GatewayRefusal>> => {
  try {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, application/pdf' },
      body: JSON.stringify(message),
    }
    const bounds = { patienceMs: patienceOf(options), mostBytes: longestAnswerBytes }
    return accept(await fetchBytes(options.url, request, bounds))
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return refuse({ code: 'gateway.unreachable', detail: detail.slice(0, 200) })
  }
}

const unreadable = (detail: string) => refuse({ code: 'gateway.unreadable', detail })

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

/** An order that is still open or unknown answers with a code of its own; one that was decided, as its notice would have been. */
const standingOf = (body: unknown, partner: PayPlatPartner): Result<QueryAnswer, GatewayRefusal> => {
  const answer = readAnswer(body)
  if (answer === null) return unreadable('no answer of the platform')
  if (answer.fields.LoaiBanTin !== 'CONFIRM') {
    return answer.isRefused ? accept({ body, standing: { kind: 'open' } }) : unreadable('says neither paid nor open')
  }
  const report = readConfirmMessage(answer.fields, partner)
  if (!report.ok) return unreadable(report.refusal.code)
  return accept({ body: answer.fields, standing: { kind: 'reported', report: report.value } })
}

/** The national payment platform, version 1.0.6 of its messages. */
export const openPayPlat = (options: PayPlatOptions): PaymentGateway => ({
  init: async (order) => {
    const posted = await post(options, initMessage(order, options.partner))
    if (!posted.ok) return posted
    const answer = readAnswer(jsonOf(posted.value))
    if (answer === null) return unreadable('no answer of the platform')
    if (answer.isRefused) return refuse({ code: 'gateway.refused', reason: answer.reason })
    const redirectUrl = redirectUrlIn(answer)
    return redirectUrl === null ? unreadable('no address to pay at') : accept({ redirectUrl })
  },
  query: async (reference, at) => {
    const posted = await post(options, questionMessage('QUERY', reference, at, options.partner))
    if (!posted.ok) return posted
    const standing = standingOf(jsonOf(posted.value), options.partner)
    if (!standing.ok || standing.value.standing.kind === 'open') return standing
    return standing.value.standing.report.reference === reference ? standing : unreadable('answers for another order')
  },
  bill: async (reference, at) => {
    const posted = await post(options, questionMessage('GET_BILL', reference, at, options.partner))
    if (!posted.ok) return posted
    if (posted.value.subarray(0, 5).equals(Buffer.from('%PDF-'))) return accept(posted.value)
    const body = jsonOf(posted.value)
    const pdf = pdfIn(body)
    if (pdf !== null) return accept(pdf)
    const answer = readAnswer(body)
    return answer?.isRefused ? refuse({ code: 'gateway.refused', reason: answer.reason }) : unreadable('no receipt')
  },
  readConfirm: (body) => readConfirmMessage(body, options.partner),
  replyTo: replyToConfirm,
})
