import type { FetchDeps } from '#modules/official-documents/index.ts'
import { mailboxNameOf, openImapMailbox } from '#platform/mail/mailbox.ts'

/** A mailbox that the operator lends to one agency, such as `phu-tho/H44.12=imaps://user:password@host:993/INBOX`. */
export type LentMailbox = { readonly province: string; readonly agencyCode: string; readonly url: string }

/** The way to the mailboxes of a province. One opens only to the agency that the operator named: what an administrator decides alone opens none. */
export const mailboxDoorOf = (lent: readonly LentMailbox[], province: string): FetchDeps['mailboxDoor'] => {
  const own = lent.filter((one) => one.province === province)
  return ({ agencyCode, mailbox }) => {
    const found = own.find((one) => one.agencyCode === agencyCode && mailboxNameOf(one.url) === mailbox)
    return found === undefined ? null : openImapMailbox(found.url)
  }
}
