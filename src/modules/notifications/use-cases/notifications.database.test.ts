import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue } from '#kernel/result.ts'
import { type Clock, Temporal } from '#kernel/time.ts'
import { type Database, inTransaction, jsonb } from '#platform/database/connection.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { runJobs } from '#platform/jobs/run-jobs.ts'
import { silentLog } from '#platform/log/log.ts'
import { keepingMailer, type Mailer, openSmtpMailer } from '#platform/mail/mailer.ts'
import { findEvent, type StoredEvent } from '#platform/outbox/find-event.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { type DossierRow, type DossierRows, insertAgencyRows, insertDossierRow } from '#test/support/dossier-rows.ts'
import { recordReferenceSettings } from '#test/support/reference-settings.ts'
import { type SmtpTwin, startSmtpTwin } from '#test/support/smtp-twin.ts'
import {
  deliveriesOfDossier,
  listMailbox,
  type NoticeDeps,
  noticesOf,
  notificationJobs,
  type SendDeps,
  sendMessage,
} from '../index.ts'

const sealing = openSealing('secret', 'phu-tho')
let now = Temporal.Instant.from('2026-09-07T02:00:00Z')
const clock: Clock = { now: () => now }
let opened: TestDatabase
let database: Database
let rows: DossierRows
let deps: NoticeDeps

beforeAll(async () => {
  opened = await openTestDatabase()
  const first = opened.provinces.all[0]
  if (first === undefined) throw new Error('no province')
  database = first.database
  await recordReferenceSettings(database, 'settings-notices.json')
  rows = await insertAgencyRows(database)
  const trackingUrl = (code: string) => `https://dvc.example.vn/tra-cuu?ma=${code}`
  deps = { database, clock, sealing, trackingUrl }
})

const dossierOf = (ownerEmail: string): Promise<DossierRow> => insertDossierRow(database, rows, { ownerEmail })

const told = async (dossier: DossierRow, type: string, data: Record<string, unknown> = {}): Promise<StoredEvent> => {
  const event = { type, subjectKind: 'dossier', subjectId: dossier.id, data, occurredAt: now }
  const id = acceptedValue(await inTransaction(database, async (tx) => accept(await publishEvent(tx, event))))
  const found = await findEvent(database, id)
  if (found === null) throw new Error('no event')
  return found
}

const messagesOf = (dossier: DossierRow) => deliveriesOfDossier(database, sealing, dossier.id)

