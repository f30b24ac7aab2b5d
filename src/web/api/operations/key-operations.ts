import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { ApiClient } from '#modules/identity/domain/index.ts'
import {
  disableMachineKey,
  disableOwnKey,
  IssueMachineKey,
  IssueOwnKey,
  issueMachineKey,
  issueOwnKey,
  listMachineKeys,
  listOwnKeys,
} from '#modules/identity/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { type ApiRefusal, notThere, refusedKey } from '../api-refusal.ts'
import { type Operation, operation } from '../operation.ts'
import { Moment, written } from '../schemas/shared.ts'

const Me = z.object({
  kind: z.enum(['citizen', 'officer']),
  fullName: z.string(),
  posts: z.array(z.object({ title: z.string(), role: z.string(), agencyName: z.string() })),
  /** For the header `x-csrf-token` of every act done with the session; empty for a key, which needs none. */
  csrfToken: z.string(),
})

const readMe = operation({
  id: 'readMe',
  group: 'keys',
  method: 'GET',
  path: '/api/v1/me',
  access: 'signed-in',
  statementBudget: 0,
  reply: Me,
  run: async ({ request, actor }) => {
    if (actor.kind !== 'citizen' && actor.kind !== 'officer') return notThere
    const posts = actor.kind === 'officer' ? actor.posts : []
    const { kind, fullName } = actor
    return accept({ kind, fullName, posts: [...posts], csrfToken: request.hasKey ? '' : request.csrfToken })
  },
})

const Key = z.object({
  id: z.uuid(),
  name: z.string(),
  grants: z.array(z.string()),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  disabledAt: Moment.nullable(),
})
const Keys = z.object({ keys: z.array(Key) })
const NewKey = z.object({ id: z.uuid(), key: z.string() })
const KeyParams = z.strictObject({ id: z.uuid() })
const Disabled = z.object({ id: z.uuid() })

const writtenKeys = (keys: readonly ApiClient[]): z.input<typeof Keys> => ({
  keys: keys.map((key) => ({
    ...key,
    grants: [...key.grants],
    createdAt: key.createdAt.toString(),
    expiresAt: written(key.expiresAt),
    disabledAt: written(key.disabledAt),
  })),
})

/** A key makes no keys: whoever gets hold of one must not be able to keep the door open behind it. */
const bySession = async <Value>(
  t: Messages,
  request: PageRequest,
  deed: () => Promise<Result<Value, ApiRefusal>>,
): Promise<Result<Value, ApiRefusal>> =>
  request.hasKey
    ? refuse({ status: 403, code: 'api-client.session-needed', detail: t.api.keyNeedsSession } as const)
    : deed()

const listMine = operation({
  id: 'listOwnKeys',
  group: 'keys',
  method: 'GET',
  path: '/api/v1/me/keys',
  access: 'signed-in',
  statementBudget: 1,
  reply: Keys,
  run: async ({ deps, actor, t }) => {
    const listed = await listOwnKeys(deps, actor)
    return listed.ok ? accept(writtenKeys(listed.value)) : refusedKey(t, listed.refusal)
  },
})

const issueMine = operation({
  id: 'issueOwnKey',
  group: 'keys',
  method: 'POST',
  path: '/api/v1/me/keys',
  access: 'signed-in',
  creates: true,
  body: IssueOwnKey,
  reply: NewKey,
  run: ({ request, deps, actor, body, t }) =>
    bySession(t, request, async () => {
      const issued = await issueOwnKey(deps, actor, body)
      return issued.ok ? issued : refusedKey(t, issued.refusal)
    }),
})

const disableMine = operation({
  id: 'disableOwnKey',
  group: 'keys',
  method: 'POST',
  path: '/api/v1/me/keys/:id/disable',
  access: 'signed-in',
  params: KeyParams,
  reply: Disabled,
  run: async ({ deps, actor, params, t }) => {
    const disabled = await disableOwnKey(deps, actor, params)
    return disabled.ok ? accept({ id: params.id }) : refusedKey(t, disabled.refusal)
  },
})

const listSystems = operation({
  id: 'listSystemKeys',
  group: 'keys',
  method: 'GET',
  path: '/api/v1/system-keys',
  access: { officer: ['administrator'] },
  statementBudget: 1,
  reply: Keys,
  run: async ({ deps, actor, t }) => {
    const listed = await listMachineKeys(deps, actor)
    return listed.ok ? accept(writtenKeys(listed.value)) : refusedKey(t, listed.refusal)
  },
})

const issueSystem = operation({
  id: 'issueSystemKey',
  group: 'keys',
  method: 'POST',
  path: '/api/v1/system-keys',
  access: { officer: ['administrator'] },
  creates: true,
  body: IssueMachineKey,
  reply: NewKey,
  run: ({ request, deps, actor, body, t }) =>
    bySession(t, request, async () => {
      const issued = await issueMachineKey(deps, actor, body)
      return issued.ok ? issued : refusedKey(t, issued.refusal)
    }),
})

const disableSystem = operation({
  id: 'disableSystemKey',
  group: 'keys',
  method: 'POST',
  path: '/api/v1/system-keys/:id/disable',
  access: { officer: ['administrator'] },
  params: KeyParams,
  reply: Disabled,
  run: async ({ deps, actor, params, t }) => {
    const disabled = await disableMachineKey(deps, actor, params)
    return disabled.ok ? accept({ id: params.id }) : refusedKey(t, disabled.refusal)
  },
})

export const keyOperations: readonly Operation[] = [
  readMe,
  listMine,
  issueMine,
  disableMine,
  listSystems,
  issueSystem,
  disableSystem,
]
