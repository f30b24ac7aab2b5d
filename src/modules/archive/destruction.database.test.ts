import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue, type Result } from '#kernel/result.ts'
import { storedFiles } from '#modules/integrity/queries/stored-files.ts'
import { findWorkFile, keepDossierFile, listWorkFiles } from '#modules/work-files/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import type { SweptFileStore } from '#platform/files/file-store.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { issueBirth } from '#test/support/issued-birth.ts'
import {
  askReading,
  carryOutDestruction,
  changeEntry,
  decideFile,
  destroyFiles,
  dropDestruction,
  endReading,
  findDestruction,
  findDestructionPaper,
  judgeFiles,
  keepPackages,
  keepSignedDestruction,
  listArchived,
  listDestructionFiles,
  listDestructions,
  listExpired,
  offerFiles,
  prepareDestruction,
  signDestruction,
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
  for (let round = 0; round < 3; round += 1) await keepDossierFile(deps, (await issueBirth(house)).id)
  const giver = await house.officer(head)
  const { lines } = await listWorkFiles(open.database, giver, { scope: 'all' }, 10, null)
  files = lines.map(({ id }) => id)
  const handOverId = acceptedValue(await offerFiles(deps, giver, { fileIds: [...files], title: '' }))
  const keeper = await house.officer(archivist)
  for (const fileId of files)
    acceptedValue(await decideFile(deps, keeper, { handOverId, fileId, isAccepted: true, reason: '' }))
  acceptedValue(await signHandOver(deps, keeper, { handOverId, condition: '' }))
  acceptedValue(await signHandOver(deps, giver, { handOverId }))
  await keepPackages(deps, handOverId)
  // As if they were of an older year: the keys of the demonstration do not live ten years.
  await sql`update work_file set kept_until = '2026-12-31' where state = 'archived'`.execute(open.database)
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
    house.setClock('2026-12-31T10:00:00Z')
    expect(codeOf(await listExpired(deps, keeper, commune))).toBe('archive.nothing-expired')
    house.setClock('2027-01-02T01:00:00Z')
    const boss = await house.officer(leader)
    expect(codeOf(await listExpired(deps, boss, commune))).toBe('archive.not-permitted')
    const destructionId = acceptedValue(await listExpired(deps, keeper, commune))
    expect(codeOf(await listExpired(deps, keeper, commune))).toBe('archive.nothing-expired')
    const stranger = await house.officer('snv.luutru')
    expect(await listDestructions(open.database, stranger)).toEqual([])
    expect(codeOf(await dropDestruction(deps, stranger, destructionId))).toBe('archive.not-found')

    const [kept = '', gone = '', removed = ''] = files
    const entry = { destructionId, fileId: removed, change: 'remove', years: 0, reason: ' ' } as const
    expect(codeOf(await changeEntry(deps, boss, { ...entry, reason: 'x' }))).toBe('archive.not-permitted')
    expect(codeOf(await changeEntry(deps, keeper, entry))).toBe('archive.reason-missing')
    acceptedValue(await changeEntry(deps, keeper, { ...entry, reason: 'Còn tranh chấp đất' }))
    expect(codeOf(await changeEntry(deps, keeper, { ...entry, reason: 'Lần nữa' }))).toBe('archive.not-found')
    const ids = await Promise.all(
      ['hycuong.phochutich', archivist, head].map(async (login) => (await house.officer(login)).officerId),
    )
    const [chairId = '', secretaryId = '', member = ''] = ids
    const council = {
      destructionId,
      chairId,
      secretaryId,
      memberIds: [member],
      metOn: '2027-01-02',
      conclusion: 'Nhất trí.',
      keepFileIds: [kept],
      keepYears: 5,
      keepReason: 'Đang có tranh chấp',
    }
    expect(codeOf(await judgeFiles(deps, keeper, { ...council, memberIds: [] }))).toBe('archive.council-incomplete')
    expect(codeOf(await judgeFiles(deps, keeper, { ...council, metOn: '2027-01-03' }))).toBe(
      'archive.council-incomplete',
    )
    expect(codeOf(await judgeFiles(deps, keeper, { ...council, keepReason: ' ' }))).toBe('archive.reason-missing')
    const typed = { decisionCode: '09/QĐ-UBND', decisionDate: '2027-01-02' }
    const decision = { destructionId, paper: 'decision', decision: typed } as const
    const minutes = { destructionId, paper: 'council' } as const
    expect(codeOf(await signDestruction(deps, boss, decision))).toBe('archive.state-forbids')
    acceptedValue(await judgeFiles(deps, keeper, council))
    expect(codeOf(await signDestruction(deps, boss, decision))).toBe('archive.council-unsigned')
    const chair = await house.officer('hycuong.phochutich')
    expect(codeOf(await signDestruction(deps, chair, minutes))).toBe('archive.state-forbids')
    expect(codeOf(await signDestruction(deps, await house.officer(head), minutes))).toBe('archive.not-permitted')
    acceptedValue(await signDestruction(deps, keeper, minutes))
    // What the council signed falls with a change; what left for a signature before it is not taken back.
    const before = await findDestruction(open.database, chair, destructionId)
    acceptedValue(await prepareDestruction(deps, chair, minutes))
    acceptedValue(
      await changeEntry(deps, keeper, { ...entry, fileId: gone, change: 'keep', years: 2, reason: 'Xem lại' }),
    )
    acceptedValue(await changeEntry(deps, keeper, { ...entry, fileId: gone, change: 'destroy' }))
    expect(codeOf(await signDestruction(deps, chair, minutes))).toBe('archive.state-forbids')
    acceptedValue(await signDestruction(deps, keeper, minutes))
    const late = { ...minutes, version: before?.version ?? 0 }
    const file = { sha256: 'a'.repeat(64), sizeBytes: 1 }
    expect(codeOf(await keepSignedDestruction(deps, chair, late, file))).toBe('archive.state-forbids')
    acceptedValue(await signDestruction(deps, chair, minutes))
    expect(await carryOutDestruction(deps, keeper, destructionId)).toMatchObject({
      refusal: { code: 'archive.not-destroyable', why: 'not-decided' },
    })
    expect(codeOf(await signDestruction(deps, keeper, decision))).toBe('archive.not-permitted')
    const future = { ...typed, decisionDate: '2027-01-03' }
    expect(codeOf(await signDestruction(deps, boss, { ...decision, decision: future }))).toBe(
      'archive.decision-missing',
    )
    acceptedValue(await signDestruction(deps, boss, decision))
    expect(codeOf(await changeEntry(deps, keeper, { ...entry, fileId: gone, reason: 'Muộn' }))).toBe(
      'archive.state-forbids',
    )

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
    expect(await Promise.all([kept, gone, removed].map(stateOf))).toEqual(['archived', 'destroyed', 'archived'])
    // What both files name, such as the same scan handed in twice, stays for the one that is kept.
    const shared = ofGone.filter((sha256) => ofKept.includes(sha256))
    for (const sha256 of ofKept) expect(await isThere(sha256)).toBe(true)
    for (const sha256 of ofGone) expect(await isThere(sha256)).toBe(shared.includes(sha256))
    expect(ofGone.length - shared.length).toBeGreaterThan(0)

    const view = await findDestruction(open.database, keeper, destructionId)
    expect([view?.state, view?.contents]).toEqual(['carried-out', ofGone.length - shared.length])
    const lines = await listDestructionFiles(open.database, destructionId)
    expect(lines.map(({ verdict, destroyedAt, removedAt }) => [verdict, destroyedAt, removedAt].map(Boolean))).toEqual(
      lines.map(({ fileId }) => [true, fileId === gone, fileId === removed]),
    )
    acceptedValue(await signDestruction(deps, keeper, { destructionId, paper: 'minutes' }))
    expect(codeOf(await signDestruction(deps, keeper, { destructionId, paper: 'minutes' }))).toBe(
      'archive.state-forbids',
    )
    const { lines: left } = await listArchived(open.database, keeper, '', 10, null)
    expect(new Map(left.map(({ id, keptUntil }) => [id, keptUntil?.toString()]))).toEqual(
      new Map([
        [kept, '2032-12-31'],
        [removed, '2026-12-31'],
      ]),
    )
    // Taken off one list, it may stand on the next.
    acceptedValue(await listExpired(deps, keeper, commune))
    expect((await verifyLog(open.database)).faults).toEqual([])
  })

  const pdfsig = foreignTool('pdfsig')
  pdfsig.test('leave papers whose signatures a foreign tool finds whole: two, one and one', async () => {
    const { deps, open } = house
    const [done] = (await listDestructions(open.database, await house.officer(archivist))).filter(
      ({ state }) => state === 'carried-out',
    )
    const folder = await mkdtemp(join(tmpdir(), 'motcua-destruction-'))
    const found: number[] = []
    for (const paper of ['council', 'decision', 'minutes'] as const) {
      const kept = await findDestructionPaper(open.database, done?.id ?? '', paper)
      const path = join(folder, `${paper}.pdf`)
      await writeFile(path, await deps.files.read(kept?.sha256 ?? ''))
      const { output } = await pdfsig.run(['-nocert', path])
      found.push(output.match(/Signature is Valid/g)?.length ?? 0)
    }
    expect(found).toEqual([2, 1, 1])
  })

  it('are not counted among the contents that must be there', async () => {
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from stored_file where destroyed_at is not null limit 1`.execute(house.open.database)
    const [gone] = rows
    expect(gone).toBeDefined()
    for await (const { sha256 } of storedFiles(house.open.database)) expect(sha256).not.toBe(gone?.sha256)
  })
})
