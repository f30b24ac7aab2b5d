import { isUuid, newId } from '#kernel/ids.ts'
import { formatDong } from '#kernel/money.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { addAttachment, askedTwice } from '#modules/attachments/index.ts'
import { type DossierRefusal, ReturnMethod } from '#modules/dossiers/domain/index.ts'
import {
  answerSupplement,
  codeForOfficer,
  findOpenRequest,
  returnResult,
  settleFinance,
} from '#modules/dossiers/index.ts'
import { hasRole } from '#modules/identity/domain/index.ts'
import { receiveCash } from '#modules/payments/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { fieldOf, fieldsOf, type UploadedFile } from '#web/http/route.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { attachmentRefusalText, isOfFile, uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { answerPaymentRefusal } from '../../refusals/payment-refusals.ts'
import { receiptKey } from '../dossier/dossier-address.ts'
import {
  type Act,
  type ActDeed,
  type ActResult,
  type ActScene,
  done,
  failed,
  failedBy,
  fieldsOfAct,
  resultOf,
  stateOfAct,
  targetOf,
} from './act.ts'
import { readAmount } from './amount.ts'

const returnNames = { receiver: 'tr.nguoi-nhan', paper: 'tr.giay-to', method: 'tr.cach' } as const

export const returning: Act = {
  key: 'tra',
  roles: ['one-stop-officer'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const method = ReturnMethod.catch('desk').parse(fieldOf(request.form, returnNames.method))
    const receiver = fieldOf(request.form, returnNames.receiver).slice(0, 300)
    const receiverPaper = fieldOf(request.form, returnNames.paper).slice(0, 100)
    return resultOf(
      t,
      await returnResult(deps, actor, { dossierId, receiver, receiverPaper, method }),
      () => done(t.officer.returned),
      { receiver: returnNames.receiver },
    )
  },
}

export const returnView = (act: ActScene): OfficerActView => {
  const { t, scene } = act
  const { dossier, money } = scene
  return {
    text: t.officer.returnResult,
    target: targetOf(act, 'tra'),
    shortcut: 'r',
    isMain: money.due === 0,
    explains: money.due > 0 ? t.officer.returnUnpaid(formatDong(money.due)) : undefined,
    confirmText: t.officer.returnSend,
    fields: fieldsOfAct(act, 'tra', [
      {
        name: returnNames.receiver,
        type: 'text',
        label: t.officer.receiver,
        required: true,
        value: dossier.submitter?.name ?? dossier.ownerName,
        maxLength: 300,
      },
      {
        name: returnNames.paper,
        type: 'text',
        label: t.officer.receiverPaper,
        hint: t.officer.receiverPaperHint,
        maxLength: 100,
      },
      {
        name: returnNames.method,
        type: 'radio',
        label: t.officer.returnWay,
        required: true,
        value: dossier.returnMethod,
        options: ReturnMethod.options.map((value) => ({ value, text: t.officer.returnMethods[value] })),
      },
    ]),
    ...stateOfAct(act, 'tra'),
  }
}

const cashNames = { payment: 'tt.lan', charge: 'tt.khoan', amount: 'tt.so-tien' } as const

export const takingCash: Act = {
  key: 'thu-tien',
  roles: ['one-stop-officer'],
  run: async ({ request, t, deps, actor, dossierId }) => {
    const paymentId = fieldOf(request.form, cashNames.payment)
    const chargeIds = fieldsOf(request.form, cashNames.charge)
      .flatMap((text) => text.split(' '))
      .filter(isUuid)
    const amount = readAmount(fieldOf(request.form, cashNames.amount))
    if (amount === null) return failed([{ name: cashNames.amount, text: t.officer.amountMissing }])
    if (!isUuid(paymentId) || chargeIds.length === 0)
      return { kind: 'failed', status: 409, problem: t.refusals.chargeNotDue, errors: [] }
    const paid = await receiveCash(deps, actor, { paymentId, dossierId, chargeIds: chargeIds.slice(0, 100), amount })
    if (!paid.ok) {
      const { status, text, field } = answerPaymentRefusal(t, paid.refusal)
      return field === 'amount'
        ? { kind: 'failed', status, errors: [{ name: cashNames.amount, text }] }
        : { kind: 'failed', status, problem: text, errors: [] }
    }
    // A dossier that waited for the money goes on at once; the job that follows the payment finds it done.
    await settleFinance(deps, dossierId)
    return done(t.officer.cashReceived, receiptKey(paymentId))
  },
}

/** Made by the page, so that money counted once is booked once however often the button is pressed. */
const paymentIdOf = (act: ActScene): string => {
  const typed = act.failed?.key === 'thu-tien' ? fieldOf(act.failed.typed, cashNames.payment) : ''
  return isUuid(typed) ? typed : newId()
}

