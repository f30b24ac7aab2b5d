import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { IncomingFace, type RegisterForm } from '../domain/index.ts'
import { readBook } from '../queries/read-book.ts'
import { noteDocumentLook } from '../store/document-looks.ts'
import { closeRegister } from './close-register.ts'
import { registerIncoming } from './incoming/register-incoming.ts'
import { routeDocument } from './incoming/route-document.ts'

const pdfsig = foreignTool('pdfsig')
const pdftotext = foreignTool('pdftotext')
let house: DemoHouse
let clerk: OfficerActor
let leader: OfficerActor
let handler: OfficerActor
let head: OfficerActor
let registerId: string
let documentId: string

const month = { from: '2026-09-01', until: '2026-09-30' } as const

const readForm = (form: RegisterForm, after: { year: number; number: number; id: string } | null = null) =>
  readBook(
    house.deps.database,
    leader,
    { direction: 'incoming' },
    {
      registerId,
      form,
      from: Temporal.PlainDate.from(month.from),
      until: Temporal.PlainDate.from(month.until),
      typeCode: '',
      after,
      limit: 50,
    },
  )

const registered = async (number: number): Promise<string> => {
  const face = IncomingFace.parse({
    typeCode: 'CV',
    subject: 'V/v rà soát hồ sơ hộ tịch',
    code: { number, notation: 'STP-HCTP' },
    documentDate: '2026-09-04',
    authorAgencyId: null,
    authorName: 'Sở Tư pháp',
  })
  const agencyId = clerk.posts[0]?.agencyId ?? ''
  const command = { documentId: newId(), agencyId, face, channel: 'hand', origin: null, registerId } as const
  const rest = { doubleReason: '', signatureReason: '', presentTo: null, proposedTo: null }
  return acceptedValue(await registerIncoming(house.deps, clerk, { ...command, ...rest })).documentId
}

beforeAll(async () => {
  house = await openDemoHouse()
  clerk = await house.officer('hycuong.vanthu')
  leader = await house.officer('hycuong.chutich')
  handler = await house.officer('hycuong.hotich')
  head = await house.officer('hycuong.chanhvanphong')
  const book = await house.deps.database
    .selectFrom('document_register')
    .select('id')
    .where('agency_id', '=', clerk.posts[0]?.agencyId ?? '')
    .where('key', '=', 'van-ban-den')
    .executeTakeFirstOrThrow()
  registerId = book.id
  documentId = await registered(15)
  await registered(16)
  acceptedValue(
    await routeDocument(house.deps, leader, {
      documentId,
      targets: [
        { id: handler.officerId, part: 'lead' },
        { id: head.officerId, part: 'informed' },
      ],
      body: 'Tham mưu trả lời.',
      dueDays: 3,
    }),
  )
})

describe('a book of incoming documents', () => {
  it('has a line for each number, with who got it', async () => {
    const { lines, columns } = await readForm('register')
    expect(columns).toHaveLength(10)
    expect(lines.map(({ number }) => number)).toEqual([1, 2])
    expect(lines[0]?.cells).toContain(handler.fullName)
    const after = { year: 2026, number: 1, id: lines[0]?.id ?? '' }
    expect((await readForm('register', after)).lines.map(({ number }) => number)).toEqual([2])
  })

  it('says to whom each was handed, and when he opened it; an earlier look is none', async () => {
    const before = house.deps.clock.now().subtract({ hours: 1 })
    await noteDocumentLook(house.deps.database, head, documentId, 'document', before)
    const receipts = async () =>
      (await readForm('hand-over')).lines.map(({ cells }) => [cells[4], cells[5]?.replace(/ \d.*/u, '')])
    const [lead, informed] = [`${handler.fullName} (xử lý chính)`, `${head.fullName} (để biết)`]
    expect(await receipts()).toEqual(
      expect.arrayContaining([
        [lead, ''],
        [informed, ''],
      ]),
    )
    await noteDocumentLook(house.deps.database, handler, documentId, 'document', house.deps.clock.now())
    expect(await receipts()).toEqual(
      expect.arrayContaining([
        [lead, 'Nhận trên hệ thống'],
        [informed, ''],
      ]),
    )
    const [first] = (await readForm('hand-over')).lines
    const after = { year: first?.year ?? 0, number: first?.number ?? 0, id: first?.id ?? '' }
    expect((await readForm('hand-over', after)).lines).toHaveLength(1)
  })

  it('shows nobody else a line', async () => {
    const asked = { registerId, ...month, typeCode: '', after: null, limit: 50, form: 'register' as const }
    const span = { from: Temporal.PlainDate.from(month.from), until: Temporal.PlainDate.from(month.until) }
    const book = await readBook(house.deps.database, handler, { direction: 'incoming' }, { ...asked, ...span })
    expect(book.lines).toEqual([])
  })

  it('is closed in each of its forms when its time is over, sealed with the key of the agency and kept', async () => {
    const command = { registerId, ...month }
    expect(await closeRegister(house.deps, clerk, { ...command, form: 'register' })).toMatchObject({
      refusal: { code: 'register.time-not-over' },
    })
    house.setClock('2026-10-01T02:00:00Z')
    const headings = {
      register: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
      follow: 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
      'hand-over': 'SỔ CHUYỂN GIAO VĂN BẢN ĐẾN',
    } as const
    for (const form of ['register', 'follow', 'hand-over'] as const) {
      const { printId } = acceptedValue(await closeRegister(house.deps, clerk, { ...command, form }))
      const print = await house.deps.database
        .selectFrom('document_register_print')
        .select(['attachment_id', 'form', 'lines'])
        .where('id', '=', printId)
        .executeTakeFirstOrThrow()
      expect(print).toMatchObject({ form, lines: 2 })
      const file = await findAttachment(house.deps.database, print.attachment_id)
      const path = join(mkdtempSync(join(tmpdir(), 'motcua-so-')), 'so.pdf')
      writeFileSync(path, await house.deps.files.read(file?.sha256 ?? ''))
      if (pdfsig.isHere()) {
        const { output } = await pdfsig.run([path])
        expect(output.match(/Signature is Valid/g)).toHaveLength(1)
        expect(output).toContain('Total document signed')
      }
      if (pdftotext.isHere()) {
        const text = (await pdftotext.run(['-layout', path, '-'])).output.normalize('NFC')
        for (const said of [headings[form], 'NGƯỜI ĐÓNG SỔ', '(1)']) expect(text).toContain(said)
      }
    }
  })
})
