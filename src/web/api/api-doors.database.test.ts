import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import { signingKeyHours } from '#modules/identity/domain/index.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import {
  type ApiCaller,
  asPerson,
  asSystem,
  makeKey,
  nobody,
  openApi,
  withKey,
  withSession,
} from '#test/support/api-caller.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { birthOwner, fileBirth } from '#test/support/filed-birth.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import { operations } from './operations/index.ts'

let house: DemoHouse
let app: FastifyInstance
let portal: ApiCaller

beforeAll(async () => {
  house = await openDemoHouse()
  app = openApi(house)
  portal = await asSystem(app, house)
})

const done = (answer: LightMyRequestResponse, status = 200) => {
  expect([answer.statusCode, answer.statusCode === status ? '' : answer.body]).toEqual([status, ''])
  return answer.json()
}

const refused = (answer: LightMyRequestResponse, status: number, code: string) => {
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(answer.headers['content-type']).toContain('application/problem+json')
  return answer.json()
}

const filing = async (changed: Record<string, unknown> = {}, files: readonly string[] = []) => ({
  channel: 'national-portal',
  externalIds: [{ issuer: 'dvcqg', id: newId() }],
  dossiers: [
    {
      procedureCode: '1.001193',
      receivingAgencyId: await house.agencyId('H44.105.1'),
      owner: birthOwner,
      form: { ...formAnswers.birth },
      papers: [{ code: 'birth-certificate', attachmentIds: files, source: 'upload', copies: 1 }],
    },
  ],
  ...changed,
})

/** A filing as a system sends it: its file first. */
const sent = async (caller: ApiCaller, changed: Record<string, unknown> = {}) => {
  const filingId = newId()
  const path = `/api/v1/filings/${filingId}/attachments`
  const file = done(await caller.upload(path, pdfFile(), { paper: 'birth-certificate' }), 201)
  return { filingId, ...(await filing(changed, [file.id])) }
}

const dossiersOf = (externalId: string) =>
  house.open.database
    .selectFrom('filing_external_id as e')
    .innerJoin('filing as f', 'f.id', 'e.filing_id')
    .innerJoin('dossier as d', 'd.filing_id', 'f.id')
    .select(['d.id', 'd.code', 'd.channel', 'd.owner_assurance', 'd.account_id', 'f.channel as by', 'f.origin'])
    .where('e.external_id', '=', externalId)
    .execute()

