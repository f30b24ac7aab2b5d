import { localDate } from '#kernel/time.ts'
import { postForWork } from '#modules/dossiers/domain/index.ts'
import {
  type ClockHistory,
  dossierForOfficer,
  type Handler,
  listHandlers,
  loadClockHistory,
  noteLook,
  type OfficerDossier,
  type OfficerWork,
} from '#modules/dossiers/index.ts'
import type { FormDefinition } from '#modules/forms/domain/index.ts'
import { findForm } from '#modules/forms/index.ts'
import type { HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import { type DossierMoney, moneyOfDossier } from '#modules/payments/index.ts'
import type { OfferedProcedure } from '#modules/procedures/index.ts'
import type { KeyHolder } from '#modules/signatures/domain/index.ts'
import { findKeyInHand, type KeyInHand } from '#modules/signatures/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { PageRequest } from '#web/http/route.ts'

/** Open work that this officer may take, with the post that allows it. */
export type Takable = { readonly work: OfficerWork; readonly post: HeldPost }

/** A dossier with all that its page shows. */
export type DossierScene = {
  readonly dossier: OfficerDossier
  readonly history: ClockHistory
  readonly money: DossierMoney
  /** The procedure as offered today: names of steps and papers. */
  readonly offer: OfferedProcedure | null
  /** The e-form in the version in which it was filled in. */
  readonly form: FormDefinition | null
  readonly takable: readonly Takable[]
  /** Who may be given the dossier, when it waits for that. */
  readonly handlers: readonly Handler[]
  /** The key with which this officer would sign or seal it now; null when there is none, or nothing to sign. */
  readonly key: KeyInHand | null
}

const takableBy = (actor: OfficerActor, dossier: OfficerDossier): readonly Takable[] =>
  dossier.work.flatMap((work) => {
    const post = work.state === 'open' ? postForWork(actor, work) : undefined
    return post === undefined ? [] : [{ work, post }]
  })

const signingHolder = (actor: OfficerActor, takable: readonly Takable[]): KeyHolder | undefined => {
  const work = takable.find(({ work: { deed } }) => deed === 'sign' || deed === 'number')?.work
  if (work === undefined) return undefined
  return work.deed === 'sign' ? { kind: 'officer', id: actor.officerId } : { kind: 'agency', id: work.agencyId }
}

/** Usually the version in force, which the offer holds; one more statement when the form was changed since. */
const formOf = async (
  reader: Reader,
  dossier: OfficerDossier,
  offer: OfferedProcedure | null,
): Promise<FormDefinition | null> => {
  if (dossier.formDefinitionId === null) return null
  if (offer?.form?.id === dossier.formDefinitionId) return offer.form.definition
  return (await findForm(reader, dossier.formDefinitionId))?.definition ?? null
}

/** Null for what is not there and for what the officer may not know of. At most eight statements; the look is written down. */
export const loadDossier = async (
  request: PageRequest,
  actor: OfficerActor,
  id: string,
): Promise<DossierScene | null> => {
  const { database, sealing, catalogue } = request.deps.dossiers(request.province)
  const dossier = await dossierForOfficer(database, sealing, actor, id, request.now)
  if (dossier === null) return null
  const takable = takableBy(actor, dossier)
  const toAssign = takable.find(({ work }) => work.deed === 'assign')?.work
  const holder = signingHolder(actor, takable)
  const [history, money, offer, handlers, key] = await Promise.all([
    loadClockHistory(database, id),
    moneyOfDossier(database, id),
    catalogue.findById(database, dossier.procedureId, localDate(request.now)),
    toAssign === undefined ? [] : listHandlers(database, { agencyId: toAssign.agencyId, unitId: toAssign.unitId }),
    holder === undefined ? null : findKeyInHand(database, holder, request.now),
    noteLook(database, actor, id, 'dossier', request.now),
  ])
  const form = await formOf(database, dossier, offer)
  return { dossier, history, money, offer, form, takable, handlers, key }
}
