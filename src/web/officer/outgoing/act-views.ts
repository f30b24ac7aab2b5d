import { newId } from '#kernel/ids.ts'
import { formatInstant } from '#kernel/time.ts'
import { postForWork } from '#modules/dossiers/domain/index.ts'
import { postFor, type Role } from '#modules/identity/domain/index.ts'
import { hasOtherClerk } from '#modules/official-documents/domain/index.ts'
import { type DraftVersion, sealSubject } from '#modules/official-documents/index.ts'
import type { KeyInHand } from '#modules/signatures/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { putPath } from '../files/file-paths.ts'
import { issuedActs } from '../issuing/issued-acts.ts'
import { confirmationFields } from '../signing/confirmation.ts'
import { desktopTarget } from '../signing/desktop-paths.ts'
import { signersPath } from '../signing-rules/signing-paths.ts'
import { actNames, type OutgoingActKey } from './outgoing-acts.ts'
import { documentPath } from './outgoing-paths.ts'
import { headsBefore, type UnitHeadScene } from './unit-head-views.ts'

export type ActsScene = UnitHeadScene & {
  readonly t: Messages
  readonly csrf: string
  /** None of a document that was signed on paper. */
  readonly draft: DraftVersion | null
  /** The key with which this officer would sign or seal it now. */
  readonly key: KeyInHand | null
  /** Somebody has signed or initialled it as it stands. */
  readonly isSigned: boolean
}

const wordsField = (label: string, required: boolean): FormFieldsView => ({
  sections: [{ id: 'viec' }],
  fields: [{ section: 'viec', name: actNames.words, type: 'textarea', label, required, maxLength: 4_000 }],
})

/** Whose agreement may be asked: everybody of the agency who is not asked anyway. */
const submitFields = (scene: ActsScene): FormFieldsView => {
  const { t, actor, seats } = scene
  const known = [actor, ...headsBefore(scene)].map(({ officerId }) => officerId)
  const others = seats.filter(
    ({ officerId }, at) => !known.includes(officerId) && seats.findIndex((one) => one.officerId === officerId) === at,
  )
  return {
    sections: [{ id: 'viec' }],
    fields: [
      {
        section: 'viec',
        name: actNames.agreeing,
        type: 'checkboxes',
        label: t.outgoing.agreeing,
        options: others.map(({ officerId, name, title, unitName }) => ({
          value: officerId,
          text: [name, title, unitName].filter((part) => part !== '').join(', '),
        })),
      },
      {
        section: 'viec',
        name: actNames.agreement,
        type: 'radio',
        label: t.outgoing.agreement,
        value: 'together',
        options: [
          { value: 'together', text: t.outgoing.together },
          { value: 'in-turn', text: t.outgoing.inTurn },
        ],
      },
    ],
  }
}

const targetOf = ({ document, draft, csrf, key: held }: ActsScene, key: OutgoingActKey) => ({
  action: `${documentPath(document.id)}/${key}`,
  csrf,
  key: newId(),
  hidden: {
    [actNames.version]: String(draft?.version ?? 1),
    ...(key === 'ky' && held !== null ? { [actNames.certificate]: held.serial } : {}),
  },
})

/** Which certificate signs is said before it does. */
const signExplains = ({ t, key }: ActsScene): string =>
  key === null
    ? t.outgoing.signExplains
    : `${t.outgoing.signExplains} ${t.drafting.certificate(key.serial, formatInstant(key.until))}.`

/** Here, or on the leader's own machine when his key is there. */
const signView = (scene: ActsScene): OfficerActView => {
  const { t, document, draft, csrf, key } = scene
  return key?.place === 'desktop'
    ? {
        text: t.signingPages.desktopAct,
        target: desktopTarget(csrf, 'official-document', document.id, draft?.version ?? 1),
        isMain: true,
        shortcut: 'K',
        explains: t.signingPages.desktopActExplains,
      }
    : {
        text: t.outgoing.sign,
        target: targetOf(scene, 'ky'),
        isMain: true,
        shortcut: 'K',
        explains: signExplains(scene),
        fields: confirmationFields(t, key),
      }
}

/** Of a signed document. What holds a number is sealed with it, or the number is given up, before it goes back to its drafter. */
const numberViews = (scene: ActsScene, back: OfficerActView): readonly OfficerActView[] => {
  const { t, document, key } = scene
  const words = t.outgoing
  const issue = { target: targetOf(scene, 'phat-hanh'), isMain: true, fields: confirmationFields(t, key) }
  const { heldNumber } = document
  if (key?.place === 'desktop') return [sealView(scene), heldNumber === null ? back : voidView(scene, heldNumber)]
  if (heldNumber === null) return [{ ...issue, text: words.issue, explains: words.issueExplains }, back]
  return [
    { ...issue, text: words.issueHeld, explains: words.issueHeldExplains(heldNumber) },
    voidView(scene, heldNumber),
  ]
}

