import { postForWork } from '#modules/dossiers/domain/index.ts'
import { type OfficerActor, postFor, type Role } from '#modules/identity/domain/index.ts'
import type { DraftVersion, findSeats, OutgoingDetail } from '#modules/official-documents/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { actNames, type OutgoingActKey } from './outgoing-acts.ts'
import { documentPath } from './outgoing-paths.ts'

export type ActsScene = {
  readonly t: Messages
  readonly actor: OfficerActor
  readonly csrf: string
  readonly document: OutgoingDetail
  readonly draft: DraftVersion
  readonly seats: Awaited<ReturnType<typeof findSeats>>
}

const wordsField = (label: string, required: boolean): FormFieldsView => ({
  sections: [{ id: 'viec' }],
  fields: [{ section: 'viec', name: actNames.words, type: 'textarea', label, required, maxLength: 4_000 }],
})

const submitFields = ({ t, actor, seats }: ActsScene): FormFieldsView => {
  const others = seats.filter(
    (seat, at) =>
      seat.officerId !== actor.officerId && seats.findIndex((one) => one.officerId === seat.officerId) === at,
  )
  return {
    sections: [{ id: 'viec' }],
    fields: [
      {
        section: 'viec',
        name: actNames.agreeing,
        type: 'checkboxes',
        label: t.outgoing.agreeing,
        options: others.map((seat) => ({ value: seat.officerId, text: `${seat.name}, ${seat.title}` })),
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

/** What this officer may do now, the main act first. */
export const actViews = (scene: ActsScene): readonly OfficerActView[] => {
  const { t, actor, document, draft, csrf } = scene
  const words = t.outgoing
  const target = (key: OutgoingActKey) => ({
    action: `${documentPath(document.id)}/${key}`,
    csrf,
    hidden: { [actNames.version]: String(draft.version) },
  })
  const has = (deed: string): boolean =>
    document.steps.some(
      (step) => step.deed === deed && postForWork(actor, { ...step, role: step.role as Role }) !== undefined,
    )
  const back: OfficerActView = {
    text: words.sendBack,
    target: target('tra-lai'),
    fields: wordsField(words.reason, true),
  }
  const comment: OfficerActView = {
    text: words.comment,
    target: target('gop-y'),
    fields: wordsField(words.opinion, true),
  }
  const acts: OfficerActView[] = []
  if (has('draft'))
    acts.push(
      {
        text: words.submit,
        target: target('trinh'),
        isMain: true,
        explains: words.submitExplains,
        fields: submitFields(scene),
      },
      { text: words.edit, href: `${documentPath(document.id)}/soan` },
      { text: words.cancel, target: target('bo'), explains: words.cancelExplains },
    )
  if (has('agree'))
    acts.push(
      { text: words.agree, target: target('nhat-tri'), isMain: true, fields: wordsField(words.opinion, false) },
      back,
    )
  if (has('check'))
    acts.push(
      { text: words.pass, target: target('chuyen-ky'), isMain: true, fields: wordsField(words.opinion, false) },
      back,
    )
  if (has('sign'))
    acts.push({ text: words.sign, target: target('ky'), isMain: true, explains: words.signExplains }, back)
  if (has('number'))
    acts.push({ text: words.issue, target: target('phat-hanh'), isMain: true, explains: words.issueExplains }, back)
  if (document.state === 'submitted' && document.draftedBy === actor.officerId)
    acts.push({ text: words.withdraw, target: target('rut-lai') })
  const keeps = postFor(actor, 'leader', document.agencyId) ?? postFor(actor, 'clerk', document.agencyId)
  if (document.state === 'issued' && keeps !== undefined)
    acts.push({ text: words.recall, target: target('thu-hoi'), fields: wordsField(words.reason, true) })
  if (document.state === 'draft' || document.state === 'submitted') acts.push(comment)
  return acts
}
