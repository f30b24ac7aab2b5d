import { type AddressInfo, createServer } from 'node:net'
import { sql } from 'kysely'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { documentSubject, IncomingFace, mailboxKey } from '#modules/official-documents/domain/index.ts'
import {
  fetchLetters,
  incomingForOfficer,
  judgeWaiting,
  listWaitingLetters,
  putLetterAside,
  type RegisterIncoming,
  registerIncoming,
} from '#modules/official-documents/index.ts'
import { jsonb } from '#platform/database/connection.ts'
import { silentLog } from '#platform/log/log.ts'
import { openImapMailbox } from '#platform/mail/mailbox.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { openIncomingBook } from '#test/support/incoming-document.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import { pdfFile, pngFile } from '#test/support/sample-files.ts'
import { mailboxDoorOf } from '../doors/mailbox-doors.ts'
import { demoLetters } from './demo-letters.ts'
import { type ImapTwin, startImapTwin, type TwinMailbox, twinAddress } from './imap-twin.ts'

const login = 'vanthu@hycuong.example'
const box: TwinMailbox = { login, password: 'mật "khẩu\\', validity: 1, letters: [], cutAfter: null }
let house: DemoHouse
let twin: ImapTwin
let clerk: OfficerActor
let foreign: OfficerActor
let agencyId: string

beforeAll(async () => {
  house = await openDemoHouse()
  ;[clerk, foreign] = await Promise.all([house.officer('hycuong.vanthu'), house.officer('viettri.vanthu')])
  agencyId = clerk.posts[0]?.agencyId ?? ''
  await openIncomingBook(house, clerk)
  twin = await startImapTwin([box])
  const now = house.deps.clock.now()
  await house.deps.database.transaction().execute((tx) =>
    recordSetting(tx, {
      key: mailboxKey.key,
      scopeKind: 'agency',
      scopeId: agencyId,
      value: login,
      from: localDate(now),
      legalSource: 'DEMO-PROVINCE',
      certainty: 'decided',
      decidedBy: 'test',
    }),
  )
})
afterAll(() => twin.stop())

beforeEach(async () => {
  Object.assign(box, { validity: box.validity + 1, letters: [], cutAfter: null })
  await house.deps.database.deleteFrom('mailed_letter').where('taken_at', 'is', null).execute()
})

const visit = () =>
  fetchLetters({
    ...house.deps,
    mailboxDoor: ({ mailbox }) => (mailbox === login ? openImapMailbox(twinAddress(twin, box)) : null),
  })
const waiting = (actor: OfficerActor = clerk) => listWaitingLetters(house.deps.database, actor, 50)

const composed = async (mail: SendMailOptions): Promise<Buffer> => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await composer.sendMail({ from: 'Sở Y tế <vt@soyte.example>', to: login, ...mail })
  return Buffer.isBuffer(message) ? message : expect.fail('no letter')
}

const arrive = (...contents: readonly Uint8Array[]): void => {
  const last = box.letters.at(-1)?.uid ?? 0
  box.letters.push(...contents.map((content, at) => ({ uid: last + 1 + at, content, seen: false })))
}

const letters = (count: number): Promise<readonly Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => composed({ subject: `Thư ${at}`, text: `Nội dung ${newId()}` })))

const face = IncomingFace.parse({
  typeCode: 'CV',
  subject: 'Về tiêm chủng',
  code: { number: 15, notation: 'SYT-NVY' },
  documentDate: '2026-09-04',
  authorAgencyId: null,
  authorName: 'Sở Y tế',
})
const registering = (documentId: string): RegisterIncoming => ({
  documentId,
  agencyId,
  face,
  // Said of a letter, it is not believed.
  channel: 'hand',
  origin: null,
  registerId: null,
  doubleReason: '',
  signatureReason: '',
  presentTo: null,
  proposedTo: null,
})