export const cashView = (act: ActScene): OfficerActView => {
  const { t, scene } = act
  const due = scene.money.charges.filter((charge) => charge.state === 'due')
  return {
    text: t.officer.cash,
    target: targetOf(act, 'thu-tien', {
      [cashNames.payment]: paymentIdOf(act),
      [cashNames.charge]: due.map((charge) => charge.id).join(' '),
    }),
    shortcut: 'h',
    explains: `${due.map((charge) => `${charge.name}: ${formatDong(charge.amount)}`).join('; ')}. ${t.officer.cashExplains}`,
    confirmText: t.officer.cashSend,
    fields: fieldsOfAct(act, 'thu-tien', [
      {
        name: cashNames.amount,
        type: 'money',
        label: t.officer.amount,
        required: true,
        value: String(scene.money.due),
      },
    ]),
    ...stateOfAct(act, 'thu-tien'),
  }
}

const answerNames = { name: 'nb.ten', files: 'nb.tep', note: 'nb.ghi-chu' } as const

type TakingRefusal = AttachmentRefusal | DossierRefusal

/** A file that the desk takes in for an open request waits under the dossier until the answer is booked. */
const takeFile = (deed: ActDeed, file: UploadedFile, seq: number): Promise<Result<Attachment, TakingRefusal>> => {
  const { request, deps, actor, dossierId } = deed
  const command = {
    owner: { kind: 'supplement', id: dossierId },
    purpose: `supplement-${seq}`,
    name: file.name,
    content: file.stream(),
    addedBy: actor.accountId,
  }
  const may = async (reader: Reader): Promise<Result<null, DossierRefusal>> => {
    const code = await codeForOfficer(reader, actor, dossierId, request.now)
    return code !== null && hasRole(actor, 'one-stop-officer') ? accept(null) : refuse({ code: 'dossier.not-found' })
  }
  return addAttachment(deps, command, askedTwice(may))
}

const takeFiles = async (deed: ActDeed): Promise<Result<readonly string[], ActResult>> => {
  const { request, t, deps, dossierId } = deed
  const fault = (text: string) => ({ ok: false, refusal: failed([{ name: answerNames.files, text }]) }) as const
  if (request.uploadFault !== undefined) return fault(uploadFaultText(t, request.uploadFault))
  const open = await findOpenRequest(deps.database, dossierId)
  if (open === null) return { ok: false, refusal: failedBy(t, { code: 'dossier.work-done-already' }) }
  const ids: string[] = []
  for (const file of request.files.filter((one) => one.field === answerNames.files)) {
    const added = await takeFile(deed, file, open.seq)
    if (added.ok) ids.push(added.value.id)
    else if (isOfFile(added.refusal)) return fault(attachmentRefusalText(t, added.refusal))
    else return { ok: false, refusal: failedBy(t, added.refusal) }
  }
  return accept(ids)
}

export const takingSupplement: Act = {
  key: 'nhan-bo-sung',
  roles: ['one-stop-officer'],
  upload: true,
  run: async (deed) => {
    const { request, t, deps, actor, dossierId } = deed
    const files = await takeFiles(deed)
    if (!files.ok) return files.refusal
    const name = fieldOf(request.form, answerNames.name).slice(0, 2_000) || t.officer.answerName
    const note = fieldOf(request.form, answerNames.note).slice(0, 2_000)
    const answered = await answerSupplement(deps, actor, { dossierId, name, attachmentIds: [...files.value], note })
    return resultOf(t, answered, () => done(t.officer.answered), { items: answerNames.note, file: answerNames.files })
  },
}

export const answerView = (act: ActScene): OfficerActView => {
  const { t } = act
  return {
    text: t.officer.answer,
    target: targetOf(act, 'nhan-bo-sung'),
    shortcut: 'n',
    isMain: true,
    hasFiles: true,
    explains: t.officer.answerExplains,
    confirmText: t.officer.answerSend,
    fields: fieldsOfAct(act, 'nhan-bo-sung', [
      {
        name: answerNames.name,
        type: 'text',
        label: t.officer.answerName,
        value: t.officer.answerName,
        maxLength: 2_000,
      },
      { name: answerNames.files, type: 'file', label: t.officer.answerFiles, hint: t.officer.answerFilesHint },
      {
        name: answerNames.note,
        type: 'textarea',
        label: t.officer.answerNote,
        hint: t.officer.answerNoteHint,
        maxLength: 2_000,
      },
    ]),
    ...stateOfAct(act, 'nhan-bo-sung'),
  }
}