describe('another system', () => {
  it('files through its channel, and the same number again is the same dossier', async () => {
    const body = await sent(portal)
    const first = done(await portal.post('/api/v1/filings', body))
    expect(first.again).toBe(false)
    const again = done(await portal.post('/api/v1/filings', { ...body, filingId: newId() }))
    expect(again).toEqual({ ...first, again: true })
    const rows = await dossiersOf(body.externalIds[0]?.id ?? '')
    expect(rows).toEqual([
      {
        id: first.dossiers[0].id,
        code: first.dossiers[0].code,
        channel: 2,
        owner_assurance: 'declared',
        account_id: null,
        by: 'national-portal',
        origin: 'Cổng thử',
      },
    ])
    const log = await house.open.database
      .selectFrom('action_log')
      .select(['actor_kind', 'actor_id'])
      .where('subject_id', '=', first.dossiers[0].id)
      .executeTakeFirstOrThrow()
    expect(log.actor_kind).toBe('system')
    expect(log.actor_id).not.toBeNull()
  })

  it('sends the same twice at once and gets one dossier', async () => {
    const externalIds = [
      { issuer: 'dvcqg', id: newId() },
      { issuer: 'dvcqg', id: newId() },
    ]
    const bodies = [await sent(portal, { externalIds }), await sent(portal, { externalIds: externalIds.toReversed() })]
    const answers = await Promise.all(bodies.map((body) => portal.post('/api/v1/filings', body)))
    const codes = answers.map((answer) => done(answer).dossiers[0].code)
    expect(codes[0]).toBe(codes[1])
    expect(await dossiersOf(externalIds[0]?.id ?? '')).toHaveLength(1)
  })

  it('hands in what came by post', async () => {
    const body = await sent(portal, { channel: 'post' })
    done(await portal.post('/api/v1/filings', body))
    expect((await dossiersOf(body.externalIds[0]?.id ?? ''))[0]).toMatchObject({ channel: 3, by: 'post' })
  })

  it('does not reach through another channel, another issuer, or a number of several filings', async () => {
    const postOnly = await asSystem(app, house, ['file:post', 'issuer:vnpost'])
    const body = await sent(portal)
    done(await portal.post('/api/v1/filings', body))
    refused(await postOnly.post('/api/v1/filings', body), 403, 'dossier.not-permitted')
    refused(await postOnly.post('/api/v1/filings', { ...body, channel: 'post' }), 403, 'dossier.not-permitted')
    const foreign = await sent(postOnly, { channel: 'post' })
    refused(await postOnly.post('/api/v1/filings', foreign), 403, 'dossier.not-permitted')
    refused(await portal.post('/api/v1/filings', { ...body, channel: 'counter' }), 422, 'request.body-faulty')
    const other = await sent(portal)
    done(await portal.post('/api/v1/filings', other))
    const mixed = { ...other, filingId: newId(), externalIds: [...body.externalIds, ...other.externalIds] }
    refused(await portal.post('/api/v1/filings', mixed), 403, 'dossier.not-permitted')
  })

  it('adds no file to what somebody has filed', async () => {
    const body = await sent(portal)
    done(await portal.post('/api/v1/filings', body))
    const path = `/api/v1/filings/${body.filingId}/attachments`
    refused(await portal.upload(path, pdfFile(), { paper: 'birth-certificate' }), 409, 'filing.known-already')
  })

  it('is nobody where people are asked for', async () => {
    const { id, code } = await fileBirth(house)
    refused(await portal.get('/api/v1/me'), 403, 'grant.missing')
    refused(await portal.get(`/api/v1/dossiers/${id}`), 403, 'grant.missing')
    refused(await portal.post(`/api/v1/dossiers/${id}/accept`), 403, 'grant.missing')
    done(await portal.get(`/api/v1/tracking/${code}`))
  })
})

