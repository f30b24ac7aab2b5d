import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue, type Result } from '#kernel/result.ts'
import { findWorkFile, keepDossierFile, listActs, listWorkFiles } from '#modules/work-files/index.ts'
import { verifyPackage } from '#platform/archive-package/verify-package.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { issueBirth } from '#test/support/issued-birth.ts'
import {
  askReading,
  decideFile,
  decideReading,
  findHandOver,
  findHandOverPaper,
  type HandOverLetter,
  handOutCopy,
  handOutPackage,
  keepPackages,
  listArchived,
  listDueFiles,
  listHandOverFiles,
  listHandOvers,
  offerFiles,
  signHandOver,
  warnOfHandOver,
  withdrawHandOver,
} from './index.ts'

const [head, archivist, leader] = ['hycuong.chanhvanphong', 'hycuong.luutru', 'hycuong.chutich'] as const

let house: DemoHouse
let fileId = ''

const codeOf = <Value>(done: Result<Value, { readonly code: string }>): string => (done.ok ? 'done' : done.refusal.code)

beforeAll(async () => {
  house = await openDemoHouse()
  const birth = await issueBirth(house)
  await keepDossierFile(house.deps, birth.id)
  const { lines } = await listWorkFiles(house.open.database, await house.officer(head), { scope: 'all' }, 10, null)
  fileId = lines[0]?.id ?? ''
})

const offer = async () =>
  acceptedValue(await offerFiles(house.deps, await house.officer(head), { fileIds: [fileId], title: '' }))

const stateOf = async () => (await findWorkFile(house.open.database, await house.officer(head), fileId))?.state

describe('files on their way into the archive', () => {
  it('are told to their keepers before they are due, once, and again when they are late', async () => {
    const letters: HandOverLetter[] = []
    const warn = () => warnOfHandOver(house.deps, async (_, letter) => void letters.push(letter))
    await warn()
    expect(letters).toEqual([])
    house.setClock('2027-08-20T01:00:00Z')
    await warn()
    await warn()
    expect(letters.map(({ files }) => files.map(({ isOverdue }) => isOverdue))).toEqual([[false]])
    house.setClock('2027-10-01T01:00:00Z')
    await warn()
    await warn()
    expect(letters.map(({ files }) => files.map(({ isOverdue }) => isOverdue))).toEqual([[false], [true]])
    house.setClock('2026-09-07T01:00:00Z')
  })

  it('are offered by who keeps them, seen by the two sides alone, and can be taken back or given back', async () => {
    const { deps, open } = house
    const giver = await house.officer(head)
    const keeper = await house.officer(archivist)
    const stranger = await house.officer('hycuong.kinhte')
    expect((await listDueFiles(open.database, giver, 10)).map(({ id }) => id)).toEqual([fileId])
    expect(await listDueFiles(open.database, stranger, 10)).toEqual([])
    expect(codeOf(await offerFiles(deps, stranger, { fileIds: [fileId], title: '' }))).toBe('archive.not-found')
    expect(codeOf(await offerFiles(deps, giver, { fileIds: [], title: '' }))).toBe('archive.nothing-chosen')
    const handOverId = await offer()
    expect(codeOf(await offerFiles(deps, giver, { fileIds: [fileId], title: '' }))).toBe('archive.file-not-due')
    expect(await findHandOver(open.database, stranger, handOverId)).toBeNull()
    expect(await listHandOvers(open.database, stranger, 'all')).toEqual([])
    expect(codeOf(await withdrawHandOver(deps, keeper, { handOverId }))).toBe('archive.not-permitted')
    acceptedValue(await withdrawHandOver(deps, giver, { handOverId }))
    expect(await stateOf()).toBe('closed')

    const second = await offer()
    const decision = { handOverId: second, fileId, isAccepted: false, reason: ' ' }
    expect(codeOf(await decideFile(deps, giver, decision))).toBe('archive.not-permitted')
    expect(codeOf(await decideFile(deps, keeper, decision))).toBe('archive.reason-missing')
    acceptedValue(await decideFile(deps, keeper, { ...decision, reason: 'Thiếu giấy chứng sinh' }))
    expect([await stateOf(), (await findHandOver(open.database, giver, second))?.state]).toEqual(['closed', 'returned'])
  })

  it('are not taken when a stored byte has changed', async () => {
    const { deps } = house
    const keeper = await house.officer(archivist)
    const handOverId = await offer()
    const changed = {
      ...deps,
      files: { ...deps.files, stream: (sha: string) => deps.files.stream(sha).map(() => Buffer.from('x')) },
    }
    const decision = { handOverId, fileId, isAccepted: true, reason: '' }
    expect(codeOf(await decideFile(changed, keeper, decision))).toBe('archive.content-changed')
    acceptedValue(await withdrawHandOver(deps, await house.officer(head), { handOverId }))
  })
})