const decoded = (source: string): string => {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

describe('an event', () => {
  it('becomes one letter, however often it is followed', async () => {
    const dossier = await dossierOf('giang@example.vn')
    const event = await told(dossier, 'dossier.accepted', { dueAt: '2026-09-14T10:00:00Z' })
    const written = await Promise.all(Array.from({ length: 20 }, () => noticesOf(deps, event)))
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await messagesOf(dossier)).toMatchObject([
      { template: 'accepted', to: 'g•••@example.vn', state: 'queued', attempts: 0, sentAt: null },
    ])
    const [letter] = await listMailbox(database, sealing, { limit: 1 })
    expect(letter).toMatchObject({ to: 'giang@example.vn', dossierCode: dossier.code })
    expect(letter?.body).toContain('Ngày hẹn trả kết quả: 17:00 thứ Hai, 14/09/2026.')
    expect(letter?.body).toContain(`https://dvc.example.vn/tra-cuu?ma=${dossier.code}`)
    expect(letter?.body).not.toContain('Điện thoại')
  })

  it('says what a supplement must bring, and why a result is late', async () => {
    const dossier = await dossierOf('giang@example.vn')
    const base = { dossier_id: dossier.id, seq: 1 }
    const request = {
      ...base,
      id: newId(),
      reason: 'Thiếu',
      contact_name: 'Đức',
      previous_status: 1,
      requested_at: now,
    }
    await database
      .insertInto('supplement_request')
      .values({ ...request, items: jsonb(['Bản vẽ', 'Giấy tờ\nđất']) })
      .execute()
    const asked = await told(dossier, 'dossier.supplement-requested', { seq: 1, answerBy: '2026-09-28T10:00:00Z' })
    await noticesOf(deps, asked)
    const signed = {
      signed_by: rows.officer.officerId,
      signed_at: now,
      due_before: now,
      due_after: now.add({ hours: 48 }),
    }
    await database
      .insertInto('reappointment')
      .values({ ...base, id: newId(), reason: 'Mưa lũ', ...signed })
      .execute()
    await noticesOf(deps, await told(dossier, 'dossier.reappointed', { dueAt: '2026-09-16T10:00:00Z' }))
    const [late, lacking] = await listMailbox(database, sealing, { limit: 2 })
    expect(lacking?.body).toContain('bổ sung:\n- Bản vẽ\n- Giấy tờ đất\n')
    expect(lacking?.body).toContain('Hạn bổ sung: 17:00 thứ Hai, 28/09/2026.')
    expect(late?.body).toContain('Lý do: Mưa lũ')
  })

  it('of money says how much, and what is too much only when it is', async () => {
    const dossier = await dossierOf('giang@example.vn')
    const data = { amount: 75_000, receiptNumber: 15, receiptYear: 2026, surplus: 0 }
    await noticesOf(deps, await told(dossier, 'payment.received', data))
    const [letter] = await listMailbox(database, sealing, { limit: 1 })
    expect(letter?.subject).toBe(`Đã nhận 75.000 đ cho hồ sơ ${dossier.code}`)
    expect(letter?.body).toContain('Biên lai số 15/2026')
    expect(letter?.body).not.toContain('nộp thừa')
  })

  it('of money that goes back says how much, and the words of the head', async () => {
    const dossier = await dossierOf('giang@example.vn')
    const paymentId = newId()
    const own = { filing_id: dossier.filingId, dossier_id: dossier.id, reference: newId(), requested_at: now }
    const paid = { receipt_agency_id: rows.agencyId, receipt_year: 2026, receipt_number: 1, paid_at: now }
    await database
      .insertInto('payment')
      .values({ ...own, ...paid, id: paymentId, method: 'cash', amount: 50_000, state: 'paid' })
      .execute()
    const refundId = newId()
    const decided = { decided_by: rows.officer.officerId, decided_at: now, decision_note: 'Chờ sao kê' }
    const refund = { dossier_id: dossier.id, payment_id: paymentId, agency_id: rows.agencyId, proposed_at: now }
    await database
      .insertInto('refund')
      .values({ ...refund, ...decided, id: refundId, amount: 50_000, reason: 'Thừa', state: 'declined' })
      .execute()
    const data = { refundId, amount: 50_000 }
    await noticesOf(deps, await told(dossier, 'refund.declined', data))
    const [declined] = await listMailbox(database, sealing, { limit: 1 })
    expect(declined?.body).toContain('hoàn lại 50.000 đ chưa được duyệt')
    expect(declined?.body).toContain('Lý do: Chờ sao kê')
    const gone = { paid_out_by: rows.officer.officerId, paid_out_at: now, paid_out_how: 'cash' }
    await database
      .updateTable('refund')
      .set({ ...gone, state: 'paid-out', paid_out_reference: 'PC-07' })
      .where('id', '=', refundId)
      .execute()
    await noticesOf(deps, await told(dossier, 'refund.paid-out', data))
    const [paidOut] = await listMailbox(database, sealing, { limit: 1 })
    expect(paidOut?.subject).toBe(`Đã hoàn 50.000 đ cho hồ sơ ${dossier.code}`)
    expect(paidOut?.body).toContain('Số chứng từ: PC-07.')
  })

  it('that ends a dossier nobody supplemented is told', async () => {
    const dossier = await dossierOf('giang@example.vn')
    const data = { reason: 'supplement-unanswered', seq: 1, slip: '01/TBD' }
    expect(await noticesOf(deps, await told(dossier, 'dossier.stopped', data))).toBe(1)
    const [letter] = await listMailbox(database, sealing, { limit: 1 })
    expect(letter?.subject).toBe(`Hồ sơ ${dossier.code} đã dừng giải quyết`)
  })

  it('goes to the address of the account when the filing has none, and to nobody without one', async () => {
    const dossier = await dossierOf('')
    const event = await told(dossier, 'dossier.filed')
    expect(await noticesOf(deps, event)).toBe(0)
    const citizen = { account_id: rows.accountId, full_name: 'Giang', email: 'tai-khoan@example.vn' }
    await database.insertInto('citizen').values(citizen).execute()
    expect(await noticesOf(deps, event)).toBe(1)
    const broken = await dossierOf('a@b.vn, c@d.vn')
    expect(await noticesOf(deps, await told(broken, 'dossier.filed'))).toBe(0)
    expect(await noticesOf(deps, await told(dossier, 'dossier.assigned'))).toBe(0)
  })
})

