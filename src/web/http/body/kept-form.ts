import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { safeReturnTo } from '../guard/return-to.ts'
import type { FormBody } from '../route.ts'

/**
 * What somebody was about to post when the session had ended: carried, sealed, through the sign-in page and offered again to the same
 * account afterwards. Files are too big to carry; `hadFiles` lets the page say so.
 */
const KeptForm = z.object({
  path: z.string(),
  accountId: z.string().nullable(),
  at: z.number(),
  hadFiles: z.boolean(),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
})
export type KeptForm = z.infer<typeof KeptForm>

/** Sealed and in base64: what the page carries. Above it, nothing is kept and the page says so. */
export const keptFormBytes = 256 * 1024
const keptForHours = 12

/** Names that belong to the page, not to the person, and what confirms a signature: that is typed again. */
const notKept: ReadonlySet<string> = new Set(['_csrf', '_kept', '_tiep', '_pin', '_otp'])

type Attempt = {
  readonly path: string
  readonly form: FormBody
  readonly accountId: string | null
  readonly hadFiles: boolean
}

/** Null when there is nothing to keep or too much of it. */
export const sealKeptForm = (sealing: Sealing, attempt: Attempt, now: Temporal.Instant): string | null => {
  const fields = Object.entries(attempt.form).filter(([name]) => !notKept.has(name))
  if (fields.length === 0 && !attempt.hadFiles) return null
  const { path, accountId, hadFiles } = attempt
  const kept = { path, accountId, hadFiles, at: now.epochMilliseconds, fields: Object.fromEntries(fields) }
  const sealed = sealing.seal(JSON.stringify(kept)).toString('base64url')
  return sealed.length > keptFormBytes ? null : sealed
}

const open = (sealing: Sealing, sealed: string): KeptForm | null => {
  if (sealed === '' || sealed.length > keptFormBytes) return null
  try {
    return KeptForm.parse(JSON.parse(sealing.open(Buffer.from(sealed, 'base64url'))))
  } catch {
    return null
  }
}

/** What the sign-in page may say of a kept form before it knows who asks: that there is one, and whether files have to be chosen again. */
export const peekKeptForm = (sealing: Sealing, sealed: string): Pick<KeptForm, 'hadFiles' | 'accountId'> | null => {
  const kept = open(sealing, sealed)
  return kept === null ? null : { hadFiles: kept.hadFiles, accountId: kept.accountId }
}

/** Opens what the sign-in page carried, for the account that has just signed in; anybody else gets nothing. */
export const openKeptForm = (
  sealing: Sealing,
  sealed: string,
  accountId: string,
  now: Temporal.Instant,
): KeptForm | null => {
  const kept = open(sealing, sealed)
  if (kept === null) return null
  const isFresh = now.epochMilliseconds - kept.at < keptForHours * 3_600_000
  const isTheirs = kept.accountId === null || kept.accountId === accountId
  return isFresh && isTheirs && safeReturnTo(kept.path) !== undefined ? kept : null
}
