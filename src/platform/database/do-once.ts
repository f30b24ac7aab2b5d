import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import { jsonb, type Reader, type Tx } from './connection.ts'

/** Made by a form for each time that it is shown. Without one an act is done as often as it is sent. */
export const FormKey = z.uuid().optional()

/** What is sent, with the key of the form that it came by. */
export type SentCommand = { readonly key?: string | undefined; readonly [field: string]: unknown }

/** One sending of an act that would be done twice if it were sent twice: how it is called, what it answers, and the whole of what is sent. */
export type Sending<Value> = {
  readonly act: string
  readonly answer: z.ZodType<Value>
  readonly command: SentCommand
}

const digestOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

const uuidShape = /^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/

/**
 * Words that were corrected under the key of the same form are another sending, not what was done before: a sending is known by its key and
 * by SHA-256 of all that came with it, kept as far as a UUID reaches.
 */
const nameOf = ({ key, ...fields }: SentCommand): string | undefined => {
  if (key === undefined) return undefined
  const told = Object.keys(fields)
    .sort()
    .map((field) => {
      const value = fields[field]
      return [field, value instanceof Uint8Array ? digestOf(value) : value]
    })
  return digestOf(JSON.stringify([key, told])).replace(uuidShape, '$1-$2-$3-$4-$5')
}

/** What somebody was answered when it was done; undefined when it was not. */
export const findDone = async <Value>(
  reader: Reader,
  by: string,
  { act, answer, command }: Sending<Value>,
): Promise<Value | undefined> => {
  const key = nameOf(command)
  if (key === undefined) return undefined
  const { rows } = await sql<{ answer: unknown }>`
    select answer from done_act where done_by = ${by} and act = ${act} and key = ${key}`.execute(reader)
  return rows[0] === undefined ? undefined : answer.parse(rows[0].answer)
}

/**
 * Does an act once, however often its form is sent: a second sending waits here for the first and is answered as it was. A refusal takes the key back
 * with the rest, so that what was corrected may be sent again. Asked before anything else is locked.
 */
export const doOnce = async <Value, Refusal>(
  tx: Tx,
  by: string,
  sending: Sending<Value> | undefined,
  deed: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> => {
  const key = sending === undefined ? undefined : nameOf(sending.command)
  if (sending === undefined || key === undefined) return deed()
  const { act } = sending
  const { rows } = await sql`
    insert into done_act (done_by, act, key) values (${by}, ${act}, ${key}) on conflict do nothing returning key`.execute(
    tx,
  )
  if (rows.length === 0) {
    const answer = await findDone(tx, by, sending)
    if (answer === undefined) throw new Error('the key of a form was forgotten while it was sent')
    return accept(answer)
  }
  const done = await deed()
  if (done.ok && done.value !== null)
    await sql`
      update done_act set answer = ${jsonb(done.value)} where done_by = ${by} and act = ${act} and key = ${key}`.execute(
      tx,
    )
  return done
}

/** How long a form may lie open and still be known again. */
const keysKeptDays = 30

/** Forgets the keys of forms that nobody has open any more. */
export const forgetDoneActs = async (reader: Reader): Promise<void> => {
  await sql`delete from done_act where done_at < now() - make_interval(days => ${keysKeptDays})`.execute(reader)
}