describe('the door', () => {
  it('lets nobody in without a session or a key, by any operation that asks for one', async () => {
    const anybody = nobody(app)
    for (const { method, path, access } of operations) {
      if (access === 'public') continue
      const url = path.replaceAll(/:\w+/g, newId())
      const answer = method === 'GET' ? await anybody.get(url) : await anybody.post(url, {})
      expect([path, answer.statusCode === 401 || answer.statusCode === 403]).toEqual([path, true])
    }
  })

  it('knows no key that was made up, disabled, or has run out, not even where nobody is asked', async () => {
    const old = await makeKey(house, { grants: ['read'], login: 'minh', expiresAt: '2026-09-01T00:00:00Z' })
    for (const key of ['motcua_x', `motcua_${'A'.repeat(43)}`, old])
      refused(await withKey(app, key).get('/api/v1/fields'), 401, 'api-key.unknown')
  })

  it('lets a program look that may only look', async () => {
    const reader = withKey(app, await makeKey(house, { grants: ['read'], login: 'minh' }))
    expect(done(await reader.get('/api/v1/me'))).toMatchObject({ kind: 'citizen', csrfToken: '' })
    refused(await reader.post('/api/v1/me/drafts', {}), 403, 'grant.missing')
  })

  it('asks a session for its token, and not for a form of another site', async () => {
    const body = { name: 'Phần mềm của tôi', grants: ['read'] }
    const session = await withSession(app, house, 'minh')
    refused(await session.post('/api/v1/me/keys', body), 403, 'form-token.missing')
    const { csrfToken } = done(await session.get('/api/v1/me'))
    expect(csrfToken).not.toBe('')
  })

  it('makes a key for a session with its token, told once, and none for a key', async () => {
    const first = await withSession(app, house, 'minh')
    const { csrfToken } = done(await first.get('/api/v1/me'))
    const headers = { 'x-csrf-token': csrfToken }
    const body = { name: 'Phần mềm của tôi', grants: ['read', 'act'], days: 30 }
    const issued = done(await first.post('/api/v1/me/keys', body, headers), 201)
    const program = withKey(app, issued.key)
    expect(done(await program.get('/api/v1/me')).fullName).not.toBe('')
    const listed = done(await program.get('/api/v1/me/keys'))
    expect(JSON.stringify(listed)).not.toContain(issued.key)
    refused(await program.post('/api/v1/me/keys', body), 403, 'api-client.session-needed')
    refused(await program.post('/api/v1/system-keys', { name: 'x', grants: ['file:post'] }), 403, 'http.403')
    done(await program.post(`/api/v1/me/keys/${issued.id}/disable`))
    refused(await program.get('/api/v1/me'), 401, 'api-key.unknown')
  })

  it('makes a key that signs for hours only, for officers, where the province has decided so', async () => {
    const leader = await withSession(app, house, 'hycuong.chutich')
    const headers = { 'x-csrf-token': done(await leader.get('/api/v1/me')).csrfToken }
    const body = { name: 'Ký hàng loạt', grants: ['read', 'act', 'sign'], days: 90 }
    refused(await leader.post('/api/v1/me/keys', body, headers), 403, 'api-client.signing-not-granted')
    const plain = done(await leader.post('/api/v1/me/keys', { ...body, grants: ['read', 'act'] }, headers), 201)
    const path = `/api/v1/dossiers/${newId()}`
    refused(await withKey(app, plain.key).post(`${path}/sign`, { version: 1 }), 403, 'grant.missing')
    refused(await withKey(app, plain.key).post(`${path}/seal`), 403, 'grant.missing')
    await house.open.database.transaction().execute((tx) =>
      recordSetting(tx, {
        key: signingKeyHours.key,
        scopeKind: 'province',
        value: 8,
        from: Temporal.PlainDate.from('2026-01-01'),
        legalSource: 'DEMO-PROVINCE',
        certainty: 'decided',
        decidedBy: 'test',
      }),
    )
    const issued = done(await leader.post('/api/v1/me/keys', body, headers), 201)
    refused(await withKey(app, issued.key).post(`${path}/sign`, { version: 1 }), 409, 'dossier.outcome-missing')
    const { keys } = done(await leader.get('/api/v1/me/keys'))
    const signing = keys.find((one: { id: string }) => one.id === issued.id)
    expect(Date.parse(signing.expiresAt) - Date.parse(signing.createdAt)).toBe(8 * 3_600_000)
    const citizen = await withSession(app, house, 'minh')
    const token = { 'x-csrf-token': done(await citizen.get('/api/v1/me')).csrfToken }
    refused(await citizen.post('/api/v1/me/keys', body, token), 403, 'api-client.signing-not-granted')
  })

  it('believes that a paper lies with the state only from who was granted it, with its number', async () => {
    const claim = { code: 'birth-certificate', source: 'database' }
    const granted = ['file:national-portal', 'issuer:dvcqg', 'claim:database']
    const plain = await asSystem(app, house)
    const trusted = await asSystem(app, house, granted)
    const say = async (system: typeof plain, paper: object) => {
      const { dossiers, ...body } = await filing()
      return system.post('/api/v1/filings', { ...body, dossiers: dossiers.map((one) => ({ ...one, papers: [paper] })) })
    }
    refused(await say(plain, { ...claim, evidence: 'TC-1' }), 403, 'dossier.claim-not-granted')
    refused(await say(trusted, claim), 422, 'dossier.claim-without-evidence')
    refused(await say(trusted, { ...claim, source: 'store', evidence: 'K-1' }), 403, 'dossier.claim-not-granted')
    refused(await say(plain, { ...claim, source: 'e-form' }), 422, 'dossier.papers-missing')
    const filed = done(await say(trusted, { ...claim, evidence: 'TC-1' }))
    const paper = house.open.database
      .selectFrom('dossier_paper')
      .select(['source', 'evidence'])
      .where('dossier_id', '=', filed.dossiers[0].id)
      .where('code', '=', 'birth-certificate')
    expect(await paper.executeTakeFirst()).toEqual({ source: 'database', evidence: 'TC-1' })
  })

  it('lets an administrator make keys for systems, of what may be granted and nothing else', async () => {
    const session = await withSession(app, house, 'quantri')
    const headers = { 'x-csrf-token': done(await session.get('/api/v1/me')).csrfToken }
    const bad = { name: 'VNPost', grants: ['file:own-portal'] }
    refused(await session.post('/api/v1/system-keys', bad, headers), 422, 'request.body-faulty')
    const good = { name: 'VNPost', grants: ['file:post', 'issuer:vnpost'] }
    const issued = done(await session.post('/api/v1/system-keys', good, headers), 201)
    const system = withKey(app, issued.key)
    const body = await sent(system, { channel: 'post', externalIds: [{ issuer: 'vnpost', id: newId() }] })
    done(await system.post('/api/v1/filings', body))
    done(await session.post(`/api/v1/system-keys/${issued.id}/disable`, {}, headers))
    refused(await system.post('/api/v1/filings', body), 401, 'api-key.unknown')
  })

  it('keeps the provinces apart', async () => {
    const minh = await asPerson(app, house, 'minh')
    done(await minh.get('/api/v1/me'))
    refused(await minh.get('/api/v1/me', { host: 'ninhbinh.localhost' }), 401, 'api-key.unknown')
  })
})

