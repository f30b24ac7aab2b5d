import { sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { Database, Reader, Tx } from '../database/connection.ts'
import { type DayDigest, digestOfDay, firstDay } from './day-digest.ts'
import { type DayHeadKey, isSignedBy } from './day-head-key.ts'
import { withEndorsed } from './endorsed-keys.ts'

/**
 * A chain shows that nothing inside it was changed, but not that its end was cut off, nor that a whole chain is gone. The head of a day covers
 * every entry recorded that day, and each head covers the one before.
 */
type Head = DayDigest & {
  readonly day: Temporal.PlainDate
  readonly signature: Buffer
  /** The public key that verifies the signature, so that anyone can, offline. */
  readonly certificate: string
}

const nothingBefore = Buffer.alloc(0)

/** What is signed: readable lines, so that a foreign tool can build them. */
export const messageOfHead = (
  province: string,
  head: Pick<Head, 'day' | 'entries' | 'digest'>,
  before: Buffer = nothingBefore,
): Buffer =>
  Buffer.from(
    `motcua day head 1\n${province}\n${head.day.toString()}\n${head.entries}\n${head.digest.toString('hex')}\n${before.toString('hex')}\n`,
  )

const lastHead = (reader: Reader) =>
  reader.selectFrom('action_log_head').select(['day', 'signature']).orderBy('day', 'desc').limit(1).executeTakeFirst()

// A deed takes the time at its beginning and is committed a little later.
const slowestDeedMinutes = 10
const advisoryLockOfHeads = 442_005

const signOne = async (
  tx: Tx,
  province: string,
  key: DayHeadKey,
  day: Temporal.PlainDate,
  before: Buffer,
  signedAt: Temporal.Instant,
): Promise<Buffer> => {
  const counted = await digestOfDay(tx, day)
  const signature = key.sign(messageOfHead(province, { day, ...counted }, before))
  await tx
    .insertInto('action_log_head')
    .values({ day, ...counted, signature, certificate: key.publicKey, signed_at: signedAt })
    .execute()
  return signature
}

/** Signs every day that is over and has no head yet, in their order, days without an entry too. Harmless when repeated. */
export const signDayHeads = (
  database: Database,
  province: string,
  key: DayHeadKey,
  now: Temporal.Instant,
): Promise<number> =>
  database.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${advisoryLockOfHeads})`.execute(tx)
    const last = await lastHead(tx)
    const first = last === undefined ? await firstDay(tx) : last.day.add({ days: 1 })
    const open = localDate(now.subtract({ minutes: slowestDeedMinutes }))
    let signed = 0
    let before: Buffer = last?.signature ?? nothingBefore
    for (let day = first; day !== null && day.until(open).sign > 0; day = day.add({ days: 1 })) {
      before = await signOne(tx, province, key, day, before, now)
      signed += 1
    }
    return signed
  })

export type HeadFaultCode = 'day-missing' | 'entries-differ' | 'content-differs' | 'signature-wrong' | 'key-foreign'
export type HeadFault = { readonly day: Temporal.PlainDate; readonly fault: HeadFaultCode }
export type HeadsVerdict = {
  readonly heads: number
  readonly lastDay: Temporal.PlainDate | null
  readonly faults: readonly HeadFault[]
}

type Check = {
  readonly province: string
  readonly before: Buffer
  /** The keys that may have signed this head and those after it, the newest first. Null: only that the signature fits the key beside it. */
  readonly keys: readonly string[] | null
}

const faultOf = async (reader: Reader, head: Head, check: Check): Promise<HeadFaultCode | null> => {
  if (check.keys !== null && !check.keys.includes(head.certificate)) return 'key-foreign'
  if (!isSignedBy(head.certificate, messageOfHead(check.province, head, check.before), head.signature))
    return 'signature-wrong'
  const found = await digestOfDay(reader, head.day)
  if (found.entries !== head.entries) return 'entries-differ'
  return found.digest.equals(head.digest) ? null : 'content-differs'
}

/** Computes the head of every signed day again and checks signatures, keys and that no day is left out. `keys`: the newest first. */
export const verifyDayHeads = async (
  reader: Reader,
  province: string,
  keys: readonly string[] | null,
): Promise<HeadsVerdict> => {
  const heads = await reader
    .selectFrom('action_log_head')
    .select(['day', 'entries', 'digest', 'signature', 'certificate'])
    .orderBy('day')
    .execute()
  const faults: HeadFault[] = []
  let allowed = keys === null ? null : await withEndorsed(reader, province, keys)
  let before: Buffer = nothingBefore
  let expected = heads[0] === undefined ? null : await firstDay(reader)
  for (const head of heads) {
    // Entries older than the first head would be outside of every signature.
    if (expected !== null && !expected.equals(head.day)) faults.push({ day: expected, fault: 'day-missing' })
    const fault = await faultOf(reader, head, { province, before, keys: allowed })
    if (fault !== null) faults.push({ day: head.day, fault })
    // Once a newer key has signed, an earlier one, which others may have seen, counts no more.
    const at = allowed?.indexOf(head.certificate) ?? -1
    if (allowed !== null && at >= 0) allowed = allowed.slice(0, at + 1)
    before = head.signature
    expected = head.day.add({ days: 1 })
  }
  return { heads: heads.length, lastDay: heads.at(-1)?.day ?? null, faults }
}