describe('letters of an official mailbox', () => {
  it('lie before the clerk of the agency alone, with words and files, before they are marked as seen', async () => {
    box.letters = await demoLetters(login)
    expect(await visit()).toEqual([{ mailbox: login, letters: 3, fault: '' }])
    const [first, second, third] = await waiting()
    expect(first).toMatchObject({
      senderName: 'Sở Y tế',
      subject: '731/SYT-NVY: V/v tăng cường phòng, chống dịch bệnh mùa đông xuân',
      files: [{ name: '731-SYT-NVY.pdf' }],
      refused: [],
    })
    expect(second?.body).toContain('Công ty ngừng cấp nước từ 22 giờ ngày mai')
    expect(second?.refused).toEqual([{ name: 'khach-hang.zip', code: 'attachment.broken' }])
    expect(third?.files).toEqual([])
    expect(box.letters.every(({ seen }) => seen)).toBe(true)
    expect(await waiting(foreign)).toEqual([])
    expect(await visit()).toEqual([{ mailbox: login, letters: 0, fault: '' }])
  })

  it('are each kept once, however often the server brings them and under whatever numbers', async () => {
    arrive(...(await letters(3)))
    const [again] = box.letters
    if (again !== undefined) arrive(again.content)
    expect((await visit())[0]?.letters).toBe(3)
    // The server was set up anew: all numbers begin again.
    box.validity += 1
    arrive(...(await letters(1)))
    box.letters = box.letters.toReversed().map((letter, at) => ({ ...letter, uid: at + 1, seen: false }))
    expect((await visit())[0]?.letters).toBe(1)
    expect(await waiting()).toHaveLength(4)
    const both = await Promise.all([arrive(...(await letters(5))), visit(), visit()])
    expect(both).toHaveLength(3)
    await visit()
    expect(await waiting()).toHaveLength(9)
  })

  it('are neither lost nor doubled when the line is cut in the middle of one', async () => {
    arrive(
      ...(await letters(2)),
      await composed({ subject: 'Thư dài', text: 'x'.repeat(60_000) }),
      ...(await letters(1)),
    )
    box.cutAfter = 20_000
    const [cut] = await visit()
    expect(cut?.fault).not.toBe('')
    expect(await waiting()).toHaveLength(2)
    expect(box.letters.map(({ seen }) => seen)).toEqual([true, true, false, false])
    expect((await visit())[0]).toEqual({ mailbox: login, letters: 2, fault: '' })
    expect(await waiting()).toHaveLength(4)
  })

  it('are told of when they are too large or made to break the reader, and keep no other from its way', async () => {
    const nested = Array.from(
      { length: 60 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    )
    const headers = 'From: x@y.example\r\nSubject: Hiem doc\r\n'
    arrive(
      await composed({
        subject: 'Bản vẽ',
        attachments: [{ filename: 'a.pdf', content: Buffer.alloc(23 * 1024 * 1024) }],
      }),
      Buffer.from(`${headers}${nested.join('')}`),
      Buffer.from([0xff, 0xfe, 0, 1, 2, 3, 13, 10]),
      await composed({
        subject: 'Tệp giả',
        attachments: [{ filename: 'that.pdf', content: Buffer.from('MZ\u0090 not a pdf') }],
      }),
      await composed({ subject: 'Thư lành\u0000', text: 'Chào' }),
    )
    expect((await visit())[0]).toMatchObject({ fault: '', letters: 5 })
    const [large, deep, , fake, good] = await waiting()
    expect(large).toMatchObject({ fault: 'too-large', subject: 'Bản vẽ', files: [] })
    expect(deep).toMatchObject({ fault: 'unreadable', subject: '' })
    expect(fake).toMatchObject({ files: [], refused: [{ name: 'that.pdf' }] })
    expect(good?.body).toBe('Chào')
  })

  it('are told of with every file that was not taken, and why', async () => {
    const pdf = pdfFile()
    arrive(
      await composed({
        subject: 'Hồ sơ kèm nhiều tệp',
        attachments: [
          { filename: 'rong.pdf', content: '' },
          ...Array.from({ length: 31 }, (_, at) => ({ filename: `${at + 1}.pdf`, content: pdf })),
        ],
      }),
    )
    await visit()
    const [letter] = await waiting()
    expect(letter?.files).toHaveLength(29)
    expect(letter?.refused).toEqual([
      { name: 'rong.pdf', code: 'attachment.empty' },
      { name: '30.pdf', code: 'attachment.too-many' },
      { name: '31.pdf', code: 'attachment.too-many' },
    ])
    const told = [
      ...(letter?.refused ?? []),
      { name: 'to.pdf', code: 'attachment.too-large' },
      { name: '', code: 'attachment.too-many' },
    ]
    await house.deps.database
      .updateTable('mailed_letter')
      .set({ refused: jsonb(told) })
      .where('id', '=', letter?.id ?? '')
      .execute()
    const browser = await officerBrowser(house, serveDemoHouse(house, { log: silentLog }), 'hycuong.vanthu')
    const { body } = await browser.get('/can-bo/van-ban-den/cho-vao-so')
    for (const words of [
      'Không nhận “rong.pdf”: tệp rỗng.',
      'Không nhận “31.pdf”: thư có quá nhiều tệp. Mở hộp thư để tải.',
      'Không nhận “to.pdf”: tệp quá lớn. Mở hộp thư để tải.',
      'Không nhận những tệp còn lại của thư: thư có quá nhiều tệp.',
    ])
      expect(body).toContain(words)
  })

  it('become the document of the same id with their files, in the registry that they came to', async () => {
    arrive(
      await composed({
        subject: 'Fwd: 15/SYT-NVY về tiêm chủng',
        attachments: [{ filename: 'v.pdf', content: pdfFile() }],
      }),
    )
    await visit()
    const id = (await waiting())[0]?.id ?? ''
    const app = serveDemoHouse(house, { log: silentLog })
    const browser = await officerBrowser(house, app, 'hycuong.vanthu')
    const arrivals = (await browser.get('/can-bo/van-ban-den/cho-vao-so')).body
    expect(arrivals).toContain('Fwd: 15/SYT-NVY về tiêm chủng')
    const fileHref = /href="(\/can-bo\/van-ban-den\/cho-vao-so\/thu\/[^"]+)"/.exec(arrivals)?.[1] ?? ''
    expect((await browser.get(fileHref)).statusCode).toBe(200)
    const form = (await browser.get(`/can-bo/van-ban-den/moi?van-ban=${id}`)).body
    for (const filled of ['value="15/SYT-NVY"', 'value="Sở Y tế"', '>về tiêm chủng</textarea>', 'v.pdf'])
      expect([filled, form.includes(filled)]).toEqual([filled, true])
    const other = await officerBrowser(house, app, 'viettri.vanthu')
    for (const path of [fileHref, `/can-bo/van-ban-den/moi?van-ban=${id}`])
      expect((await other.get(path)).statusCode).toBe(404)
    const foreignId = foreign.posts[0]?.agencyId ?? ''
    expect(await registerIncoming(house.deps, foreign, { ...registering(id), agencyId: foreignId })).toMatchObject({
      ok: false,
    })
    acceptedValue(await registerIncoming(house.deps, clerk, registering(id)))
    const document = await incomingForOfficer(house.deps.database, clerk, id, house.deps.clock.now())
    expect(document).toMatchObject({ channel: 'e-mail', letterFrom: 'vt@soyte.example' })
    expect(await listAttachments(house.deps.database, { kind: documentSubject, id })).toHaveLength(1)
    expect(await waiting()).toEqual([])
  })

  it('are put aside with a reason, once, and by nobody else', async () => {
    arrive(...(await letters(1)))
    await visit()
    const letterId = (await waiting())[0]?.id ?? ''
    expect(await putLetterAside(house.deps, foreign, { letterId, reason: 'Quảng cáo' })).toMatchObject({ ok: false })
    acceptedValue(await putLetterAside(house.deps, clerk, { letterId, reason: 'Quảng cáo' }))
    expect(await waiting()).toEqual([])
    expect(await putLetterAside(house.deps, clerk, { letterId, reason: 'Quảng cáo' })).toMatchObject({ ok: false })
    expect(await registerIncoming(house.deps, clerk, registering(letterId))).toEqual({
      ok: false,
      refusal: { code: 'document.letter-set-aside' },
    })
    const browser = await officerBrowser(house, serveDemoHouse(house, { log: silentLog }), 'hycuong.vanthu')
    const path = '/can-bo/van-ban-den/moi'
    expect((await browser.get(`${path}?van-ban=${letterId}`)).statusCode).toBe(404)
    const told = await browser.post(path, { 'van-ban': letterId })
    expect([told.statusCode, told.body]).toEqual([409, expect.stringContaining('không phải văn bản nên không vào sổ')])
    await visit()
    expect(await waiting()).toEqual([])
  })

  it('tell what the signatures of their files are worth before anybody decides', async () => {
    const { sealed } = await makeSigningSample()
    const attachments = [
      { filename: 'ky.pdf', content: Buffer.from(sealed) },
      { filename: 'anh.png', content: pngFile() },
    ]
    arrive(await composed({ subject: 'Văn bản', attachments }))
    await visit()
    const [before] = await waiting()
    expect(before?.files.map(({ isPdf, verdict }) => [isPdf, verdict])).toEqual([
      [true, null],
      [false, null],
    ])
    const jobs = await sql<{ payload: { documentId: string; agencyId: string } }>`
      select payload from graphile_worker._private_jobs where payload ->> 'documentId' = ${before?.id ?? ''}`.execute(
      house.deps.database,
    )
    expect(jobs.rows.map(({ payload }) => payload)).toMatchObject([{ documentId: before?.id, agencyId }])
    await judgeWaiting(house.deps, { documentId: before?.id ?? '', agencyId })
    expect((await waiting())[0]?.files.map(({ verdict }) => verdict)).toEqual(['untrusted', null])
    const browser = await officerBrowser(house, serveDemoHouse(house, { log: silentLog }), 'hycuong.vanthu')
    const page = (await browser.get('/can-bo/van-ban-den/cho-vao-so')).body
    expect(page).toContain('ky.pdf')
    expect(page).toMatch(/ky\.pdf<\/a> <span[^>]*>.{0,400}Chưa tin cậy được người ký/)
  })

  it('are not put aside without a reason, and who was slower is told', async () => {
    arrive(...(await letters(1)))
    await visit()
    const letterId = (await waiting())[0]?.id ?? ''
    const browser = await officerBrowser(house, serveDemoHouse(house, { log: silentLog }), 'hycuong.vanthu')
    const path = '/can-bo/van-ban-den/cho-vao-so/khong-phai-van-ban'
    await browser.get('/can-bo/van-ban-den/cho-vao-so')
    const asked = await browser.post(path, { 'van-ban': letterId })
    expect([asked.statusCode, asked.body.includes(`href="#thu-${letterId}">Về thư này để ghi lý do<`)]).toEqual([
      409,
      true,
    ])
    expect((await browser.post(path, { 'van-ban': letterId, [`ly-do-${letterId}`]: 'Quảng cáo' })).statusCode).toBe(303)
    const late = await browser.post(path, { 'van-ban': letterId, [`ly-do-${letterId}`]: 'Quảng cáo' })
    expect([late.statusCode, late.body.includes(`#thu-${letterId}`)]).toEqual([409, false])
  })

  it('wait for the next visit when a server drips without an end', async () => {
    const drip = createServer((socket) => {
      const timer = setInterval(() => socket.write('* OK still here\r\n'), 20)
      socket.on('close', () => clearInterval(timer)).on('error', () => undefined)
      socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
    })
    await new Promise<void>((ready) => drip.listen(0, '127.0.0.1', ready))
    const { port } = drip.address() as AddressInfo
    const door = openImapMailbox(`imap://a:b@127.0.0.1:${port}/INBOX`, 500)
    const [visited] = await fetchLetters({ ...house.deps, mailboxDoor: () => door })
    expect(visited).toMatchObject({ letters: 0, mailbox: login })
    expect(visited?.fault).not.toBe('')
    drip.close()
  })

  it('wait where nobody has told the way, or the password is wrong', async () => {
    const wrong = { ...box, password: 'x' }
    const door = openImapMailbox(twinAddress(twin, wrong))
    expect(await fetchLetters({ ...house.deps, mailboxDoor: () => door })).toMatchObject([
      { letters: 0, mailbox: login },
    ])
    const [none] = await fetchLetters({ ...house.deps, mailboxDoor: () => null })
    expect(none?.fault).toBe('no-door')
    // Lent to another agency: the setting of this one alone opens nothing.
    const lentTo = (agencyCode: string) =>
      mailboxDoorOf([{ province: 'phu-tho', agencyCode, url: twinAddress(twin, box) }], 'phu-tho')
    const visitAs = (agencyCode: string) => fetchLetters({ ...house.deps, mailboxDoor: lentTo(agencyCode) })
    arrive(...(await letters(1)))
    const { code } = await house.deps.database
      .selectFrom('agency')
      .select('code')
      .where('id', '=', agencyId)
      .executeTakeFirstOrThrow()
    expect(await visitAs('H44.99')).toEqual([{ mailbox: login, letters: 0, fault: 'no-door' }])
    expect(await visitAs(code)).toEqual([{ mailbox: login, letters: 1, fault: '' }])
  })
})
