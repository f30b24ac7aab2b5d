import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue, type Result } from '#kernel/result.ts'
import { storedFiles } from '#modules/integrity/queries/stored-files.ts'
import { findWorkFile, keepDossierFile, listWorkFiles } from '#modules/work-files/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import type { SweptFileStore } from '#platform/files/file-store.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { issueBirth } from '#test/support/issued-birth.ts'
import {
  askReading,
  carryOutDestruction,
  decideDestruction,
  decideFile,
  destroyFiles,
  dropDestruction,
  endReading,
  findDestruction,
  judgeFiles,
  keepPackages,
  listArchived,
  listDestructionFiles,
  listDestructions,
  listExpired,
  offerFiles,
  receiveHandOver,
  signHandOver,
} from './index.ts'

const [head, archivist, leader] = ['hycuong.chanhvanphong', 'hycuong.luutru', 'hycuong.chutich'] as const

let house: DemoHouse
let commune = ''
let files: readonly string[] = []

const codeOf = <Value>(done: Result<Value, { readonly code: string }>): string => (done.ok ? 'done' : done.refusal.code)

const store = () => house.deps.files as SweptFileStore

beforeAll(async () => {
  house = await openDemoHouse()
  const { deps, open } = house
  commune = await house.agencyId('H44.105')
  for (let round = 0; round < 2; round += 1) await keepDossierFile(deps, (await issueBirth(house)).id)
  const giver = await house.officer(head)
  const { lines } = await listWorkFiles(open.database, giver, { scope: 'all' }, 10, null)
  files = lines.map(({ id }) => id)
  const handOverId = acceptedValue(await offerFiles(deps, giver, { fileIds: [...files], title: '' }))
  const keeper = await house.officer(archivist)
  for (const fileId of files)
    acceptedValue(await decideFile(deps, keeper, { handOverId, fileId, isAccepted: true, reason: '' }))
  acceptedValue(await receiveHandOver(deps, keeper, { handOverId, condition: '' }))
  acceptedValue(await signHandOver(deps, giver, { handOverId }))
  await keepPackages(deps, handOverId)
})

const stateOf = async (id: string) => (await findWorkFile(house.open.database, await house.officer(head), id))?.state

/** Every content that a file names in the store. */
const contentsOf = async (fileId: string): Promise<readonly string[]> =>
  (
    await sql<{ sha256: string }>`
      select a.sha256 from work_file_item i join attachment a on a.id = i.attachment_id where i.file_id = ${fileId}
      union select sha256 from archived_package where file_id = ${fileId}`.execute(house.open.database)
  ).rows.map(({ sha256 }) => sha256)

const isThere = (sha256: string): Promise<boolean> =>
  house.deps.files.read(sha256).then(
    () => true,
    () => false,
  )

describe('files whose years are over', () => {
  it('are listed then and not before, judged by a whole council, decided by the head, and only then destroyed', async () => {
    const { deps, open } = house
    const keeper = await house.officer(archivist)
    expect(codeOf(await listExpired(deps, keeper, commune))).toBe('archive.nothing-expired')
    house.setClock('2036-12-31T10:00:00Z')
    expect(codeOf(await listExpired(deps, keeper, commune))).toBe('archive.nothing-expired')
    house.setClock('2037-01-02T01:00:00Z')
    const boss = await house.officer(leader)
    expect(codeOf(await listExpired(deps, boss, commune))).toBe('archive.not-permitted')
    const destructionId = acceptedValue(await listExpired(deps, keeper, commune))
    expect(codeOf(await listExpired(deps, keeper, commune))).toBe('archive.nothing-expired')
    const stranger = await house.officer('snv.luutru')
    expect(await listDestructions(open.database, stranger)).toEqual([])
    expect(codeOf(await dropDestruction(deps, stranger, destructionId))).toBe('archive.not-found')

    const [kept = '', gone = ''] = files
    const ids = await Promise.all(
      ['hycuong.phochutich', archivist, head].map(async (login) => (await house.officer(login)).officerId),
    )
    const [chairId = '', secretaryId = '', member = ''] = ids
    const council = {
      destructionId,
      chairId,
      secretaryId,
      memberIds: [member],
      metOn: '2037-01-02',
      conclusion: 'Nhất trí.',
      keepFileIds: [kept],
      keepYears: 5,
      keepReason: 'Đang có tranh chấp',
    }
    expect(codeOf(await judgeFiles(deps, keeper, { ...council, memberIds: [] }))).toBe('archive.council-incomplete')
    expect(codeOf(await judgeFiles(deps, keeper, { ...council, metOn: '2037-01-03' }))).toBe(
      'archive.council-incomplete',
    )
    expect(codeOf(await judgeFiles(deps, keeper, { ...council, keepReason: ' ' }))).toBe('archive.reason-missing')
    const decision = { destructionId, decisionCode: '09/QĐ-UBND', decisionDate: '2037-01-02' }
    expect(codeOf(await decideDestruction(deps, boss, decision))).toBe('archive.state-forbids')
    acceptedValue(await judgeFiles(deps, keeper, council))
    expect(await carryOutDestruction(deps, keeper, destructionId)).toMatchObject({
      refusal: { code: 'archive.not-destroyable', why: 'not-decided' },
    })
    expect(codeOf(await decideDestruction(deps, keeper, decision))).toBe('archive.not-permitted')
    acceptedValue(await decideDestruction(deps, boss, decision))

    const reader = await house.officer(head)
    const asked = { fileId: gone, purpose: '02', reason: 'Đối chiếu', days: 3 } as const
    const requestId = acceptedValue(await askReading(deps, reader, asked))
    expect(await carryOutDestruction(deps, keeper, destructionId)).toMatchObject({
      refusal: { code: 'archive.not-destroyable', why: 'lent' },
    })
    acceptedValue(await endReading(deps, reader, requestId))
    const [ofKept, ofGone] = [await contentsOf(kept), await contentsOf(gone)]
    acceptedValue(await carryOutDestruction(deps, keeper, destructionId))
    await destroyFiles({ ...deps, files: store() }, destructionId)
    await destroyFiles({ ...deps, files: store() }, destructionId)
    expect([await stateOf(kept), await stateOf(gone)]).toEqual(['archived', 'destroyed'])
    // What both files name, such as the same scan handed in twice, stays for the one that is kept.
    const shared = ofGone.filter((sha256) => ofKept.includes(sha256))
    for (const sha256 of ofKept) expect(await isThere(sha256)).toBe(true)
    for (const sha256 of ofGone) expect(await isThere(sha256)).toBe(shared.includes(sha256))
    expect(ofGone.length - shared.length).toBeGreaterThan(0)

    const view = await findDestruction(open.database, keeper, destructionId)
    expect([view?.state, view?.contents]).toEqual(['carried-out', ofGone.length - shared.length])
    const lines = await listDestructionFiles(open.database, destructionId)
    expect(lines.map(({ verdict, destroyedAt }) => [verdict, destroyedAt !== null]).toSorted()).toEqual([
      ['destroy', true],
      ['keep', false],
    ])
    const { lines: left } = await listArchived(open.database, keeper, '', 10, null)
    expect(left.map(({ id, keptUntil }) => [id, keptUntil?.toString()])).toEqual([[kept, '2042-12-31']])
    expect((await verifyLog(open.database)).faults).toEqual([])
  })

  it('are not counted among the contents that must be there', async () => {
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from stored_file where destroyed_at is not null limit 1`.execute(house.open.database)
    const [gone] = rows
    expect(gone).toBeDefined()
    for await (const { sha256 } of storedFiles(house.open.database)) expect(sha256).not.toBe(gone?.sha256)
  })
})
