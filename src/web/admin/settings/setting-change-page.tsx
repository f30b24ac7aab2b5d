import { unreachable } from '#kernel/result.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import {
  type DecidedSetting,
  DecideSetting,
  type DecideSettingRefusal,
  decideSetting,
  findRegistered,
  listAgencyScopes,
  listSettings,
  type RegisteredSetting,
  type SettingScopeKind,
  type ValueFault,
} from '#modules/settings/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { Option } from '#web/ui/form/select.tsx'
import { SettingChangePage, type SettingChangeView } from '#web/ui/views/admin/setting-change.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, notFound, type PageRequest, page, redirect } from '../../http/route.ts'
import { partsOf } from './setting-editors.ts'
import { type SettingPart, valueAt, withValueAt } from './setting-part.ts'
import { nameOfSetting, settingsPath, stateOf, versionView } from './setting-texts.ts'

const names = { scope: 'pham-vi', from: 'tu-ngay', until: 'den-ngay', source: 'can-cu', certainty: 'do-chac' } as const
const partName = ({ path }: SettingPart): string => ['gia-tri', ...path].join('.')

type Scope = { readonly kind: SettingScopeKind; readonly id: string }

const scopeOf = (asked: string): Scope =>
  asked === 'country' || asked === 'province' ? { kind: asked, id: '' } : { kind: 'agency', id: asked }

/** What the page begins with: the value in force in that scope, or else in a wider one. */
type Standing = { readonly decided: readonly DecidedSetting[]; readonly value: unknown }

const breadth: readonly SettingScopeKind[] = ['country', 'province', 'agency', 'procedure']

const standingOf = (all: readonly DecidedSetting[], scope: Scope, today: Temporal.PlainDate): Standing => {
  const decided = all.filter(({ scopeKind, scopeId }) => scopeKind === scope.kind && scopeId === scope.id)
  const inForce = all
    .filter((one) => stateOf(one, today) === 'now')
    .filter((one) => one.scopeId === '' || one.scopeId === scope.id)
    .sort((left, right) => breadth.indexOf(right.scopeKind) - breadth.indexOf(left.scopeKind))
  const own = inForce.find(({ scopeKind, scopeId }) => scopeKind === scope.kind && scopeId === scope.id)
  return { decided, value: (own ?? inForce[0] ?? decided.at(-1))?.value }
}

const scopeOptions = async (
  request: PageRequest,
  t: Messages,
  setting: RegisteredSetting,
): Promise<readonly Option[]> => {
  const wide = setting.scopes.flatMap((kind) =>
    kind === 'country' || kind === 'province' ? [{ value: kind, text: t.admin.settingScopes[kind] }] : [],
  )
  if (!setting.scopes.includes('agency')) return wide
  const agencies = await listAgencyScopes(request.province.database)
  return [...wide, ...agencies.map(({ id, name }) => ({ value: id, text: name }))]
}

type Typed = { readonly textOf: (name: string) => string; readonly errors: readonly FieldErrorView[] }

const viewOf = async (
  request: PageRequest,
  setting: RegisteredSetting,
  standing: Standing,
  asked: string,
  typed?: Typed,
): Promise<SettingChangeView> => {
  const t = messages(request.locale)
  const tomorrow = localDate(request.now).add({ days: 1 })
  const kept = (name: string, first: string) => (typed === undefined ? first : typed.textOf(name))
  const certainties = Object.entries(t.admin.certainties).map(([value, text]) => ({ value, text }))
  return {
    ...nameOfSetting(t, setting.key),
    back: { href: settingsPath, text: t.admin.settingsTitle },
    target: { action: `${settingsPath}/${setting.key}?${names.scope}=${asked}`, csrf: request.csrfToken },
    errors: typed?.errors ?? [],
    fields: partsOf(t, setting.key, standing.value).map((part) => ({
      name: partName(part),
      kind: part.kind,
      label: part.unit === undefined || part.unit === '' ? part.label : `${part.label} (${part.unit})`,
      hint: part.hint,
      options: part.options,
      value: kept(partName(part), part.toText(valueAt(standing.value, part.path))),
    })),
    scope: {
      name: names.scope,
      value: kept(names.scope, asked),
      options: await scopeOptions(request, t, setting),
    },
    from: { name: names.from, value: kept(names.from, tomorrow.toString()), min: localDate(request.now).toString() },
    until: { name: names.until, value: kept(names.until, ''), min: tomorrow.toString() },
    source: { name: names.source, value: kept(names.source, '') },
    certainty: { name: names.certainty, value: kept(names.certainty, 'decided'), options: certainties },
    versions: [...standing.decided].reverse().map((one) => versionView(request, t, one)),
  }
}

/** The scope in the address; without one what the province itself decides. */
const askedScope = (request: PageRequest): string => fieldOf(request.query, names.scope) || 'province'

