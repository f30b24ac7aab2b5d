import { createTransport } from 'nodemailer'

export type Mail = {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Who gets an answer; absent: nobody reads it. */
  readonly replyTo?: string
  readonly files?: readonly { readonly name: string; readonly mediaType: string; readonly content: Uint8Array }[]
}

/** What became of a mail: handed to a server under its reference, or kept here because no server is set. */
export type MailOutcome = { readonly kind: 'sent'; readonly reference: string } | { readonly kind: 'kept' }

/** The way letters leave. Throws when the server could not be reached or refused; the caller tries again later. */
export type Mailer = {
  readonly send: (mail: Mail) => Promise<MailOutcome>
  readonly isReal: boolean
  readonly close: () => void
}

/** Without a server, letters stay in the program and are shown on a page of the demo. */
export const keepingMailer: Mailer = { isReal: false, send: async () => ({ kind: 'kept' }), close: () => undefined }

const usualPatienceMs = 15_000

export const openSmtpMailer = (url: string, from: string, patienceMs: number = usualPatienceMs): Mailer => {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 3,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      // A letter is words: nothing is fetched or read from disk because it says so.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    // Absence notices of receivers do not answer what a program wrote.
    { from, headers: { 'Auto-Submitted': 'auto-generated' } },
  )
  return {
    isReal: true,
    send: async (mail) => {
      const { files = [], messageId, ...letter } = mail
      const attachments = files.map(({ name, mediaType, content }) => ({
        filename: name,
        contentType: mediaType,
        content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      }))
      // The same message id on every try: a receiver that got it before a lost answer can tell the double.
      const sent = await transport.sendMail({ ...letter, attachments, messageId: `<${messageId}@motcua>` })
      return { kind: 'sent', reference: sent.messageId }
    },
    close: () => transport.close(),
  }
}

const partOf = (error: unknown, name: 'code' | 'responseCode' | 'command'): string => {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Whether the server refused this letter or its receiver for good; anything else may pass another time. */
const isRefusedForGood = (error: unknown): boolean =>
  /^5\d\d$/.test(partOf(error, 'responseCode')) && ['EENVELOPE', 'EMESSAGE'].includes(partOf(error, 'code'))

/** Why a letter did not leave, without the words of the server: they repeat addresses. */
const wordsOfMailFault = (error: unknown): string => {
  const parts = [partOf(error, 'code'), partOf(error, 'responseCode'), partOf(error, 'command')]
  return parts.filter((part) => part !== '').join(' ') || (error instanceof Error ? error.name : 'unknown')
}

/** What one try came to. `again`: the server was away or asked to wait. */
export type MailTry =
  | { readonly kind: 'sent'; readonly reference: string }
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused' | 'given-up' | 'again'; readonly fault: string }

/** Tries to send a mail; the last of its tries is not repeated. Throws nothing that the server did. */
export const tryToSend = async (
  mailer: Pick<Mailer, 'send'>,
  mail: Mail,
  tries: { readonly attempts: number; readonly most: number },
): Promise<MailTry> => {
  try {
    return await mailer.send(mail)
  } catch (error) {
    const fault = wordsOfMailFault(error)
    if (isRefusedForGood(error)) return { kind: 'refused', fault }
    return { kind: tries.attempts >= tries.most ? 'given-up' : 'again', fault }
  }
}
