import type { SigningKey } from '../signing-key.ts'

/** A key whose holder confirms many signatures at once: a service that is told all digests before it signs the first. */
export type ManySigningKey = SigningKey & {
  readonly signMany: (all: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>
}

type Waiting = {
  readonly bytes: Uint8Array
  readonly resolve: (signature: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs deeds that each sign once with the same key. With a key that signs many at once, what all of them want signed is gathered until
 * every deed waits or has ended, and then signed in one go; with any other key each signs by itself, `atOnce` at a time.
 */
export const signTogether = async <Value>(
  key: SigningKey | ManySigningKey,
  deeds: readonly ((key: SigningKey) => Promise<Value>)[],
  atOnce: number,
): Promise<readonly PromiseSettledResult<Value>[]> =>
  'signMany' in key ? gathered(key, deeds) : inTurns(key, deeds, atOnce)

const gathered = <Value>(
  key: ManySigningKey,
  deeds: readonly ((key: SigningKey) => Promise<Value>)[],
): Promise<readonly PromiseSettledResult<Value>[]> => {
  let open = deeds.length
  let waiting: Waiting[] = []
  const flush = async (): Promise<void> => {
    if (waiting.length === 0 || waiting.length < open) return
    const round = waiting
    waiting = []
    try {
      const signatures = await key.signMany(round.map((each) => each.bytes))
      round.forEach((each, index) => {
        const signature = signatures[index]
        if (signature === undefined) each.reject(new Error('fewer signatures than asked for'))
        else each.resolve(signature)
      })
    } catch (error) {
      for (const each of round) each.reject(error)
    }
  }
  const shared: SigningKey = {
    algorithm: key.algorithm,
    certificateChain: key.certificateChain,
    sign: (bytes) =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes, resolve, reject })
        void flush()
      }),
  }
  const ended = async (deed: Promise<Value>): Promise<Value> => {
    try {
      return await deed
    } finally {
      open -= 1
      void flush()
    }
  }
  return Promise.allSettled(deeds.map((deed) => ended(deed(shared))))
}

const inTurns = async <Value>(
  key: SigningKey,
  deeds: readonly ((key: SigningKey) => Promise<Value>)[],
  atOnce: number,
): Promise<readonly PromiseSettledResult<Value>[]> => {
  const results: PromiseSettledResult<Value>[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let at = next; at < deeds.length; at = next) {
      next += 1
      const deed = deeds[at]
      if (deed === undefined) return
      const [result] = await Promise.allSettled([deed(key)])
      results[at] = result
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, work))
  return results
}
