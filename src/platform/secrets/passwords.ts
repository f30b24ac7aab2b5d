import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'

export type HashCost = { readonly memoryKibibytes: number; readonly passes: number; readonly lanes: number }

/** More at once than there are processors makes nobody's sign-in faster, takes their memory together, and keeps files waiting. */
const inTurn = pLimit(availableParallelism())

/** argon2id; the hash carries its own cost and salt. */
export const hashPassword = (password: string, cost: HashCost): Promise<string> =>
  inTurn(() =>
    hash(password.normalize('NFC'), {
      memoryCost: cost.memoryKibibytes,
      timeCost: cost.passes,
      parallelism: cost.lanes,
    }),
  )

// A hash of nothing anybody knows: checking against it takes as long as checking a real one.
let decoy: Promise<string> | undefined

/** Whether a password is the one of a hash. Without a hash it takes the same time and is never right. */
export const isPasswordOf = async (password: string, hashed: string | null): Promise<boolean> => {
  decoy ??= hash(crypto.getRandomValues(new Uint8Array(32)))
  const known = hashed ?? (await decoy)
  const right = await inTurn(() => verify(known, password.normalize('NFC')))
  return right && hashed !== null
}
