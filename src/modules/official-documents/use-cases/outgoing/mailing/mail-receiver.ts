import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { type Actor, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { FormKey } from '#platform/database/do-once.ts'
import { askAgain, askMails, listMailings } from '../../../store/mailing/mailings.ts'
import { addressesOf } from '../../../store/mailing/outside-receivers.ts'
import { findOutgoingPaper } from '../../../store/outgoing-papers.ts'
import { findOutsideRecipient } from '../../../store/recipients.ts'
import type { DocumentDeps, DocumentScene } from '../../scene.ts'
import { type OutgoingResult, onOutgoing, recordAct } from '../outgoing-scene.ts'

export const MailReceiver = z.strictObject({ documentId: z.uuid(), recipientId: z.uuid(), key: FormKey })
export type MailReceiver = z.infer<typeof MailReceiver>

const mail = async (scene: DocumentScene, clerk: OfficerActor, { recipientId }: MailReceiver): OutgoingResult<null> => {
  const { tx, now, document } = scene
  const post = postFor(clerk, 'clerk', document.agencyId)
  if (post === undefined) return refuse({ code: 'document.not-permitted' })
  const [paper, recipient, before] = await Promise.all([
    findOutgoingPaper(tx, document.id),
    findOutsideRecipient(tx, document.id, recipientId),
    listMailings(tx, recipientId),
  ])
  if (recipient === null) return refuse({ code: 'document.addressee-missing' })
  // Of papers and of what is secret there is nothing here that could be sent.
  if (document.secrecy > 0 || paper?.issuedAttachmentId == null) return refuse({ code: 'mailing.nothing-to-send' })
  const known = await addressesOf(tx, document.agencyId, [recipient.name])
  const email = [...known.values()][0]?.email ?? ''
  if (email === '') return refuse({ code: 'mailing.without-address' })
  const asked = { at: now, by: clerk.officerId }
  // Out of force only what says so is sent again.
  const last =
    document.state === 'issued'
      ? before.find((one) => one.kind === 'issue')
      : before.findLast((one) => one.kind !== 'issue')
  if (last === undefined && document.state !== 'issued')
    return refuse({ code: 'document.state-forbids', state: document.state })
  if (last?.state === 'waiting') return refuse({ code: 'mailing.waits' })
  if (last === undefined) await askMails(tx, document.id, [{ recipientId, email }], asked)
  else await askAgain(tx, last, email, asked)
  await recordAct(scene, clerk, post, 'document.mail-asked', { recipientId, kind: last?.kind ?? 'issue' })
  return accept(null)
}

/** The clerk sends an issued document to a receiver outside by e-mail, for the first time or again, to the address in the book. */
export const mailReceiver = (deps: DocumentDeps, actor: Actor, command: MailReceiver): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, (scene, clerk) => mail(scene, clerk, command), {
    act: 'document.mail',
    answer: z.null(),
    command,
  })
