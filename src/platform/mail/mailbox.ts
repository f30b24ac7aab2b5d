import { ImapFlow } from 'imapflow'

/** A letter of a mailbox that was not read yet; `uid` is its number, which never falls while `validity` stays. */
export type LetterLine = { readonly uid: number; readonly sizeBytes: number }

export type OpenMailbox = {
  readonly validity: string
  /** The oldest letters behind a number, at most so many. */
  readonly listAfter: (uid: number, most: number) => Promise<readonly LetterLine[]>
  /** The first bytes of a letter as it lies there, without marking it as seen; null: it is gone. */
  readonly read: (uid: number, mostBytes: number) => Promise<Uint8Array | null>
  readonly markSeen: (uids: readonly number[]) => Promise<void>
}

/** Opens a mailbox for as long as the work takes. Throws when the server cannot be reached, refuses or hangs up; the caller comes again later. */
export type MailboxDoor = <T>(work: (mailbox: OpenMailbox) => Promise<T>) => Promise<T>

const patienceMs = 20_000
/** A server that drips is never silent: a whole visit takes no longer, and the rest is fetched by the next. */
const longestVisitMs = 4 * 60_000

const isLoopback = (host: string): boolean => /^(127\.|localhost$|\[?::1\]?$)/.test(host)

/** The mailbox that an address names: `imaps://user:password@host:993/INBOX`. */
export const mailboxNameOf = (url: string): string => decodeURIComponent(new URL(url).username)

const clientOf = (url: URL): ImapFlow => {
  const secure = url.protocol === 'imaps:'
  const client = new ImapFlow({
    host: url.hostname,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    // A password never goes over an open line, save to this very machine.
    ...(secure ? {} : { doSTARTTLS: !isLoopback(url.hostname) }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  })
  // Whatever waits for the connection is told as well.
  client.on('error', () => undefined)
  return client
}

const openBox = (client: ImapFlow, validity: string): OpenMailbox => ({
  validity,
  listAfter: async (uid, most) => {
    const found = await client.search({ uid: `${uid + 1}:*` }, { uid: true })
    // `n:*` names the last letter too where none is so high.
    const uids = (found || []).filter((one) => one > uid).sort((left, right) => left - right)
    const wanted = [...new Set(uids)].slice(0, most)
    if (wanted.length === 0) return []
    const lines = await client.fetchAll(wanted.join(','), { uid: true, size: true }, { uid: true })
    const sizes = new Map(lines.map((line) => [line.uid, line.size ?? 0]))
    return wanted.map((one) => ({ uid: one, sizeBytes: sizes.get(one) ?? 0 }))
  },
  read: async (uid, mostBytes) => {
    const found = await client.fetchOne(String(uid), { source: { maxLength: mostBytes } }, { uid: true })
    return found === false ? null : (found.source ?? null)
  },
  markSeen: async (uids) => {
    if (uids.length > 0) await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true })
  },
})

export const openImapMailbox =
  (address: string, visitMs = longestVisitMs): MailboxDoor =>
  async (work) => {
    const url = new URL(address)
    const client = clientOf(url)
    // Whatever waits for the server is told that the line is closed.
    const deadline = setTimeout(() => client.close(), visitMs)
    try {
      await client.connect()
      const folder = decodeURIComponent(url.pathname.slice(1))
      const box = await client.mailboxOpen(folder === '' ? 'INBOX' : folder)
      const done = await work(openBox(client, String(box.uidValidity)))
      await client.logout()
      return done
    } finally {
      clearTimeout(deadline)
      client.close()
    }
  }
