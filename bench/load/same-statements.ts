import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { listAttachments } from '#modules/attachments/index.ts'
import { findDraft, receiveFiling, type SigningDeps } from '#modules/dossiers/index.ts'
import { loadActor } from '#modules/identity/index.ts'
import type { ServerAddress } from '#platform/database/connection.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { extractProcedure } from './drafts.ts'

/** A statement as it went to the server. */
type Sent = { readonly text: string; readonly values: readonly unknown[] }

const isPrepared = (given: unknown): given is { readonly text: string; readonly values: readonly unknown[] } =>
  typeof given === 'object' && given !== null && 'text' in given && 'values' in given

/** Writes down everything the driver of this process sends while `work` runs. */
const recording = async (work: () => Promise<void>): Promise<readonly Sent[]> => {
  const sent: Sent[] = []
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown }
  const original = prototype.query
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first, values] = given
    if (typeof first === 'string') sent.push({ text: first, values: Array.isArray(values) ? values : [] })
    else if (isPrepared(first)) sent.push({ text: first.text, values: first.values })
    return original.apply(this, given)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  return sent
}

/** What one filing without files asks of the database: who sends it, what is filed, and the filing itself. */
const recordFiling = async (deps: SigningDeps, deskId: string): Promise<readonly Sent[]> => {
  const now = deps.clock.now()
  const token = randomBytes(32).toString('base64url')
  await sql`
    insert into session (token_hash, account_id, created_at, last_seen_at, expires_at, ends_at, idle_minutes, csrf_token)
    select ${createHash('sha256').update(token).digest()}, id, ${now}, ${now}, ${now}::timestamptz + interval '1 hour',
      ${now}::timestamptz + interval '1 hour', 60, 'x' from account where login = 'congdan1'`.execute(deps.database)
  const filingId = newId()
  return recording(async () => {
    const session = await loadActor(deps.database, token, now)
    if (session.kind !== 'open' || session.actor.kind !== 'citizen') throw new Error('no session')
    await deps.catalogue.findByCode(deps.database, extractProcedure, localDate(now))
    await findDraft(deps.database, deps.sealing, session.actor.accountId, filingId)
    await listAttachments(deps.database, { kind: 'filing', id: filingId })
    acceptedValue(
      await receiveFiling(deps, session.actor, {
        filingId,
        channel: 'own-portal',
        origin: '',
        externalIds: [],
        dossiers: [
          {
            procedureCode: extractProcedure,
            receivingAgencyId: deskId,
            decidingAgencyId: null,
            owner: {
              kind: 1,
              name: 'Nguyễn Văn Minh',
              identityNumber: '025090000001',
              phone: '0912000001',
              email: '',
              address: 'Khu 3, xã Hy Cương, tỉnh Phú Thọ',
            },
            submitter: null,
            caseKey: 'general',
            form: { ...formAnswers['civil-extract'] },
            papers: [],
            copies: 1,
            returnMethod: 'electronic',
            returnAddress: '',
            note: '',
          },
        ],
      }),
    )
  })
}

/** pgbench takes `:word` for a variable, inside texts too. */
const literal = (text: string): string =>
  `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`

const codePattern = /^(H\d\d[\d.]*-\d{6})-\d{4,8}$/

const sqlOf = (value: unknown, fresh: ReadonlyMap<string, string>): string => {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Buffer.isBuffer(value)) return `E'\\\\x${value.toString('hex')}'`
  if (Array.isArray(value)) return `array[${value.map((one) => sqlOf(one, fresh)).join(', ')}]`
  const text = typeof value === 'string' ? value : String(value)
  const name = fresh.get(text)
  if (name !== undefined) return `:${name}`
  const prefix = codePattern.exec(text)?.[1]
  if (prefix !== undefined) return `(${literal(`${prefix}-`)} || lpad((:value)::text, 6, '0'))`
  return literal(text)
}

const bornAt = (uuid: string): number => Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)

/** A script in which every identifier that was made for the recorded filing is made anew, and the number comes from the counter. */
const scriptOf = (sent: readonly Sent[], since: number): string => {
  const fresh = new Map<string, string>()
  for (const { values } of sent) {
    for (const value of values) {
      if (typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value) && bornAt(value) >= since)
        if (!fresh.has(value)) fresh.set(value, `u${fresh.size}`)
    }
  }
  const lines = sent.map(({ text, values }) => {
    const filled = text.replace(/\$(\d+)/g, (_, place: string) => sqlOf(values[Number(place) - 1], fresh))
    return filled.includes('insert into counter') ? `${filled} \\gset` : `${filled};`
  })
  const ids = [...fresh.values()].map((name) => `gen_random_uuid() as ${name}`).join(', ')
  return [`select ${ids} \\gset`, ...lines.map((line) => line.replace(/\s+/g, ' '))].join('\n')
}

const findPgbench = (): string | null => {
  try {
    const versions = readdirSync('/usr/lib/postgresql').sort((left, right) => Number(right) - Number(left))
    return versions.length === 0 ? null : `/usr/lib/postgresql/${versions[0]}/bin/pgbench`
  } catch {
    return null
  }
}

const run = (file: string, options: readonly string[], environment: Readonly<Record<string, string>>) =>
  new Promise<{ readonly code: number | null; readonly output: string }>((resolve) => {
    const child = spawn(file, options, { env: { ...process.env, ...environment } })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })

export type Bare = { readonly perSecond: number; readonly statements: number }

/**
 * How many filings a second the server takes when nothing but their statements reaches it; null without pgbench. What it leaves behind repeats
 * the hashes of the recorded filing, so that the log of this database does not verify any more: it comes last.
 */
export const measureSameStatements = async (
  deps: SigningDeps,
  server: ServerAddress,
  schemaName: string,
  desks: readonly string[],
  clients: number,
  seconds: number,
): Promise<Bare | null> => {
  const pgbench = findPgbench()
  if (pgbench === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'motcua-pgbench-'))
  try {
    const scripts: string[] = []
    let statements = 0
    for (const [index, desk] of desks.entries()) {
      const since = Date.now()
      const sent = await recordFiling(deps, desk)
      statements = sent.length
      const path = join(folder, `filing-${index}.sql`)
      writeFileSync(path, scriptOf(sent, since))
      scripts.push('-f', path)
    }
    const place = ['-h', server.host, '-p', String(server.port ?? 5432), '-U', server.user]
    const load = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), ...scripts]
    const { code, output } = await run(pgbench, [...place, ...load, server.database], {
      PGOPTIONS: `-c search_path=${schemaName},public`,
      ...(server.password === undefined ? {} : { PGPASSWORD: server.password }),
    })
    const rate = Number(/tps = ([\d.]+)/.exec(output)?.[1])
    if (code !== 0 || Number.isNaN(rate) || /number of failed transactions: [1-9]/.test(output))
      throw new Error(`pgbench failed: ${output.slice(-2_000)}`)
    return { perSecond: rate, statements }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
