import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import { type OutcomeField, outcomeTemplateOf, postForWork } from '#modules/dossiers/domain/index.ts'
import {
  dossierForOfficer,
  draftOutcome,
  findOutcome,
  noteLook,
  type OfficerDossier,
  outcomeFormOf,
  prefillOutcome,
} from '#modules/dossiers/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldsView } from '#web/ui/form/form-field-view.ts'
import { DraftOutcomePage } from '#web/ui/views/officer/draft-outcome.tsx'
import { answerDossierRefusal } from '../../refusals/dossier-refusals.ts'
import { dossierHref, draftPdfPath } from '../dossier/dossier-address.ts'
import { dossierPath, listQuery, readListAddress } from '../list/list-address.ts'
import { officerOf } from '../officer-of.ts'
import { procedureTitle } from '../procedure-title.ts'

type Kind = 'granted' | 'refused'

const path = `${dossierPath(':id')}/du-thao`
const names = { kind: 'loai', deed: 'viec', note: 'y-kien' } as const
const valuePrefix = 'vb.'
const kindWords = { granted: 'dong-y', refused: 'tu-choi' } as const satisfies Record<Kind, string>

const kindOf = (word: string): Kind | null =>
  word === kindWords.granted ? 'granted' : word === kindWords.refused ? 'refused' : null

/** The dossier, when this officer has its handling in hand. */
const findHandled = async (request: PageRequest): Promise<OfficerDossier | null> => {
  const id = request.params.id ?? ''
  const actor = officerOf(request)
  const { database, sealing } = request.deps.dossiers(request.province)
  return isUuid(id) ? dossierForOfficer(database, sealing, actor, id, request.now) : null
}

const isInHand = (request: PageRequest, dossier: OfficerDossier): boolean =>
  dossier.work.some(
    (work) => work.deed === 'handle' && work.state === 'open' && postForWork(officerOf(request), work) !== undefined,
  )

const fieldsView = (
  t: Messages,
  fields: readonly OutcomeField[],
  values: Readonly<Record<string, string>>,
  errors: readonly FieldErrorView[],
): FormFieldsView => ({
  sections: [{ id: 'van-ban', title: t.officer.draftContent }],
  fields: fields.map((field) => ({
    section: 'van-ban',
    name: `${valuePrefix}${field.name}`,
    type: field.kind === 'line' ? 'text' : 'textarea',
    label: field.label,
    hint: field.help,
    required: field.required,
    value: values[field.name] ?? '',
    error: errors.find((error) => error.name === `${valuePrefix}${field.name}`)?.text,
  })),
})

type Shown = {
  readonly kind: Kind
  readonly values: Readonly<Record<string, string>>
  readonly isSaved: boolean
  readonly status?: number
  readonly errors?: readonly FieldErrorView[]
}

const templateOf = async (request: PageRequest, dossier: OfficerDossier, kind: Kind) => {
  const { database, catalogue } = request.deps.dossiers(request.province)
  const form = await outcomeFormOf(database, catalogue, dossier.procedureId, kind, localDate(request.now))
  return outcomeTemplateOf(form.template)
}