describe('hostile content', () => {
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

  it.each<readonly [string, number, string, string]>([
    ['no JSON', 400, 'http.400', '{'],
    ['depth', 400, 'request.too-deep', nested(5_000)],
    ['size', 413, 'http.413', JSON.stringify({ note: 'x'.repeat(2_000_000) })],
    ['many values', 400, 'request.too-many-values', JSON.stringify({ a: Array.from({ length: 30_000 }, () => 1) })],
    ['a NUL', 400, 'request.text-unsound', '{"channel":"a\\u0000b"}'],
    ['half of a pair', 400, 'request.text-unsound', '{"channel":"\\ud800"}'],
    ['a prototype', 400, 'http.400', '{"__proto__":{"kind":"officer"}}'],
    ['an array', 422, 'request.body-faulty', '[]'],
    ['a number', 422, 'request.body-faulty', '7'],
    ['unknown fields', 422, 'request.body-faulty', '{"channel":"post","isAdmin":true}'],
    ['wrong types', 422, 'request.body-faulty', '{"channel":{"$gt":""},"externalIds":"x","dossiers":{}}'],
  ])('%s is refused with a word about it', async (_, status, code, payload) => {
    const answer = await portal.postRaw('/api/v1/filings', payload)
    const problem = refused(answer, status, code)
    expect(problem.title).toMatch(/\p{L}/u)
    if (status === 422) expect(problem.errors.length).toBeGreaterThan(0)
    expect(answer.body).not.toMatch(/zod|stack|\.ts:/i)
  })

  it('names the field and says what to correct in Vietnamese', async () => {
    const problem = refused(
      await portal.post('/api/v1/filings', await filing({ isAdmin: true })),
      422,
      'request.body-faulty',
    )
    expect(problem.errors).toEqual([{ name: '', text: 'Không có trường: isAdmin.' }])
    const [dossier] = (await filing()).dossiers
    const wrong = await filing({ dossiers: [{ ...dossier, copies: 'nhiều', owner: { ...birthOwner, kind: 9 } }] })
    const { errors } = refused(await portal.post('/api/v1/filings', wrong), 422, 'request.body-faulty')
    expect(errors.map(({ name }: { name: string }) => name).sort()).toEqual([
      'dossiers.0.copies',
      'dossiers.0.owner.kind',
    ])
  })

  it('of another type is not read', async () => {
    refused(
      await portal.postRaw('/api/v1/filings', 'channel=post', 'application/x-www-form-urlencoded'),
      415,
      'http.415',
    )
    refused(await portal.postRaw('/api/v1/filings', '<a/>', 'application/xml'), 415, 'http.415')
    const path = `/api/v1/filings/${newId()}/attachments`
    refused(await portal.post(path, {}), 422, 'upload.not-one-file')
    refused(await portal.upload(path, Buffer.from('PK'), { paper: 'x' }), 422, 'attachment.type-not-allowed')
    refused(await portal.upload(path, pdfFile(21 * 1024 * 1024), { paper: 'x' }), 413, 'upload.file-too-large')
  })

  it('in an e-form is refused at its fields, whatever is hidden in it', async () => {
    const [dossier] = (await filing()).dossiers
    const form = { ...formAnswers.birth, child: JSON.parse(nested(15)), extra: [[[{}]]] }
    const body = await sent(portal, { dossiers: [{ ...dossier, papers: [], form }] })
    const answer = await portal.post('/api/v1/filings', body)
    expect([422, 'dossier.form-faulty']).toEqual([answer.statusCode, answer.json().code])
    expect(answer.json().errors.every(({ name }: { name: string }) => name.startsWith('form.'))).toBe(true)
  })

  it('in an address is not there', async () => {
    const anybody = nobody(app)
    for (const path of ['/api/v1/procedures/..%2f..', '/api/v1/tracking/%27%20or%201=1', '/api/v1/khong-co'])
      refused(await anybody.get(path), 404, 'http.404')
    const unsound = await anybody.get('/api/v1/procedures/%00')
    expect([400, 404]).toContain(unsound.statusCode)
    expect(unsound.headers['content-type']).toContain('application/problem+json')
    refused(await anybody.get('/api/v1/procedures?limit=100000'), 422, 'request.query-faulty')
    refused(await anybody.postRaw('/api/v1/fields', '{}'), 405, 'http.405')
    const minh = await asPerson(app, house, 'minh')
    refused(await minh.get('/api/v1/dossiers/khong-phai'), 403, 'http.403')
    const desk = await asPerson(app, house, 'hycuong.motcua')
    refused(await desk.get('/api/v1/dossiers/khong-phai'), 404, 'http.404')
    done(await desk.get('/api/v1/work?level=later&after=eyJyYW5rIjoieCJ9'))
    refused(
      await minh.post('/api/v1/me/drafts', {
        filingId: newId(),
        version: 9e15,
        step: 'who',
        draft: { procedureCode: 'x' },
      }),
      422,
      'request.body-faulty',
    )
  })
})

describe('the page and the description', () => {
  it.each(['/api', '/en/api'])('%s is read without a script', async (path) => {
    const { body, statusCode } = await app.inject({ url: path, headers: { host: 'localhost' } })
    expect(statusCode).toBe(200)
    for (const one of operations) expect(body).toContain(`id="${one.id}"`)
  })

  it('openapi.json is served in both languages', async () => {
    const vietnamese = (await app.inject({ url: '/api/openapi.json', headers: { host: 'localhost' } })).json()
    const english = (await app.inject({ url: '/en/api/openapi.json', headers: { host: 'localhost' } })).json()
    expect([vietnamese.openapi, english.openapi]).toEqual(['3.1.0', '3.1.0'])
    expect(english.paths['/api/v1/filings'].post.summary).toBe('File for another system')
  })
})
