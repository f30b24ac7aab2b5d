import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import type { DossierRefusal } from '#modules/dossiers/domain/index.ts'
import {
  AcceptDossier,
  AssignDossier,
  acceptDossier,
  agreeOutcome,
  assignDossier,
  DecideSupplement,
  DraftOutcome,
  decideSupplement,
  draftOutcome,
  ProposeSupplement,
  proposeSupplement,
  ReappointDossier,
  RefuseDossier,
  RequestFinance,
  RequestSupplement,
  ReturnResult,
  ReviewOutcome,
  reappointDossier,
  refuseDossier,
  requestFinance,
  requestSupplement,
  returnResult,
  SendBack,
  type SigningDeps,
  SignOutcome,
  sealOutcome,
  sendBackOutcome,
  signOutcome,
  WithdrawDossier,
  withdrawDossier,
} from '#modules/dossiers/index.ts'
import type { Actor, Role } from '#modules/identity/domain/index.ts'
import { refusedDossier } from '../api-refusal.ts'
import { type Operation, type OperationId, operation } from '../operation.ts'
import { Done, DossierId, MadeSlip, Moment } from '../schemas/shared.ts'

type Act<Body extends z.ZodObject, Reply extends z.ZodObject> = {
  readonly id: OperationId
  readonly path: string
  readonly roles: readonly Role[]
  readonly signs?: boolean
  readonly body: Body
  readonly reply: Reply
  readonly run: (
    deps: SigningDeps,
    actor: Actor,
    command: { readonly dossierId: string } & z.output<Body>,
  ) => Promise<Result<z.input<Reply>, DossierRefusal>>
}

/** An act of officers on one dossier: the deed of the page, with the dossier from the address. */
const act = <Body extends z.ZodObject, Reply extends z.ZodObject>(one: Act<Body, Reply>): Operation =>
  operation<Reply, typeof DossierId, undefined, Body>({
    id: one.id,
    group: 'officer',
    method: 'POST',
    path: `/api/v1/dossiers/:id/${one.path}`,
    access: { officer: one.roles },
    ...(one.signs === true ? { signs: true } : {}),
    params: DossierId,
    body: one.body,
    reply: one.reply,
    run: (async ({ deps, actor, params, body, t }) => {
      const done = await one.run(deps, actor, { dossierId: params.id, ...(body as z.output<Body>) })
      return done.ok ? accept(done.value) : refusedDossier(t, done.refusal)
    }) as Parameters<typeof operation<Reply, typeof DossierId, undefined, Body>>[0]['run'],
  })

const slipOf = async (made: Promise<Result<{ readonly id: string; readonly notation: string }, DossierRefusal>>) => {
  const done = await made
  return done.ok ? accept({ slipId: done.value.id, notation: done.value.notation }) : done
}

const withoutId = { dossierId: true } as const

const deskActs = [
  act({
    id: 'acceptDossier',
    path: 'accept',
    roles: ['one-stop-officer'],
    body: AcceptDossier.omit(withoutId),
    reply: Done.extend({ slip: MadeSlip }),
    run: async (deps, actor, command) => {
      const done = await acceptDossier(deps, actor, command)
      if (!done.ok) return done
      const { code, slip } = done.value
      return accept({ code, slip: { slipId: slip.id, notation: slip.notation } })
    },
  }),
  act({
    id: 'requestSupplement',
    path: 'request-supplement',
    roles: ['one-stop-officer', 'handler'],
    body: RequestSupplement.omit(withoutId),
    reply: MadeSlip,
    run: (deps, actor, command) => slipOf(requestSupplement(deps, actor, command)),
  }),
  act({
    id: 'proposeSupplement',
    path: 'propose-supplement',
    roles: ['one-stop-officer', 'handler'],
    body: ProposeSupplement.omit(withoutId),
    reply: Done,
    run: proposeSupplement,
  }),
  act({
    id: 'decideSupplement',
    path: 'decide-supplement',
    roles: ['leader'],
    body: DecideSupplement.omit(withoutId),
    reply: Done.extend({ slip: MadeSlip.nullable() }),
    run: async (deps, actor, command) => {
      const done = await decideSupplement(deps, actor, command)
      if (!done.ok) return done
      const { code, slip } = done.value
      return accept({ code, slip: slip === null ? null : { slipId: slip.id, notation: slip.notation } })
    },
  }),
  act({
    id: 'refuseDossier',
    path: 'refuse',
    roles: ['one-stop-officer'],
    body: RefuseDossier.omit(withoutId),
    reply: MadeSlip,
    run: (deps, actor, command) => slipOf(refuseDossier(deps, actor, command)),
  }),
  act({
    id: 'returnResult',
    path: 'return',
    roles: ['one-stop-officer'],
    body: ReturnResult.omit(withoutId),
    reply: Done,
    run: returnResult,
  }),
  act({
    id: 'stopDossier',
    path: 'stop',
    roles: ['one-stop-officer'],
    body: WithdrawDossier.omit(withoutId),
    reply: MadeSlip,
    run: async (deps, actor, command) => {
      const done = await withdrawDossier(deps, actor, command)
      return done.ok ? accept({ slipId: done.value.slip.id, notation: done.value.slip.notation }) : done
    },
  }),
]

const handlingActs = [
  act({
    id: 'assignDossier',
    path: 'assign',
    roles: ['unit-head'],
    body: AssignDossier.omit(withoutId),
    reply: Done,
    run: assignDossier,
  }),
  act({
    id: 'draftOutcome',
    path: 'draft-outcome',
    roles: ['handler'],
    body: DraftOutcome.omit(withoutId),
    reply: Done,
    run: draftOutcome,
  }),
  act({
    id: 'requestFinance',
    path: 'request-finance',
    roles: ['handler'],
    body: RequestFinance.omit(withoutId),
    reply: Done,
    run: requestFinance,
  }),
  act({
    id: 'reappointDossier',
    signs: true,
    path: 'reappoint',
    roles: ['leader'],
    body: ReappointDossier.omit(withoutId).extend({ newDue: Moment }),
    reply: MadeSlip,
    run: (deps, actor, command) =>
      slipOf(reappointDossier(deps, actor, { ...command, newDue: new Date(command.newDue) })),
  }),
  act({
    id: 'agreeOutcome',
    path: 'agree',
    roles: ['unit-head'],
    body: ReviewOutcome.omit(withoutId),
    reply: Done,
    run: agreeOutcome,
  }),
  act({
    id: 'sendBackOutcome',
    path: 'send-back',
    roles: ['unit-head', 'leader', 'clerk'],
    body: SendBack.omit(withoutId),
    reply: Done,
    run: sendBackOutcome,
  }),
  act({
    id: 'signOutcome',
    signs: true,
    path: 'sign',
    roles: ['leader'],
    body: SignOutcome.omit(withoutId),
    reply: Done,
    run: signOutcome,
  }),
  act({
    id: 'sealOutcome',
    signs: true,
    path: 'seal',
    roles: ['clerk'],
    body: z.strictObject({}),
    reply: Done.extend({ notation: z.string() }),
    run: sealOutcome,
  }),
]

export const officerActs: readonly Operation[] = [...deskActs, ...handlingActs]