const show = async (request: PageRequest, dossier: OfficerDossier, shown: Shown): Promise<Answer> => {
  const t = messages(request.locale)
  const address = readListAddress(request.query)
  const template = await templateOf(request, dossier, shown.kind)
  const errors = shown.errors ?? []
  const own = `${dossierPath(dossier.id)}/du-thao${listQuery(address)}`
  const other: Kind = shown.kind === 'granted' ? 'refused' : 'granted'
  const toOther = shown.kind === 'granted' ? t.officer.draftToRefused : t.officer.draftToGranted
  const lastDone = dossier.work.filter((work) => work.closedAt !== null).at(-1)
  const pdf = draftPdfPath(dossier.id)
  const view = {
    code: dossier.code,
    procedureName: procedureTitle(dossier.procedureName),
    backHref: dossierHref(dossier.id, address),
    templateName: template.title,
    kindName: shown.kind === 'granted' ? t.officer.draftGranted : t.officer.draftRefused,
    templates: [{ href: `${own}${own.includes('?') ? '&' : '?'}${names.kind}=${kindWords[other]}`, text: toOther }],
    target: { action: own, csrf: request.csrfToken, hidden: { [names.kind]: kindWords[shown.kind] } },
    errors,
    fields: fieldsView(t, template.fields, shown.values, errors),
    preview: shown.isSaved
      ? { name: t.officer.draftPreview, kind: 'pdf' as const, href: pdf, downloadHref: `${pdf}?tai=1` }
      : undefined,
    noPreview: t.officer.draftNoPreview,
    returned: lastDone?.state === 'sent-back' ? { by: lastDone.doneByName ?? '', reason: lastDone.note } : undefined,
    note: { name: names.note, value: fieldOf(request.form, names.note) },
    deedName: names.deed,
  }
  return page(officerDocument(request, { title: t.officer.draftTitle }, <DraftOutcomePage t={t} view={view} />), {
    status: shown.status ?? 200,
  })
}

/** The draft as it was kept, or filled with all that is known when there is none of this kind yet. */
export const draftPage: Route = {
  method: 'GET',
  path,
  access: { officer: ['handler'] },
  statementBudget: 8,
  handler: async (request) => {
    const dossier = await findHandled(request)
    if (dossier === null) return notFound
    if (!isInHand(request, dossier)) return redirect(dossierHref(dossier.id, readListAddress(request.query)))
    const deps = request.deps.dossiers(request.province)
    await noteLook(deps.database, officerOf(request), dossier.id, 'outcome', request.now)
    const kept = await findOutcome(deps.database, deps.sealing, dossier.id)
    const kind = kindOf(fieldOf(request.query, names.kind)) ?? kept?.kind ?? 'granted'
    const isSaved = kept?.kind === kind
    const values = isSaved ? kept.values : await prefillOutcome(deps, dossier.id, kind)
    return show(request, dossier, { kind, values, isSaved })
  },
}

const typedValues = (request: PageRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(request.form)
      .filter((name) => name.startsWith(valuePrefix))
      .map((name) => [name.slice(valuePrefix.length).slice(0, 60), fieldOf(request.form, name).slice(0, 20_000)]),
  )

export const saveDraft: Route = {
  method: 'POST',
  path,
  access: { officer: ['handler'] },
  handler: async (request) => {
    const dossier = await findHandled(request)
    if (dossier === null) return notFound
    const t = messages(request.locale)
    const deps = request.deps.dossiers(request.province)
    const kind = kindOf(fieldOf(request.form, names.kind)) ?? 'granted'
    const values = typedValues(request)
    const submit = fieldOf(request.form, names.deed) === 'send'
    const note = fieldOf(request.form, names.note).slice(0, 1_000)
    const drafted = await draftOutcome(deps, officerOf(request), { dossierId: dossier.id, kind, values, submit, note })
    const address = readListAddress(request.query)
    if (!drafted.ok) {
      const { status, text, parts } = answerDossierRefusal(t, drafted.refusal)
      const { fields } = await templateOf(request, dossier, kind)
      const errors = parts?.map(({ name }) => ({
        name: `${valuePrefix}${name}`,
        text: t.refusals.outcomeFieldMissing(fields.find((field) => field.name === name)?.label ?? name),
      })) ?? [{ name: names.note, text }]
      return show(request, dossier, { kind, values, isSaved: false, status, errors })
    }
    if (submit)
      return redirect(dossierHref(dossier.id, address), { notice: { kind: 'done', text: t.officer.draftSent } })
    return redirect(`${dossierPath(dossier.id)}/du-thao${listQuery(address)}`, {
      notice: { kind: 'done', text: t.officer.draftSaved },
    })
  },
}
