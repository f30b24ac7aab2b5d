import { withdrawDossier } from '#modules/dossiers/index.ts'
import { fieldOf, notFound, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { dossierRefusalText } from '../../refusals/dossier-refusals.ts'
import { findOwn } from './own-dossier.ts'

/** The applicant takes the dossier back. */
export const withdraw: Route = {
  method: 'POST',
  path: '/ho-so/:code/rut',
  access: 'citizen',
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const t = messages(request.locale)
    const reason = fieldOf(request.form, 'reason').slice(0, 2_000)
    const done = await withdrawDossier(request.deps.dossiers(request.province), request.actor, {
      dossierId: dossier.id,
      reason,
    })
    const notice = done.ok
      ? { kind: 'done' as const, text: t.tracking.withdrawn }
      : { kind: 'attention' as const, text: dossierRefusalText(t, done.refusal) }
    return redirect(`/ho-so/${dossier.code}`, { notice })
  },
}
