import Fastify, { type FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Clock } from '#kernel/time.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { fetchBytes } from '#platform/signing/revocation/fetch-answer.ts'
import { signPdf } from '#platform/signing/sign-pdf.ts'
import type { SigningKey } from '#platform/signing/signing-key.ts'
import { type Trouble, troublePage, troubles } from './trouble-page.ts'

export type DemoDesktopSigner = {
  readonly app: FastifyInstance
  /** What happens at every question from now on. */
  setTrouble: (trouble: Trouble) => void
}

export type DemoDesktopSignerOptions = {
  /** The token in the machine; null when none is plugged in. */
  readonly token: { readonly key: SigningKey; readonly holder: string } | null
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

const signedFile = async (
  { token, clock }: DemoDesktopSignerOptions,
  trouble: Trouble,
  pdf: Uint8Array,
): Promise<Uint8Array | Told> => {
  if (trouble === 'cancelled') return failed('Người dùng đã hủy ký số')
  if (trouble === 'no-token' || token === null) return failed('Không tìm thấy thiết bị lưu khóa bí mật')
  if (trouble === 'unsigned') return pdf
  const changed = Buffer.from(pdf)
  // Another version in the head of the file: a byte that shows nowhere.
  if (trouble === 'other-file') changed[7] = (changed[7] ?? 0) ^ 1
  const signed = await signPdf(changed, {
    field: outcomeFields.leader,
    key: token.key,
    appearance: { kind: 'handwriting', name: token.holder },
    signingTime: clock.now(),
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

const answer = async (options: DemoDesktopSignerOptions, trouble: Trouble, text: string): Promise<Told> => {
  try {
    const question = Question.parse(JSON.parse(text))
    const pdf = await fetchBytes(question.FileName, {}, bounds)
    const signed = await signedFile(options, trouble, pdf)
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
  const app = Fastify({ bodyLimit: 1_000, forceCloseConnections: true })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostQuestionBytes })
  app.server.on('upgrade', (request, socket, head) => {
    const operation = (request.url ?? '').split('?', 1)[0]
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => undefined)
      client.once('message', (data) => {
        if (trouble === 'silent') return client.close()
        const told =
          operation === '/SignApproved'
            ? answer(options, trouble, String(data))
            : Promise.resolve(failed('Chức năng không có trong bản mô phỏng'))
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
    return reply.type('text/html; charset=utf-8').send(troublePage(trouble, options.token?.holder ?? null))
  })
  return {
    app,
    setTrouble: (next) => {
      trouble = next
    },
  }
}
