import { accept, type Result, refuse } from '#kernel/result.ts'
import { readXml, XmlFault, type XmlFaultCode, type XmlListener, type XmlReader } from '#platform/xml/read-xml.ts'
import { type EdxmlMessage, readMessage, type UnreadableMessage } from '../../domain/edxml/index.ts'
import { buildTree } from '../../domain/edxml/tree.ts'
import { type Base64Stream, decodeBase64 } from './base64-stream.ts'

/** A piece of the content of the file at a place of the message. */
export type ContentPiece = { readonly file: number; readonly bytes: Uint8Array }

export type ReadEdxml = {
  readonly message: EdxmlMessage
  /** For each attachment of the message: whether its content is base64 from beginning to end. */
  readonly isContentSound: readonly boolean[]
}

export type EdxmlFault =
  | UnreadableMessage
  | { readonly code: XmlFaultCode | 'edxml.head-too-long' | 'edxml.no-utf8' | 'edxml.too-many-files' }

/** Anything around the content of files; a message to 2,000 agencies needs 1.5 million signs. */
const mostHeadSigns = 8_000_000
const mostFiles = 200
const bounds = { depth: 40, elements: 200_000, attributes: 20_000 } as const
/** Programs have put counters and blank lines before the declaration. */
const mostStraySigns = 4_096

class EdxmlFaultError extends Error {
  readonly code: 'edxml.head-too-long' | 'edxml.no-utf8' | 'edxml.too-many-files'
  constructor(code: EdxmlFaultError['code']) {
    super(code)
    this.code = code
  }
}

const isFault = (error: unknown): error is XmlFault | EdxmlFaultError =>
  error instanceof XmlFault || error instanceof EdxmlFaultError

/** Where the message begins: at its declaration, else at its first element; null while neither was seen. */
const beginningOf = (text: string): number | null => {
  const declaration = text.indexOf('<?xml')
  const at = declaration >= 0 ? declaration : text.search(/<[A-Za-z_]/)
  return at < 0 ? null : at
}

/** Cuts off what stands before the message. */
const withoutStraySigns = (write: (piece: string) => void) => {
  let before: string | null = ''
  return (piece: string): void => {
    if (before === null) {
      write(piece)
      return
    }
    before += piece
    const at = beginningOf(before)
    if (at === null && before.length <= mostStraySigns) return
    const rest = before.slice(at ?? 0)
    before = null
    write(rest)
  }
}

type Content = { readonly file: number; readonly decoder: Base64Stream }

const noBase64 = '<'

/** The content of the last attachment so far; null in `sound`: it has none yet. */
const openContent = (sound: readonly (boolean | null)[]): Content => {
  const decoder = decodeBase64()
  if (sound.at(-1) !== null) decoder.write(noBase64)
  return { file: sound.length - 1, decoder }
}

const listen = (pieces: ContentPiece[]) => {
  const tree = buildTree(mostHeadSigns, () => new EdxmlFaultError('edxml.head-too-long'))
  const sound: (boolean | null)[] = []
  let content: Content | null = null
  const listener: XmlListener = {
    open: (name) => {
      const local = tree.open(name)
      // An element inside the content, or content a second time: no program means that.
      content?.decoder.write(noBase64)
      if (local === 'attachment') {
        sound.push(null)
        if (sound.length > mostFiles) throw new EdxmlFaultError('edxml.too-many-files')
      }
      if (local === 'contenttransferencoded' && sound.length > 0) content = openContent(sound)
    },
    text: (piece) => {
      if (content === null) return tree.text(piece)
      const bytes = content.decoder.write(piece)
      if (bytes.length > 0) pieces.push({ file: content.file, bytes })
    },
    close: () => {
      tree.close()
      if (content === null) return
      sound[content.file] = content.decoder.isSound()
      content = null
    },
  }
  return { listener, tree, sound }
}

export type EdxmlReader = {
  /** Answers what this piece of the message completes of its files, to be kept before the next is given. */
  readonly write: (bytes: Uint8Array) => Result<readonly ContentPiece[], EdxmlFault>
  readonly end: () => Result<ReadEdxml, EdxmlFault>
}

const marks = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const

const encodingOf = (first: Uint8Array): string =>
  marks.find(({ mark }) => mark.every((byte, at) => first[at] === byte))?.encoding ?? 'utf-8'

/**
 * Reads a message of any length in the memory of one piece, however its program wrote it: signs before the declaration, prefixes that nobody
 * declared, other roots and namespaces, any order. Never throws for what is in the message: refuses it with the reason.
 */
export const edxmlReader = (): EdxmlReader => {
  const pieces: ContentPiece[] = []
  const { listener, tree, sound } = listen(pieces)
  const xml: XmlReader = readXml(listener, bounds)
  const write = withoutStraySigns(xml.write)
  let decoder: TextDecoder | null = null
  const guarded = <Value>(deed: () => Result<Value, EdxmlFault>): Result<Value, EdxmlFault> => {
    try {
      return deed()
    } catch (error) {
      if (isFault(error)) return refuse({ code: error.code })
      throw error
    }
  }
  const decode = (bytes?: Uint8Array): string => {
    decoder ??= new TextDecoder(encodingOf(bytes ?? new Uint8Array()), { fatal: true })
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      throw new EdxmlFaultError('edxml.no-utf8')
    }
  }
  return {
    write: (bytes) =>
      guarded(() => {
        write(decode(bytes))
        return accept(pieces.splice(0))
      }),
    end: () =>
      guarded(() => {
        write(decode())
        xml.end()
        const root = tree.root()
        const read = root === undefined ? refuse({ code: 'edxml.no-header' }) : readMessage(root)
        return read.ok ? accept({ message: read.value, isContentSound: sound.map((one) => one === true) }) : read
      }),
  }
}
