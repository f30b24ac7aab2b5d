import { buffer } from 'node:stream/consumers'
import { localDate } from '#kernel/time.ts'
import type { EnrolRefusal } from '#modules/signatures/domain/index.ts'
import {
  EndKey,
  endSigningKey,
  enrolKey,
  findEnrolmentHolder,
  findKeyLine,
  type HolderToEnrol,
} from '#modules/signatures/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { FormPage } from '#web/ui/views/admin/form-page.tsx'
import { EnrolKeyPage } from '#web/ui/views/admin/signing-keys/key-forms.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, notFound, type PageRequest, page, redirect } from '../../http/route.ts'
import { signatureRefusalText } from '../../refusals/signature-refusals.ts'
import { endPath, enrolPath, keyCrumbs, keysPath, kindOfWord } from './key-paths.ts'

const names = { file: 'tep', passPhrase: 'mat-khau-tep', isNameRight: 'ten-dung' } as const
const endNames = { kind: 'vi-sao', reason: 'ly-do' } as const

const depsOf = ({ deps, province }: PageRequest) => deps.dossiers(province)

const onHolder =
  (answer: (request: PageRequest, holder: HolderToEnrol) => Promise<Answer> | Answer) =>
  async (request: PageRequest): Promise<Answer> => {
    const kind = kindOfWord(request.params.kind)
    if (kind === undefined) return notFound
    const asked = { kind, id: request.params.id ?? '' }
    const { database } = request.province
    const holder = await findEnrolmentHolder(database, request.actor, asked, localDate(request.now))
    return holder === null ? notFound : answer(request, holder)
  }

const showEnrol = (
  request: PageRequest,
  holder: HolderToEnrol,
  errors: readonly FieldErrorView[] = [],
  asksName = false,
): Answer => {
  const t = messages(request.locale)
  const title = t.admin.keyEnrolFor(holder.name)
  const target = { action: enrolPath(holder.kind, holder.holderId), csrf: request.csrfToken }
  const view = {
    title,
    crumbs: keyCrumbs(t),
    target,
    names,
    asksName,
    errors,
  }
  return page(officerDocument(request, { title }, <EnrolKeyPage t={t} view={view} />), {
    status: errors.length === 0 ? 200 : 422,
  })
}

export const askKey = onHolder((request, holder) => showEnrol(request, holder))

const faultOf = (t: Messages, refusal: EnrolRefusal, holder: HolderToEnrol): FieldErrorView | null => {
  switch (refusal.code) {
    case 'key.not-permitted':
      return null
    case 'key.other-name':
      return { name: names.isNameRight, text: t.admin.keyOtherName(refusal.name, holder.name) }
    case 'pkcs12.not-opened':
      return { name: names.passPhrase, text: t.admin.keyFaults[refusal.code] }
    case 'key.holder-unknown':
    case 'key.file-too-large':
    case 'key.too-weak':
    case 'key.enrolled-already':
    case 'pkcs12.old-encryption':
    case 'pkcs12.no-signing-key':
      return { name: names.file, text: t.admin.keyFaults[refusal.code] }
    default:
      return { name: names.file, text: signatureRefusalText(t, refusal) }
  }
}

export const takeKey = onHolder(async (request, holder) => {
  const t = messages(request.locale)
  const refused = (error: FieldErrorView, asksName = false): Answer => showEnrol(request, holder, [error], asksName)
  if (request.uploadFault !== undefined)
    return refused({ name: names.file, text: t.admin.keyFaults['key.file-too-large'] })
  const file = request.files.find(({ field }) => field === names.file)
  if (file === undefined) return refused({ name: names.file, text: t.admin.keyFaults['missing-file'] })
  const enrolled = await enrolKey(depsOf(request), request.actor, {
    holder: { kind: holder.kind, id: holder.holderId },
    file: await buffer(file.stream()),
    // A pass phrase may begin with a space.
    passPhrase: String(request.form[names.passPhrase] ?? '').slice(0, 200),
    isNameConfirmed: fieldOf(request.form, names.isNameRight) === 'dung',
  })
  if (enrolled.ok) {
    const text = t.admin.keyEnrolled(holder.name, enrolled.value.serial)
    return redirect(keysPath, { notice: { kind: 'done', text } })
  }
  const fault = faultOf(t, enrolled.refusal, holder)
  return fault === null ? forbidden : refused(fault, enrolled.refusal.code === 'key.other-name')
})

const showEnd = async (request: PageRequest, errors: readonly FieldErrorView[] = []): Promise<Answer> => {
  const t = messages(request.locale)
  const { province, actor, params, now, form } = request
  const key = await findKeyLine(province.database, actor, params.id ?? '', localDate(now))
  if (key === null) return notFound
  const title = t.admin.keyEndOf(key.name)
  const options = [
    { value: 'thoi-dung', text: t.admin.keyEndRetired },
    { value: 'mat', text: t.admin.keyEndLost },
  ]
  const view = {
    title,
    lead: `${key.serial}. ${t.admin.keyEndLead}`,
    crumbs: keyCrumbs(t),
    target: { action: endPath(key.keyId), csrf: request.csrfToken },
    fields: [
      {
        name: endNames.kind,
        type: 'radio',
        label: t.admin.keyEndKind,
        options,
        value: fieldOf(form, endNames.kind) || 'thoi-dung',
        required: true,
        section: '',
      },
      {
        name: endNames.reason,
        type: 'text',
        label: t.admin.keyEndReason,
        value: fieldOf(form, endNames.reason),
        required: true,
        maxLength: 300,
        section: '',
      },
    ] as const,
    errors,
    submit: t.admin.keyEndSubmit,
  }
  return page(officerDocument(request, { title }, <FormPage t={t} view={view} />), {
    status: errors.length === 0 ? 200 : 422,
  })
}

export const askEnd = (request: PageRequest): Promise<Answer> => showEnd(request)

export const takeEnd = async (request: PageRequest): Promise<Answer> => {
  const { admin } = messages(request.locale)
  const command = EndKey.safeParse({
    keyId: request.params.id,
    isLost: fieldOf(request.form, endNames.kind) === 'mat',
    reason: fieldOf(request.form, endNames.reason),
  })
  if (!command.success) return notFound
  const ended = await endSigningKey(depsOf(request), request.actor, command.data)
  if (ended.ok) return redirect(keysPath, { notice: { kind: 'done', text: admin.keyEndDone } })
  const { code } = ended.refusal
  if (code === 'key.not-permitted') return forbidden
  if (code === 'key.unknown') return notFound
  return showEnd(request, [{ name: endNames.reason, text: admin.keyEndFaults[code] }])
}
