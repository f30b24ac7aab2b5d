import { isUuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { OutgoingRefusal } from '#modules/official-documents/domain/index.ts'
import {
  agreeToDraft,
  cancelDraft,
  commentDraft,
  issueDocument,
  lendKeptCopy,
  mailReceiver,
  type OutgoingDeps,
  passCheck,
  passContents,
  recallDocument,
  recordDispatch,
  sendBackDraft,
  signOfficialDocument,
  submitDraft,
  takeBackKeptCopy,
  voidNumber,
  withdrawDraft,
} from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf, fieldsOf, keyOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { dispatchAct, readDispatch } from '../issuing/issued-acts.ts'
import { keptCopyFields, lendAct, readLending, takeBackAct } from '../issuing/kept-copy-acts.ts'
import { mailAct, mailFields } from '../issuing/receiver-view.ts'
import { confirmationOf } from '../signing/confirmation.ts'

export const actNames = {
  version: 'phien-ban',
  words: 'y-kien',
  agreeing: 'lay-y-kien',
  agreement: 'cach',
  certificate: 'chung-thu',
} as const

type Deed = {
  readonly deps: OutgoingDeps
  readonly actor: OfficerActor
  readonly documentId: string
  readonly form: FormBody
  readonly t: Messages
}

/** What an act answers when it was done. */
type Done = Promise<Result<string, OutgoingRefusal>>

const telling = async <Value>(
  deed: Promise<Result<Value, OutgoingRefusal>>,
  notice: (value: Value) => string,
): Done => {
  const result = await deed
  return result.ok ? { ok: true, value: notice(result.value) } : result
}

const versionOf = (form: FormBody): number => {
  const version = Number(fieldOf(form, actNames.version))
  return Number.isSafeInteger(version) && version > 0 ? version : 1
}
const wordsOf = (form: FormBody): string => fieldOf(form, actNames.words).slice(0, 4_000)
const certificateOf = (form: FormBody) => {
  const serial = fieldOf(form, actNames.certificate).slice(0, 100)
  return serial === '' ? {} : { certificateSerial: serial }
}
const isUuidText = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text)

/** The acts on an open document, by the last part of their address. */
export const outgoingActs = {
  trinh: ({ deps, actor, documentId, form, t }: Deed) => {
    const agreement = fieldOf(form, actNames.agreement) === 'in-turn' ? 'in-turn' : 'together'
    const agreeing = fieldsOf(form, actNames.agreeing).filter(isUuidText).slice(0, 30)
    const command = { documentId, version: versionOf(form), agreeing, agreement } as const
    return telling(submitDraft(deps, actor, command), ({ liesWith }) =>
      liesWith === 'unit-head' ? t.outgoing.submittedHead : t.outgoing.submitted,
    )
  },
  'dat-noi-dung': ({ deps, actor, documentId, form, t }: Deed) =>
    telling(passContents(deps, actor, { documentId, version: versionOf(form) }), () => t.outgoing.approved),
  'nhat-tri': ({ deps, actor, documentId, form, t }: Deed) =>
    telling(agreeToDraft(deps, actor, { documentId, opinion: wordsOf(form) }), () => t.outgoing.agreed),
  'chuyen-ky': ({ deps, actor, documentId, form, t }: Deed) =>
    telling(passCheck(deps, actor, { documentId, opinion: wordsOf(form) }), () => t.outgoing.passed),
  ky: ({ deps, actor, documentId, form, t }: Deed) =>
    telling(
      signOfficialDocument(deps, actor, {
        documentId,
        version: versionOf(form),
        ...certificateOf(form),
        confirmation: confirmationOf(form),
      }),
      () => t.outgoing.signed,
    ),
  'phat-hanh': ({ deps, actor, documentId, form, t }: Deed) =>
    telling(issueDocument(deps, actor, { documentId, confirmation: confirmationOf(form) }), ({ code }) =>
      t.outgoing.issued(code),
    ),
  'bo-so': ({ deps, actor, documentId, form, t }: Deed) =>
    telling(voidNumber(deps, actor, { documentId, reason: wordsOf(form).slice(0, 1_000) }), ({ code }) =>
      t.outgoing.voided(code),
    ),
  'tra-lai': ({ deps, actor, documentId, form, t }: Deed) =>
    telling(sendBackDraft(deps, actor, { documentId, reason: wordsOf(form) }), () => t.outgoing.sentBack),
  'gop-y': ({ deps, actor, documentId, form, t }: Deed) =>
    wordsOf(form) === ''
      ? Promise.resolve({ ok: false, refusal: { code: 'document.reason-missing' } } as const)
      : telling(
          commentDraft(deps, actor, { documentId, body: wordsOf(form), key: keyOf(form) }),
          () => t.outgoing.commented,
        ),
  'rut-lai': ({ deps, actor, documentId, t }: Deed) =>
    telling(withdrawDraft(deps, actor, { documentId }), () => t.outgoing.withdrawn),
  bo: ({ deps, actor, documentId, form, t }: Deed) =>
    telling(cancelDraft(deps, actor, { documentId, key: keyOf(form) }), () => t.outgoing.cancelled),
  [dispatchAct]: ({ deps, actor, documentId, form, t }: Deed) => {
    const command = readDispatch(documentId, form)
    return command === null
      ? Promise.resolve({ ok: false, refusal: { code: 'document.addressee-missing' } } as const)
      : telling(recordDispatch(deps, actor, command), () => t.issuing.dispatched)
  },
  [lendAct]: ({ deps, actor, documentId, form, t }: Deed) => {
    const command = readLending(documentId, form)
    return command === null
      ? Promise.resolve({ ok: false, refusal: { code: 'kept-copy.due-passed' } } as const)
      : telling(lendKeptCopy(deps, actor, command), () => t.issuing.keptCopyLent)
  },
  [takeBackAct]: ({ deps, actor, documentId, form, t }: Deed) => {
    const useId = fieldOf(form, keptCopyFields.use)
    return isUuid(useId)
      ? telling(takeBackKeptCopy(deps, actor, { documentId, useId }), () => t.issuing.keptCopyReturned)
      : Promise.resolve({ ok: false, refusal: { code: 'document.work-done-already' } } as const)
  },
  [mailAct]: ({ deps, actor, documentId, form, t }: Deed) => {
    const recipientId = fieldOf(form, mailFields.receiver)
    return isUuid(recipientId)
      ? telling(mailReceiver(deps, actor, { documentId, recipientId, key: keyOf(form) }), () => t.issuing.mailAsked)
      : Promise.resolve({ ok: false, refusal: { code: 'document.addressee-missing' } } as const)
  },
  'thu-hoi': ({ deps, actor, documentId, form, t }: Deed) =>
    telling(
      recallDocument(deps, actor, { documentId, reason: wordsOf(form).slice(0, 1_000) }),
      () => t.outgoing.recalled,
    ),
} as const satisfies Readonly<Record<string, (deed: Deed) => Done>>

export type OutgoingActKey = keyof typeof outgoingActs
export const outgoingActKeys = Object.keys(outgoingActs) as readonly OutgoingActKey[]
