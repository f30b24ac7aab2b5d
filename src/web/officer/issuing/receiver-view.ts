import { newId } from '#kernel/ids.ts'
import { formatInstant } from '#kernel/time.ts'
import { isAddressable, receiverKey, tooLargeFault } from '#modules/official-documents/domain/index.ts'
import type { OutgoingDetail, OutsideReceiver, Receiver, ReceiverMail } from '#modules/official-documents/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { ReceiverView } from '#web/ui/views/officer/issuing/issued-parts.tsx'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { addressBookPath, addressFields, addressFor } from './issuing-paths.ts'

export const mailAct = 'gui-thu'
export const mailFields = { receiver: 'noi-nhan' } as const

/** Why a mail did not reach its receiver, in words; the codes of the server stand beside them for who runs it. */
const faultText = ({ issuing: words }: Messages, fault: string): string => {
  if (fault === tooLargeFault) return words.mailFaults.tooLarge
  const [code, answer] = fault.split(' ')
  if (code === 'EENVELOPE') return words.mailFaults.address(answer ?? '')
  if (code === 'EMESSAGE') return words.mailFaults.message(answer ?? '')
  return words.mailFaults.away(fault)
}

const mailText = (t: Messages, mail: ReceiverMail): string => {
  const { issuing: words } = t
  const what = words.mailKinds[mail.kind]
  const at = formatInstant(mail.at)
  switch (mail.state) {
    case 'waiting':
      return mail.fault === ''
        ? words.mailWaiting(what, mail.address)
        : words.mailTried(what, mail.attempts, faultText(t, mail.fault))
    case 'sent':
      return words.mailSent(what, mail.address, at)
    case 'kept':
      return words.mailKept(what)
    case 'refused':
      return words.mailRefused(what, at, faultText(t, mail.fault))
    case 'given-up':
      return words.mailGivenUp(what, mail.attempts, faultText(t, mail.fault))
    case 'stopped':
      return words.mailStopped(what)
  }
}

/** What became of it at an agency on this system that has to take it out of use. */
const recallText = ({ issuing }: Messages, receiver: Receiver): string => {
  if (receiver.state !== 'recalled' || !receiver.isInside) return ''
  return receiver.recallConfirmedAt === null
    ? issuing.recallWaits
    : issuing.recallConfirmed(formatInstant(receiver.recallConfirmedAt))
}

export type MailDesk = {
  readonly document: OutgoingDetail
  /** The address book, where the officer keeps it; null for everybody else. */
  readonly book: ReadonlyMap<string, OutsideReceiver> | null
  readonly csrf: string
}

/** Out of force, only what says so is sent again. */
const lastMail = ({ document }: MailDesk, { mails }: Receiver): ReceiverMail | undefined =>
  document.state === 'issued'
    ? mails.find(({ kind }) => kind === 'issue')
    : mails.findLast(({ kind }) => kind !== 'issue')

/** What the clerk may do so that a receiver outside gets it by e-mail. */
const mailing = (t: Messages, desk: MailDesk, receiver: Receiver): Pick<ReceiverView, 'act' | 'link'> => {
  const { document, book, csrf } = desk
  if (book === null || receiver.isInside || !document.hasIssuedFile || !isAddressable(receiver.name)) return {}
  const last = lastMail(desk, receiver)
  if (last?.state === 'waiting' || (last === undefined && document.state !== 'issued')) return {}
  const { email = '' } = book.get(receiverKey(receiver.name)) ?? {}
  if (email === '') {
    const query = new URLSearchParams({ [addressFields.name]: receiver.name, [addressFor]: document.id })
    return { link: { href: `${addressBookPath}?${query.toString()}`, text: t.issuing.addMailAddress } }
  }
  return {
    act: {
      text: last === undefined ? t.issuing.mailNow : t.issuing.mailAgain,
      name: `${last === undefined ? t.issuing.mailNow : t.issuing.mailAgain}: ${receiver.name}`,
      target: {
        action: `${documentPath(document.id)}/${mailAct}`,
        csrf,
        key: newId(),
        hidden: { [mailFields.receiver]: receiver.id },
      },
    },
  }
}

const wants = ({ state }: ReceiverMail): boolean => state === 'refused' || state === 'given-up' || state === 'kept'

export const receiverView = (t: Messages, desk: MailDesk, receiver: Receiver): ReceiverView => {
  const { outgoing, issuing } = t
  const ways: Readonly<Record<string, string>> = issuing.ways
  return {
    name: receiver.name,
    state:
      receiver.isInside && receiver.state === 'arrived'
        ? issuing.reached
        : (outgoing.recipientStates[receiver.state] ?? receiver.state),
    detail: [
      ways[receiver.way] ?? issuing.channels[receiver.channel] ?? '',
      receiver.address,
      receiver.tracking,
      receiver.sentAt === null ? '' : formatInstant(receiver.sentAt),
      recallText(t, receiver),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    mails: receiver.mails.map((mail) => ({ text: mailText(t, mail), isPressing: wants(mail) })),
    ...mailing(t, desk, receiver),
  }
}
