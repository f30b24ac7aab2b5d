import { createHash, verify, X509Certificate } from 'node:crypto'
import { sequence, tlv } from '../cms/der.ts'
import { KeyFault, type SigningKey } from '../signing-key.ts'
import { findObjects, type Handle, type Pkcs11Library, slotOf } from './pkcs11-library.ts'

/** Where a key lies on a token: the token's label and the number of the key (CKA_ID, hexadecimal). */
export type TokenLocator = { readonly tokenLabel: string; readonly keyId: string }

export type TokenKey = { readonly key: SigningKey; readonly close: () => Promise<void> }

/**
 * Logs in to a token and takes a key in hand until it is closed. Whoever else wants the same token waits: a token that is logged in
 * would sign for anybody, whatever PIN they gave. Throws `KeyFault` with the reason of the token.
 */
export const openTokenKey = async (
  library: Pkcs11Library,
  locator: TokenLocator,
  certificateChain: readonly Uint8Array[],
  pin: string,
): Promise<TokenKey> => {
  const opened = Promise.withResolvers<TokenKey>()
  const closed = Promise.withResolvers<void>()
  const whole = library.alone(locator.tokenLabel, async () => {
    try {
      const session = logIn(library, locator, pin)
      try {
        const key = keyOf(library, session, locator, certificateChain)
        opened.resolve({ key, close: async () => closed.resolve() })
        await closed.promise
      } finally {
        logOut(library, session)
      }
    } catch (error) {
      opened.reject(faultOf(error))
    }
  })
  const token = await opened.promise
  return {
    key: token.key,
    close: async () => {
      await token.close()
      await whole
    },
  }
}

const logIn = (library: Pkcs11Library, { tokenLabel }: TokenLocator, pin: string): Handle => {
  const { calls, words } = library
  const slot = slotOf(library, tokenLabel)
  const session = calls.C_OpenSession(slot, words.CKF_SERIAL_SESSION | words.CKF_RW_SESSION)
  try {
    calls.C_Login(session, words.CKU_USER, pin)
    return session
  } catch (error) {
    const { flags } = calls.C_GetTokenInfo(slot)
    calls.C_CloseSession(session)
    const code = codeOf(error)
    if (code === words.CKR_PIN_LOCKED || (flags & words.CKF_USER_PIN_LOCKED) !== 0)
      throw new KeyFault({ code: 'signature.key-locked' })
    const isWrong = [words.CKR_PIN_INCORRECT, words.CKR_PIN_INVALID, words.CKR_PIN_LEN_RANGE].includes(code)
    if (!isWrong) throw error
    const isLast = (flags & words.CKF_USER_PIN_FINAL_TRY) !== 0
    throw new KeyFault({ code: 'signature.confirmation-wrong', ...(isLast ? { triesLeft: 1 } : {}) })
  }
}

const logOut = ({ calls }: Pkcs11Library, session: Handle): void => {
  try {
    calls.C_Logout(session)
  } finally {
    calls.C_CloseSession(session)
  }
}

const keyOf = (
  library: Pkcs11Library,
  session: Handle,
  { keyId }: TokenLocator,
  certificateChain: readonly Uint8Array[],
): SigningKey => {
  const { words } = library
  const [own] = certificateChain
  const [handle] = findObjects(library, session, [
    { type: words.CKA_CLASS, value: words.CKO_PRIVATE_KEY },
    { type: words.CKA_ID, value: Buffer.from(keyId, 'hex') },
  ])
  if (own === undefined || handle === undefined) throw new KeyFault({ code: 'signature.key-unavailable' })
  const certificate = new X509Certificate(own)
  const isRsa = certificate.publicKey.asymmetricKeyType === 'rsa'
  // One signature after another: a session has one under way.
  let turn: Promise<unknown> = Promise.resolve()
  const sign = (bytes: Uint8Array): Promise<Uint8Array> => {
    const mine = turn.then(() => signOnce(library, session, handle, isRsa, bytes))
    turn = mine.catch(() => undefined)
    return mine.then((value) => {
      // A key that does not belong to its certificate would make signatures that nobody can verify.
      if (!verify('sha256', bytes, certificate.publicKey, value))
        throw new KeyFault({ code: 'signature.key-unavailable' })
      return value
    })
  }
  return { algorithm: isRsa ? 'rsa-sha256' : 'ecdsa-sha256', certificateChain, sign }
}

/** DigestInfo of SHA-256 before the digest itself (RFC 8017, 9.2): tokens pad it and know no more than that. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
const longestSignature = 1_024

const signOnce = async (
  { calls, words }: Pkcs11Library,
  session: Handle,
  key: Handle,
  isRsa: boolean,
  bytes: Uint8Array,
): Promise<Buffer> => {
  const digest = createHash('sha256').update(bytes).digest()
  try {
    calls.C_SignInit(session, { mechanism: isRsa ? words.CKM_RSA_PKCS : words.CKM_ECDSA }, key)
    const input = isRsa ? Buffer.concat([digestInfo, digest]) : digest
    const value = await calls.C_SignAsync(session, input, Buffer.alloc(longestSignature))
    return isRsa ? value : derSignature(value)
  } catch (error) {
    throw faultOf(error)
  }
}

/** Tokens give both numbers of an elliptic signature side by side; the world wants them as DER. */
const derSignature = (raw: Buffer): Buffer => {
  const half = raw.length / 2
  return sequence(derNumber(raw.subarray(0, half)), derNumber(raw.subarray(half)))
}

const derNumber = (bytes: Buffer): Buffer => {
  const from = bytes.findIndex((byte) => byte !== 0)
  const short = from === -1 ? Buffer.from([0]) : bytes.subarray(from)
  return tlv(0x02, (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short)
}

const codeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' ? error.code : -1

const faultOf = (error: unknown): Error =>
  error instanceof KeyFault ? error : new KeyFault({ code: 'signature.key-unavailable' })
