import { type FileHandle, open, readFile } from 'node:fs/promises'
import { z } from 'zod'

/** An order as the platform holds it. Times are those of its messages. */
export const DemoOrder = z.object({
  /** The code of who collects. */
  partner: z.string(),
  reference: z.string(),
  amount: z.number().int().positive(),
  description: z.string(),
  dossierCode: z.string(),
  procedureName: z.string(),
  agencyName: z.string(),
  payerName: z.string(),
  lines: z.array(z.object({ name: z.string(), amount: z.string() })),
  orderedAt: z.string(),
  state: z.enum(['open', 'paid', 'failed', 'cancelled']),
  /** `00` paid, `51` too little money, `24` cancelled by the payer. */
  code: z.string(),
  transactionId: z.string(),
  bank: z.string(),
  decidedAt: z.string(),
  /** Whether the partner has answered `00` to the last decision. */
  isTold: z.boolean(),
})
export type DemoOrder = z.infer<typeof DemoOrder>

export type OrderBook = {
  readonly find: (reference: string) => DemoOrder | undefined
  /** The newest first. */
  readonly list: () => readonly DemoOrder[]
  /** Durable before it answers: what was paid is not forgotten by a crash. */
  readonly save: (order: DemoOrder) => Promise<void>
  readonly close: () => Promise<void>
}

/** Every line is an order as it stood then; the last line of a reference counts, a half-written one is passed over. */
const readOrders = async (path: string): Promise<ReadonlyMap<string, DemoOrder>> => {
  const text = await readFile(path, 'utf8').catch(() => '')
  const orders = new Map<string, DemoOrder>()
  for (const line of text.split('\n')) {
    const parsed = DemoOrder.safeParse(parseJson(line))
    if (parsed.success) orders.set(parsed.data.reference, parsed.data)
  }
  return orders
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The orders of the demo platform, in a file when a path is given, else for the life of the program. */
export const openOrderBook = async (path: string | null): Promise<OrderBook> => {
  const orders = new Map(path === null ? [] : await readOrders(path))
  const file: FileHandle | null = path === null ? null : await open(path, 'a', 0o600)
  let writing: Promise<void> = Promise.resolve()
  const append = async (order: DemoOrder): Promise<void> => {
    await file?.write(`\n${JSON.stringify(order)}`)
    await file?.sync()
  }
  return {
    find: (reference) => orders.get(reference),
    list: () => [...orders.values()].toReversed(),
    save: async (order) => {
      // At once, before anything is waited for: two clicks at one moment see each other.
      orders.set(order.reference, order)
      writing = writing.then(() => append(order))
      await writing
    },
    close: async () => {
      await writing
      await file?.close()
    },
  }
}
