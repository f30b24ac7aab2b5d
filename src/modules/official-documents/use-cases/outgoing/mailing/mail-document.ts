import { type Clock, localDate } from '#kernel/time.ts'
import { findAttachment, listAttachments } from '#modules/attachments/index.ts'
import { type Database, inOneStatement } from '#platform/database/connection.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { type Mail, type Mailer, tryToSend } from '#platform/mail/mailer.ts'
import { findSetting } from '#platform/settings/settings.ts'
import { companionPurposes } from '../../../domain/drafting/companion.ts'
import { documentSubject, findDocumentType, mailboxKey, writtenCode } from '../../../domain/index.ts'
import { documentMail, mailBytesKey, mostMailTries, tooLargeFault } from '../../../domain/mailing.ts'
import { beginMailTry, endMailTry, type MailEnd, type MailToSend } from '../../../store/mailing/mailings.ts'

export type MailDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly files: Pick<FileStore, 'read'>
  readonly mailer: Mailer
  /** Where anyone checks a document, without a slash at the end. */
  readonly publicUrl: string
}

/** The issued file and those that go with it. */
const listFiles = async ({ database }: MailDeps, mail: MailToSend) => {
  if (mail.kind !== 'issue' || mail.issuedAttachmentId === null) return []
  const issued = await findAttachment(database, mail.issuedAttachmentId)
  const all = await listAttachments(database, { kind: documentSubject, id: mail.documentId })
  const along = all.filter((file) => file.purpose === companionPurposes.issued)
  return issued === null ? along : [issued, ...along]
}

const typeName = (code: string): string => findDocumentType(code)?.name ?? 'Văn bản'

/** Where an answer goes: the official mailbox of the agency, else its own address. */
const replyTo = async (deps: MailDeps, mail: MailToSend): Promise<string> => {
  const day = localDate(deps.clock.now())
  const mailbox = await findSetting(deps.database, mailboxKey, day, { agencyId: mail.agencyId })
  return mailbox?.value || mail.agencyEmail
}

const letterOf = (deps: MailDeps, mail: MailToSend, files: readonly string[], answerTo: string) =>
  documentMail({
    kind: mail.kind,
    agencyName: mail.agencyName,
    receiver: mail.receiver,
    typeName: typeName(mail.typeCode),
    code: writtenCode(mail),
    date: mail.date,
    subject: mail.subject,
    files,
    checkUrl: `${deps.publicUrl}/kiem-tra?ma=${mail.documentId}`,
    changedBy:
      mail.byType === null
        ? null
        : {
            typeName: typeName(mail.byType),
            code: writtenCode({ number: mail.byNumber, notation: mail.byNotation ?? '' }),
            date: mail.byDate,
          },
    reason: mail.reason,
    isAnswered: answerTo !== '',
  })

const trySending = async (deps: MailDeps, mail: MailToSend): Promise<MailEnd> => {
  const [files, answerTo] = await Promise.all([listFiles(deps, mail), replyTo(deps, mail)])
  const limit = await findSetting(deps.database, mailBytesKey, localDate(deps.clock.now()))
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  if (total > (limit?.value ?? mailBytesKey.whenUndecided)) return { state: 'refused', fault: tooLargeFault }
  const contents: NonNullable<Mail['files']>[number][] = []
  for (const { name, mediaType, sha256 } of files)
    contents.push({ name, mediaType, content: await deps.files.read(sha256) })
  const letter = letterOf(
    deps,
    mail,
    files.map(({ name }) => name),
    answerTo,
  )
  const sent = await tryToSend(
    deps.mailer,
    {
      // Every try of one sending is one letter to whoever gets it.
      messageId: `${mail.id}.${mail.round}`,
      to: mail.address,
      ...letter,
      ...(answerTo === '' ? {} : { replyTo: answerTo }),
      ...(contents.length === 0 ? {} : { files: contents }),
    },
    { attempts: mail.attempts, most: mostMailTries },
  )
  switch (sent.kind) {
    case 'sent':
    case 'kept':
      return { state: sent.kind }
    case 'refused':
    case 'given-up':
      return { state: sent.kind, fault: sent.fault }
    case 'again':
      return { state: 'waiting', fault: sent.fault }
  }
}

/**
 * Sends a document, or what became of it, to one receiver outside. Throws when the server was away or asked to wait, so that the queue tries again
 * with growing pauses. No transaction is open while it leaves; cut off before that is written down it is sent again as the same letter.
 */
export const mailDocument = async (deps: MailDeps, mailingId: string): Promise<void> => {
  const mail = await inOneStatement(deps.database, (tx) => beginMailTry(tx, mailingId))
  if (mail === null) return
  const end = await trySending(deps, mail)
  await deps.database.transaction().execute((tx) => endMailTry(tx, mail, end, deps.clock.now()))
  if (end.state === 'waiting') throw new Error(`document not mailed: ${end.fault}`)
}
