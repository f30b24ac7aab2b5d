import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import formBody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Clock, Temporal } from '#kernel/time.ts'
import type { SigningKey } from '#platform/signing/signing-key.ts'

/** A credential that the service holds for somebody, and what went wrong with it. */
export type DemoCredential = {
  readonly id: string
  readonly userId: string
  readonly pin: string
  /** Gets bytes whose digest was sent and signs them; the twin signs digests as the real thing does. */
  readonly signDigest: (digest: Buffer) => Promise<Uint8Array>
  readonly certificateChain: SigningKey['certificateChain']
  status: 'enabled' | 'revoked' | 'locked'
  wrongTries: number
}

export type DemoRemoteSigner = {
  readonly app: FastifyInstance
  /** The one-time code that the holder's phone would show now; each is good once. */
  readonly newCode: (credentialId: string) => string
  /** The service answers nothing any more, until told otherwise. */
  setSilent: (isSilent: boolean) => void
}

export type DemoRemoteSignerOptions = {
  readonly clientId: string
  readonly clientSecret: string
  readonly credentials: readonly DemoCredential[]
  readonly clock: Clock
  readonly mostAtOnce?: number
  readonly authorizationSeconds?: number
}

const mostWrongTries = 3
const sha256 = '2.16.840.1.101.3.4.2.1'

type Authorization = {
  readonly credentialId: string
  readonly hashes: ReadonlySet<string>
  readonly until: Temporal.Instant
}

const Authorize = z.object({
  credentialID: z.string(),
  numSignatures: z.number().int().positive(),
  hashes: z.array(z.string()).min(1),
  hashAlgorithmOID: z.literal(sha256),
  authData: z.array(z.object({ id: z.string(), value: z.string() })),
})
const SignHash = z.object({
  credentialID: z.string(),
  SAD: z.string(),
  hashes: z.array(z.string()).min(1),
  hashAlgorithmOID: z.literal(sha256),
  signAlgo: z.string(),
})

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }
const answer = (body: Answer['body']): Answer => ({ status: 200, body })
const failed = (error: string, description: string, more: Answer['body'] = {}): Answer => ({
  status: 400,
  body: { error, error_description: description, ...more },
})

const isSame = (left: string, right: string): boolean =>
  timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest())

/** What the service remembers between two calls. */
type Memory = {
  readonly options: DemoRemoteSignerOptions
  readonly tokens: Set<string>
  readonly codes: Map<string, string>
  readonly authorizations: Map<string, Authorization>
}

const found = ({ options }: Memory, id: unknown): DemoCredential | undefined =>
  options.credentials.find((credential) => credential.id === id)

const info = (memory: Memory, body: Readonly<Record<string, unknown>>): Answer => {
  const credential = found(memory, body.credentialID)
  if (credential === undefined) return failed('invalid_request', 'Invalid parameter credentialID')
  const isRevoked = credential.status === 'revoked'
  return answer({
    key: { status: isRevoked ? 'disabled' : 'enabled', algo: ['1.2.840.10045.4.3.2'], len: 256 },
    cert: {
      status: isRevoked ? 'revoked' : 'valid',
      certificates: credential.certificateChain.map((each) => Buffer.from(each).toString('base64')),
    },
    auth: {
      mode: 'explicit',
      objects: [
        { id: 'PIN', type: 'Password' },
        { id: 'OTP', type: 'Password' },
      ],
    },
    SCAL: '2',
    multisign: memory.options.mostAtOnce ?? 100,
  })
}