const show = async (request: PageRequest, typed?: Typed): Promise<Answer> => {
  const t = messages(request.locale)
  const setting = findRegistered(request.params.key ?? '')
  if (setting === undefined) return notFound
  const asked = askedScope(request)
  const all = await listSettings(request.province.database, setting.key)
  const standing = standingOf(all, scopeOf(asked), localDate(request.now))
  const view = await viewOf(request, setting, standing, asked, typed)
  const content = <SettingChangePage t={t} view={view} />
  return page(officerDocument(request, { title: view.name }, content), { status: typed === undefined ? 200 : 422 })
}

export const showSettingChange = (request: PageRequest): Promise<Answer> => show(request)

const wordsOf = (t: Messages, part: SettingPart, fault: ValueFault): string => {
  if (part.fault !== undefined) return part.fault
  const { settingFaults: words } = t.admin
  if (part.kind === 'number')
    return fault.code === 'invalid_type'
      ? fault.message.includes('int')
        ? words.wholeNumber
        : words.number
      : words.range
  if (part.kind === 'choice') return words.choice
  if (fault.code === 'too_small') return words.missing
  if (fault.code === 'too_big') return words.tooLong
  return fault.code === 'custom' ? words.letter : words.value
}

const begins = (path: readonly PropertyKey[], start: readonly PropertyKey[]): boolean =>
  start.every((step, index) => path[index] === step)

/** Each fault beside the field it was typed in; one of no field stands beside the first. */
const faultsBeside = (t: Messages, parts: readonly SettingPart[], faults: readonly ValueFault[]): FieldErrorView[] => {
  const errors = new Map<string, FieldErrorView>()
  for (const fault of faults) {
    const part = parts.find(({ path }) => begins(fault.path, path)) ?? parts[0]
    if (part !== undefined && !errors.has(partName(part)))
      errors.set(partName(part), { name: partName(part), text: wordsOf(t, part, fault) })
  }
  return [...errors.values()]
}

const errorsOf = (
  t: Messages,
  refusal: DecideSettingRefusal,
  parts: readonly SettingPart[],
): readonly FieldErrorView[] | Answer => {
  const { settingFaults: words } = t.admin
  switch (refusal.code) {
    case 'setting.not-permitted':
      return forbidden
    case 'setting.unknown':
      return notFound
    case 'setting.scope-unknown':
      return [{ name: names.scope, text: words.scope }]
    case 'setting.source-missing':
      return [{ name: names.source, text: words.source }]
    case 'setting.begins-in-the-past':
      return [{ name: names.from, text: words.past }]
    case 'setting.ends-before-it-begins':
      return [{ name: names.until, text: words.order }]
    case 'setting.overlaps':
      return refusal.from === null
        ? [{ name: names.from, text: words.overlap }]
        : [{ name: names.until, text: words.overlapFrom(formatDate(refusal.from)) }]
    case 'setting.value-wrong':
      return faultsBeside(t, parts, refusal.faults)
    default:
      return unreachable(refusal)
  }
}

const wrongDays = (t: Messages, from: string | undefined, untilTyped: string, until: string | undefined) => [
  ...(from === undefined ? [{ name: names.from, text: t.admin.settingFaults.day }] : []),
  ...(untilTyped !== '' && until === undefined ? [{ name: names.until, text: t.admin.settingFaults.day }] : []),
]

/** Decides what was typed; what is refused comes back with everything that was typed. */
export const changeSetting = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const setting = findRegistered(request.params.key ?? '')
  if (setting === undefined) return notFound
  const textOf = (name: string): string => fieldOf(request.form, name)
  const all = await listSettings(request.province.database, setting.key)
  const asked = textOf(names.scope) || askedScope(request)
  const { value: before } = standingOf(all, scopeOf(askedScope(request)), localDate(request.now))
  const parts = partsOf(t, setting.key, before)
  const value = parts.reduce((made, part) => withValueAt(made, part.path, part.toValue(textOf(partName(part)))), before)
  const from = parseDateInput(textOf(names.from))
  const until = parseDateInput(textOf(names.until))
  const wrong = wrongDays(t, from, textOf(names.until), until)
  if (wrong.length > 0) return show(request, { textOf, errors: wrong })
  const command = DecideSetting.safeParse({
    key: setting.key,
    scopeKind: scopeOf(asked).kind,
    scopeId: scopeOf(asked).id,
    value,
    from,
    // People name the last day on which it holds; a period leaves its end out.
    until: until === undefined ? null : Temporal.PlainDate.from(until).add({ days: 1 }),
    legalSource: textOf(names.source),
    certainty: textOf(names.certainty),
  })
  if (!command.success)
    return show(request, { textOf, errors: [{ name: names.scope, text: t.admin.settingFaults.scope }] })
  const deps = { database: request.province.database, clock: request.deps.clock }
  const result = await decideSetting(deps, request.actor, command.data)
  if (!result.ok) {
    const errors = errorsOf(t, result.refusal, parts)
    return 'kind' in errors ? errors : show(request, { textOf, errors })
  }
  const { name } = nameOfSetting(t, setting.key)
  const text = t.admin.settingsDecided(name, formatDate(command.data.from))
  return redirect(settingsPath, { notice: { kind: 'done', text } })
}