describe('the archive', () => {
  it('takes a file with minutes that both sides sign, and keeps a package that reads back without a fault', async () => {
    const { deps, open } = house
    const giver = await house.officer(head)
    const keeper = await house.officer(archivist)
    const handOverId = await offer()
    expect(codeOf(await signHandOver(deps, keeper, { handOverId, condition: '' }))).toBe('archive.lines-waiting')
    acceptedValue(await decideFile(deps, keeper, { handOverId, fileId, isAccepted: true, reason: '' }))
    expect(codeOf(await signHandOver(deps, giver, { handOverId }))).toBe('archive.state-forbids')
    acceptedValue(await signHandOver(deps, keeper, { handOverId, condition: '' }))
    expect(codeOf(await signHandOver(deps, keeper, { handOverId }))).toBe('archive.not-permitted')
    acceptedValue(await signHandOver(deps, giver, { handOverId }))
    await keepPackages(deps, handOverId)
    await keepPackages(deps, handOverId)
    expect([await stateOf(), (await findHandOver(open.database, keeper, handOverId))?.state]).toEqual([
      'archived',
      'done',
    ])
    const [file] = await listHandOverFiles(open.database, handOverId)
    expect([file?.state, file?.withoutContent]).toEqual(['accepted', 0])

    const { lines } = await listArchived(open.database, keeper, 'khai sinh', 10, null)
    const [kept] = lines
    expect([lines.length, kept?.keptUntil?.toString()]).toEqual([1, '2036-12-31'])
    const bytes = await deps.files.read(kept?.sha256 ?? '')
    const verdict = await verifyPackage(new Blob([new Uint8Array(bytes)]))
    expect([verdict.kind, verdict.faults, verdict.records.length]).toEqual(['AIP', [], kept?.records])
    const taken = acceptedValue(await handOutPackage(deps, keeper, kept?.packageId ?? ''))
    expect((await buffer(taken.content)).equals(bytes)).toBe(true)
    expect(codeOf(await handOutPackage(deps, giver, kept?.packageId ?? ''))).toBe('archive.not-found')
  })

  const pdfsig = foreignTool('pdfsig')
  pdfsig.test('keeps minutes with two signatures that a foreign tool finds whole', async () => {
    const [done] = await listHandOvers(house.open.database, await house.officer(archivist), 'all').then((all) =>
      all.filter(({ state }) => state === 'done'),
    )
    const minutes = await findHandOverPaper(house.open.database, done?.id ?? '', 'minutes')
    const path = join(await mkdtemp(join(tmpdir(), 'motcua-minutes-')), 'minutes.pdf')
    await writeFile(path, await house.deps.files.read(minutes?.sha256 ?? ''))
    const { output } = await pdfsig.run(['-nocert', path])
    expect(output.match(/Signature is Valid/g)).toHaveLength(2)
  })

  it('lets a file be read by who asked and was allowed to, for some days, and logs each copy', async () => {
    const { deps, open } = house
    const reader = await house.officer(head)
    const keeper = await house.officer(archivist)
    const asked = { fileId, purpose: '02', reason: 'Giải quyết khiếu nại', days: 5 } as const
    expect(codeOf(await askReading(deps, await house.officer('hycuong.kinhte'), asked))).toBe('archive.not-found')
    expect(codeOf(await askReading(deps, reader, { ...asked, days: 91 }))).toBe('archive.days-not-allowed')
    const requestId = acceptedValue(await askReading(deps, reader, asked))
    expect(codeOf(await askReading(deps, reader, asked))).toBe('archive.asked-already')
    expect(codeOf(await handOutCopy(deps, reader, requestId))).toBe('archive.reading-ended')
    const grant = { requestId, isGranted: true, note: '' }
    // Of a file under conditions a leader decides, and nobody for himself.
    expect(codeOf(await decideReading(deps, keeper, grant))).toBe('archive.not-found')
    expect(codeOf(await decideReading(deps, reader, grant))).toBe('archive.not-found')
    acceptedValue(await decideReading(deps, await house.officer(leader), grant))
    expect(codeOf(await handOutCopy(deps, keeper, requestId))).toBe('archive.not-found')
    const copy = acceptedValue(await handOutCopy(deps, reader, requestId))
    const bytes = await buffer(copy.content)
    const verdict = await verifyPackage(new Blob([new Uint8Array(bytes)]))
    expect([verdict.kind, verdict.faults]).toEqual(['DIP', []])
    expect(bytes.includes('metadata/other/request.xml')).toBe(true)
    const acts = await listActs(open.database, fileId, 3)
    expect(acts.map(({ type }) => type)).toContain('work-file.copy-handed-out')
    house.setClock('2026-09-20T01:00:00Z')
    expect(codeOf(await handOutCopy(deps, reader, requestId))).toBe('archive.reading-ended')
    const { rows } = await sql`select from reading_request where downloads = 1`.execute(open.database)
    expect(rows).toHaveLength(1)
    house.setClock('2026-09-07T01:00:00Z')
  })
})