describe('a letter', () => {
  let server: SmtpTwin
  let mailer: Mailer

  beforeEach(async () => {
    server = await startSmtpTwin()
    mailer = openSmtpMailer(server.url, 'Một Cửa <motcua@example.vn>', 2_000)
  })
  afterEach(async () => {
    mailer.close()
    await server.hangUp()
  })
  const letters = () => server.letters.map(({ to, source }) => ({ to, source: source.toString() }))

  const send = (): SendDeps => ({ database, clock, sealing, mailer })

  const queued = async (address = 'giang@example.vn'): Promise<{ dossier: DossierRow; id: string }> => {
    const dossier = await dossierOf(address)
    await noticesOf(deps, await told(dossier, 'dossier.accepted', { dueAt: '2026-09-14T10:00:00Z' }))
    return { dossier, id: (await messagesOf(dossier))[0]?.id ?? '' }
  }

  it('reaches its reader whole, once, and leaves a proof', async () => {
    const { dossier, id } = await queued()
    await sendMessage(send(), id)
    await sendMessage(send(), id)
    expect(letters()).toHaveLength(1)
    expect(letters()[0]?.to).toEqual(['giang@example.vn'])
    expect(letters()[0]?.source).toMatch(new RegExp(`^Message-ID: <${id}@motcua>`, 'im'))
    expect(letters()[0]?.source).toMatch(/^Auto-Submitted: auto-generated/im)
    expect(decoded(letters()[0]?.source ?? '')).toContain('Kính gửi ông/bà Nguyễn Thị Hương Giang')
    expect(await messagesOf(dossier)).toMatchObject([
      { state: 'sent', attempts: 1, reference: `<${id}@motcua>`, sentAt: now, lastError: '' },
    ])
  })

  it('refused for good fails, and its fault repeats no address', async () => {
    server.answerTo = () => 550
    const { dossier, id } = await queued('nobody@example.vn')
    await sendMessage(send(), id)
    const [delivery] = await messagesOf(dossier)
    expect(delivery).toMatchObject({ state: 'failed', attempts: 1, sentAt: null })
    expect(delivery?.lastError).toBe('EENVELOPE 550 RCPT TO')
  })

  it('put off is tried again', async () => {
    server.answerTo = () => 451
    const { dossier, id } = await queued()
    await expect(sendMessage(send(), id)).rejects.toThrow('letter not sent')
    server.answerTo = () => 250
    await sendMessage(send(), id)
    expect(letters()).toHaveLength(1)
    expect(await messagesOf(dossier)).toMatchObject([{ state: 'sent', attempts: 2, lastError: '' }])
  })

  it('waits through an outage of the server', async () => {
    const { dossier, id } = await queued()
    await server.hangUp()
    await expect(sendMessage(send(), id)).rejects.toThrow('letter not sent')
    expect(await messagesOf(dossier)).toMatchObject([{ state: 'queued', attempts: 1 }])
    await server.listen()
    await sendMessage(send(), id)
    expect(letters()).toHaveLength(1)
    expect(await messagesOf(dossier)).toMatchObject([{ state: 'sent', attempts: 2 }])
  })

  it('tried too often is given up', async () => {
    server.answerTo = () => 451
    const { dossier, id } = await queued()
    await database.updateTable('message').set({ attempts: 24 }).where('id', '=', id).execute()
    await sendMessage(send(), id)
    expect(await messagesOf(dossier)).toMatchObject([{ state: 'failed', attempts: 25 }])
  })

  it('stays here when no server is set', async () => {
    const { dossier, id } = await queued()
    await sendMessage({ ...send(), mailer: keepingMailer }, id)
    expect(await messagesOf(dossier)).toMatchObject([{ state: 'kept', reference: '' }])
  })

  it('follows its event through the queue of jobs', async () => {
    const dossier = await dossierOf('hang-doi@example.vn')
    const handlers = {
      ...notificationJobs(send),
      'deliver-event': async (_: OpenProvince, payload: Record<string, unknown>) => {
        const event = await findEvent(database, String(payload.eventId))
        if (event !== null) await noticesOf(deps, event)
      },
    }
    const { provinces, server: address } = opened
    const jobs = await runJobs({ server: address, provinces, handlers, crontab: [], concurrency: 2, log: silentLog })
    await told(dossier, 'dossier.returned')
    while (!letters().some((letter) => letter.to.includes('hang-doi@example.vn'))) await new Promise(setImmediate)
    await jobs.stop()
    expect(await messagesOf(dossier)).toMatchObject([{ template: 'returned', state: 'sent' }])
  })
})

it('the mailbox is read page by page', async () => {
  now = now.add({ hours: 1 })
  const dossier = await dossierOf('giang@example.vn')
  for (const type of ['dossier.filed', 'dossier.returned', 'dossier.withdrawn'])
    await noticesOf(deps, await told(dossier, type))
  const first = await listMailbox(database, sealing, { limit: 2 })
  const last = first[1]
  if (last === undefined) throw new Error('no letters')
  const second = await listMailbox(database, sealing, { limit: 1, after: last })
  expect(new Set([...first, ...second].map((letter) => letter.id)).size).toBe(3)
  expect(second[0]?.dossierCode).toBe(dossier.code)
})
