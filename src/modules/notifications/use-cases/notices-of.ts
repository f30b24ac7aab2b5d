import { isUuid } from '#kernel/ids.ts'
import { usableAddress } from '#kernel/mail-address.ts'
import { formatDong } from '#kernel/money.ts'
import { type Clock, formatInstantLong, localDate, Temporal } from '#kernel/time.ts'
import { type Database, inOneStatement, type Reader, readingTogether } from '#platform/database/connection.ts'
import type { StoredEvent } from '#platform/outbox/find-event.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { type NoticeValues, renderNotice, templatesFor } from '../domain/notice-template.ts'
import {
  findApologyReason,
  findNoticeFacts,
  findRefundWords,
  findSupplementItems,
  type NoticeFacts,
} from '../queries/notice-facts.ts'
import { queueMessage } from '../store/messages.ts'
import { loadTemplates } from '../store/templates.ts'

export type NoticeDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly sealing: Pick<Sealing, 'seal'>
  /** Where a dossier is looked up. */
  readonly trackingUrl: (dossierCode: string) => string
}

const momentOf = (value: unknown): string => {
  try {
    return typeof value === 'string' ? formatInstantLong(Temporal.Instant.from(value)) : ''
  } catch {
    return ''
  }
}

const sumIn = (value: unknown): string => (typeof value === 'number' && value > 0 ? formatDong(value) : '')
const wordIn = (value: unknown): string => (typeof value === 'string' ? value : '')

const returnWords: Readonly<Record<string, string>> = {
  electronic: 'Ông/bà tải kết quả tại trang tra cứu hồ sơ.',
  desk: 'Mời ông/bà đến nơi nộp hồ sơ để nhận kết quả.',
  post: 'Kết quả được gửi đến địa chỉ ông/bà đã đăng ký qua bưu chính.',
}

const receiptOf = ({ receiptNumber, receiptYear }: StoredEvent['data']): string =>
  typeof receiptNumber === 'number' ? `${receiptNumber}/${String(receiptYear)}` : ''

/** What only rows know: the words of the head, and the number of what was paid back. */
const wordsOf = async (
  reader: Reader,
  { type, data }: StoredEvent,
  dossierId: string,
): Promise<Pick<NoticeValues, 'reason' | 'reference'>> => {
  if (type === 'dossier.reappointed') return { reason: await findApologyReason(reader, dossierId), reference: '' }
  if (!type.startsWith('refund.') || !isUuid(wordIn(data.refundId))) return { reason: '', reference: '' }
  const { note, reference } = await findRefundWords(reader, dossierId, wordIn(data.refundId))
  return { reason: note, reference }
}

const valuesOf = async (
  reader: Reader,
  event: StoredEvent,
  facts: NoticeFacts,
  link: string,
): Promise<NoticeValues> => {
  const { data } = event
  const isSupplement = event.type === 'dossier.supplement-requested'
  const items = isSupplement ? await findSupplementItems(reader, facts.dossierId, Number(data.seq)) : []
  return {
    owner: facts.ownerName,
    code: facts.code,
    procedure: facts.procedureName,
    agency: facts.agencyName,
    phone: facts.agencyPhone,
    dueAt: 'dueAt' in data ? momentOf(data.dueAt) : (facts.dueAt && formatInstantLong(facts.dueAt)) || '',
    answerBy: momentOf(data.answerBy),
    items: items.map((item) => `- ${item.replace(/\s+/g, ' ')}`).join('\n'),
    ...(await wordsOf(reader, event, facts.dossierId)),
    amount: sumIn(data.amount),
    receipt: receiptOf(data),
    surplus: sumIn(data.surplus),
    notation: wordIn(data.notation),
    returnHow: returnWords[facts.returnMethod] ?? '',
    link,
  }
}

/**
 * Follows an event: writes the letters that tell the owner of a dossier of it, and queues their sending. Called again for the same
 * event it writes nothing. A person without a usable address gets no letter and reads it on the page.
 */
export const noticesOf = async (deps: NoticeDeps, event: StoredEvent): Promise<number> => {
  if (event.subjectKind !== 'dossier') return 0
  const [all, facts] = await readingTogether(deps.database, (reader) =>
    Promise.all([loadTemplates(reader, localDate(event.occurredAt)), findNoticeFacts(reader, event.subjectId)]),
  )
  const templates = templatesFor(all, event)
  if (templates.length === 0) return 0
  const address = facts === null ? null : usableAddress(facts.email)
  if (facts === null || address === null) return 0
  const values = await valuesOf(deps.database, event, facts, deps.trackingUrl(facts.code))
  const { dossierId, accountId } = facts
  let written = 0
  for (const template of templates) {
    const { subject, body } = renderNotice(template, values)
    const sealed = { recipientSealed: deps.sealing.seal(address), bodySealed: deps.sealing.seal(body) }
    const letter = { template: template.key, dossierId, accountId, eventId: event.id, subject, ...sealed }
    const createdAt = deps.clock.now()
    if (await inOneStatement(deps.database, (tx) => queueMessage(tx, { ...letter, createdAt }))) written += 1
  }
  return written
}
