import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { FilingDraft } from '#modules/dossiers/domain/index.ts'
import {
  answerSupplement,
  attachToFiling,
  attachToSupplement,
  dropDraft,
  receiveFiling,
  requestSupplement,
  saveDraft,
} from '#modules/dossiers/index.ts'
import { asPerson, asSystem, openApi, withSession } from '#test/support/api-caller.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { birthOwner, fileBirth } from '#test/support/filed-birth.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { pdfFile } from '#test/support/sample-files.ts'

let house: DemoHouse
let app: FastifyInstance

beforeAll(async () => {
  house = await openDemoHouse()
  app = openApi(house)
})

const procedure = '1.001193'
const paper = 'birth-certificate'

/** A draft of the citizen that stands at its papers. */
const draftOf = async (login: string): Promise<string> => {
  const filingId = newId()
  const draft = FilingDraft.parse({ procedureCode: procedure })
  const saved = await saveDraft(house.deps, await house.citizen(login), {
    filingId,
    version: 0,
    page: null,
    step: 'papers',
    draft,
  })
  expect(saved.ok).toBe(true)
  return filingId
}

const filesOf = async (filingId: string): Promise<number> =>
  (await house.open.database.selectFrom('attachment').select('id').where('owner_id', '=', filingId).execute()).length

/** Sends one file as the page of the papers does, with the token of the own session. */
const uploadOnPage = async (login: string, filingId: string) => {
  const browser = await withSession(app, house, login)
  const own = await browser.get(`/nop-ho-so/${procedure}/${newId()}/nguoi-nop`)
  const csrf = /name="_csrf" value="([^"]+)"/.exec(own.body)?.[1] ?? ''
  return browser.upload(`/nop-ho-so/${procedure}/${filingId}/giay-to/tep`, pdfFile(), { _csrf: csrf, field: paper })
}

describe('a file for a draft', () => {
  it('is taken from its owner and from nobody else, on the page and by the interface', async () => {
    const filingId = await draftOf('minh')
    expect((await uploadOnPage('minh', filingId)).statusCode).toBe(200)
    expect((await uploadOnPage('hoa', filingId)).statusCode).toBe(404)
    const path = `/api/v1/me/drafts/${filingId}/attachments`
    expect((await (await asPerson(app, house, 'hoa')).upload(path, pdfFile(), { paper })).statusCode).toBe(404)
    expect((await (await asPerson(app, house, 'minh')).upload(path, pdfFile(), { paper })).statusCode).toBe(201)
    expect(await filesOf(filingId)).toBe(2)
  })

  it('cannot be sent ahead by a system or a desk into what a citizen drafts', async () => {
    const filingId = await draftOf('minh')
    const system = await asSystem(app, house)
    expect((await system.upload(`/api/v1/filings/${filingId}/attachments`, pdfFile(), { paper })).statusCode).toBe(409)
    const attached = await attachToFiling(house.deps, await house.officer('hycuong.motcua'), {
      filingId,
      paper,
      name: 'a.pdf',
      content: pdfFile(),
    })
    expect(attached).toMatchObject({ ok: false, refusal: { code: 'dossier.not-found' } })
    expect(await filesOf(filingId)).toBe(0)
  })

  it('that was dropped while the file was on its way gets nothing more', async () => {
    const filingId = await draftOf('minh')
    const actor = await house.citizen('minh')
    const bytes = pdfFile(50_000)
    const onItsWay = async function* () {
      yield bytes.subarray(0, 1_000)
      await house.open.database
        .transaction()
        .execute((tx) => dropDraft(tx, actor.accountId, filingId, house.deps.clock.now()))
      yield bytes.subarray(1_000)
    }
    const content = Readable.from(onItsWay(), { objectMode: false })
    const attached = await attachToFiling(house.deps, actor, { filingId, paper, name: 'a.pdf', content })
    expect(attached).toMatchObject({ ok: false, refusal: { code: 'dossier.not-found' } })
    expect(await filesOf(filingId)).toBe(0)
  })
})

