import { createTransport } from 'nodemailer'

export type Mail = {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** What became of a mail: handed to a server under its reference, or kept here because no server is set. */
export type MailOutcome = { readonly kind: 'sent'; readonly reference: string } | { readonly kind: 'kept' }

/** The way letters leave. Throws when the server could not be reached or refused; the caller tries again later. */
export type Mailer = { readonly send: (mail: Mail) => Promise<MailOutcome>; readonly isReal: boolean }

/** Without a server, letters stay in the program and are shown on a page of the demo. */
export const keepingMailer: Mailer = { isReal: false, send: async () => ({ kind: 'kept' }) }

const patienceMs = 15_000

export const openSmtpMailer = (url: string, from: string): Mailer => {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 3,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    },
    { from },
  )
  return {
    isReal: true,
    send: async (mail) => {
      // The same message id on every try: a receiver that got it before a lost answer can tell the double.
      const sent = await transport.sendMail({ ...mail, messageId: `<${mail.messageId}@motcua>` })
      return { kind: 'sent', reference: sent.messageId }
    },
  }
}
