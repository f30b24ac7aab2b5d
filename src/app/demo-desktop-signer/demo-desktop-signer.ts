import Fastify, { type FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { type Clock, formatInstant } from '#kernel/time.ts'
import { fetchBytes } from '#platform/http-client/fetch-bytes.ts'
import type { Appearance } from '#platform/signing/appearance/appearance.ts'
import { cornerFields } from '#platform/signing/corner-mark.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { signPdf } from '#platform/signing/sign-pdf.ts'
import type { SigningKey } from '#platform/signing/signing-key.ts'
import { type Trouble, troublePage, troubles } from './trouble-page.ts'

export type DemoDesktopSigner = {
  readonly app: FastifyInstance
  /** What happens at every question from now on. */
  setTrouble: (trouble: Trouble) => void
}

export type DemoToken = { readonly key: SigningKey; readonly holder: string }

export type DemoDesktopSignerOptions = {
  /** The token of an officer in the machine; null when none is plugged in. */
  readonly token: DemoToken | null
  /** That of an agency; absent when none is plugged in. */
  readonly seal?: DemoToken | null
  readonly clock: Clock
}

/** What a page sends, in the words of VGCA Sign Service. */
const Question = z.object({
  FileUploadHandler: z.url(),
  FileName: z.url(),
  SessionId: z.string().optional(),
  JWTToken: z.string().optional(),
  DocNumber: z.string().optional(),
})
const UploadReply = z.object({
  Status: z.union([z.boolean(), z.number()]),
  Message: z.string().optional(),
  FileName: z.string().optional(),
  FileServer: z.string().optional(),
})

/** What the page hears: 0 when the signed file was brought back. */
type Told = {
  readonly Status: number
  readonly FileName: string
  readonly FileServer: string
  readonly Message: string
  readonly Error: string
}

const failed = (text: string): Told => ({ Status: 1, FileName: '', FileServer: '', Message: text, Error: '' })
const bounds = { patienceMs: 20_000, mostBytes: 40_000_000 }

type Operation = {
  readonly field: string
  readonly isSeal: boolean
  readonly appearance: (asked: { readonly holder: string; readonly code: string; readonly at: string }) => Appearance
}

/** What each deed writes, and where. */
const operations: Readonly<Record<string, Operation>> = {
  SignApproved: {
    field: outcomeFields.leader,
    isSeal: false,
    appearance: ({ holder }) => ({ kind: 'handwriting', name: holder }),
  },
  SignIssued: {
    field: outcomeFields.seal,
    isSeal: true,
    appearance: ({ holder }) => ({ kind: 'seal', around: holder, middle: holder }),
  },
  SignAppendix: {
    field: cornerFields.companion,
    isSeal: true,
    appearance: ({ code, at }) => ({ kind: 'lines', lines: [`Số: ${code}`, at] }),
  },
}

type Asked = { readonly operation: Operation; readonly trouble: Trouble; readonly code: string }

/** The one that the deed wants, or the other one, where somebody takes the wrong one. */
const tokenFor = ({ token, seal = null }: DemoDesktopSignerOptions, { operation, trouble }: Asked): DemoToken | null =>
  operation.isSeal === (trouble !== 'wrong-token') ? seal : token

const signedFile = async (
  options: DemoDesktopSignerOptions,
  asked: Asked,
  pdf: Uint8Array,
): Promise<Uint8Array | Told> => {
  const { operation, trouble, code } = asked
  const token = tokenFor(options, asked)
  const now = options.clock.now()
  if (trouble === 'cancelled') return failed('Người dùng đã hủy ký số')
  if (trouble === 'no-token' || token === null) return failed('Không tìm thấy thiết bị lưu khóa bí mật')
  if (trouble === 'unsigned') return pdf
  const changed = Buffer.from(pdf)
  // Another version in the head of the file: a byte that shows nowhere.
  if (trouble === 'other-file') changed[7] = (changed[7] ?? 0) ^ 1
  const signed = await signPdf(changed, {
    field: operation.field,
    key: token.key,
    appearance: operation.appearance({ holder: token.holder, code, at: formatInstant(now) }),
    signingTime: now,
  })
  return signed.ok ? signed.value : failed(`Không ký được: ${signed.refusal.code}`)
}

const bring = async (url: string, pdf: Uint8Array): Promise<Told> => {
  const form = new FormData()
  form.append('uploadfile', new Blob([Uint8Array.from(pdf)], { type: 'application/pdf' }), 'van-ban.signed.pdf')
  const answer = await fetchBytes(url, { method: 'POST', body: form }, bounds)
  const reply = UploadReply.parse(JSON.parse(Buffer.from(answer).toString('utf8')))
  const isTaken = reply.Status === true || reply.Status === 0
  const { FileName = '', FileServer = '', Message = '' } = reply
  return { Status: isTaken ? 0 : 1, FileName, FileServer, Message, Error: '' }
}

const answer = async (options: DemoDesktopSignerOptions, asked: Omit<Asked, 'code'>, text: string): Promise<Told> => {
  try {
    const question = Question.parse(JSON.parse(text))
    const pdf = await fetchBytes(question.FileName, {}, bounds)
    const signed = await signedFile(options, { ...asked, code: question.DocNumber ?? '' }, pdf)
    return signed instanceof Uint8Array ? await bring(question.FileUploadHandler, signed) : signed
  } catch (error) {
    return failed(`Không tải hoặc nộp được tệp: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** As long as a question with all its addresses. */
const mostQuestionBytes = 100_000

/**
 * The twin of VGCA Sign Service: one JSON over a WebSocket under the name of the deed, one JSON back. It fetches the document, signs it with
 * the token in the machine, and brings it to the address it was told, without the session of the browser.
 */
export const openDemoDesktopSigner = (options: DemoDesktopSignerOptions): DemoDesktopSigner => {
  let trouble: Trouble = 'none'
  const holders = [options.token, options.seal ?? null].flatMap((token) => (token === null ? [] : [token.holder]))
  const app = Fastify({ bodyLimit: 1_000, forceCloseConnections: true })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostQuestionBytes })
  app.server.on('upgrade', (request, socket, head) => {
    const operation = operations[(request.url ?? '').split('?', 1)[0]?.slice(1) ?? '']
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => undefined)
      client.once('message', (data) => {
        if (trouble === 'silent') return client.close()
        const told =
          operation === undefined
            ? Promise.resolve(failed('Chức năng không có trong bản mô phỏng'))
            : answer(options, { operation, trouble }, String(data))
        return void told.then((value) => client.send(JSON.stringify(value)))
      })
    })
  })
  app.addHook('onClose', async () => {
    for (const client of sockets.clients) client.terminate()
  })
  app.get('/', async (request, reply) => {
    const { 'su-co': asked } = request.query as { readonly 'su-co'?: string }
    trouble = troubles.find((one) => one === asked) ?? trouble
    return reply.type('text/html; charset=utf-8').send(troublePage(trouble, holders))
  })
  return {
    app,
    setTrouble: (next) => {
      trouble = next
    },
  }
}
