import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type TwinLetter = { readonly uid: number; readonly content: Uint8Array; seen: boolean }

/** A mailbox of the twin. What tests do to a real server is done to it: other letters, other numbers, another validity. */
export type TwinMailbox = {
  readonly login: string
  readonly password: string
  validity: number
  letters: TwinLetter[]
  /** After so many bytes of letters the line is cut, once; null: never. */
  cutAfter: number | null
}

export type ImapTwin = { readonly port: number; readonly stop: () => Promise<void> }

type Session = { readonly socket: Socket; box: TwinMailbox | null }

/** `1:3,7`, where `*` is the last; as IMAP has it, `9:*` names the last one even where it is lower. */
const isIn = (set: string, uid: number, last: number): boolean =>
  set.split(',').some((part) => {
    const [from = 0, until = from] = part.split(':').map((one) => (one === '*' ? last : Number(one)))
    return uid >= Math.min(from, until) && uid <= Math.max(from, until)
  })

const chosen = (box: TwinMailbox, set: string) => {
  const last = box.letters.at(-1)?.uid ?? 0
  return box.letters.map((letter, at) => ({ letter, at: at + 1 })).filter(({ letter }) => isIn(set, letter.uid, last))
}

const quoted = (text: string): readonly string[] =>
  [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, inside, bare]) =>
    inside === undefined ? (bare ?? '') : inside.replaceAll(/\\(.)/g, '$1'),
  )

const flagsOf = ({ seen }: TwinLetter): string => `FLAGS (${seen ? '\\Seen' : ''})`

const bodyOf = (letter: TwinLetter, items: string) => {
  const [, from, length] = /BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/i.exec(items) ?? []
  if (!/BODY(?:\.PEEK)?\[\]/i.test(items)) return null
  const start = Number(from ?? 0)
  const part = letter.content.subarray(start, length === undefined ? undefined : start + Number(length))
  return { name: from === undefined ? 'BODY[]' : `BODY[]<${start}>`, part }
}

const fetchLetters = ({ socket, box }: Session, set: string, items: string): void => {
  if (box === null) return
  for (const { letter, at } of chosen(box, set)) {
    const head = `* ${at} FETCH (UID ${letter.uid} RFC822.SIZE ${letter.content.length} ${flagsOf(letter)}`
    const body = bodyOf(letter, items)
    if (body === null) socket.write(`${head})\r\n`)
    else {
      socket.write(`${head} ${body.name} {${body.part.length}}\r\n`)
      if (box.cutAfter !== null && body.part.length > box.cutAfter) {
        socket.write(body.part.subarray(0, box.cutAfter), () => socket.destroy())
        box.cutAfter = null
        return
      }
      socket.write(body.part)
      socket.write(')\r\n')
    }
  }
}

const select = ({ socket }: Session, box: TwinMailbox): void => {
  const next = (box.letters.at(-1)?.uid ?? 0) + 1
  socket.write('* FLAGS (\\Seen \\Deleted)\r\n')
  socket.write(`* ${box.letters.length} EXISTS\r\n* 0 RECENT\r\n`)
  socket.write('* OK [PERMANENTFLAGS (\\Seen)] limited\r\n')
  socket.write(`* OK [UIDVALIDITY ${box.validity}] valid\r\n* OK [UIDNEXT ${next}] next\r\n`)
}

type Command = { readonly name: string; readonly rest: string }

const runUid = (session: Session, rest: string): void => {
  const { socket, box } = session
  const [, verb = '', more = ''] = /^(\w+)\s+(.*)$/.exec(rest) ?? []
  if (box === null) return
  if (verb.toUpperCase() === 'SEARCH') {
    const [, set = '1:*'] = /UID\s+(\S+)/i.exec(more) ?? []
    const found = chosen(box, set).map(({ letter }) => letter.uid)
    socket.write(`* SEARCH${found.map((uid) => ` ${uid}`).join('')}\r\n`)
  }
  const [, set = '', items = ''] = /^(\S+)\s+(.*)$/.exec(more) ?? []
  if (verb.toUpperCase() === 'FETCH') fetchLetters(session, set, items)
  if (verb.toUpperCase() === 'STORE')
    for (const { letter } of chosen(box, set)) letter.seen = letter.seen || /\\Seen/i.test(items)
}

/** Answers the words behind the tag. */
const run = (session: Session, mailboxes: readonly TwinMailbox[], { name, rest }: Command): string => {
  const { socket } = session
  switch (name) {
    case 'CAPABILITY':
      socket.write('* CAPABILITY IMAP4rev1\r\n')
      return 'OK done'
    case 'LOGIN': {
      const [login, password] = quoted(rest)
      session.box = mailboxes.find((one) => one.login === login && one.password === password) ?? null
      return session.box === null ? 'NO [AUTHENTICATIONFAILED] wrong name or password' : 'OK in'
    }
    case 'LIST':
    case 'LSUB':
      socket.write(`* ${name} () "/" "INBOX"\r\n`)
      return 'OK done'
    case 'SELECT':
    case 'EXAMINE':
      if (session.box === null) return 'NO not in'
      select(session, session.box)
      return 'OK [READ-WRITE] open'
    case 'UID':
      runUid(session, rest)
      return 'OK done'
    case 'LOGOUT':
      socket.write('* BYE gone\r\n')
      return 'OK out'
    default:
      return name === 'NOOP' || name === 'CLOSE' ? 'OK done' : 'BAD not known here'
  }
}

const serve = (socket: Socket, mailboxes: readonly TwinMailbox[]): void => {
  const session: Session = { socket, box: null }
  socket.on('error', () => socket.destroy())
  socket.write('* OK ready\r\n')
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    const [, tag = '*', name = '', rest = ''] = /^(\S+)\s+(\S+)\s?(.*)$/.exec(line) ?? []
    const answer = run(session, mailboxes, { name: name.toUpperCase(), rest })
    if (socket.destroyed) return
    socket.write(`${tag} ${answer}\r\n`)
    if (name.toUpperCase() === 'LOGOUT') socket.end()
  })
}

/** A mail server of this very machine that speaks as much of IMAP (RFC 3501) as reading a mailbox takes. */
export const startImapTwin = async (mailboxes: readonly TwinMailbox[]): Promise<ImapTwin> => {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    serve(socket, mailboxes)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** How this program reaches a mailbox of the twin. */
export const twinAddress = ({ port }: ImapTwin, { login, password }: TwinMailbox): string =>
  `imap://${encodeURIComponent(login)}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`