const voidView = (scene: ActsScene, heldNumber: number): OfficerActView => ({
  text: scene.t.outgoing.voidNumber,
  target: targetOf(scene, 'bo-so'),
  explains: scene.t.outgoing.voidNumberExplains(heldNumber),
  fields: wordsField(scene.t.outgoing.reason, true),
})

/** The seal is a token in the clerk's own machine: number and date are printed, and the file goes there. */
const sealView = ({ t: { signingPages: words }, csrf, document }: ActsScene): OfficerActView => {
  const isHeld = document.heldNumber !== null
  return {
    text: isHeld ? words.desktopSealHeld : words.desktopSeal,
    target: desktopTarget(csrf, sealSubject, document.id, 1),
    isMain: true,
    explains: isHeld ? words.desktopSealHeldExplains(document.heldNumber) : words.desktopSealExplains,
  }
}

/** One press lays the draft before the head of its unit; where nobody is to look, or more are to be asked, it is said who gets it. */
const submitViews = (scene: ActsScene): readonly OfficerActView[] => {
  const { outgoing: words } = scene.t
  const target = targetOf(scene, 'trinh')
  const asking = { target, fields: submitFields(scene) }
  if (headsBefore(scene).length === 0)
    return [{ ...asking, text: words.submit, isMain: true, explains: words.submitExplains }]
  return [
    { target, text: words.submitHead, isMain: true },
    { ...asking, text: words.submitMore, explains: words.submitMoreExplains, confirmText: words.submit },
  ]
}

/** What each open step lets this officer do, the main act first. */
const stepViews = (scene: ActsScene, deed: string): readonly OfficerActView[] => {
  const { t, document } = scene
  const words = t.outgoing
  const target = (key: OutgoingActKey) => targetOf(scene, key)
  const back = { text: words.sendBack, target: target('tra-lai'), fields: wordsField(words.reason, true) }
  const opinion = wordsField(words.opinion, false)
  switch (deed) {
    case 'draft':
      return [
        ...submitViews(scene),
        { text: words.edit, href: `${documentPath(document.id)}/soan` },
        { text: t.signingRules.open, href: signersPath(document.id) },
        { text: words.cancel, target: target('bo'), explains: words.cancelExplains },
      ]
    case 'approve':
      return [{ text: words.approve, target: target('dat-noi-dung'), isMain: true }, back]
    case 'agree':
      return [{ text: words.agree, target: target('nhat-tri'), isMain: true, fields: opinion }, back]
    case 'check':
      // Another clerk looks at the form of what this one drafted.
      if (document.draftedBy === scene.actor.officerId && hasOtherClerk(scene.seats, scene.actor.officerId))
        return [back]
      return [{ text: words.pass, target: target('chuyen-ky'), isMain: true, fields: opinion }, back]
    case 'sign':
      return [signView(scene), back]
    case 'number':
      return numberViews(scene, back)
    default:
      return []
  }
}

const steps = ['draft', 'approve', 'agree', 'check', 'sign', 'number'] as const

/** What this officer may do now, the main act first. */
export const actViews = (scene: ActsScene): readonly OfficerActView[] => {
  const { t, actor, document, isSigned } = scene
  const words = t.outgoing
  const has = (deed: string): boolean =>
    document.steps.some(
      (step) => step.deed === deed && postForWork(actor, { ...step, role: step.role as Role }) !== undefined,
    )
  const acts = steps.filter(has).flatMap((deed) => stepViews(scene, deed))
  if (document.state === 'submitted' && document.draftedBy === actor.officerId && !isSigned)
    acts.push({ text: words.withdraw, target: targetOf(scene, 'rut-lai') })
  const keeps = postFor(actor, 'leader', document.agencyId) ?? postFor(actor, 'clerk', document.agencyId)
  if (document.state === 'issued') acts.push(...issuedActs(t, actor, document, scene.csrf))
  if (document.state === 'issued' && keeps !== undefined)
    acts.push({ text: words.recall, target: targetOf(scene, 'thu-hoi'), fields: wordsField(words.reason, true) })
  if (document.codeNumber !== null && document.secrecy === 0)
    acts.push({ text: t.officer.files.putting.act, href: putPath(document.id) })
  return acts
}
