import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, type HeldPost, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { decideRelief } from '../domain/charges.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import { amountDue, createCharges, findChargeDossier, listCharges, saveRelief } from '../store/charges.ts'
import { lockPayableDossier, type PayableDossier } from '../store/dossier.ts'
import type { PaymentDeps } from './payment-deps.ts'
import { recordMoneyDeed } from './record-money-deed.ts'

const reason = z.string().min(1).max(1_000)

export const RelieveCharge = z.object({
  chargeId: z.uuid(),
  relief: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('waive') }),
    z.object({ kind: z.literal('reduce'), amount: z.number().int().positive() }),
  ]),
  reason,
  /** The rule by which it is relieved, and the paper that shows it: what an inspection asks for. */
  basis: z.string().max(300),
  evidence: z.string().max(300),
})
export type RelieveCharge = z.infer<typeof RelieveCharge>

/** A fee whose amount an officer says: set by the People's Council, or counted by pages. */
export const AddCharge = z.object({
  dossierId: z.uuid(),
  name: z.string().min(1).max(300),
  kind: z.literal([1, 2, 3]),
  amount: z.number().int().positive().max(100_000_000_000),
  collectedWhen: z.literal([1, 2, 4]),
})
export type AddCharge = z.infer<typeof AddCharge>

type ChargeDeps = Pick<PaymentDeps, 'database' | 'clock'>
type Desk = { readonly dossier: PayableDossier; readonly post: HeldPost }

const deskFor = async (tx: Tx, actor: Actor, dossierId: string | null): Promise<Result<Desk, PaymentRefusal>> => {
  const dossier = dossierId === null ? null : await lockPayableDossier(tx, dossierId)
  if (dossier === null) return refuse({ code: 'payment.dossier-not-found' })
  const post = postFor(actor, 'one-stop-officer', dossier.agencyId)
  return post === undefined ? refuse({ code: 'payment.not-permitted' }) : accept({ dossier, post })
}

/** Waives a charge or reduces it, by the desk that received the dossier, with the reason, the rule and the paper that shows it. */
export const relieveCharge = (
  deps: ChargeDeps,
  actor: Actor,
  command: RelieveCharge,
): Promise<Result<null, PaymentRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, PaymentRefusal>> => {
    const desk = await deskFor(tx, actor, await findChargeDossier(tx, command.chargeId))
    if (!desk.ok) return desk
    const { dossier, post } = desk.value
    const reasonGiven = tidy(command.reason)
    const grounds = { basis: tidy(command.basis), evidence: tidy(command.evidence) }
    if (reasonGiven === '') return refuse({ code: 'payment.reason-missing' })
    if (grounds.basis === '' || grounds.evidence === '') return refuse({ code: 'payment.evidence-missing' })
    const charge = (await listCharges(tx, dossier.id)).find((one) => one.id === command.chargeId)
    if (charge === undefined) return refuse({ code: 'payment.charge-not-due' })
    const relieved = decideRelief(charge, command.relief, reasonGiven)
    if (!('id' in relieved)) return refuse(relieved)
    const now = deps.clock.now()
    const by = actor.kind === 'officer' ? actor.officerId : null
    await saveRelief(tx, relieved, { ...grounds, by, at: now })
    await recordMoneyDeed({ tx, now, dossier, actor, postId: post.postId }, 'fee.relieved', {
      chargeId: charge.id,
      relief: command.relief.kind,
      amountBefore: charge.amount,
      amount: command.relief.kind === 'waive' ? 0 : relieved.amount,
      stillDue: await amountDue(tx, dossier.id),
    })
    return accept(null)
  })

/** Charges a dossier with a fee that the machine could not reckon. */
export const addCharge = (deps: ChargeDeps, actor: Actor, command: AddCharge): Promise<Result<null, PaymentRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, PaymentRefusal>> => {
    const desk = await deskFor(tx, actor, command.dossierId)
    if (!desk.ok) return desk
    const { dossier, post } = desk.value
    const now = deps.clock.now()
    const charge = { ...command, code: newId().slice(-8), name: tidy(command.name) }
    await createCharges(tx, { filingId: dossier.filingId, dossierId: dossier.id, charges: [charge], at: now })
    const detail = { amount: command.amount, kind: command.kind }
    await recordMoneyDeed({ tx, now, dossier, actor, postId: post.postId }, 'fee.charged', detail)
    return accept(null)
  })
