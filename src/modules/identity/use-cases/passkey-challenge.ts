import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'

/** The site as an authenticator knows it: keys made for one name are never used for another. */
export type RelyingParty = {
  /** The host without its port. */
  readonly id: string
  /** Scheme, host and port as the browser sees them. */
  readonly origin: string
  readonly name: string
}

/** A question put to an authenticator: carried, sealed, by the page, and answered once. Null is whoever stands at the door. */
const Challenge = z.object({
  purpose: z.literal('passkey'),
  accountId: z.uuid().nullable(),
  challenge: z.string(),
  at: z.number(),
})

/** A sign-in page may stand open all morning; what makes a question safe is that it counts once. */
export const challengeHours = 12

export const newChallenge = (
  sealing: Sealing,
  accountId: string | null,
  now: Temporal.Instant,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly sealed: string } => {
  const bytes = new Uint8Array(randomBytes(32))
  const question: z.infer<typeof Challenge> = {
    purpose: 'passkey',
    accountId,
    challenge: Buffer.from(bytes).toString('base64url'),
    at: now.epochMilliseconds,
  }
  return { bytes, sealed: sealing.seal(JSON.stringify(question)).toString('base64url') }
}

/** The question that was put, when it is still good and was put to this account (or to whoever stood at the door). */
export const openChallenge = (
  sealing: Sealing,
  sealed: string,
  accountId: string | null,
  now: Temporal.Instant,
): string | null => {
  try {
    const question = Challenge.parse(JSON.parse(sealing.open(Buffer.from(sealed, 'base64url'))))
    const isFresh = now.epochMilliseconds - question.at < challengeHours * 3_600_000
    return isFresh && question.accountId === accountId ? question.challenge : null
  } catch {
    return null
  }
}

export const hashOfChallenge = (challenge: string): Buffer => createHash('sha256').update(challenge).digest()
