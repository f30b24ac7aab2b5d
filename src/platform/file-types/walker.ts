/** What a walk through the bytes of a file asks for next. */
export type Wish =
  /** The next bytes, at most `longestTake` of them. */
  | { readonly take: number }
  /** Pass over bytes without looking at them. */
  | { readonly skip: number }
  /** Pass over bytes up to the first pair of `lead` and another byte that is not among `passed`; that byte is taken. */
  | { readonly seekPair: { readonly lead: number; readonly passed: ReadonlySet<number> } }

/** A walk returns null when it met all it must meet, else what is wrong. It ends early or is cut off when the bytes end. */
export type Walk = Generator<Wish, string | null, Buffer>

export type Walker = {
  readonly feed: (chunk: Uint8Array) => void
  /** What is wrong with the bytes fed, or null. */
  readonly end: () => string | null
}

const longestTake = 4_096
const nothing = Buffer.alloc(0)

type Pair = { readonly lead: number; readonly passed: ReadonlySet<number> }

/** Where the byte behind the pair's lead stands, -1 when it is not here; in one plain loop, since bytes may be made to be slow. */
const findPair = ({ lead, passed }: Pair, chunk: Buffer, isLeadBefore: boolean): number => {
  let isLead = isLeadBefore
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at] as number
    if (byte === lead) isLead = true
    else if (!isLead) continue
    else if (passed.has(byte)) isLead = false
    else return at
  }
  return -1
}

/** Runs a walk over bytes that arrive in pieces, holding at most the few it asked for. */
export const openWalker = (walk: Walk): Walker => {
  let held: Buffer = nothing
  let isLeadBefore = false
  let step = walk.next(nothing)

  /** The bytes of the chunk that the present wish uses up; the walk goes on when the wish is met. */
  const use = (wish: Wish, chunk: Buffer): number => {
    if ('seekPair' in wish) {
      const at = findPair(wish.seekPair, chunk, isLeadBefore)
      isLeadBefore = at < 0 && chunk.at(-1) === wish.seekPair.lead
      if (at < 0) return chunk.length
      step = walk.next(chunk.subarray(at, at + 1))
      return at + 1
    }
    if ('skip' in wish) {
      if (wish.skip > chunk.length) {
        step = { done: false, value: { skip: wish.skip - chunk.length } }
        return chunk.length
      }
      step = walk.next(nothing)
      return wish.skip
    }
    if (wish.take > longestTake) throw new RangeError('a walk takes few bytes at a time')
    const used = Math.min(wish.take - held.length, chunk.length)
    held = held.length === 0 ? chunk.subarray(0, used) : Buffer.concat([held, chunk.subarray(0, used)])
    if (held.length === wish.take) {
      const taken = held
      held = nothing
      step = walk.next(taken)
    } else {
      // The caller may use its chunk again.
      held = Buffer.from(held)
    }
    return used
  }

  return {
    feed: (chunk) => {
      let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      while (!step.done && rest.length > 0) rest = rest.subarray(use(step.value, rest))
    },
    end: () => (step.done ? step.value : 'it ends too early'),
  }
}
