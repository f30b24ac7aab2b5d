import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { findDocument, findOutgoingPaper } from '#modules/official-documents/index.ts'
import { enrolKey, findDemoAuthority, findKeyInHand, loadTrust, openKey } from '#modules/signatures/index.ts'
import { issueCertificate } from '#platform/signing/certificate-authority.ts'
import { makeSigningSample, sampleValidity } from '#platform/signing/signing-sample.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { awaitedDocument } from '#test/support/awaited-papers.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import {
  askTool as askToolOf,
  type DesktopTool,
  openDemoToken,
  openDesktopTool,
  questionsIn,
} from '#test/support/desktop-tool.ts'
import { awaitedBirth } from '#test/support/issued-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
let tool: DesktopTool
let leader: Visitor

beforeAll(async () => {
  house = await openDemoHouse()
  tool = await openDesktopTool(house, { token: await openDemoToken(house, 'hycuong.chutich', 'officer') })
  app = serveDemoHouse(house, { files: () => house.deps.files, desktopSignerUrl: tool.url })
  await app.listen({ host: '127.0.0.1', port: 0 })
  leader = await officerBrowser(house, app, 'hycuong.chutich')
})
afterAll(async () => {
  await app.close()
  await tool.app.close()
})

const askTool = (body: string) => askToolOf(app, body)

const handOver = async (documentId: string): Promise<string> => {
  const page = await leader.get(`/can-bo/van-ban-di/${documentId}`)
  expect(page.body).toContain('Ký trên máy này')
  const form = { loai: 'official-document', 'van-ban': documentId, 'phien-ban': '1' }
  const answer = await leader.post('/can-bo/ky-tren-may', form)
  expect(answer.statusCode).toBe(303)
  return String(answer.headers.location)
}

const stateOf = async (documentId: string) => (await findDocument(house.open.database, documentId))?.state

describe('a certificate alone', () => {
  it('is enrolled for an officer’s own machine, after the checks of any key, and for a seal of an agency', async () => {
    const { database } = house.open
    const administrator = await house.officer('quantri')
    const deputy = await house.officer('hycuong.phochutich')
    const authority = await findDemoAuthority(database, house.deps.sealing)
    if (authority === null) throw new Error('the demonstration has no issuer')
    const { certificate } = await issueCertificate(authority, { commonName: deputy.fullName }, sampleValidity)
    const given = { passPhrase: '', isNameConfirmed: false }
    const agencyId = deputy.posts[0]?.agencyId ?? ''
    const seal = { ...given, file: Uint8Array.from(certificate), holder: { kind: 'agency', id: agencyId } } as const
    expect(await enrolKey(house.deps, administrator, seal)).toMatchObject({ refusal: { code: 'key.other-name' } })
    const ofAgency = await issueCertificate(authority, { commonName: 'Con dấu' }, sampleValidity)
    const named = { ...seal, file: Uint8Array.from(ofAgency.certificate), isNameConfirmed: true }
    acceptedValue(await enrolKey(house.deps, administrator, named))
    expect(await findKeyInHand(database, seal.holder, house.deps.clock.now())).toMatchObject({ place: 'desktop' })
    const holder = { kind: 'officer', id: deputy.officerId } as const
    const foreign = (await makeSigningSample()).leader.certificateChain[0] ?? new Uint8Array()
    expect(
      await enrolKey(house.deps, administrator, { ...given, holder, file: Uint8Array.from(foreign) }),
    ).toMatchObject({
      refusal: { code: 'signature.certificate-untrusted' },
    })
    acceptedValue(await enrolKey(house.deps, administrator, { ...given, holder, file: Uint8Array.from(certificate) }))
    expect(await findKeyInHand(database, holder, house.deps.clock.now())).toMatchObject({ place: 'desktop' })
    expect(await openKey(house.deps, holder)).toMatchObject({ refusal: { code: 'signature.key-place-closed' } })
  })
})

