import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { addWorkingMinutes } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import { amountDue, createCharges } from '#modules/payments/index.ts'
import { pauseWork, resumeWork } from '#modules/processes/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { decideMove } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { type DossierDeps, onDossier, recordDeed, takeWork } from './scene.ts'

export const RequestFinance = z.strictObject({
  dossierId: z.uuid(),
  name: z.string().trim().min(1).max(300),
  amount: z.number().int().min(1).max(100_000_000_000),
})
export type RequestFinance = z.infer<typeof RequestFinance>

type Turned = Result<{ readonly code: string }, DossierRefusal>

/** The handler asks for a financial duty, such as a land tax: the clock stands still until it is settled. */
export const requestFinance = (deps: DossierDeps, actor: Actor, command: RequestFinance): Promise<Turned> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Turned> => {
    const hand = takeWork(scene, actor, 'handle')
    if (!hand.ok) return hand
    const { tx, now, dossier, workingTime } = scene
    const move = decideMove(dossier, 'paying')
    if (!move.ok) return move
    const clock = await turnClock(tx, workingTime, dossier, { kind: 'finance-requested', at: now })
    if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
    await createCharges(tx, {
      filingId: dossier.filingId,
      dossierId: dossier.id,
      charges: [{ code: '', name: command.name, kind: 3, amount: command.amount, collectedWhen: 2 }],
      at: now,
    })
    await updateDossier(tx, dossier, { status: move.value, due_at: null, updated_at: now })
    await pauseWork(tx, dossier.id, now)
    await recordDeed(scene, actor, hand.value.post, 'dossier.finance-requested', { amount: command.amount })
    return accept({ code: dossier.code })
  })

/** Runs after every payment: when nothing is owed any more, the clock goes on. Harmless when it is not waiting. */
export const settleFinance = (deps: DossierDeps, dossierId: string): Promise<Turned> =>
  onDossier(deps, dossierId, async (scene): Promise<Turned> => {
    const { tx, now, dossier, workingTime } = scene
    if (dossier.status !== 'paying' || (await amountDue(tx, dossier.id)) > 0) return accept({ code: dossier.code })
    const move = decideMove(dossier, 'processing')
    if (!move.ok) return move
    const clock = await turnClock(tx, workingTime, dossier, { kind: 'finance-settled', at: now })
    if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
    await updateDossier(tx, dossier, { status: move.value, due_at: clock.value.state.dueAt, updated_at: now })
    await resumeWork(tx, dossier.id, (minutes) => addWorkingMinutes(workingTime.calendar, now, minutes))
    await recordDeed(scene, system, null, 'dossier.finance-settled', {
      dueAt: clock.value.state.dueAt?.toString() ?? null,
    })
    return accept({ code: dossier.code })
  })
