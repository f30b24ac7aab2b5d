import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { councilTurn } from '#modules/archive/domain/index.ts'
import { type DestructionFileLine, type DestructionView, findDestruction, receives } from '#modules/archive/index.ts'
import { postFor, type Role } from '#modules/identity/domain/index.ts'
import type { KeyInHand } from '#modules/signatures/index.ts'
import { fieldOf, type PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { destructionPath } from '../files/file-paths.ts'
import { typedDay } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { deedAt, reasonName, type Trouble } from './archive-parts.ts'
import { withConfirmation } from './paper-signing.ts'

/** Who makes lists and decides on them; a council may have anybody of the agency. */
export const destructionRoles: readonly Role[] = ['archivist', 'leader']

export const decisionNames = { code: 'so-quyet-dinh', date: 'ngay-quyet-dinh' } as const
export const entryNames = { years: 'so-nam' } as const

/** The list that the address names, when the officer may see it. */
export const findAsked = async (request: PageRequest): Promise<DestructionView | null> => {
  const id = request.params.id ?? ''
  return isUuid(id) ? findDestruction(request.province.database, officerOf(request), id) : null
}

export type DestructionPageScene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly view: DestructionView
  readonly key: KeyInHand | null
  readonly trouble: Trouble | undefined
}

const at = ({ view }: DestructionPageScene, deed: string) => ({
  id: view.id,
  action: `${destructionPath(view.id)}/${deed}`,
  deed,
})

const decideAct = (scene: DestructionPageScene): OfficerActView => {
  const { request, t, trouble } = scene
  const words = t.officer.archive.destruction
  const section = 'quyet-dinh'
  const isRefused = trouble?.deed === section
  const date = isRefused ? typedDay(request, decisionNames.date) : localDate(request.now).toString()
  const code = isRefused ? fieldOf(request.form, decisionNames.code) : ''
  const shared = { section, required: true }
  const fields: readonly FormFieldView[] = [
    { ...shared, name: decisionNames.code, type: 'text', label: words.decisionCode, maxLength: 80, value: code },
    { ...shared, name: decisionNames.date, type: 'date', label: words.decisionDate, value: date },
  ]
  const asked = withConfirmation(request, scene.key, { sections: [{ id: section }], fields })
  const act = { text: words.decide, isMain: true, explains: words.decideExplains, fields: asked }
  return deedAt(request, at(scene, section), act, trouble)
}

/** One signature without a question of its own. */
const signAct = (scene: DestructionPageScene, deed: string, text: string, explains: string): OfficerActView => {
  const fields = withConfirmation(scene.request, scene.key, undefined)
  return deedAt(scene.request, at(scene, deed), { text, isMain: true, explains, fields }, scene.trouble)
}

/** What may be done with a list now, by whoever reads it. */
export const destructionActs = (scene: DestructionPageScene): readonly OfficerActView[] => {
  const { request, t, view, trouble } = scene
  const words = t.officer.archive.destruction
  const actor = officerOf(request)
  const keeps = receives(actor, view.agencyId)
  const leads = postFor(actor, 'leader', view.agencyId) !== undefined
  const isOpen = view.state === 'drafted' || view.state === 'judged'
  const turn = view.state === 'judged' ? councilTurn(view) : null
  const ownPart = view.members.find(({ id }) => id === actor.officerId)?.part
  const carryOut = { text: words.carryOut, isMain: true, explains: words.carryOutExplains }
  const mayClose =
    view.state === 'carried-out' && view.minutesSignedAt === null && view.carriedOutBy === actor.officerId
  return [
    ...(turn !== null && ownPart === turn
      ? [signAct(scene, 'ky-hoi-dong', words.signCouncil, words.signCouncilExplains)]
      : []),
    ...(leads && view.state === 'judged' && turn === null ? [decideAct(scene)] : []),
    ...(keeps && isOpen
      ? [{ text: words.judge, href: `${destructionPath(view.id)}/hoi-dong`, isMain: view.state === 'drafted' }]
      : []),
    ...(keeps && view.state === 'decided' ? [deedAt(request, at(scene, 'huy'), carryOut, trouble)] : []),
    ...(mayClose ? [signAct(scene, 'ky-bien-ban', words.signMinutes, words.signMinutesExplains)] : []),
    ...((keeps || leads) && isOpen ? [deedAt(request, at(scene, 'bo'), { text: words.drop }, trouble)] : []),
  ]
}

/** What may be done with one entry before the head decides. */
export const entryActs = (scene: DestructionPageScene, file: DestructionFileLine): readonly OfficerActView[] => {
  const { request, t, view, trouble } = scene
  const words = t.officer.archive.destruction
  const isOpen = view.state === 'drafted' || view.state === 'judged'
  if (!isOpen || file.removedAt !== null || !receives(officerOf(request), view.agencyId)) return []
  const on = (deed: string) => ({
    id: file.fileId,
    action: `${destructionPath(view.id)}/ho-so/${file.fileId}/${deed}`,
    deed,
  })
  const typed = (deed: string, name: string) =>
    trouble?.id === file.fileId && trouble.deed === deed ? fieldOf(request.form, name) : ''
  const section = file.fileId
  const reason = (deed: string, label: string): FormFieldView => ({
    ...{ section, name: reasonName, type: 'textarea', label, required: true, maxLength: 1000 },
    value: typed(deed, reasonName),
  })
  const years: FormFieldView = {
    ...{ section, name: entryNames.years, type: 'number', label: words.keepYears, required: true },
    value: typed('giu', entryNames.years),
  }
  const sections = [{ id: section }]
  const keep = { text: words.keepEntry, fields: { sections, fields: [years, reason('giu', words.keepReason)] } }
  const remove = { text: words.removeEntry, fields: { sections, fields: [reason('rut', words.removeReason)] } }
  return [
    file.keepYears === null
      ? deedAt(request, on('giu'), keep, trouble)
      : deedAt(request, on('huy'), { text: words.destroyEntry }, trouble),
    deedAt(request, on('rut'), remove, trouble),
  ]
}