const authorize = (memory: Memory, body: Readonly<Record<string, unknown>>): Answer => {
  const parsed = Authorize.safeParse(body)
  const credential = found(memory, body.credentialID)
  if (!parsed.success || credential === undefined) return failed('invalid_request', 'Invalid parameter')
  if (credential.status === 'revoked') return failed('credential_revoked', 'The credential was revoked')
  if (credential.status === 'locked') return failed('credential_locked', 'Too many wrong tries')
  const { numSignatures, hashes, authData } = parsed.data
  if (numSignatures > (memory.options.mostAtOnce ?? 100) || numSignatures !== hashes.length)
    return failed('invalid_request', 'numSignatures does not fit')
  const given = (id: string): string => authData.find((each) => each.id === id)?.value ?? ''
  const code = memory.codes.get(credential.id)
  const wrong = !isSame(given('PIN'), credential.pin)
    ? 'invalid_pin'
    : code === undefined || !isSame(given('OTP'), code)
      ? 'invalid_otp'
      : undefined
  if (wrong !== undefined) {
    credential.wrongTries += 1
    if (credential.wrongTries >= mostWrongTries) credential.status = 'locked'
    return failed(wrong, 'The PIN or the code is wrong', { triesLeft: mostWrongTries - credential.wrongTries })
  }
  credential.wrongTries = 0
  memory.codes.delete(credential.id)
  const SAD = randomBytes(24).toString('base64url')
  const expiresIn = memory.options.authorizationSeconds ?? 300
  const until = memory.options.clock.now().add({ seconds: expiresIn })
  memory.authorizations.set(SAD, { credentialId: credential.id, hashes: new Set(hashes), until })
  return answer({ SAD, expiresIn })
}

const signHash = async (memory: Memory, body: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const parsed = SignHash.safeParse(body)
  const credential = found(memory, body.credentialID)
  if (!parsed.success || credential === undefined) return failed('invalid_request', 'Invalid parameter')
  const authorization = memory.authorizations.get(parsed.data.SAD)
  if (authorization?.credentialId !== credential.id) return failed('invalid_request', 'Invalid parameter SAD')
  memory.authorizations.delete(parsed.data.SAD)
  if (authorization.until.epochMilliseconds <= memory.options.clock.now().epochMilliseconds)
    return failed('SAD_expired', 'SAD expired')
  if (credential.status !== 'enabled') return failed('credential_revoked', 'The credential was revoked')
  if (!parsed.data.hashes.every((hash) => authorization.hashes.has(hash)))
    return failed('invalid_request', 'Hash is not authorized by the SAD')
  const signatures: string[] = []
  for (const hash of parsed.data.hashes)
    signatures.push(Buffer.from(await credential.signDigest(Buffer.from(hash, 'base64'))).toString('base64'))
  return answer({ signatures })
}

const acts: Readonly<
  Record<string, (memory: Memory, body: Readonly<Record<string, unknown>>) => Answer | Promise<Answer>>
> = {
  'credentials/list': ({ options }, body) =>
    answer({ credentialIDs: options.credentials.filter((each) => each.userId === body.userID).map((each) => each.id) }),
  'credentials/info': info,
  'credentials/authorize': authorize,
  'signatures/signHash': signHash,
}

/** The twin of a remote signing service (CSC API v2): the same calls under the same rules, keys in its memory. */
export const openDemoRemoteSigner = (options: DemoRemoteSignerOptions): DemoRemoteSigner => {
  const memory: Memory = { options, tokens: new Set(), codes: new Map(), authorizations: new Map() }
  const app = Fastify({ bodyLimit: 1_000_000, forceCloseConnections: true })
  let isSilent = false
  void app.register(formBody)
  app.addHook('onRequest', (_request, _reply, done) => {
    // As a line that was cut: nothing comes back, and the caller's patience ends it.
    if (!isSilent) done()
  })
  app.post('/oauth2/token', async (request, reply) => {
    const body = (request.body ?? {}) as Readonly<Record<string, unknown>>
    const isKnown =
      body.grant_type === 'client_credentials' &&
      isSame(String(body.client_id), options.clientId) &&
      isSame(String(body.client_secret), options.clientSecret)
    if (!isKnown) return reply.status(401).send({ error: 'invalid_client' })
    const token = randomBytes(24).toString('base64url')
    memory.tokens.add(token)
    return { access_token: token, token_type: 'Bearer', expires_in: 3_600 }
  })
  app.post('/csc/v2/:group/:act', async (request, reply) => {
    const { group, act } = request.params as { readonly group: string; readonly act: string }
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!memory.tokens.has(token)) return reply.status(401).send({ error: 'invalid_token' })
    const deed = acts[`${group}/${act}`]
    if (deed === undefined) return reply.status(404).send({ error: 'invalid_request' })
    const { status, body } = await deed(memory, (request.body ?? {}) as Readonly<Record<string, unknown>>)
    return reply.status(status).send(body)
  })
  return {
    app,
    newCode: (credentialId) => {
      const code = String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')
      memory.codes.set(credentialId, code)
      return code
    },
    setSilent: (silent) => {
      isSilent = silent
    },
  }
}
