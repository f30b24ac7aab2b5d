import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { type CertifiedKey, createAuthority, issueCertificate } from '#platform/signing/certificate-authority.ts'
import { localTimeStampAuthority } from '#platform/signing/cms/local-time-stamp-authority.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { answerOcsp, type TakenBack, writeRevocationList } from '#platform/signing/revocation/local-issuer.ts'
import { localSigningKey } from '#platform/signing/signing-key.ts'
import { handAppearance, makeSigningSample } from '#platform/signing/signing-sample.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { issueBirth } from '#test/support/issued-birth.ts'
import { batchProgress } from './domain/index.ts'
import {
  archiveDocuments,
  type BatchDeed,
  findBatch,
  findDemoAuthority,
  issueDemoKeys,
  issueSigningKey,
  listGivenSignatures,
  loadTrust,
  openKey,
  recordSignature,
  runBatch,
  signDocument,
  startBatch,
  trustRoot,
  withdrawRoot,
} from './index.ts'

let house: DemoHouse
let leader: OfficerActor
let issuer: CertifiedKey
let server: Server
let base = ''
let asked = 0
let mode: 'ocsp' | 'crl' | 'silent' = 'ocsp'
const takenBack: TakenBack[] = []

/** A certificate authority elsewhere, with its responder and its list. */
const answerFor = async (path: string, body: Buffer): Promise<Buffer | undefined> => {
  asked += 1
  const now = house.deps.clock.now()
  const key = localSigningKey(issuer.privateKey, [issuer.certificate])
  const issued = { key, takenBack, thisUpdate: now, nextUpdate: now.add({ hours: 8 }) }
  if (mode === 'ocsp' && path === '/ocsp') return answerOcsp(body, issued)
  return mode === 'crl' && path === '/goc.crl' ? writeRevocationList(issued, 1) : undefined
}

const keyFor = async (holderId: string): Promise<void> => {
  const services = { ocspUrl: `${base}/ocsp`, crlUrl: `${base}/goc.crl` }
  await house.open.database.transaction().execute(async (tx) => {
    await tx.deleteFrom('signing_key').where('holder_id', '=', holderId).execute()
    const holder = { kind: 'officer', id: holderId } as const
    await issueSigningKey(
      tx,
      house.deps.sealing,
      issuer,
      holder,
      { commonName: 'Người ký' },
      house.deps.clock.now(),
      services,
    )
  })
}

