import * as client from 'openid-client'
import type { Log } from '../log/log.ts'

export type OpenIdSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** A twin on this machine may be spoken to without TLS. */
  readonly mayBeInsecure: boolean
}

/** What this browser must bring back with the answer; kept in a sealed cookie. */
export type OpenIdQuestion = { readonly state: string; readonly nonce: string; readonly verifier: string }

export type OpenIdAnswer =
  | {
      readonly kind: 'claims'
      readonly issuer: string
      readonly subject: string
      readonly claims: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unreachable' }

/** An OpenID Connect provider as a relying party sees it: authorisation code, PKCE, state and nonce. */
export type OpenIdProvider = {
  /** Where the browser must go, or null when the provider cannot be reached. */
  readonly ask: (redirectUri: string) => Promise<{ readonly address: string; readonly question: OpenIdQuestion } | null>
  readonly readAnswer: (callback: URL, question: OpenIdQuestion) => Promise<OpenIdAnswer>
}

const patienceSeconds = 10

const discover = async (settings: OpenIdSettings): Promise<client.Configuration> =>
  client.discovery(
    new URL(settings.issuer),
    settings.clientId,
    { client_secret: settings.clientSecret },
    client.ClientSecretBasic(settings.clientSecret),
    { timeout: patienceSeconds, ...(settings.mayBeInsecure ? { execute: [client.allowInsecureRequests] } : {}) },
  )

const isRefusal = (error: unknown): boolean =>
  error instanceof client.AuthorizationResponseError &&
  ['access_denied', 'login_required', 'consent_required', 'interaction_required'].includes(error.error)

/** Not an answer that is wrong, but no answer: the line is cut, the server is down. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && /timeout|abort/i.test(`${error.name} ${error.message}`))

/** Why, for whoever runs the program: the kind of the fault, never what was in the answer. */
const reasonOf = (error: unknown): Readonly<Record<string, string>> => {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return { type: error.name, code, message: error.message.slice(0, 200) }
}

export const openOpenIdProvider = (settings: OpenIdSettings, log: Log): OpenIdProvider => {
  let known: Promise<client.Configuration> | undefined
  const configuration = async (): Promise<client.Configuration> => {
    known ??= discover(settings)
    try {
      return await known
    } catch (error) {
      // Asked again next time: the provider may be back.
      known = undefined
      throw error
    }
  }
  const readClaims = async (callback: URL, question: OpenIdQuestion): Promise<OpenIdAnswer> => {
    const config = await configuration()
    const tokens = await client.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: question.verifier,
      expectedState: question.state,
      expectedNonce: question.nonce,
      idTokenExpected: true,
    })
    const subject = tokens.claims()?.sub
    if (subject === undefined) return { kind: 'invalid' }
    const claims = await client.fetchUserInfo(config, tokens.access_token, subject)
    return { kind: 'claims', issuer: config.serverMetadata().issuer, subject, claims }
  }
  return {
    ask: async (redirectUri) => {
      const verifier = client.randomPKCECodeVerifier()
      const question = { state: client.randomState(), nonce: client.randomNonce(), verifier }
      try {
        const address = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: 'openid',
          state: question.state,
          nonce: question.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        return { address: address.href, question }
      } catch (error) {
        log.warn({ issuer: settings.issuer, reason: reasonOf(error) }, 'identity provider cannot be asked')
        return null
      }
    },
    readAnswer: async (callback, question) => {
      try {
        return await readClaims(callback, question)
      } catch (error) {
        if (isRefusal(error)) return { kind: 'cancelled' }
        log.warn({ issuer: settings.issuer, reason: reasonOf(error) }, 'identity provider gave no good answer')
        return { kind: isUnreachable(error) ? 'unreachable' : 'invalid' }
      }
    },
  }
}
