import { createHash } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { receiveFiling, sealOutcome } from '#modules/dossiers/index.ts'
import { checkDossiers, checkFiles, findSeriesFaults } from '#modules/integrity/index.ts'
import { openDayHeadKey } from '#platform/action-log/day-head-key.ts'
import { signDayHeads, verifyDayHeads } from '#platform/action-log/day-heads.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { backUp } from '#platform/backup/back-up.ts'
import { checkArchive } from '#platform/backup/check-archive.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { refuseOtherSecret, restore } from '#platform/backup/restore.ts'
import { secretFingerprint } from '#platform/backup/secret-fingerprint.ts'
import type { ServerAddress } from '#platform/database/connection.ts'
import { openProvinces } from '#platform/database/provinces.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { birthFiling, bringToSeal, findBirthDesk } from '#test/support/birth-journey.ts'
import { sqlFolder } from '#test/support/database.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'

let house: DemoHouse
let server: ServerAddress
let place: string
let archive: string
let manifest: Manifest
let before: Readonly<Record<string, string>>

const fresh: string[] = []

const onServer = async (statement: string): Promise<void> => {
  const client = new pg.Client({ ...inject('server'), database: 'postgres' })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** An empty database, as a new installation has it. */
const emptyServer = async (): Promise<ServerAddress> => {
  const database = `motcua_restored_${Date.now()}_${fresh.length}`
  await onServer(`create database ${database}`)
  fresh.push(database)
  return { ...inject('server'), database }
}

const restoreInto = (target: ServerAddress, folder: string, held: Manifest) =>
  restore(
    { server: target, files: (key) => openDiskFileStore(join(place, target.database, key)), folder, sqlFolder },
    held,
  )

/** What every table of a province says, as digests that do not depend on the order of rows. */
const digestsOf = async (address: ServerAddress): Promise<Readonly<Record<string, string>>> => {
  const client = new pg.Client(address)
  await client.connect()
  const digests: Record<string, string> = {}
  await client.query("set search_path = tinh_phu_tho, public; set timezone = 'UTC'")
  const tables = await client.query<{ name: string; columns: string }>(
    `select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attname) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid <> 'xid8'::regtype
     where c.relnamespace = 'tinh_phu_tho'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration' group by c.relname`,
  )
  for (const { name, columns } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(`select row(${columns})::text as row from ${name}`)
    const sorted = rows.map((row) => row.row).sort()
    digests[name] = `${rows.length} ${createHash('sha256').update(sorted.join('\n')).digest('hex')}`
  }
  const jobs = await client.query<{ job: string }>(
    `select t.identifier || j.payload::text || j.run_at::text as job
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
  )
  digests['waiting jobs'] = jobs.rows
    .map((row) => row.job)
    .sort()
    .join('\n')
  await client.end()
  return digests
}

const problemOf = async (work: Promise<unknown>): Promise<unknown> => {
  const fault: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  )
  return fault instanceof Error && 'code' in fault ? fault.code : fault
}

beforeAll(async () => {
  house = await openDemoHouse()
  place = await mkdtemp(join(tmpdir(), 'motcua-backup-'))
  archive = join(place, 'archive')
  const { deps } = house
  const desk = await findBirthDesk(deps)
  for (let count = 0; count < 3; count++) {
    const filed = acceptedValue(await receiveFiling(deps, await house.citizen('minh'), await birthFiling(deps, desk)))
    if (count > 0) continue
    const dossierId = filed.dossiers[0]?.id ?? ''
    await bringToSeal(deps, house.officer, dossierId)
    acceptedValue(await sealOutcome(deps, await house.officer('hycuong.vanthu'), { dossierId }))
  }
  const key = openDayHeadKey(deps.sealing)
  await signDayHeads(deps.database, 'phu-tho', key, deps.clock.now().add({ hours: 24 }))
  const { rows } = await house.open.pool.query<{ name: string }>('select current_database() as name')
  server = { ...inject('server'), database: rows[0]?.name ?? '' }
  before = await digestsOf(server)
  manifest = await backUp({
    server,
    files: (provinceKey) =>
      provinceKey === 'phu-tho' ? deps.files : openDiskFileStore(join(place, 'no-files', provinceKey)),
    folder: archive,
    secretFingerprint: secretFingerprint('a secret for tests'),
    programVersion: '0.0.0',
    madeAt: deps.clock.now().toString(),
  })
})

afterAll(async () => {
  for (const database of fresh) await onServer(`drop database if exists ${database} with (force)`)
  await rm(place, { recursive: true, force: true })
})

describe('a backup', () => {
  it('brings an empty installation to the same rows, files, numbers and waiting jobs, and its log holds', async () => {
    const target = await emptyServer()
    await restoreInto(target, archive, await checkArchive(archive))
    expect(await digestsOf(target)).toEqual(before)
    expect(before['waiting jobs']).toContain('deliver-event')
    const provinces = await openProvinces(target, { max: 2 })
    const [open] = provinces.all
    if (open === undefined) throw new Error('no province came back')
    expect(provinces.all.map((one) => one.province)).toEqual([house.open.province, house.other.province])
    expect(await verifyLog(open.database)).toMatchObject({ faults: [] })
    const { publicKey } = openDayHeadKey(house.deps.sealing)
    expect(await verifyDayHeads(open.database, 'phu-tho', [publicKey])).toMatchObject({ heads: 1, faults: [] })
    expect(await checkDossiers(open.database)).toEqual({ dossiers: 3, faults: [] })
    expect(await findSeriesFaults(open.database)).toEqual([])
    const files = await openDiskFileStore(join(place, target.database, 'phu-tho'))
    expect(await checkFiles(open.database, files)).toMatchObject({ files: 5, faults: [] })
    // Triggers are awake again, identity columns go on, and the restored program can go on working.
    await expect(open.pool.query("update action_log set type = 'x'")).rejects.toThrow('append-only')
    const deps = { ...house.deps, database: open.database, files }
    const again = await birthFiling(deps, await findBirthDesk(deps))
    expect(acceptedValue(await receiveFiling(deps, await house.citizen('minh'), again)).dossiers[0]?.code).toMatch(
      /-0004$/,
    )
    await provinces.close()
  })

  it('is refused with one byte changed, wherever, before anything is written', async () => {
    const copy = join(place, 'copy')
    await cp(archive, copy, { recursive: true })
    const names = (await readdir(copy, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    expect(names.length).toBeGreaterThan(100)
    for (const entry of names) {
      const path = join(entry.parentPath, entry.name)
      const sound = await readFile(path)
      if (sound.length === 0) continue
      const broken = Buffer.from(sound)
      const at = Math.floor(sound.length / 2)
      broken[at] = (broken[at] ?? 0) ^ 1
      await writeFile(path, broken)
      expect(await problemOf(checkArchive(copy)), path).toBe('restore.archive-damaged')
      await writeFile(path, sound)
    }
    expect((await checkArchive(copy)).madeAt).toBe(manifest.madeAt)
    const file = names.find((entry) => entry.name.length === 64)
    await rm(join(file?.parentPath ?? '', file?.name ?? ''))
    expect(await problemOf(checkArchive(copy))).toBe('restore.archive-damaged')
  })

  it('cut short while it is loaded leaves nothing, and can be restored again', async () => {
    const target = await emptyServer()
    const copy = join(place, 'cut')
    await cp(archive, copy, { recursive: true })
    const held = await checkArchive(copy)
    const path = join(copy, 'provinces/phu-tho/tables/work_item.copy.gz')
    await writeFile(path, (await readFile(path)).subarray(0, 60))
    expect(await problemOf(restoreInto(target, copy, held))).not.toBeNull()
    const client = new pg.Client(target)
    await client.connect()
    expect((await client.query('select 1 from public.province')).rowCount).toBe(0)
    expect((await client.query('select 1 from tinh_phu_tho.agency')).rowCount).toBe(0)
    await client.end()
    await restoreInto(target, archive, await checkArchive(archive))
    expect(await digestsOf(target)).toEqual(before)
  })

  it('goes only into an empty installation, under its own secret, with a program that knows its tables', async () => {
    expect(await problemOf(restoreInto(server, archive, manifest))).toBe('restore.not-empty')
    const other = await problemOf((async () => refuseOtherSecret(manifest, [secretFingerprint('another')]))())
    expect(other).toBe('restore.secret-differs')
    const known = [secretFingerprint('another'), secretFingerprint('a secret for tests')]
    expect(() => refuseOtherSecret(manifest, known)).not.toThrow()
    const half = { ...manifest, earlierSecretFingerprints: [secretFingerprint('the one before')] }
    expect(await problemOf((async () => refuseOtherSecret(half, known))())).toBe('restore.secret-differs')
    const [first, ...rest] = manifest.sharedMigrations
    if (first === undefined) throw new Error()
    const changed = { ...manifest, sharedMigrations: [{ ...first, digest: '0'.repeat(64) }, ...rest] }
    expect(await problemOf(restoreInto(await emptyServer(), archive, changed))).toBe('restore.program-differs')
    expect(await problemOf(checkArchive(join(place, 'nothing')))).toBe('restore.no-archive')
  })

  it('does not overwrite, and does not hide a file that is gone', async () => {
    const options = {
      server,
      files: () => openDiskFileStore(join(place, 'lost-files')),
      secretFingerprint: '',
      programVersion: '0.0.0',
      madeAt: '',
    }
    expect(await problemOf(backUp({ ...options, folder: archive }))).toBe('backup.folder-taken')
    const made = await backUp({ ...options, folder: join(place, 'lossy') })
    expect(made.provinces[0]?.files).toMatchObject({ count: 0 })
    expect(made.provinces[0]?.files.damaged).toHaveLength(5)
    expect((await readdir(place)).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  it('sees one moment although filings go on', async () => {
    const { deps } = house
    const desk = await findBirthDesk(deps)
    const citizen = await house.citizen('minh')
    let isOver = false
    const filing = (async () => {
      while (!isOver) acceptedValue(await receiveFiling(deps, citizen, await birthFiling(deps, desk)))
    })()
    const folder = join(place, 'moment')
    await backUp({
      server,
      files: (key) => (key === 'phu-tho' ? deps.files : openDiskFileStore(join(place, 'no-files', key))),
      folder,
      secretFingerprint: '',
      programVersion: '0.0.0',
      madeAt: '',
    })
    isOver = true
    await filing
    const target = await emptyServer()
    await restoreInto(target, folder, await checkArchive(folder))
    const provinces = await openProvinces(target, { max: 2 })
    const [open] = provinces.all
    if (open === undefined) throw new Error()
    expect((await checkDossiers(open.database)).faults).toEqual([])
    expect(await findSeriesFaults(open.database)).toEqual([])
    expect((await verifyLog(open.database)).faults).toEqual([])
    await provinces.close()
  })
})
