// Writes the types of the tables anew from the migrations: `node bin/schema.mjs`, or says with `--verify` whether they are up to date.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from './project.mjs'

const { startEmbeddedServer } = await import('../src/platform/database/embedded-server.ts')
const { migrateShared } = await import('../src/platform/database/migrate.ts')
const { createProvince } = await import('../src/platform/database/provinces.ts')
const { silentLog } = await import('../src/platform/log/log.ts')

const schemaName = 'tinh_kieu'
const isVerifying = process.argv.includes('--verify')
const outFile = join(projectFolder, 'src/platform/database/schema.ts')
const mapping = {
  timestamptz: 'Temporal.Instant',
  date: 'Temporal.PlainDate',
  int8: 'number',
  numeric: 'number',
  daterange: 'string',
  jsonb: 'JsonValue',
}

const folder = mkdtempSync(join(tmpdir(), 'motcua-schema-'))
const server = await startEmbeddedServer({ dataFolder: folder, log: silentLog })
try {
  const { host, user, database } = server.connection
  await migrateShared(server.connection, join(projectFolder, 'db'))
  await createProvince(server.connection, join(projectFolder, 'db'), {
    key: 'kieu',
    code: 'H00',
    name: 'Kiểu',
    hosts: [],
    isDefault: true,
    isDemo: false,
  })
  const options = [
    '--dialect=postgres',
    `--url=postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
    `--default-schema=${schemaName}`,
    `--include-pattern=${schemaName}.*`,
    '--numeric-parser=number',
    `--type-mapping=${JSON.stringify(mapping)}`,
    `--custom-imports=${JSON.stringify({ Temporal: '#kernel/time.ts' })}`,
    `--out-file=${outFile}`,
    ...(isVerifying ? ['--verify'] : []),
  ]
  const { status } = spawnSync(join(projectFolder, 'node_modules/.bin/kysely-codegen'), options, { stdio: 'inherit' })
  process.exitCode = status ?? 1
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
