import { access, mkdtemp, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { Attachment } from '#modules/attachments/domain/index.ts'
import { sweepFiles } from '#modules/attachments/index.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { advisoryLockOfSweep, type SweptFileStore } from '#platform/files/file-store.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import { storedPath } from '#test/support/stored-path.ts'
import { FilingDraft } from './domain/index.ts'
import { attachToFiling, dropDraft, dropUnfiled, saveDraft } from './index.ts'

let house: DemoHouse
let files: SweptFileStore
let folder: string

// Bytes carry the time of the machine, rows that of the deed: both lie well before.
const since = Temporal.Instant.from('2026-09-10T00:00:00Z')

beforeAll(async () => {
  const opened = await openDemoHouse()
  folder = await mkdtemp(join(tmpdir(), 'motcua-sweep-'))
  files = await openDiskFileStore(folder)
  house = { ...opened, deps: { ...opened.deps, files } }
})

const pathOf = (sha256: string): string => storedPath(folder, sha256)

const isThere = (sha256: string): Promise<boolean> =>
  access(pathOf(sha256)).then(
    () => true,
    () => false,
  )

const old = new Date('2026-09-01T00:00:00Z')

/** As it lies there after weeks. */
const age = async (...contents: readonly string[]): Promise<void> => {
  for (const sha256 of contents) await utimes(pathOf(sha256), old, old)
  await sql`update stored_file set stored_at = ${old.toISOString()}::timestamptz where sha256 = any(${contents}::text[])`.execute(
    house.open.database,
  )
}

const draftWith = async (content: Buffer, login = 'minh') => {
  const actor = await house.citizen(login)
  const filingId = newId()
  const draft = FilingDraft.parse({ procedureCode: '1.001193' })
  acceptedValue(await saveDraft(house.deps, actor, { filingId, version: 0, page: null, step: 'papers', draft }))
  const attach = async (bytes: Buffer): Promise<Attachment> =>
    acceptedValue(await attachToFiling(house.deps, actor, { filingId, paper: 'x', name: 'a.pdf', content: bytes }))
  const { sha256 } = await attach(content)
  const drop = () =>
    house.open.database.transaction().execute((tx) => dropDraft(tx, actor.accountId, filingId, house.deps.clock.now()))
  return { filingId, sha256, attach, drop }
}

const sweep = async (store: SweptFileStore = files) => {
  await dropUnfiled(house.open.database, since)
  return sweepFiles({ database: house.open.database, files: store }, since)
}

it('takes away the files of dropped drafts, and nothing that another row names', async () => {
  const shared = pdfFile(3_000, 's')
  const [lone, first, second] = [await draftWith(pdfFile(2_000, 'l')), await draftWith(shared), await draftWith(shared)]
  await age(lone.sha256, first.sha256)
  await lone.drop()
  await first.drop()
  expect(await sweep()).toMatchObject({ files: 1 })
  expect([await isThere(lone.sha256), await isThere(first.sha256)]).toEqual([false, true])
  await second.drop()
  expect(await sweep()).toMatchObject({ files: 1 })
  expect(await isThere(first.sha256)).toBe(false)
})

it('gives up preparations that somebody left at the counter, and keeps those of today', async () => {
  const actor = await house.officer('hycuong.motcua')
  const attach = async (text: string) =>
    acceptedValue(
      await attachToFiling(house.deps, actor, {
        filingId: newId(),
        paper: 'x',
        name: 'a.pdf',
        content: pdfFile(1_500, text),
      }),
    )
  const left = await attach('q')
  house.setClock('2026-09-12T01:00:00Z')
  const begun = await attach('r')
  await age(left.sha256, begun.sha256)
  await sweep()
  expect([await isThere(left.sha256), await isThere(begun.sha256)]).toEqual([false, true])
  house.setClock('2026-09-07T01:00:00Z')
})

it('leaves content that is uploaded again between the look at its rows and its removal', async () => {
  const content = pdfFile(4_000, 'u')
  const dropped = await draftWith(content)
  await age(dropped.sha256)
  await dropped.drop()
  const other = await draftWith(pdfFile(1_000, 'v'), 'hoa')
  let upload: Promise<Attachment> | undefined
  const inTheMiddle: SweptFileStore = {
    ...files,
    // Its row is deleted, not yet committed: now the same bytes arrive for another draft.
    remove: async (sha256, at) => {
      const written = await files.put(content)
      expect(written.sha256).toBe(sha256)
      upload = other.attach(content)
      return files.remove(sha256, at)
    },
  }
  expect(await sweep(inTheMiddle)).toMatchObject({ files: 0 })
  expect((await upload)?.sha256).toBe(dropped.sha256)
  expect((await files.read(dropped.sha256)).equals(content)).toBe(true)
})

it('lets an upload that comes after the bytes are gone write both anew', async () => {
  const content = pdfFile(5_000, 'w')
  const dropped = await draftWith(content)
  await age(dropped.sha256)
  await dropped.drop()
  const other = await draftWith(pdfFile(1_000, 'x'), 'hoa')
  let upload: Promise<Attachment> | undefined
  const removedFirst: SweptFileStore = {
    ...files,
    remove: async (sha256, at) => {
      const gone = await files.remove(sha256, at)
      upload = other.attach(content)
      return gone
    },
  }
  expect(await sweep(removedFirst)).toMatchObject({ files: 1 })
  expect((await upload)?.sha256).toBe(dropped.sha256)
  expect((await files.read(dropped.sha256)).equals(content)).toBe(true)
})

it('waits for another night while a backup copies files', async () => {
  const dropped = await draftWith(pdfFile(6_000, 'b'))
  await age(dropped.sha256)
  await dropped.drop()
  const backup = await house.open.pool.connect()
  await backup.query('select pg_advisory_lock_shared($1)', [advisoryLockOfSweep])
  expect(await sweep()).toMatchObject({ files: 0 })
  await backup.query('select pg_advisory_unlock_shared($1)', [advisoryLockOfSweep])
  backup.release()
  expect(await sweep()).toMatchObject({ files: 1 })
})

it('asks every table that names content', async () => {
  const { rows } = await house.open.pool.query<{ name: string }>(`
    select conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'stored_file'::regclass order by 1`)
  expect(rows.map((row) => row.name)).toEqual(['attachment', 'procedure_import'])
})