describe('a file for a supplement', () => {
  it('is refused by the row to whoever is not its owner, and to an owner who has answered meanwhile', async () => {
    const { deps } = house
    const { id: dossierId } = await fileBirth(house)
    const ask = { dossierId, items: [{ paperCode: '', text: 'Bản rõ hơn' }], reason: 'Mờ.', contactPhone: '' }
    expect((await requestSupplement(deps, await house.officer('hycuong.motcua'), ask)).ok).toBe(true)
    const minh = await house.citizen('minh')
    const file = { dossierId, seq: 1, name: 'a.pdf', content: pdfFile() }
    const notFound = { ok: false, refusal: { code: 'dossier.not-found' } }
    expect(await attachToSupplement(deps, await house.citizen('hoa'), file)).toMatchObject(notFound)
    expect(await attachToSupplement(deps, minh, { ...file, seq: 2 })).toMatchObject(notFound)
    expect((await attachToSupplement(deps, minh, file)).ok).toBe(true)
    const bytes = pdfFile(50_000)
    const onItsWay = async function* () {
      yield bytes.subarray(0, 1_000)
      const answer = { dossierId, name: 'Bổ sung', attachmentIds: [], note: 'Đã nộp bản giấy.' }
      expect((await answerSupplement(deps, minh, answer)).ok).toBe(true)
      yield bytes.subarray(1_000)
    }
    const late = { ...file, content: Readable.from(onItsWay(), { objectMode: false }) }
    expect(await attachToSupplement(deps, minh, late)).toMatchObject(notFound)
    const kept = house.open.database.selectFrom('attachment').select('id').where('owner_id', '=', dossierId)
    expect(await kept.where('owner_kind', '=', 'supplement').execute()).toHaveLength(1)
  })
})

const filing = async (filingId: string, channel: 'national-portal' | 'counter', files: string[]) => ({
  filingId,
  channel,
  origin: '',
  externalIds: [],
  dossiers: [
    {
      procedureCode: procedure,
      receivingAgencyId: await house.agencyId('H44.105.1'),
      decidingAgencyId: null,
      owner: { ...birthOwner, kind: 1 as const },
      submitter: null,
      caseKey: 'general',
      form: { ...formAnswers.birth },
      papers: [{ code: paper, attachmentIds: files, source: 'scan' as const, originals: 0, copies: 1 }],
      copies: 1,
      returnMethod: 'desk' as const,
      returnAddress: '',
      note: '',
    },
  ],
})

describe('files sent ahead of a filing', () => {
  it('tie it to the system that sent them', async () => {
    const [first, second] = [await asSystem(app, house), await asSystem(app, house)]
    const filingId = newId()
    const path = `/api/v1/filings/${filingId}/attachments`
    const sent = await first.upload(path, pdfFile(), { paper })
    expect(sent.statusCode).toBe(201)
    expect((await second.upload(path, pdfFile(), { paper })).statusCode).toBe(409)
    const { origin: _origin, ...body } = await filing(filingId, 'national-portal', [sent.json().id])
    const whole = { ...body, externalIds: [{ issuer: 'dvcqg', id: newId() }] }
    expect((await second.post('/api/v1/filings', whole)).statusCode).toBe(403)
    expect((await first.post('/api/v1/filings', whole)).statusCode).toBe(200)
    expect((await first.post('/api/v1/filings', whole)).json()).toMatchObject({ again: true })
  })

  it('tie it to the officer at the counter', async () => {
    const [mine, other] = [await house.officer('hycuong.motcua'), await house.officer('tinh.motcua1')]
    const filingId = newId()
    const scan = { filingId, paper, name: 'a.pdf' }
    const scanned = await attachToFiling(house.deps, mine, { ...scan, content: pdfFile() })
    if (!scanned.ok) throw new Error(scanned.refusal.code)
    const foreign = await attachToFiling(house.deps, other, { ...scan, content: pdfFile() })
    expect(foreign).toMatchObject({ ok: false, refusal: { code: 'dossier.not-found' } })
    const command = await filing(filingId, 'counter', [scanned.value.id])
    expect(await receiveFiling(house.deps, other, command)).toMatchObject({
      ok: false,
      refusal: { code: 'dossier.not-permitted' },
    })
    expect(await receiveFiling(house.deps, mine, command)).toMatchObject({ ok: true })
  })
})
