import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { findOutgoingPaper, recallDocument } from '#modules/official-documents/index.ts'
import { pagesOf } from '#platform/pdf/file/pdf-form-field.ts'
import { array, dict, isKind, withEntries } from '#platform/pdf/file/pdf-object.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import { annotationsOf, appended, flipped, note, overlay } from '#platform/signing/verification/tampering.ts'
import { verifyFile } from '#platform/signing/verification/verify-file.ts'
import { awaitedDocument, issuedDocument } from '#test/support/awaited-papers.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { type IssuedBirth, issueBirth } from '#test/support/issued-birth.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import { openVisitor, type Visitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { buildServer } from '#web/http/server.ts'
import { verificationRoutes } from './verification-page.tsx'

let house: DemoHouse
let birth: IssuedBirth
let app: FastifyInstance
let visitor: Visitor

beforeAll(async () => {
  house = await openDemoHouse()
  birth = await issueBirth(house)
  const provinces = {
    all: [house.open, house.other],
    byHost: () => house.open,
    byKey: () => house.open,
    close: async () => undefined,
  }
  app = buildServer(testWebDeps(provinces, { dossiers: () => house.deps, clock: house.deps.clock }), verificationRoutes)
  visitor = openVisitor(app)
})

const boundary = 'ranh-gioi'

/** Sends a file as the form of the page does. */
const upload = async (content: Uint8Array | null, address = '/kiem-tra'): Promise<LightMyRequestResponse> => {
  await visitor.get(address)
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${visitor.token()}\r\n--${boundary}\r\n`
  const field =
    'content-disposition: form-data; name="tep"; filename="ket-qua.pdf"\r\ncontent-type: application/pdf\r\n\r\n'
  const parts = content === null ? [] : [Buffer.from(field), content, Buffer.from(`\r\n--${boundary}`)]
  return app.inject({
    method: 'POST',
    url: address,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(content === null ? head.slice(0, -2) : head), ...parts, Buffer.from('--\r\n')]),
  })
}

const verdictIn = ({ body }: LightMyRequestResponse): string =>
  /data-verdict="([a-z]+)"/.exec(body)?.[1] ?? 'none given'

const rowsOf = async (): Promise<number> => {
  const { count } = house.open.database.fn
  const row = await house.open.database
    .selectFrom('attachment')
    .select(count<number>('id').as('rows'))
    .executeTakeFirst()
  return row?.rows ?? 0
}

describe('the document as it was issued', () => {
  it('is intact, signed by the leader and the agency that the register knows, and the one issued', async () => {
    const before = await rowsOf()
    const answer = await upload(birth.pdf)
    expect(answer.statusCode).toBe(200)
    expect(verdictIn(answer)).toBe('good')
    expect(answer.body).toContain(`đúng từng byte với văn bản số ${birth.notation}`)
    expect(answer.body).toMatch(/Người ký có trong sổ của tỉnh: [^<]*Chủ tịch[^<]*Hy Cương/)
    expect(answer.body).toMatch(/Con dấu có trong sổ của tỉnh: [^<]*Hy Cương/)
    expect(answer.body).toContain('theo đồng hồ của máy ký')
    expect(answer.body).toContain('có con dấu sau đó bao lại')
    expect(await rowsOf()).toBe(before)
  })

  it('is told in English too', async () => {
    const answer = await upload(birth.pdf, '/en/kiem-tra')
    expect(verdictIn(answer)).toBe('good')
    expect(answer.body).toContain('The document is intact')
    expect(answer.body).toContain('a later seal covers it')
  })
})

describe('what the register says under the code of a QR', () => {
  it('is number, day, agency and name, and nothing of the person', async () => {
    const { body, statusCode } = await visitor.get(`/kiem-tra?ma=${birth.outcomeId}`)
    expect(statusCode).toBe(200)
    expect(body).toContain(birth.notation)
    expect(body).toContain('Đã phát hành')
    expect(body).toContain('07/09/2026')
    expect(body).not.toMatch(/Nguyễn Văn Minh|025090000001|0912/)
  })

  it('tells the issued file from another good one', async () => {
    const address = `/kiem-tra?ma=${birth.outcomeId}`
    expect((await upload(birth.pdf, address)).body).toContain('đúng từng byte với bản đã phát hành')
    const other = await upload((await issueBirth(house)).pdf, address)
    expect(verdictIn(other)).toBe('unsure')
    expect(other.body).toContain('không phải bản đã phát hành ghi trong sổ')
  })

  it.each([newId(), 'khong-phai-ma', "'; drop table outcome; --", 'a\0b'])('is nothing for %j', async (code) => {
    const answer = await visitor.get(`/kiem-tra?ma=${encodeURIComponent(code)}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('Sổ không có văn bản nào đã phát hành mang mã này')
  })
})

