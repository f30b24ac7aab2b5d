import type pg from 'pg'
import type { ServerAddress } from '../database/connection.ts'
import { withBackupClient } from './backup-client.ts'
import { BackupProblem } from './backup-problem.ts'
import {
  foreignKeysOf,
  materializedViewsOf,
  quoted,
  schemaExists,
  type TableShape,
  tableExists,
  tablesOf,
} from './catalogue.ts'
import { copyIn } from './copy-rows.ts'
import type { Manifest, ProvinceArchive, Table } from './manifest.ts'
import { readPackedMember } from './members.ts'

const notEmpty = (what: string): BackupProblem =>
  new BackupProblem(
    'restore.not-empty',
    `This installation is not empty (${what}). Restore into an empty one: another MOTCUA_DATA or another database.`,
    `Hệ thống này không trống (${what}). Chỉ phục hồi vào nơi còn trống: đặt MOTCUA_DATA hoặc cơ sở dữ liệu khác.`,
  )

const hasRows = async (client: pg.Client, schemaName: string): Promise<boolean> => {
  for (const { name } of await tablesOf(client, schemaName)) {
    const found = await client.query(`select 1 from ${quoted(schemaName)}.${quoted(name)} limit 1`)
    if (found.rowCount !== 0) return true
  }
  return false
}

const refuseProvinces = async (client: pg.Client): Promise<void> => {
  if (!(await tableExists(client, 'public.province'))) return
  const { rows } = await client.query<{ name: string }>('select name from public.province order by created_at')
  if (rows.length > 0) throw notEmpty(rows.map((row) => row.name).join(', '))
}

/** Refuses an installation in which anything is; takes away the empty tables that an interrupted restore has left. */
export const clearLeftovers = (server: ServerAddress, manifest: Manifest): Promise<void> =>
  withBackupClient(server, async (client) => {
    await refuseProvinces(client)
    for (const { schemaName } of manifest.provinces) {
      if (!(await schemaExists(client, schemaName))) continue
      if (await hasRows(client, schemaName)) throw notEmpty(schemaName)
      await client.query(`drop schema ${quoted(schemaName)} cascade`)
    }
  })

const refuseOtherShape = async (client: pg.Client, province: ProvinceArchive): Promise<void> => {
  const shapes = await tablesOf(client, province.schemaName)
  const written = (tables: readonly TableShape[]): string =>
    JSON.stringify(tables.map(({ name, columns }) => [name, [...columns].sort()]))
  if (written(shapes) === written(province.tables)) return
  throw new BackupProblem(
    'restore.rows-differ',
    `The tables of ${province.key} in the archive are not those that its migrations make.`,
    `Các bảng của ${province.key} trong bản sao lưu không khớp với cấu trúc do chương trình tạo ra.`,
  )
}

const loadTable = async (client: pg.Client, archive: string, table: Table): Promise<void> => {
  const columns = table.columns.map(quoted).join(', ')
  const source = readPackedMember(archive, table.member)
  const rows = await copyIn(client, `copy ${quoted(table.name)} (${columns}) from stdin`, source)
  if (rows === table.rows) return
  throw new BackupProblem(
    'restore.rows-differ',
    `${table.name} has ${table.rows} rows in the archive, ${rows} came in. Nothing was kept.`,
    `Bảng ${table.name} có ${table.rows} dòng trong bản sao lưu nhưng chỉ nhận ${rows} dòng. Chưa có gì được giữ lại.`,
  )
}

/**
 * Without its foreign keys, and with triggers asleep, a table takes its rows in any order and at full speed. The keys are put back and checked
 * by the server, all at once, which needs neither memory for each row nor a superuser.
 */
const loadProvince = async (client: pg.Client, archive: string, province: ProvinceArchive): Promise<void> => {
  await client.query(`set local search_path = ${quoted(province.schemaName)}, public`)
  await refuseOtherShape(client, province)
  const names = province.tables.map((table) => quoted(table.name))
  const keys = await foreignKeysOf(client, province.schemaName)
  for (const key of keys) await client.query(`alter table ${quoted(key.table)} drop constraint ${quoted(key.name)}`)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  // A migration may have put rows of its own into tables; the archive has them too.
  await client.query(`truncate ${names.join(', ')}`)
  for (const table of province.tables) await loadTable(client, archive, table)
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`)
  }
  for (const name of names) await client.query(`alter table ${name} enable trigger user`)
  for (const { name, lastValue, isCalled } of province.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), lastValue, isCalled])
  }
  for (const view of await materializedViewsOf(client, province.schemaName)) {
    await client.query(`refresh materialized view ${quoted(view)}`)
  }
}

const register = (client: pg.Client, province: ProvinceArchive): Promise<unknown> =>
  client.query(
    `insert into public.province (key, schema_name, code, name, hosts, is_default, is_demo, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      province.key,
      province.schemaName,
      province.code,
      province.name,
      province.hosts,
      province.isDefault,
      province.isDemo,
      province.createdAt,
    ],
  )

/** Puts waiting jobs on the queue again, through its own door: how it keeps them may differ between versions. */
const loadJobs = async (client: pg.Client, archive: string, jobs: Manifest['jobs']): Promise<void> => {
  await client.query('set local search_path = public')
  await client.query(
    `create temporary table waiting_job (place bigint generated always as identity, identifier text, payload json, queue_name text,
       run_at timestamptz, max_attempts int, key text, priority int, flags text[]) on commit drop`,
  )
  const columns = 'identifier, payload, queue_name, run_at, max_attempts, key, priority, flags'
  await copyIn(client, `copy waiting_job (${columns}) from stdin`, readPackedMember(archive, jobs.member))
  await client.query(
    `select count(graphile_worker.add_job(identifier, payload, queue_name => queue_name, run_at => run_at,
       max_attempts => max_attempts, job_key => key, priority => priority, flags => flags))
     from (select * from waiting_job order by place) job`,
  )
}

/** All rows of all provinces in one transaction: they are there as a whole, or not at all. */
export const loadArchive = (server: ServerAddress, archive: string, manifest: Manifest): Promise<void> =>
  withBackupClient(server, async (client) => {
    await client.query('begin')
    await refuseProvinces(client)
    for (const province of manifest.provinces) await loadProvince(client, archive, province)
    for (const province of manifest.provinces) await register(client, province)
    await loadJobs(client, archive, manifest.jobs)
    await client.query('commit')
    // So that the first pages are planned with figures.
    await client.query('analyze')
  })
