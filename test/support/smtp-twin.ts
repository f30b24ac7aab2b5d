import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type SentLetter = { readonly to: readonly string[]; readonly source: Buffer }

/** A mail server on this machine that answers as it is told. */
export type SmtpTwin = {
  readonly url: string
  readonly letters: SentLetter[]
  /** The code that it answers to a receiver; 250 takes the letter. */
  answerTo: (address: string) => number
  readonly hangUp: () => Promise<void>
  /** Again at the same place. */
  readonly listen: () => Promise<void>
}

export const startSmtpTwin = async (): Promise<SmtpTwin> => {
  let server: SMTPServer
  let port = 0
  const listen = (): Promise<void> =>
    new Promise((resolve) => {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS', 'AUTH'],
        onRcptTo: ({ address }, _session, callback) => {
          const code = twin.answerTo(address)
          if (code === 250) callback()
          else callback(Object.assign(new Error(`no ${address}`), { responseCode: code }))
        },
        onData: (stream, session, callback) => {
          const to = session.envelope.rcptTo.map((receiver) => receiver.address)
          void buffer(stream).then((source) => {
            twin.letters.push({ to, source })
            callback()
          })
        },
      })
      server.listen(port, '127.0.0.1', () => {
        const address = server.server.address()
        port = typeof address === 'object' && address !== null ? address.port : 0
        resolve()
      })
    })
  const twin: SmtpTwin = {
    get url() {
      return `smtp://127.0.0.1:${port}`
    },
    letters: [],
    answerTo: () => 250,
    hangUp: () => new Promise((resolve) => server.close(resolve)),
    listen,
  }
  await listen()
  return twin
}
