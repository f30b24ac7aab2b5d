import { newId } from '#kernel/ids.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import type { OutgoingDetail } from '#modules/official-documents/index.ts'
import { RecordDispatch } from '#modules/official-documents/index.ts'
import { type FormBody, fieldOf, keyOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { documentPath, outgoingPath } from '../outgoing/outgoing-paths.ts'
import { copyPath } from './issuing-paths.ts'

export const dispatchAct = 'ghi-gui'
const names = {
  receiver: 'noi-nhan',
  way: 'cach',
  address: 'dia-chi',
  tracking: 'so-hieu',
  envelopes: 'so-bi',
  note: 'ghi-chu',
  outcome: 'ket-qua',
} as const
const section = 'gui'

const options = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

const dispatchFields = (t: Messages, { recipients }: OutgoingDetail): FormFieldsView => {
  const words = t.issuing
  return {
    sections: [{ id: section, title: words.dispatchTitle }],
    fields: [
      {
        section,
        name: names.receiver,
        type: 'select',
        label: words.dispatchFor,
        required: true,
        options: recipients.filter((one) => !one.isInside).map((one) => ({ value: one.id, text: one.name })),
      },
      { section, name: names.way, type: 'radio', label: words.way, options: options(words.ways), value: 'post' },
      { section, name: names.address, type: 'text', label: words.address, maxLength: 500 },
      { section, name: names.tracking, type: 'text', label: words.tracking, maxLength: 100 },
      {
        section,
        name: names.envelopes,
        type: 'number',
        label: words.envelopes,
        hint: words.envelopesHint,
        value: '1',
        min: '1',
        max: '999',
      },
      { section, name: names.note, type: 'text', label: words.dispatchNote, maxLength: 300 },
      {
        section,
        name: names.outcome,
        type: 'radio',
        label: words.outcome,
        options: options(words.outcomes),
        value: 'sent',
      },
    ],
  }
}

/** How a receiver was reached, as it was typed; null when it cannot be understood. */
export const readDispatch = (documentId: string, form: FormBody): RecordDispatch | null => {
  const text = (name: string) => fieldOf(form, name)
  const command = RecordDispatch.safeParse({
    documentId,
    recipientId: text(names.receiver),
    way: text(names.way),
    address: text(names.address),
    tracking: text(names.tracking),
    envelopes: text(names.envelopes) === '' ? 1 : Number(text(names.envelopes)),
    note: text(names.note),
    outcome: text(names.outcome),
    key: keyOf(form),
  })
  return command.success ? command.data : null
}

/** What is done with a document that is issued: copied, sent, replaced, corrected, taken back by a notice. */
export const issuedActs = (
  t: Messages,
  actor: OfficerActor,
  document: OutgoingDetail,
  csrf: string,
): readonly OfficerActView[] => {
  const words = t.issuing
  const begin = (name: string) => `${outgoingPath}/moi?${name}=${document.id}`
  const isClerk = postFor(actor, 'clerk', document.agencyId) !== undefined
  const drafts = actor.posts.some((post) => post.agencyId === document.agencyId) && document.secrecy === 0
  return [
    ...(isClerk && document.recipients.some((one) => !one.isInside)
      ? [
          {
            text: words.dispatch,
            target: { action: `${documentPath(document.id)}/${dispatchAct}`, csrf, key: newId() },
            fields: dispatchFields(t, document),
          },
        ]
      : []),
    ...(isClerk && document.secrecy === 0 ? [{ text: words.copy, href: copyPath(document.id) }] : []),
    ...(drafts
      ? [
          { text: words.replace, href: begin('thay-the') },
          { text: words.correct, href: begin('dinh-chinh') },
          { text: words.recallNotice, href: begin('thu-hoi') },
        ]
      : []),
  ]
}
