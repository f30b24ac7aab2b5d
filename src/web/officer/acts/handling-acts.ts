import { isUuid } from '#kernel/ids.ts'
import { agreeOutcome, assignDossier, requestFinance, sendBackOutcome } from '#modules/dossiers/index.ts'
import { fieldOf } from '#web/http/route.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { dossierPath, listQuery } from '../list/list-address.ts'
import { type Act, type ActScene, done, failed, fieldsOfAct, resultOf, stateOfAct, targetOf } from './act.ts'
import { readAmount } from './amount.ts'

const assignNames = { officer: 'pc.nguoi', note: 'pc.y-kien' } as const

export const assigning: Act = {
  key: 'phan-cong',
  roles: ['unit-head'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const officerId = fieldOf(request.form, assignNames.officer)
    if (!isUuid(officerId)) return failed([{ name: assignNames.officer, text: t.officer.chosenHandlerMissing }])
    const note = fieldOf(request.form, assignNames.note).slice(0, 1_000)
    return resultOf(
      t,
      await assignDossier(deps, actor, { dossierId, officerId, note }),
      () => done(t.officer.assigned),
      { assignee: assignNames.officer },
    )
  },
}

export const assignView = (act: ActScene): OfficerActView => {
  const { t, scene } = act
  const nobody = scene.handlers.length === 0
  return {
    text: t.officer.assign,
    target: targetOf(act, 'phan-cong'),
    shortcut: 'p',
    isMain: true,
    explains: nobody ? t.officer.assignNobody : undefined,
    confirmText: t.officer.assignSend,
    fields: fieldsOfAct(act, 'phan-cong', [
      {
        name: assignNames.officer,
        type: 'radio',
        label: t.officer.assignTo,
        required: true,
        // Who has least to do stands first and is proposed.
        value: scene.handlers[0]?.officerId,
        options: scene.handlers.map((handler) => ({
          value: handler.officerId,
          text: t.officer.assignHandler(handler.fullName, handler.title, handler.openWork),
        })),
      },
      { name: assignNames.note, type: 'textarea', label: t.officer.assignNote, maxLength: 1_000 },
    ]),
    ...stateOfAct(act, 'phan-cong'),
  }
}

export const draftView = (act: ActScene): OfficerActView => ({
  text: act.scene.dossier.outcome === null ? act.t.officer.draft : act.t.officer.draftContinue,
  href: `${dossierPath(act.scene.dossier.id)}/du-thao${listQuery(act.address)}`,
  shortcut: 's',
  isMain: true,
})

const financeNames = { name: 'tc.khoan', amount: 'tc.so-tien' } as const

export const askingFinance: Act = {
  key: 'nghia-vu-tai-chinh',
  roles: ['handler'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const name = fieldOf(request.form, financeNames.name).slice(0, 300)
    const amount = readAmount(fieldOf(request.form, financeNames.amount))
    if (name === '' || amount === null)
      return failed([
        ...(name === '' ? [{ name: financeNames.name, text: t.officer.financeNameMissing }] : []),
        ...(amount === null ? [{ name: financeNames.amount, text: t.officer.amountMissing }] : []),
      ])
    return resultOf(t, await requestFinance(deps, actor, { dossierId, name, amount }), () =>
      done(t.officer.financeAsked),
    )
  },
}

export const financeView = (act: ActScene): OfficerActView => ({
  text: act.t.officer.finance,
  target: targetOf(act, 'nghia-vu-tai-chinh'),
  shortcut: 'n',
  explains: act.t.officer.financeExplains,
  confirmText: act.t.officer.financeSend,
  fields: fieldsOfAct(act, 'nghia-vu-tai-chinh', [
    {
      name: financeNames.name,
      type: 'text',
      label: act.t.officer.financeName,
      hint: act.t.officer.financeNameHint,
      required: true,
      maxLength: 300,
    },
    { name: financeNames.amount, type: 'money', label: act.t.officer.amount, required: true },
  ]),
  ...stateOfAct(act, 'nghia-vu-tai-chinh'),
})

const agreeNote = 'dy.y-kien'

export const agreeing: Act = {
  key: 'dong-y',
  roles: ['unit-head'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const note = fieldOf(request.form, agreeNote).slice(0, 1_000)
    return resultOf(t, await agreeOutcome(deps, actor, { dossierId, note }), () => done(t.officer.agreed))
  },
}

export const agreeView = (act: ActScene): OfficerActView => ({
  text: act.t.officer.agree,
  target: targetOf(act, 'dong-y'),
  shortcut: 'd',
  isMain: true,
  fields: fieldsOfAct(act, 'dong-y', [
    { name: agreeNote, type: 'textarea', label: act.t.officer.agreeNote, maxLength: 1_000 },
  ]),
  ...stateOfAct(act, 'dong-y'),
})

const backReason = 'gl.ly-do'

export const sendingBack: Act = {
  key: 'gui-lai',
  roles: ['unit-head', 'leader', 'clerk'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const reason = fieldOf(request.form, backReason).slice(0, 2_000)
    return resultOf(t, await sendBackOutcome(deps, actor, { dossierId, reason }), () => done(t.officer.sentBack), {
      reason: backReason,
    })
  },
}

export const sendBackView = (act: ActScene): OfficerActView => ({
  text: act.t.officer.sendBack,
  target: targetOf(act, 'gui-lai'),
  shortcut: 'l',
  explains: act.t.officer.sendBackExplains,
  confirmText: act.t.officer.sendBackSend,
  fields: fieldsOfAct(act, 'gui-lai', [
    { name: backReason, type: 'textarea', label: act.t.officer.sendBackReason, required: true, maxLength: 2_000 },
  ]),
  ...stateOfAct(act, 'gui-lai'),
})
