import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import { signingKeyHours } from '../domain/account-settings.ts'
import { type Actor, type CitizenActor, hasRole, type OfficerActor } from '../domain/actor.ts'
import {
  type ApiClient,
  type ApiClientRefusal,
  longestKeyDays,
  MachineGrant,
  PersonGrant,
} from '../domain/api-client.ts'
import { disableClient, insertApiClient, listApiClients } from '../store/api-clients.ts'
import { settingOn } from '../store/settings.ts'

export type ApiKeyDeps = { readonly database: Database; readonly clock: Clock }

const Name = z.string().trim().min(1).max(200)

/** For another system; made by an administrator. */
export const IssueMachineKey = z.strictObject({ name: Name, grants: z.array(MachineGrant).min(1).max(40) })
export type IssueMachineKey = z.infer<typeof IssueMachineKey>

/** For one's own program. */
export const IssueOwnKey = z.strictObject({
  name: Name,
  grants: z.array(PersonGrant).min(1).max(3),
  days: z.number().int().min(1).max(longestKeyDays).default(30),
})
export type IssueOwnKey = z.infer<typeof IssueOwnKey>

export const DisableKey = z.strictObject({ id: z.uuid() })
export type DisableKey = z.infer<typeof DisableKey>

/** Told once: whoever loses the key makes another. */
export type IssuedKey = { readonly id: string; readonly key: string }

type Person = CitizenActor | OfficerActor

const isPerson = (actor: Actor): actor is Person => actor.kind === 'citizen' || actor.kind === 'officer'

const notPermitted = refuse({ code: 'api-client.not-permitted' })

const actionActor = (actor: Person) => ({
  kind: actor.kind,
  id: actor.kind === 'officer' ? actor.officerId : actor.accountId,
})

type Deed = { readonly id: string; readonly type: string; readonly detail: Record<string, unknown> }

const issue = (
  deps: ApiKeyDeps,
  actor: Person,
  client: {
    readonly name: string
    readonly grants: readonly string[]
    readonly hours: number | null
    readonly isOwn: boolean
  },
): Promise<Result<IssuedKey, ApiClientRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<IssuedKey, ApiClientRefusal>> => {
    const now = deps.clock.now()
    const issued = await insertApiClient(tx, {
      name: client.name,
      grants: client.grants,
      accountId: client.isOwn ? actor.accountId : null,
      createdAt: now,
      expiresAt: client.hours === null ? null : now.add({ hours: client.hours }),
    })
    const deed: Deed = { id: issued.id, type: 'api-client.issued', detail: { grants: client.grants } }
    await record(tx, actor, deed, now)
    return accept(issued)
  })

const record = (
  tx: Parameters<typeof appendAction>[0],
  actor: Person,
  { id, type, detail }: Deed,
  at: ReturnType<Clock['now']>,
) =>
  appendAction(tx, {
    subjectKind: 'api-client',
    subjectId: id,
    type,
    actor: actionActor(actor),
    occurredAt: at,
    recordedAt: at,
    detail,
  })

export const issueMachineKey = async (
  deps: ApiKeyDeps,
  actor: Actor,
  command: IssueMachineKey,
): Promise<Result<IssuedKey, ApiClientRefusal>> =>
  hasRole(actor, 'administrator') ? issue(deps, actor, { ...command, hours: null, isOwn: false }) : notPermitted

export const issueOwnKey = async (
  deps: ApiKeyDeps,
  actor: Actor,
  command: IssueOwnKey,
): Promise<Result<IssuedKey, ApiClientRefusal>> => (isPerson(actor) ? issueFor(deps, actor, command) : notPermitted)

/** A key that signs lives for hours, whatever was asked for; where the province allows none, there is none. */
const issueFor = async (
  deps: ApiKeyDeps,
  actor: Person,
  command: IssueOwnKey,
): Promise<Result<IssuedKey, ApiClientRefusal>> => {
  const wanted = command.days * 24
  if (!command.grants.includes('sign')) return issue(deps, actor, { ...command, hours: wanted, isOwn: true })
  const longest = await settingOn(deps.database, signingKeyHours, localDate(deps.clock.now()))
  if (actor.kind !== 'officer' || longest === 0) return refuse({ code: 'api-client.signing-not-granted' })
  return issue(deps, actor, { ...command, hours: Math.min(wanted, longest), isOwn: true })
}

const disable = (
  deps: ApiKeyDeps,
  actor: Person,
  command: DisableKey,
  isOwn: boolean,
): Promise<Result<null, ApiClientRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, ApiClientRefusal>> => {
    const now = deps.clock.now()
    const isDone = await disableClient(tx, command.id, isOwn ? actor.accountId : null, now)
    if (!isDone) return refuse({ code: 'api-client.not-found' })
    await record(tx, actor, { id: command.id, type: 'api-client.disabled', detail: {} }, now)
    return accept(null)
  })

export const disableMachineKey = async (
  deps: ApiKeyDeps,
  actor: Actor,
  command: DisableKey,
): Promise<Result<null, ApiClientRefusal>> =>
  hasRole(actor, 'administrator') ? disable(deps, actor, command, false) : notPermitted

export const disableOwnKey = async (
  deps: ApiKeyDeps,
  actor: Actor,
  command: DisableKey,
): Promise<Result<null, ApiClientRefusal>> => (isPerson(actor) ? disable(deps, actor, command, true) : notPermitted)

export const listMachineKeys = async (
  deps: ApiKeyDeps,
  actor: Actor,
): Promise<Result<readonly ApiClient[], ApiClientRefusal>> =>
  hasRole(actor, 'administrator') ? accept(await listApiClients(deps.database, null)) : notPermitted

export const listOwnKeys = async (
  deps: ApiKeyDeps,
  actor: Actor,
): Promise<Result<readonly ApiClient[], ApiClientRefusal>> =>
  isPerson(actor) ? accept(await listApiClients(deps.database, actor.accountId)) : notPermitted