beforeAll(async () => {
  house = await openDemoHouse()
  leader = await house.officer('hycuong.chutich')
  issuer = await createAuthority(
    { commonName: 'CA công vụ thử' },
    { from: Temporal.Instant.from('2026-01-01T00:00:00Z'), until: Temporal.Instant.from('2046-01-01T00:00:00Z') },
  )
  server = createServer((request, response) => {
    void buffer(request)
      .then((body) => answerFor(request.url ?? '', body))
      .then((answer) => {
        if (answer === undefined) response.writeHead(503).end()
        else response.end(answer)
      })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const open = () => openKey(house.deps, { kind: 'officer', id: leader.officerId })
const codeOf = async () => {
  const opened = await open()
  return opened.ok ? 'opened' : opened.refusal.code
}

describe('roots', () => {
  it('are believed and withdrawn by administrators only, and must be roots', async () => {
    const certificate = Buffer.from(issuer.certificate).toString('base64')
    const source = 'Công văn 12, so vân tay qua điện thoại'
    expect(await trustRoot(house.deps, leader, { certificate, source })).toMatchObject({
      refusal: { code: 'root.not-permitted' },
    })
    const administrator = await house.officer('quantri')
    const leaf = Buffer.from((await makeSigningSample()).leader.certificateChain[0] ?? []).toString('base64')
    expect(await trustRoot(house.deps, administrator, { certificate: leaf, source })).toMatchObject({
      refusal: { code: 'root.not-a-root' },
    })
    await keyFor(leader.officerId)
    expect(await codeOf()).toBe('signature.certificate-untrusted')
    expect(asked).toBe(0)
    acceptedValue(await trustRoot(house.deps, administrator, { certificate, source }))
    expect(await codeOf()).toBe('opened')
    const { roots } = await loadTrust(house.open.database, house.deps.clock.now())
    expect(roots).toHaveLength(2)
    const sha256 = createHash('sha256').update(issuer.certificate).digest('hex')
    acceptedValue(await withdrawRoot(house.deps, administrator, { sha256 }))
    expect(await codeOf()).toBe('signature.certificate-untrusted')
    acceptedValue(await trustRoot(house.deps, administrator, { certificate, source }))
  })
})

describe('a key is taken in hand', () => {
  it('when the issuer says that its certificate stands, by OCSP or list, asked once until the next answer is due', async () => {
    for (const way of ['ocsp', 'crl'] as const) {
      mode = way
      await keyFor(leader.officerId)
      await house.open.database.deleteFrom('revocation_answer').execute()
      asked = 0
      expect(await codeOf()).toBe('opened')
      const first = asked
      expect(await codeOf()).toBe('opened')
      expect(asked).toBe(first)
    }
    mode = 'ocsp'
  })

  it('not when the certificate was taken back, and says since when', async () => {
    await keyFor(leader.officerId)
    const { serial } = await house.open.database
      .selectFrom('signing_key')
      .select('serial')
      .where('holder_id', '=', leader.officerId)
      .executeTakeFirstOrThrow()
    const at = house.deps.clock.now().subtract({ hours: 2 })
    takenBack.push({ serial, at })
    // Else what was said before holds until the issuer has announced a newer answer.
    await house.open.database.deleteFrom('revocation_answer').execute()
    expect(await open()).toMatchObject({
      refusal: { code: 'signature.certificate-revoked', since: at.round('second') },
    })
    takenBack.length = 0
  })

  it('when nobody answers only under the soft policy', async () => {
    mode = 'silent'
    await keyFor(leader.officerId)
    await house.open.database.deleteFrom('revocation_answer').execute()
    expect(await codeOf()).toBe('opened')
    const from = Temporal.PlainDate.from('2026-01-01')
    await house.open.database.transaction().execute((tx) =>
      recordSetting(tx, {
        key: 'signatures.revocation-policy',
        scopeKind: 'province',
        value: 'hard',
        from,
        legalSource: 'L-20-2023',
        certainty: 'decided',
        decidedBy: 'test',
      }),
    )
    expect(await codeOf()).toBe('signature.certificate-unchecked')
    mode = 'ocsp'
    expect(await codeOf()).toBe('opened')
  })

  it('with the level that the province wants: no stamp where none is wanted, no signature where none is to be had', async () => {
    await keyFor(leader.officerId)
    const holder = { kind: 'officer', id: leader.officerId } as const
    const authority = { ask: () => Promise.reject(new Error('not asked here')) }
    const stamped = async (isThere: boolean) => {
      const opened = await openKey(isThere ? { ...house.deps, timeStampAuthority: authority } : house.deps, holder)
      return opened.ok ? opened.value.isStamped : opened.refusal.code
    }
    expect([await stamped(true), await stamped(false)]).toEqual([true, false])
    for (const [value, expected] of [
      ['B-T', [true, 'signature.time-stamp-unavailable']],
      ['B-B', [false, false]],
    ] as const) {
      await house.open.database.deleteFrom('setting').where('key', '=', 'signatures.level').execute()
      await house.open.database.transaction().execute((tx) =>
        recordSetting(tx, {
          ...{ key: 'signatures.level', scopeKind: 'province', value, from: Temporal.PlainDate.from('2026-01-01') },
          ...{ legalSource: 'L-20-2023', certainty: 'decided', decidedBy: 'test' },
        }),
      )
      expect([await stamped(true), await stamped(false)]).toEqual(expected)
    }
    await house.open.database.deleteFrom('setting').where('key', '=', 'signatures.level').execute()
  })

  it('not after it has ended, nor when there is none', async () => {
    expect(await openKey(house.deps, { kind: 'officer', id: newId() })).toMatchObject({
      refusal: { code: 'signature.key-missing' },
    })
  })
})

describe('a batch', () => {
  const prepared = makeSigningSample().then((sample) => sample.prepared)
  const deedWith =
    (more: (position: string) => Promise<void> | { readonly code: string } | undefined): BatchDeed =>
    async (item, held) => {
      const said = more(item.subject.id)
      if (said !== undefined && 'code' in said) return refuse(said)
      await said
      const document = { pdf: await prepared, field: outcomeFields.leader, appearance: handAppearance }
      const signed = await signDocument(house.deps, held, document)
      if (!signed.ok) return signed
      const { roots } = await loadTrust(house.open.database, house.deps.clock.now())
      return verifyPdf(signed.value.pdf, { roots }).verdict === 'valid'
        ? accept(null)
        : refuse({ code: 'test.invalid' })
    }
  const items = (count: number) =>
    Array.from({ length: count }, () => ({ subject: { kind: 'paper', id: newId() }, version: 1, title: 'Quyết định' }))

  it('of a hundred is signed with one confirmation; one that is refused is named and holds up nobody', async () => {
    await keyFor(leader.officerId)
    const id = newId()
    const papers = items(100)
    const odd = papers[41]?.subject.id
    acceptedValue(await startBatch(house.deps, leader, { id, items: papers }))
    acceptedValue(await startBatch(house.deps, leader, { id, items: papers }))
    const deed = deedWith((at) => (at === odd ? { code: 'dossier.outcome-changed' } : undefined))
    const batch = acceptedValue(await runBatch(house.deps, leader, { id }, { paper: deed }))
    expect(batchProgress(batch)).toEqual({ signed: 99, refused: 1, waiting: 0, all: 100 })
    expect(batch.items[41]).toMatchObject({ state: 'refused', refusal: { code: 'dossier.outcome-changed' } })
  })

  it('that was cut off goes on where it stopped, and signs nothing twice', async () => {
    const id = newId()
    const papers = items(8)
    acceptedValue(await startBatch(house.deps, leader, { id, items: papers }))
    const fatal = papers[5]?.subject.id
    const cut = deedWith((at) => (at === fatal ? Promise.reject(new Error('the device is gone')) : undefined))
    await expect(runBatch(house.deps, leader, { id }, { paper: cut })).rejects.toThrow('the device is gone')
    const half = await findBatch(house.open.database, id, leader.officerId)
    expect(half === null ? null : batchProgress(half)).toMatchObject({ waiting: 1, signed: 7 })
    const again: string[] = []
    const counting = deedWith((at) => {
      again.push(at)
      return undefined
    })
    const whole = acceptedValue(await runBatch(house.deps, leader, { id }, { paper: counting }))
    expect(again).toEqual([fatal])
    expect(batchProgress(whole)).toMatchObject({ waiting: 0, signed: 8 })
  })

  it('is in one hand at a time, and in nobody’s after that hand has died', async () => {
    const id = newId()
    acceptedValue(await startBatch(house.deps, leader, { id, items: items(2) }))
    const holdUntil = (until: Temporal.Instant) =>
      house.open.database.updateTable('signing_batch').set({ held_until: until }).where('id', '=', id).execute()
    const run = () => runBatch(house.deps, leader, { id }, { paper: deedWith(() => undefined) })
    await holdUntil(house.deps.clock.now().add({ seconds: 30 }))
    expect(await run()).toMatchObject({ refusal: { code: 'batch.running' } })
    await holdUntil(house.deps.clock.now().subtract({ seconds: 1 }))
    expect(batchProgress(acceptedValue(await run()))).toMatchObject({ signed: 2, waiting: 0 })
  })

  it('is the officer’s own, of a hundred at most, and of no paper twice', async () => {
    const id = newId()
    const papers = items(1)
    acceptedValue(await startBatch(house.deps, leader, { id, items: papers }))
    const other = await house.officer('hycuong.vanthu')
    expect(await runBatch(house.deps, other, { id }, {})).toMatchObject({ refusal: { code: 'batch.not-found' } })
    const start = (some: typeof papers) => startBatch(house.deps, leader, { id: newId(), items: some })
    expect(await start([])).toMatchObject({ refusal: { code: 'batch.empty' } })
    expect(await start(items(101))).toMatchObject({ refusal: { code: 'batch.too-many' } })
    expect(await start([...papers, ...papers])).toMatchObject({ refusal: { code: 'batch.doubled' } })
  })
})

describe('given signatures', () => {
  it('are told in their order, and never twice for one holder in one round', async () => {
    const subject = { kind: 'paper', id: newId() }
    const record = (round: number, before: string, after: string) =>
      house.open.database.transaction().execute((tx) =>
        recordSignature(tx, {
          subject,
          round,
          role: 'sign',
          holder: { kind: 'officer', id: leader.officerId },
          officerId: leader.officerId,
          capacity: 'own',
          certificateSerial: '01',
          keyPlace: 'pkcs12',
          level: 'B-B',
          before: before.repeat(64),
          after: after.repeat(64),
          at: house.deps.clock.now(),
        }),
      )
    await record(0, 'a', 'b')
    await record(1, 'b', 'c')
    const given = await listGivenSignatures(house.open.database, subject)
    expect(given.map((each) => [each.round, each.after[0]])).toEqual([
      [0, 'b'],
      [1, 'c'],
    ])
    await expect(record(1, 'c', 'd')).rejects.toThrow()
  })
})

describe('the archive', () => {
  it('keeps issued documents at B-LTA beside the file that was issued, and stamps them again before the end', async () => {
    const { database } = house.open
    const { sealing, clock, files } = house.deps
    const authority = await findDemoAuthority(database, sealing)
    if (authority === null) throw new Error('the demonstration has no issuer')
    issuer = authority
    const services = { ocspUrl: `${base}/ocsp`, crlUrl: `${base}/goc.crl` }
    await database.transaction().execute(async (tx) => {
      await tx.deleteFrom('signing_key').execute()
      await issueDemoKeys(tx, sealing, house.open.province.name, clock.now(), services)
    })
    const birth = await issueBirth(house)
    const archive = async (daysOfAuthority: number) => {
      const validity = {
        from: clock.now().subtract({ hours: 1 }),
        until: clock.now().add({ hours: 24 * daysOfAuthority }),
      }
      const issued = await issueCertificate(authority, { commonName: 'TSA' }, validity, {
        purpose: 'time-stamp',
        services,
      })
      const key = localSigningKey(issued.privateKey, [issued.certificate, authority.certificate])
      const timeStampAuthority = localTimeStampAuthority(key, clock)
      return archiveDocuments({ ...house.deps, log: silentLog, timeStampAuthority }, ['outcome'])
    }
    mode = 'silent'
    await database.deleteFrom('revocation_answer').execute()
    expect(await archive(30)).toEqual({ archived: 0, renewed: 0, refused: 1 })
    mode = 'ocsp'
    expect(await archive(30)).toEqual({ archived: 1, renewed: 0, refused: 0 })
    expect(await archive(400)).toEqual({ archived: 0, renewed: 1, refused: 0 })
    expect(await archive(400)).toEqual({ archived: 0, renewed: 0, refused: 0 })
    const kept = await database.selectFrom('signature_archive').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ level: 'B-LTA', renewals: 1 })
    const pdf = await files.read(kept.archived_sha256)
    expect(pdf.subarray(0, birth.pdf.length).equals(birth.pdf)).toBe(true)
    const report = verifyPdf(pdf, { roots: [authority.certificate] }, { now: clock.now() })
    expect(report.verdict).toBe('valid')
    expect(report.signatures.map((each) => each.level)).toEqual(['B-LTA', 'B-LTA'])
    expect(report.timeStamps).toHaveLength(2)
  })
})
