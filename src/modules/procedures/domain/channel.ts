import { z } from 'zod'
import { Fee } from './fee.ts'
import { TimeLimit } from './time-limit.ts'

/** How a dossier arrives: at a counter, over the network, by the public post. */
export const Channel = z.enum(['direct', 'online', 'postal'])
export type Channel = z.infer<typeof Channel>

/** One way of filing as the national database publishes it. */
export const ChannelTerms = z.strictObject({
  channel: Channel,
  /** null when the source gives none, or a number without a unit: then no time limit runs. */
  limit: TimeLimit.nullable(),
  /** The limit in the words of the source. */
  limitText: z.string().max(2_000).default(''),
  fees: z.array(Fee).max(60).default([]),
  note: z.string().max(20_000).default(''),
})
export type ChannelTerms = z.infer<typeof ChannelTerms>
