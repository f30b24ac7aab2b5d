import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Action, beginningOfChain, type ChainLink, hashOfAction } from '#platform/action-log/action-log.ts'
import { withBackupClient } from '#platform/backup/backup-client.ts'
import { copyIn } from '#platform/backup/copy-rows.ts'
import type { Database, ServerAddress } from '#platform/database/connection.ts'

type Row = {
  readonly id: string
  readonly status: number
  readonly filedAt: Temporal.Instant
  readonly updatedAt: Temporal.Instant
}

/** The deeds that lead to each status, so that the log and the rows agree. */
const deedsTo: Readonly<Record<number, readonly string[]>> = {
  1: ['filed'],
  2: ['filed', 'accepted'],
  3: ['filed', 'refused'],
  4: ['filed', 'accepted', 'assigned'],
  5: ['filed', 'accepted', 'supplement-requested'],
  6: ['filed', 'accepted', 'finance-requested'],
  7: ['filed', 'withdrawn'],
  8: ['filed', 'accepted', 'stopped'],
  9: ['filed', 'accepted', 'assigned', 'settled'],
  10: ['filed', 'accepted', 'assigned', 'settled', 'returned'],
}

const lineOf = (previous: ChainLink, action: Action): readonly [string, ChainLink] => {
  const id = newId()
  const hash = hashOfAction(previous, id, action)
  const seq = previous.seq + 1
  const at = action.occurredAt.toString()
  const columns = [id, 'dossier', action.subjectId, seq, action.type, 1, 'system', at, at, '{}']
  return [`${columns.join('\t')}\t\\\\x${previous.hash.toString('hex')}\t\\\\x${hash.toString('hex')}\n`, { seq, hash }]
}

const linesOf = (row: Row): string => {
  let previous = beginningOfChain
  let lines = ''
  for (const [index, deed] of (deedsTo[row.status] ?? []).entries()) {
    const occurredAt = index === 0 ? row.filedAt : row.updatedAt
    const subject = { subjectKind: 'dossier', subjectId: row.id, type: `dossier.${deed}` }
    const action: Action = { ...subject, actor: { kind: 'system' }, occurredAt, recordedAt: occurredAt, detail: {} }
    const [line, link] = lineOf(previous, action)
    lines += line
    previous = link
  }
  return lines
}

const batchRows = 5_000

async function* allLines(database: Database): AsyncGenerator<Buffer> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<Row>`
      select d.id, d.status, date_trunc('milliseconds', d.filed_at) as "filedAt", date_trunc('milliseconds', d.updated_at) as "updatedAt"
      from dossier d where d.id > ${after} order by d.id limit ${batchRows}`.execute(database)
    if (rows.length === 0) return
    yield Buffer.from(rows.map(linesOf).join(''))
    after = rows.at(-1)?.id ?? after
  }
}

/** Gives every generated dossier its chain in the action log. */
export const writeActions = (database: Database, server: ServerAddress, schemaName: string): Promise<number> =>
  withBackupClient(server, (client) =>
    copyIn(
      client,
      `copy ${schemaName}.action_log (id, subject_kind, subject_id, seq, type, version, actor_kind, occurred_at, recorded_at, detail,
        previous_hash, hash) from stdin`,
      Readable.from(allLines(database)),
    ),
  )