describe('an official document', () => {
  it('is told by its QR code and by its content, and after a recall that it is out of force', async () => {
    const { id, code } = await issuedDocument(house)
    const address = `/kiem-tra?ma=${id}`
    const shown = await visitor.get(address)
    expect(shown.body).toContain(code)
    expect(shown.body).toContain('Đã phát hành')
    // What it is about is for those whom it concerns.
    expect(shown.body).not.toContain('lịch tiếp công dân')
    const paper = await findOutgoingPaper(house.open.database, id)
    const file = await findAttachment(house.open.database, paper?.issuedAttachmentId ?? '')
    const pdf = await house.deps.files.read(file?.sha256 ?? '')
    const good = await upload(pdf)
    expect(verdictIn(good)).toBe('good')
    expect(good.body).toContain(`đúng từng byte với văn bản số ${code}`)
    const leader = await house.officer('hycuong.chutich')
    acceptedValue(await recallDocument(house.deps, leader, { documentId: id, reason: 'Sai thẩm quyền' }))
    expect((await visitor.get(address)).body).toContain('Đã bị thu hồi')
    const gone = await upload(pdf)
    expect(verdictIn(gone)).toBe('unsure')
    expect(gone.body).toContain('đã bị thu hồi hoặc thay thế')
    expect((await visitor.get(`/kiem-tra?ma=${await awaitedDocument(house)}`)).body).toContain(
      'Sổ không có văn bản nào',
    )
  })
})

describe('a document that was taken back', () => {
  it('is not told as issued any more, by its code or by its content', async () => {
    const { outcomeId, pdf } = await issueBirth(house)
    expect((await upload(pdf)).body).toContain('đúng từng byte')
    await house.open.database
      .updateTable('outcome')
      .set({ state: 'dropped', number: null, issued_on: null })
      .where('id', '=', outcomeId)
      .execute()
    expect((await visitor.get(`/kiem-tra?ma=${outcomeId}`)).body).toContain('Sổ không có văn bản nào')
    expect((await upload(pdf)).body).not.toContain('đúng từng byte')
  })
})

