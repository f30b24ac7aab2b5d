import { randomBytes } from 'node:crypto'
import { type MailboxDoor, openImapMailbox } from '#platform/mail/mailbox.ts'
import { demoLetters } from './demo-letters.ts'
import { startImapTwin, type TwinMailbox, twinAddress } from './imap-twin.ts'

export type MailTwin = {
  readonly doorOf: (mailbox: string) => MailboxDoor
  readonly stop: () => Promise<void>
}

/** The mail server of the demonstration: every mailbox that is asked for is there, with some letters in it. */
export const startMailTwin = async (): Promise<MailTwin> => {
  const mailboxes: TwinMailbox[] = []
  const twin = await startImapTwin(mailboxes)
  const openedOf = async (login: string): Promise<TwinMailbox> => {
    const known = mailboxes.find((one) => one.login === login)
    if (known !== undefined) return known
    const password = randomBytes(16).toString('hex')
    const made: TwinMailbox = { login, password, validity: 1, letters: await demoLetters(login), cutAfter: null }
    mailboxes.push(made)
    return made
  }
  return {
    doorOf: (mailbox) => async (work) => openImapMailbox(twinAddress(twin, await openedOf(mailbox)))(work),
    stop: twin.stop,
  }
}
