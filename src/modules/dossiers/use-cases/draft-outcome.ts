import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { missingOutcomeFields } from '../domain/outcome-template.ts'
import { outcomeTemplateOf } from '../domain/outcome-templates/index.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { outcomeFormOf } from '../queries/prefill-outcome.ts'
import { giveUpOutcomeNumber } from '../store/outcome-numbers.ts'
import { findOutcome, saveOutcomeDraft, setOutcomeState } from '../store/outcomes.ts'
import { advance, sendBackTo } from './advance.ts'
import { type DossierDeps, type Hand, onDossier, recordDeed, type Scene, takeWork } from './scene.ts'

export const DraftOutcome = z.strictObject({
  dossierId: z.uuid(),
  kind: z.enum(['granted', 'refused']),
  values: z.record(z.string().max(60), z.string().max(20_000)),
  /** Hand it on to the head; otherwise it is only kept. */
  submit: z.boolean(),
  note: z.string().trim().max(1_000).default(''),
})
export type DraftOutcome = z.infer<typeof DraftOutcome>

type Drafted = Result<{ readonly code: string }, DossierRefusal>

/** The handler writes the result, keeps it, or hands it on to the head of the unit. */
export const draftOutcome = (deps: DossierDeps, actor: Actor, command: DraftOutcome): Promise<Drafted> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Drafted> => {
    const hand = takeWork(scene, actor, 'handle')
    if (!hand.ok) return hand
    const { tx, now, dossier } = scene
    const form = await outcomeFormOf(tx, deps.catalogue, dossier.procedureId, command.kind, localDate(now))
    const missing = missingOutcomeFields(outcomeTemplateOf(form.template), command.values)
    if (command.submit && missing.length > 0) return refuse({ code: 'dossier.outcome-text-missing', fields: missing })
    await saveOutcomeDraft(tx, deps.sealing, {
      ...form,
      dossierId: dossier.id,
      kind: command.kind,
      values: command.values,
      agencyId: dossier.decidingAgencyId,
      draftedBy: hand.value.actor.officerId,
      at: now,
    })
    if (command.submit) await advance(scene, deps, hand.value, { note: command.note })
    await recordDeed(
      scene,
      actor,
      hand.value.post,
      command.submit ? 'dossier.outcome-submitted' : 'dossier.outcome-drafted',
      {
        kind: command.kind,
        contentDigest: deps.sealing.hash(JSON.stringify(command.values)).toString('hex'),
      },
    )
    return accept({ code: dossier.code })
  })

export const ReviewOutcome = z.strictObject({ dossierId: z.uuid(), note: z.string().trim().max(1_000).default('') })
export type ReviewOutcome = z.infer<typeof ReviewOutcome>

/** The head of the unit agrees with the draft; it goes to the leader for signature. */
export const agreeOutcome = (deps: DossierDeps, actor: Actor, command: ReviewOutcome): Promise<Drafted> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Drafted> => {
    const hand = takeWork(scene, actor, 'review')
    if (!hand.ok) return hand
    const outcome = await findOutcome(scene.tx, deps.sealing, scene.dossier.id)
    if (outcome === null || outcome.state !== 'draft') return refuse({ code: 'dossier.outcome-missing' })
    await setOutcomeState(scene.tx, outcome.id, 'agreed')
    await advance(scene, deps, hand.value, { note: command.note })
    await recordDeed(scene, actor, hand.value.post, 'dossier.outcome-agreed', {})
    return accept({ code: scene.dossier.code })
  })

export const SendBack = z.strictObject({ dossierId: z.uuid(), reason: z.string().trim().max(2_000) })
export type SendBack = z.infer<typeof SendBack>

const sendBackHand = (scene: Scene, actor: Actor): Result<Hand, DossierRefusal> =>
  takeWork(scene, actor, 'review', 'sign', 'number')

/** Head, leader or clerk send the draft back to who wrote it; a signature already put on it falls with it, and a number that it holds is given up. */
export const sendBackOutcome = (deps: DossierDeps, actor: Actor, command: SendBack): Promise<Drafted> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Drafted> => {
    const hand = sendBackHand(scene, actor)
    if (!hand.ok) return hand
    if (command.reason === '') return refuse({ code: 'dossier.reason-missing' })
    const outcome = await findOutcome(scene.tx, deps.sealing, scene.dossier.id)
    if (outcome === null) return refuse({ code: 'dossier.outcome-missing' })
    await giveUpOutcomeNumber(scene.tx, outcome.id, {
      at: scene.now,
      by: hand.value.actor.officerId,
      reason: command.reason,
    })
    await setOutcomeState(scene.tx, outcome.id, 'draft')
    await sendBackTo(scene, deps, hand.value, command.reason, outcome.draftedBy)
    await recordDeed(scene, actor, hand.value.post, 'dossier.outcome-sent-back', { from: hand.value.item.deed })
    return accept({ code: scene.dossier.code })
  })
