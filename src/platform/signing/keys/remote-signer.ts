import { createHash, verify, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { fetchBytes } from '../../http-client/fetch-bytes.ts'
import { KeyFault, type KeyRefusal } from '../signing-key.ts'
import type { ManySigningKey } from './sign-together.ts'

/** A remote signing service that speaks the API of the Cloud Signature Consortium, version 2. */
export type RemoteSigner = {
  /** Up to and without `/csc/v2`, and without a slash at the end. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  readonly patienceMs?: number
}

const Token = z.object({ access_token: z.string(), expires_in: z.number().positive().optional() })
const CredentialList = z.object({ credentialIDs: z.array(z.string()).max(1_000) })
const CredentialInfo = z.object({
  key: z.object({ status: z.string() }),
  cert: z.object({ status: z.string().optional(), certificates: z.array(z.string()).min(1).max(10) }),
  multisign: z.number().int().positive().optional(),
})
const Authorization = z.object({ SAD: z.string(), expiresIn: z.number().optional() })
const Signatures = z.object({ signatures: z.array(z.string()) })
const Failure = z.object({
  error: z.string(),
  error_description: z.string().optional(),
  triesLeft: z.number().optional(),
})

/** What the service says when it refuses, by the codes of the API. */
class CscFailure extends Error {
  readonly error: string
  readonly triesLeft: number | undefined
  constructor(failure: z.infer<typeof Failure>) {
    super(failure.error_description ?? failure.error)
    this.error = failure.error
    this.triesLeft = failure.triesLeft
  }
}

const mostAnswerBytes = 2_000_000
const usualPatienceMs = 20_000

const post = async <Schema extends z.ZodType>(
  service: RemoteSigner,
  path: string,
  body: BodyInit,
  headers: Readonly<Record<string, string>>,
  schema: Schema,
): Promise<z.infer<Schema>> => {
  const bounds = { patienceMs: service.patienceMs ?? usualPatienceMs, mostBytes: mostAnswerBytes }
  const init = { method: 'POST', headers, body }
  const answer = await fetchBytes(`${service.url}${path}`, init, bounds, [400, 401, 403])
  const parsed: unknown = JSON.parse(Buffer.from(answer).toString('utf8'))
  const failure = Failure.safeParse(parsed)
  if (failure.success) throw new CscFailure(failure.data)
  return schema.parse(parsed)
}

const newToken = async (service: RemoteSigner): Promise<string> => {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: service.clientId,
    client_secret: service.clientSecret,
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return (await post(service, '/oauth2/token', body, headers, Token)).access_token
}

const ask = <Schema extends z.ZodType>(
  service: RemoteSigner,
  token: string,
  path: string,
  body: Readonly<Record<string, unknown>>,
  schema: Schema,
): Promise<z.infer<Schema>> => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return post(service, `/csc/v2/${path}`, JSON.stringify(body), headers, schema)
}

export type RemoteCredential = {
  readonly credentialId: string
  readonly certificateChain: readonly Uint8Array[]
  /** How many signatures one confirmation serves. */
  readonly mostAtOnce: number
}

/** The credentials that the service holds for a person (by the name the service knows them under). Throws `KeyFault`. */
export const listRemoteCredentials = (service: RemoteSigner, userId: string): Promise<readonly string[]> =>
  telling(async () => {
    const token = await newToken(service)
    return (await ask(service, token, 'credentials/list', { userID: userId }, CredentialList)).credentialIDs
  })

/** A credential with its certificates. Throws `KeyFault`: of a credential that is disabled, or whose certificate does not stand. */
export const findRemoteCredential = (service: RemoteSigner, credentialId: string): Promise<RemoteCredential> =>
  telling(async () => infoOf(service, await newToken(service), credentialId))

const infoOf = async (service: RemoteSigner, token: string, credentialId: string): Promise<RemoteCredential> => {
  const wanted = { credentialID: credentialId, certificates: 'chain', certInfo: false, authInfo: true }
  const info = await ask(service, token, 'credentials/info', wanted, CredentialInfo)
  const isStanding = info.key.status === 'enabled' && (info.cert.status ?? 'valid') === 'valid'
  if (!isStanding) throw new KeyFault({ code: 'signature.credential-revoked' })
  return {
    credentialId,
    certificateChain: info.cert.certificates.map((each) => Buffer.from(each, 'base64')),
    mostAtOnce: info.multisign ?? 1,
  }
}

export type RemoteConfirmation = { readonly pin?: string; readonly oneTimeCode?: string }

const sha256Oid = '2.16.840.1.101.3.4.2.1'
const signAlgorithms = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' } as const

/**
 * A key at the service. Each signing is authorised with all its digests (SCAL2), so the PIN and the one-time code serve exactly what is
 * signed; services that ask for less take it too. Throws `KeyFault` when the credential does not stand or is not the enrolled one.
 */
export const openRemoteKey = (
  service: RemoteSigner,
  credentialId: string,
  certificateChain: readonly Uint8Array[],
  confirmation: RemoteConfirmation,
): Promise<ManySigningKey> =>
  telling(async () => {
    const token = await newToken(service)
    const credential = await infoOf(service, token, credentialId)
    const [own] = certificateChain
    const [theirs] = credential.certificateChain
    // Another certificate than the enrolled one: renewed at the service, or somebody else's.
    if (own === undefined || theirs === undefined || Buffer.compare(own, theirs) !== 0)
      throw new KeyFault({ code: 'signature.key-unavailable' })
    const { publicKey } = new X509Certificate(own)
    const kind = publicKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec'
    const signMany = (all: readonly Uint8Array[]): Promise<readonly Uint8Array[]> =>
      telling(async () => {
        const values = await signHashes(service, token, credential, kind, confirmation, all)
        const areRight =
          values.length === all.length &&
          all.every((bytes, index) => verify('sha256', bytes, publicKey, values[index] ?? Buffer.alloc(0)))
        if (!areRight) throw new KeyFault({ code: 'signature.key-unavailable' })
        return values
      })
    return {
      algorithm: kind === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha256',
      certificateChain,
      signMany,
      sign: async (bytes) => (await signMany([bytes]))[0] ?? Buffer.alloc(0),
    }
  })

const signHashes = async (
  service: RemoteSigner,
  token: string,
  credential: RemoteCredential,
  kind: keyof typeof signAlgorithms,
  confirmation: RemoteConfirmation,
  all: readonly Uint8Array[],
): Promise<readonly Buffer[]> => {
  const hashes = all.map((bytes) => createHash('sha256').update(bytes).digest('base64'))
  const authData = [
    ...(confirmation.pin === undefined ? [] : [{ id: 'PIN', value: confirmation.pin }]),
    ...(confirmation.oneTimeCode === undefined ? [] : [{ id: 'OTP', value: confirmation.oneTimeCode }]),
  ]
  const common = { credentialID: credential.credentialId, hashes, hashAlgorithmOID: sha256Oid }
  const wanted = { ...common, numSignatures: hashes.length, authData }
  const { SAD } = await ask(service, token, 'credentials/authorize', wanted, Authorization)
  const signed = await ask(
    service,
    token,
    'signatures/signHash',
    { ...common, SAD, signAlgo: signAlgorithms[kind] },
    Signatures,
  )
  return signed.signatures.map((each) => Buffer.from(each, 'base64'))
}

const refusals: Readonly<Record<string, KeyRefusal['code']>> = {
  invalid_otp: 'signature.confirmation-wrong',
  invalid_pin: 'signature.confirmation-wrong',
  authorization_failed: 'signature.confirmation-wrong',
  SAD_expired: 'signature.confirmation-expired',
  expired_otp: 'signature.confirmation-expired',
  credential_locked: 'signature.key-locked',
  credential_revoked: 'signature.credential-revoked',
  credential_disabled: 'signature.credential-revoked',
}

/** Turns whatever goes wrong at the service into the refusal it means. */
const telling = async <Value>(deed: () => Promise<Value>): Promise<Value> => {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof KeyFault) throw error
    const code = error instanceof CscFailure ? refusals[error.error] : undefined
    if (code === 'signature.confirmation-wrong' && error instanceof CscFailure && error.triesLeft !== undefined)
      throw new KeyFault({ code, triesLeft: error.triesLeft })
    throw new KeyFault({ code: code ?? 'signature.key-unavailable' })
  }
}
