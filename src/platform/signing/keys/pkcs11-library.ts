import { X509Certificate } from 'node:crypto'
import type * as Pkcs11 from 'pkcs11js'
import { KeyFault } from '../signing-key.ts'

type Module = typeof Pkcs11
export type Handle = Pkcs11.Handle

/** An opened library of a maker of tokens or of a hardware security module. Its calls are short; only signing is done apart. */
export type Pkcs11Library = {
  readonly words: Module
  readonly calls: Pkcs11.PKCS11
  /** Runs deeds on one token one after another: who is logged in is known to the token and not to the session. */
  readonly alone: <Value>(slot: string, deed: () => Promise<Value>) => Promise<Value>
  readonly close: () => void
}

const opened = new Map<string, Promise<Pkcs11Library>>()

/**
 * The library of a path such as `/usr/lib/softhsm/libsofthsm2.so`, opened once for the whole process. Throws when the package
 * `pkcs11js` was not compiled on this machine, or the library cannot be loaded.
 */
export const openPkcs11Library = (path: string): Promise<Pkcs11Library> => {
  const known = opened.get(path)
  if (known !== undefined) return known
  const library = open(path)
  opened.set(path, library)
  library.catch(() => opened.delete(path))
  return library
}

const open = async (path: string): Promise<Pkcs11Library> => {
  const loaded: { readonly default: Module } = await import('pkcs11js')
  const words = loaded.default
  const calls = new words.PKCS11()
  calls.load(path)
  calls.C_Initialize({ flags: words.CKF_OS_LOCKING_OK })
  const turns = new Map<string, Promise<unknown>>()
  const alone = <Value>(slot: string, deed: () => Promise<Value>): Promise<Value> => {
    const turn = (turns.get(slot) ?? Promise.resolve()).then(deed, deed)
    turns.set(
      slot,
      turn.catch(() => undefined),
    )
    return turn
  }
  const close = (): void => {
    opened.delete(path)
    calls.C_Finalize()
    calls.close()
  }
  return { words, calls, alone, close }
}

/** The slot whose token has a label; tokens pad theirs with blanks. Throws `KeyFault` when it is not plugged in. */
export const slotOf = ({ calls }: Pkcs11Library, tokenLabel: string): Handle => {
  const slot = calls.C_GetSlotList(true).find((each) => labelOf(calls, each) === tokenLabel)
  if (slot === undefined) throw new KeyFault({ code: 'signature.key-unavailable' })
  return slot
}

const labelOf = (calls: Pkcs11.PKCS11, slot: Handle): string =>
  calls.C_GetTokenInfo(slot).label.replaceAll('\0', ' ').trim()

export const findObjects = (
  { calls }: Pkcs11Library,
  session: Handle,
  template: Pkcs11.Template,
): readonly Handle[] => {
  calls.C_FindObjectsInit(session, template)
  try {
    return calls.C_FindObjects(session, mostObjects)
  } finally {
    calls.C_FindObjectsFinal(session)
  }
}

/** Tokens of people hold a handful, modules of agencies some hundreds. */
const mostObjects = 1_000

export type TokenCertificate = { readonly keyId: string; readonly label: string; readonly certificate: Uint8Array }

/** The certificates on a token, with the numbers of the keys they belong to; no PIN is needed to read them. */
export const listTokenCertificates = async (
  library: Pkcs11Library,
  tokenLabel: string,
): Promise<readonly TokenCertificate[]> =>
  library.alone(tokenLabel, async () => {
    const { calls, words } = library
    const session = calls.C_OpenSession(slotOf(library, tokenLabel), words.CKF_SERIAL_SESSION)
    try {
      const found = findObjects(library, session, [{ type: words.CKA_CLASS, value: words.CKO_CERTIFICATE }])
      return found.flatMap((object) => certificateAt(library, session, object))
    } finally {
      calls.C_CloseSession(session)
    }
  })

const certificateAt = (
  { calls, words }: Pkcs11Library,
  session: Handle,
  object: Handle,
): readonly TokenCertificate[] => {
  const [id, label, value] = calls
    .C_GetAttributeValue(session, object, [
      { type: words.CKA_ID },
      { type: words.CKA_LABEL },
      { type: words.CKA_VALUE },
    ])
    .map((attribute) => Buffer.from(attribute.value as Buffer))
  if (id === undefined || label === undefined || value === undefined) return []
  try {
    return [{ keyId: id.toString('hex'), label: label.toString('utf8'), certificate: new X509Certificate(value).raw }]
  } catch {
    return []
  }
}
