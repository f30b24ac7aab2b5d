/** What is used here of a package that brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export type Interaction = {
    readonly uid: string
    readonly prompt: { readonly name: 'login' | 'consent'; readonly reasons: readonly string[] }
    readonly params: Readonly<Record<string, unknown>>
    readonly session?: { readonly accountId?: string }
    readonly grantId?: string
  }

  export type InteractionResult =
    | { readonly login: { readonly accountId: string; readonly remember: boolean } }
    | { readonly consent: { readonly grantId: string } }
    | { readonly error: string; readonly error_description: string }

  export type Grant = {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }

  export type KeptValue = Record<string, unknown>

  export type Adapter = {
    upsert(id: string, value: KeptValue, expiresInSeconds?: number): Promise<void>
    find(id: string): Promise<KeptValue | undefined>
    findByUid(uid: string): Promise<KeptValue | undefined>
    findByUserCode(code: string): Promise<KeptValue | undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    readonly Grant: new (properties: {
      readonly accountId: string
      readonly clientId: string
    }) => Grant
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: InteractionResult,
      options?: { readonly mergeWithLastSubmission: boolean },
    ): Promise<void>
    on(event: string, listener: (...given: readonly unknown[]) => void): this
  }
}
