import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { type Clock, systemClock } from '#kernel/time.ts'
import type { Log } from '#platform/log/log.ts'
import { claimNames, claimsOf, type DemoCitizen } from './demo-citizen.ts'
import { answerInteraction, interactionAddress, sendPage } from './interactions.ts'
import { keepInMemory } from './kept-in-memory.ts'
import { troublePage } from './pages.tsx'

export type DemoIdentityProviderOptions = {
  /** 0 takes any free port. */
  readonly port: number
  readonly host?: string
  /** Where browsers and the portal find the twin; by the port when absent. */
  readonly publicUrl?: string
  /** Origins of the portal, such as `http://localhost:8080`: where people may be sent back to. */
  readonly portalOrigins: readonly string[]
  /** Path of the portal that takes the answer. */
  readonly answerPath: string
  readonly siteName: string
  readonly citizens: readonly DemoCitizen[]
  readonly log: Log
  readonly clock?: Clock
}

/** A running twin, and what the portal must know to use it. */
export type DemoIdentityProvider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly stop: () => Promise<void>
}

const clientId = 'mot-cua-demo'

const newSigningKey = (): Readonly<Record<string, unknown>> => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'demo' }
}

const shortSeconds = 600

const configurationOf = (options: DemoIdentityProviderOptions, clientSecret: string) => ({
  adapter: keepInMemory(options.clock ?? systemClock),
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: options.portalOrigins.map((origin) => origin + options.answerPath),
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [newSigningKey()] },
  claims: { openid: [...claimNames] },
  scopes: ['openid'],
  cookies: {
    keys: [randomBytes(32).toString('base64url')],
    names: { session: 'dinh-danh', interaction: 'dinh-danh-buoc', resume: 'dinh-danh-tiep' },
  },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => interactionAddress(uid) },
  // Short, so that the next one at the same machine can be another person.
  ttl: {
    Session: 5,
    Grant: shortSeconds,
    Interaction: shortSeconds,
    AuthorizationCode: 60,
    AccessToken: 60,
    IdToken: 60,
  },
  findAccount: async (_context: unknown, login: string) => {
    const citizen = options.citizens.find((one) => one.login === login)
    return citizen === undefined ? undefined : { accountId: login, claims: async () => claimsOf(citizen) }
  },
  renderError: async (context: { type: string; body: string }) => {
    context.type = 'html'
    context.body = troublePage()
  },
})

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })

const serve = (server: Server, provider: Provider, options: DemoIdentityProviderOptions): void => {
  const { citizens, siteName, log } = options
  const protocol = provider.callback()
  server.on('request', (request, response) => {
    const answer = async (): Promise<void> => {
      if (await answerInteraction({ provider, citizens, siteName }, request, response)) return
      await protocol(request, response)
    }
    answer().catch((error: unknown) => {
      log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'demo identity provider')
      if (!response.headersSent) sendPage(response, 500, troublePage())
    })
  })
}

/** Starts the local twin of the eID provider: OpenID Connect as the real one speaks it, with people who do not exist. */
export const startDemoIdentityProvider = async (
  options: DemoIdentityProviderOptions,
): Promise<DemoIdentityProvider> => {
  const server = createServer()
  const port = await listen(server, options.port, options.host ?? '127.0.0.1')
  const issuer = options.publicUrl ?? `http://localhost:${port}`
  const clientSecret = randomBytes(32).toString('base64url')
  const provider = new Provider(issuer, configurationOf(options, clientSecret))
  provider.on('server_error', (_context, error) => {
    options.log.error({ fault: error instanceof Error ? error.message : 'unknown' }, 'demo identity provider')
  })
  serve(server, provider, options)
  return {
    issuer,
    clientId,
    clientSecret,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