describe('a leader whose key is on his own machine', () => {
  it('signs there; what comes back is judged, taken once, and holds', { timeout: 60_000 }, async () => {
    const documentId = await awaitedDocument(house)
    const address = await handOver(documentId)
    tool.setTrouble('none')
    const page = await leader.get(address)
    expect(page.headers['content-security-policy']).toContain(tool.url)
    expect(await askTool(page.body)).toMatchObject({ Status: 0 })
    expect(await stateOf(documentId)).toBe('submitted')
    expect((await leader.get(address)).body).toContain('Ghi nhận chữ ký')
    const taken = await leader.post(`${address}/ghi-nhan`, {})
    expect(taken.headers.location).toBe(`/can-bo/van-ban-di/${documentId}`)
    expect(await stateOf(documentId)).toBe('signed')
    expect((await leader.post(`${address}/ghi-nhan`, {})).statusCode).toBe(303)
    const paper = await findOutgoingPaper(house.open.database, documentId)
    const file = await findAttachment(house.open.database, paper?.signedAttachmentId ?? '')
    const pdf = await house.deps.files.read(file?.sha256 ?? '')
    const trust = await loadTrust(house.open.database, house.deps.clock.now())
    expect(verifyPdf(pdf, trust, { now: house.deps.clock.now() })).toMatchObject({
      verdict: 'valid',
      signatures: [{ signerName: 'Bùi Thị Huyền' }],
    })
    // The tool's addresses are closed once the file has come back.
    const question = JSON.parse(questionsIn(page.body)[0]?.question ?? '')
    expect((await leader.get(new URL(question.FileName).pathname)).statusCode).toBe(404)
  })

  it('signs results of dossiers there too', { timeout: 60_000 }, async () => {
    const birth = await awaitedBirth(house)
    const page = await leader.get(`/can-bo/ky-so/${birth.id}`)
    const version = /name="phien-ban" value="(\d+)"/.exec(page.body)?.[1] ?? ''
    const form = { loai: 'outcome', 'van-ban': birth.id, 'phien-ban': version }
    const address = String((await leader.post('/can-bo/ky-tren-may', form)).headers.location)
    tool.setTrouble('none')
    expect(await askTool((await leader.get(address)).body)).toMatchObject({ Status: 0 })
    await leader.post(`${address}/ghi-nhan`, {})
    const outcome = await house.open.database
      .selectFrom('outcome')
      .select('state')
      .where('dossier_id', '=', birth.id)
      .executeTakeFirst()
    expect(outcome?.state).toBe('signed')
  })

  it.each([
    ['cancelled', 'đã hủy', ''],
    ['no-token', 'Không tìm thấy thiết bị', ''],
    ['unsigned', 'chưa có chữ ký', 'chưa có chữ ký'],
    ['other-file', 'không phải văn bản đã gửi', 'không phải văn bản đã gửi'],
  ] as const)('is told why when the tool says or does: %s', { timeout: 60_000 }, async (trouble, told, onPage) => {
    const documentId = await awaitedDocument(house)
    const address = await handOver(documentId)
    tool.setTrouble(trouble)
    const answer = await askTool((await leader.get(address)).body)
    expect([answer?.Status, answer?.Message.includes(told)]).toEqual([1, true])
    expect((await leader.get(address)).body).toContain(onPage)
    expect((await leader.post(`${address}/ghi-nhan`, {})).statusCode).toBe(409)
    expect(await stateOf(documentId)).toBe('submitted')
  })

  it('brings the file by hand where the tool does not speak with the page', { timeout: 60_000 }, async () => {
    const documentId = await awaitedDocument(house)
    const address = await handOver(documentId)
    const { body } = await leader.get(address)
    const href = /href="(\/ky-tren-may\/[^"]+)"/.exec(body)?.[1] ?? ''
    const sent = (await leader.get(href)).rawPayload
    const wrong = await leader.upload(`${address}/nop`, {}, { field: 'tep', name: 'a.pdf', content: sent })
    expect([wrong.statusCode, wrong.body.includes('chưa có chữ ký')]).toEqual([422, true])
    tool.setTrouble('none')
    await askTool(body)
    expect((await leader.get(address)).body).toContain('Ghi nhận chữ ký')
  })

  it('has a quarter of an hour, and addresses that nobody guesses', { timeout: 60_000 }, async () => {
    const documentId = await awaitedDocument(house)
    const address = await handOver(documentId)
    const { FileName, FileUploadHandler } = JSON.parse(questionsIn((await leader.get(address)).body)[0]?.question ?? '')
    const path = new URL(FileName).pathname
    const guessed = path.replace(/[^/]+(?=\/van-ban\.pdf$)/, 'x'.repeat(43))
    expect((await app.inject({ url: path, headers: { host: 'localhost' } })).statusCode).toBe(200)
    expect((await app.inject({ url: guessed, headers: { host: 'localhost' } })).statusCode).toBe(404)
    const other = await officerBrowser(house, app, 'hycuong.phochutich')
    expect((await other.get(address)).statusCode).toBe(404)
    const before = house.deps.clock.now()
    house.setClock(before.add({ minutes: 16 }).toString())
    expect((await app.inject({ url: path, headers: { host: 'localhost' } })).statusCode).toBe(404)
    expect((await leader.get(address)).body).toContain('Đã quá giờ')
    expect(new URL(FileUploadHandler).pathname).toMatch(/\/nop$/)
    house.setClock(before.toString())
  })
})
