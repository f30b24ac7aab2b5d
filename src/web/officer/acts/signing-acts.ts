import { sealOutcome, signOutcome } from '#modules/dossiers/index.ts'
import { fieldOf } from '#web/http/route.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { confirmationFields, confirmationOf } from '../signing/confirmation.ts'
import { desktopTarget } from '../signing/desktop-paths.ts'
import { type Act, type ActScene, done, resultOf, stateOfAct, targetOf } from './act.ts'

const versionName = 'ky.phien-ban'

const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Math.max(1, Number(text)) : 1)

export const signing: Act = {
  key: 'ky',
  roles: ['leader'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const version = wholeNumber(fieldOf(request.form, versionName))
    return resultOf(
      t,
      await signOutcome(deps, actor, { dossierId, version, confirmation: confirmationOf(request.form) }),
      () => done(t.officer.signed),
    )
  },
}

/** The version that is shown goes with the form: a draft changed since is not signed. */
export const signView = (act: ActScene): OfficerActView =>
  act.scene.key?.place === 'desktop' ? signOnDesktop(act) : signHere(act)

/** The key is on the leader's own machine: the document goes there and comes back. */
const signOnDesktop = (act: ActScene): OfficerActView => {
  const { dossier } = act.scene
  return {
    text: act.t.signingPages.desktopAct,
    target: desktopTarget(act.request.csrfToken, 'outcome', dossier.id, dossier.outcome?.version ?? 1),
    shortcut: 'y',
    isMain: true,
    explains: act.t.signingPages.desktopActExplains,
  }
}

const signHere = (act: ActScene): OfficerActView => ({
  text: act.t.officer.sign,
  target: targetOf(act, 'ky', { [versionName]: String(act.scene.dossier.outcome?.version ?? 1) }),
  // k walks the list; y is its Vietnamese ending.
  shortcut: 'y',
  isMain: true,
  explains: act.t.officer.signExplains,
  confirmText: act.t.officer.signSend,
  fields: confirmationFields(act.t, act.scene.key),
  ...stateOfAct(act, 'ky'),
})

export const sealing: Act = {
  key: 'dong-dau',
  roles: ['clerk'],
  run: async ({ request, t, deps, actor, dossierId }) =>
    resultOf(
      t,
      await sealOutcome(deps, actor, { dossierId, confirmation: confirmationOf(request.form) }),
      ({ notation }) => done(t.officer.sealed(notation)),
    ),
}

/** A number that was taken and waits for its seal is told: it is sealed with that very one. */
const sealExplains = ({ t, scene }: ActScene): string => {
  const number = scene.dossier.outcome?.heldNumber ?? null
  return number === null ? t.officer.sealExplains : t.officer.sealHeldExplains(number)
}

export const sealView = (act: ActScene): OfficerActView => ({
  text: act.t.officer.seal,
  target: targetOf(act, 'dong-dau'),
  shortcut: 'g',
  isMain: true,
  explains: sealExplains(act),
  confirmText: act.t.officer.sealSend,
  fields: confirmationFields(act.t, act.scene.key),
  ...stateOfAct(act, 'dong-dau'),
})
