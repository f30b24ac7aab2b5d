import pg from 'pg'
import type { ServerAddress } from '../database/connection.ts'

const settings = `
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '30s';
  set client_encoding = 'UTF8'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC';
  set bytea_output = 'hex'; set extra_float_digits = 3; set synchronize_seqscans = off`

/** A connection of its own, without the time-outs of pages, that writes and reads values in one way on every server. */
export const withBackupClient = async <Value>(
  server: ServerAddress,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> => {
  const client = new pg.Client({
    host: server.host,
    user: server.user,
    database: server.database,
    ...(server.port === undefined ? {} : { port: server.port }),
    ...(server.password === undefined ? {} : { password: server.password }),
    ...(server.ssl ? { ssl: true } : {}),
    application_name: 'motcua backup',
    connectionTimeoutMillis: 10_000,
  })
  // A server that goes away fails the statement under way; unheard, the event would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(settings)
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