describe('a document that was changed', () => {
  const wrongRange = (pdf: Buffer): Buffer => {
    const copy = Buffer.from(pdf)
    const at = copy.indexOf('/ByteRange')
    const found = /\[\s*0\s+(\d+)/.exec(copy.toString('latin1', at, at + 80))
    const digits = found?.[1] ?? ''
    const shorter = String(Number(digits) - 1).padStart(digits.length, '0')
    copy.write(shorter, at + copy.toString('latin1', at, at + 80).indexOf(digits), 'latin1')
    return copy
  }

  it.each<readonly [string, string, (pdf: Buffer) => Buffer]>([
    ['a byte of the content', 'dấu vân tay của nội dung không khớp', (pdf) => flipped(pdf, pdf.indexOf('stream') + 40)],
    ['the signed range', 'Phạm vi ký sai', wrongRange],
    [
      'a revision appended',
      'ghi thêm vào tệp sau khi ký mà không rõ để làm gì',
      (pdf) => appended(pdf, (update) => void update.add(dict({}))),
    ],
    [
      'a note laid over the page',
      'Trang 1: Có chú thích hoặc hình được đặt đè lên trang sau khi ký',
      (pdf) =>
        appended(pdf, (update, page) =>
          update.replace(
            page.ref,
            withEntries(page.dict, { Annots: array(...annotationsOf(page), update.add(note())) }),
          ),
        ),
    ],
    [
      'content laid over the page',
      'Trang 1: Nội dung trang bị thay sau khi ký',
      (pdf) =>
        appended(pdf, (update) => {
          const contents = pagesOf(update.file)[0]?.dict.entries.get('Contents')
          if (isKind(contents, 'ref')) update.replace(contents, overlay())
        }),
    ],
    ['the end cut off', 'không đọc được', (pdf) => pdf.subarray(0, pdf.length - 400)],
  ])('%s: %s', async (_, words, change) => {
    const answer = await upload(change(birth.pdf))
    expect(answer.statusCode).toBe(200)
    expect(verdictIn(answer)).toBe('bad')
    expect(answer.body).toContain(words)
  })

  it('signed by an authority that nobody here trusts', async () => {
    const answer = await upload((await makeSigningSample()).sealed)
    expect(verdictIn(answer)).toBe('unsure')
    expect(answer.body).toContain('không do nơi mà tỉnh tin cậy cấp')
    expect(answer.body).not.toContain('Con dấu có trong sổ của tỉnh:')
  })
})

describe('what cannot be judged', () => {
  it('no file, no PDF and a PDF without a signature', async () => {
    const none = await upload(null)
    expect([none.statusCode, none.body.includes('Hãy chọn một tệp PDF')]).toEqual([422, true])
    const text = await upload(Buffer.from('không phải PDF'))
    expect([text.statusCode, text.body.includes('không phải PDF, hoặc đã hỏng')]).toEqual([422, true])
    expect(verdictIn(await upload((await house.deps.files.read(await plainPdf())) as Buffer))).toBe('none')
  })

  it('more than twenty megabytes', async () => {
    const answer = await upload(pdfFile(21 * 1024 * 1024))
    expect([answer.statusCode, answer.body.includes('20')]).toEqual([422, true])
  })

  const plainPdf = async (): Promise<string> => (await house.deps.files.put(pdfFile())).sha256
})

describe('a file that would hold the program up', () => {
  it('is judged in a thread with the same words', async () => {
    const flooded = appended(birth.pdf, (update) => {
      for (let count = 0; count < 15_000; count += 1) update.add(dict({}))
    })
    const answer = await upload(flooded)
    expect(verdictIn(answer)).toBe('bad')
    expect(answer.body).toContain('ghi thêm vào tệp sau khi ký mà không rõ để làm gì')
    expect(answer.body).toMatch(/Người ký có trong sổ của tỉnh: /)
  })

  it('is given up after a while', async () => {
    const flooded = appended(birth.pdf, (update) => {
      for (let count = 0; count < 15_000; count += 1) update.add(dict({}))
    })
    expect(await verifyFile(flooded, { roots: [] }, { patienceMs: 1 })).toEqual({ kind: 'too-heavy' })
  })

  it('and too many at once are sent away', async () => {
    const heavy = Buffer.concat([birth.pdf, Buffer.alloc(200_000, '\n')])
    const all = await Promise.all(Array.from({ length: 12 }, () => verifyFile(heavy, { roots: [] })))
    expect(all.filter((one) => one.kind === 'busy')).toHaveLength(2)
    expect(all.filter((one) => one.kind === 'report')).toHaveLength(10)
  })
})

describe('the report of a check', () => {
  const hiddenIn = (body: string): string => /name="bao-cao" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const get = (sealed: string): Promise<LightMyRequestResponse> =>
    app.inject({
      method: 'POST',
      url: '/kiem-tra/bao-cao',
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _csrf: visitor.token(), 'bao-cao': sealed }).toString(),
    })

  it('says what the page said, with the evidence, as a file', async () => {
    const shown = await upload(birth.pdf)
    expect(shown.body).toContain('B-B: ký điện tử cơ bản')
    expect(shown.body).toContain('là gốc được tin cậy')
    const report = await get(hiddenIn(shown.body))
    expect(report.statusCode).toBe(200)
    expect(report.headers['content-disposition']).toContain('bao-cao-kiem-tra.txt')
    expect(report.body).toContain('BÁO CÁO KIỂM TRA CHỮ KÝ SỐ')
    expect(report.body).toContain('Chứng thư 2')
  })

  it('is only what this page has sealed, and nothing else that is sealed is read by it', async () => {
    const other = house.deps.sealing.seal('số định danh 025190004321').toString('base64')
    for (const sealed of ['', 'x', other]) {
      const answer = await get(sealed)
      expect(answer.statusCode).toBe(404)
      expect(answer.body).not.toContain('025190004321')
    }
  })
})
