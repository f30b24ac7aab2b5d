import type { Adapter, KeptValue } from 'oidc-provider'
import type { Clock } from '#kernel/time.ts'

type Kept = { readonly value: KeptValue; readonly untilMs: number }

const mostKept = 5_000

/** What the provider remembers lives as long as the program: codes, tokens and sessions of a demonstration. */
export const keepInMemory = (clock: Clock): ((kind: string) => Adapter) => {
  const kept = new Map<string, Kept>()
  const nowMs = (): number => clock.now().epochMilliseconds
  const find = (key: string): KeptValue | undefined => {
    const found = kept.get(key)
    if (found === undefined || found.untilMs > nowMs()) return found?.value
    kept.delete(key)
    return undefined
  }
  const findWhere = (prefix: string, name: string, wanted: string): KeptValue | undefined => {
    for (const key of kept.keys()) {
      const value = key.startsWith(prefix) ? find(key) : undefined
      if (value?.[name] === wanted) return value
    }
    return undefined
  }
  const makeRoom = (): void => {
    const oldest = kept.size >= mostKept ? kept.keys().next() : undefined
    if (oldest?.done === false) kept.delete(oldest.value)
  }
  return (kind) => ({
    upsert: async (id, value, expiresInSeconds = 3_600) => {
      makeRoom()
      kept.set(`${kind} ${id}`, { value, untilMs: nowMs() + expiresInSeconds * 1_000 })
    },
    find: async (id) => find(`${kind} ${id}`),
    findByUid: async (uid) => findWhere(`${kind} `, 'uid', uid),
    findByUserCode: async (code) => findWhere(`${kind} `, 'userCode', code),
    consume: async (id) => {
      const found = find(`${kind} ${id}`)
      if (found !== undefined) found.consumed = Math.floor(nowMs() / 1_000)
    },
    destroy: async (id) => {
      kept.delete(`${kind} ${id}`)
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, { value }] of kept) if (value.grantId === grantId) kept.delete(key)
    },
  })
}
