import pg from 'pg'
import type { OpenProvince } from '../database/provinces.ts'
import type { Log } from '../log/log.ts'
import { Change, channelOf } from './change.ts'

/** What a listener hears: a change, or that some may have been missed. */
export type Heard = { readonly kind: 'change'; readonly change: Change } | { readonly kind: 'gap' }

/** Ends when the signal says so or the feed is closed. */
export type Listening = (signal: AbortSignal) => AsyncGenerator<Heard>

export type ChangeFeed = {
  /** From a moment on, in milliseconds of the epoch. Null when too many listen already. */
  readonly listen: (province: OpenProvince, accountId: string, since: number) => Promise<Listening | null>
  /** Open streams by province. */
  readonly counts: () => Readonly<Record<string, number>>
  readonly close: () => Promise<void>
}

export type ChangeFeedOptions = {
  readonly log: Log
  readonly perProvince?: number
  readonly perAccount?: number
}

const usualPerProvince = 2_000
// Pages that are out of sight do not listen, so a person has few.
const usualPerAccount = 8
const remembered = 500
const mostWaiting = 100
const againMs = 1_000

type Listener = { readonly accountId: string; readonly hear: (heard: Heard) => void }

/** A queue for one listener. Whoever does not read fast enough loses nothing that matters: one word is as good as a hundred. */
const openQueue = () => {
  const waiting: Heard[] = []
  let wake: (() => void) | undefined
  return {
    hear: (heard: Heard): void => {
      if (waiting.length < mostWaiting) waiting.push(heard)
      wake?.()
    },
    wake: (): void => wake?.(),
    next: async (isOver: () => boolean): Promise<Heard | undefined> => {
      while (waiting.length === 0 && !isOver())
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      return isOver() ? undefined : waiting.shift()
    },
  }
}

const parseChange = (payload: string | undefined): Change | undefined => {
  try {
    return Change.parse(JSON.parse(payload ?? ''))
  } catch {
    return undefined
  }
}

type Hub = {
  readonly listeners: Set<Listener>
  /** When the first try to listen is over, whatever came of it. */
  readonly ready: Promise<void>
  readonly since: (at: number) => readonly Change[]
  readonly close: () => Promise<void>
}

/** The one connection of a province that listens; it comes back by itself when the server went away. */
const openHub = ({ province, pool }: OpenProvince, log: Log): Hub => {
  const listeners = new Set<Listener>()
  const recent: Change[] = []
  let client: pg.Client | undefined
  let again: NodeJS.Timeout | undefined
  let isClosed = false
  const tell = (heard: Heard): void => {
    for (const listener of listeners) listener.hear(heard)
  }
  const lost = (): void => {
    if (isClosed || again !== undefined) return
    client?.end().catch(() => undefined)
    client = undefined
    again = setTimeout(() => {
      again = undefined
      void connect(true)
    }, againMs)
  }
  const connect = async (isAgain: boolean): Promise<void> => {
    const fresh = new pg.Client({ ...pool.options, statement_timeout: 0, query_timeout: 0, keepAlive: true })
    client = fresh
    fresh.on('error', lost)
    fresh.on('end', lost)
    fresh.on('notification', ({ payload }) => {
      const change = parseChange(payload)
      if (change === undefined) return
      recent.push(change)
      if (recent.length > remembered) recent.shift()
      tell({ kind: 'change', change })
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${fresh.escapeIdentifier(channelOf(province.schemaName))}`)
      if (isAgain) tell({ kind: 'gap' })
    } catch (error) {
      log.warn({ err: String(error), province: province.key }, 'changes are not heard')
      lost()
    }
  }
  return {
    listeners,
    ready: connect(false),
    since: (at) => recent.filter((change) => change.at >= at),
    close: async () => {
      isClosed = true
      clearTimeout(again)
      await client?.end().catch(() => undefined)
    },
  }
}

/** Changes of every province for the pages that are open: one connection a province, however many listen, made with the first of them. */
export const openChangeFeed = (options: ChangeFeedOptions): ChangeFeed => {
  const { log, perProvince = usualPerProvince, perAccount = usualPerAccount } = options
  const hubs = new Map<string, Hub>()
  const closing = new AbortController()
  const hubOf = (open: OpenProvince): Hub => {
    const known = hubs.get(open.province.key)
    if (known !== undefined) return known
    const fresh = openHub(open, log)
    hubs.set(open.province.key, fresh)
    return fresh
  }
  return {
    listen: async (open, accountId, since) => {
      const hub = hubOf(open)
      await hub.ready
      const own = [...hub.listeners].filter((listener) => listener.accountId === accountId).length
      if (closing.signal.aborted || hub.listeners.size >= perProvince || own >= perAccount) return null
      return async function* (signal) {
        const over = AbortSignal.any([signal, closing.signal])
        const queue = openQueue()
        const listener = { accountId, hear: queue.hear }
        hub.listeners.add(listener)
        over.addEventListener('abort', queue.wake)
        for (const change of hub.since(since)) queue.hear({ kind: 'change', change })
        try {
          for (;;) {
            const heard = await queue.next(() => over.aborted)
            if (heard === undefined) return
            yield heard
          }
        } finally {
          hub.listeners.delete(listener)
          over.removeEventListener('abort', queue.wake)
        }
      }
    },
    counts: () => Object.fromEntries([...hubs].map(([key, hub]) => [key, hub.listeners.size])),
    close: async () => {
      closing.abort()
      await Promise.all([...hubs.values()].map((hub) => hub.close()))
    },
  }
}
