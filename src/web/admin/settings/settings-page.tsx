import { unreachable } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import {
  type DecidedSetting,
  listSettings,
  type RegisteredSetting,
  type SettingScopeKind,
  settingGroups,
  settingRegister,
  WithdrawSetting,
  withdrawSetting,
} from '#modules/settings/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { SettingsPage, type SettingView } from '#web/ui/views/admin/settings.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, notFound, type PageRequest, page, redirect } from '../../http/route.ts'
import { factsOf, nameOfSetting, scopeText, settingsPath, stateOf, versionView } from './setting-texts.ts'
import { settingsParts } from './settings-parts.ts'

const names = { query: 'q', scope: 'pham-vi' } as const
const scopeNames = { all: '', country: 'ca-nuoc', province: 'tinh', agency: 'co-quan' } as const
type ScopeFilter = keyof typeof scopeNames

const addressOf = (query: string, scope: ScopeFilter): string => {
  const parameters = new URLSearchParams({
    ...(query === '' ? {} : { [names.query]: query }),
    ...(scope === 'all' ? {} : { [names.scope]: scopeNames[scope] }),
  })
  return parameters.size === 0 ? settingsPath : `${settingsPath}?${parameters.toString()}`
}

/** All that was decided of one key in one scope. */
type Line = {
  readonly setting: RegisteredSetting
  readonly scopeKind: SettingScopeKind
  readonly scopeId: string
  readonly decided: readonly DecidedSetting[]
}

/** A registered setting that nobody has decided stands as an empty line of the province, so that it can be decided. */
const linesOf = (setting: RegisteredSetting, decided: readonly DecidedSetting[]): readonly Line[] => {
  const lines = new Map<string, DecidedSetting[]>()
  for (const one of decided.filter(({ key }) => key === setting.key)) {
    const id = `${one.scopeKind} ${one.scopeId}`
    lines.set(id, [...(lines.get(id) ?? []), one])
  }
  if (lines.size === 0) return [{ setting, scopeKind: 'province', scopeId: '', decided: [] }]
  return [...lines.values()].flatMap((line) => {
    const [first] = line
    return first === undefined ? [] : [{ setting, scopeKind: first.scopeKind, scopeId: first.scopeId, decided: line }]
  })
}

const settingView = (request: PageRequest, t: Messages, line: Line): SettingView => {
  const { setting, scopeKind, scopeId, decided } = line
  const today = localDate(request.now)
  const now = decided.find((one) => stateOf(one, today) === 'now')
  const scope = scopeKind === 'agency' || scopeKind === 'procedure' ? scopeId : scopeKind
  return {
    id: `${setting.key} ${scope}`,
    ...nameOfSetting(t, setting.key),
    scope: scopeText(t, scopeKind, decided[0]?.scopeName ?? ''),
    now: now === undefined ? undefined : versionView(request, t, now),
    others: decided.filter((one) => one !== now).map((one) => versionView(request, t, one)),
    changeHref: `${settingsPath}/${setting.key}?${names.scope}=${scope}`,
  }
}

/** Name, explanation and value, as far as words find a setting. */
const speaksOf = (t: Messages, { setting, decided }: Line, wanted: string): boolean => {
  const { name, hint } = nameOfSetting(t, setting.key)
  const values = decided.flatMap(({ key, value }) =>
    factsOf(t, key, value).flatMap(({ label = '', text }) => [label, text]),
  )
  return wanted.split(/\s+/).every((word) => fold([name, hint, setting.key, ...values].join(' ')).includes(word))
}

export const showSettings = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const query = fieldOf(request.query, names.query)
  const filters = Object.keys(scopeNames) as ScopeFilter[]
  const scope = filters.find((one) => scopeNames[one] === fieldOf(request.query, names.scope)) ?? 'all'
  const decided = await listSettings(request.province.database)
  const lines = settingRegister
    .flatMap((setting) => linesOf(setting, decided))
    .filter((line) => (scope === 'all' || line.scopeKind === scope) && speaksOf(t, line, fold(query)))
  const view = {
    action: settingsPath,
    parts: settingsParts(t, 'settings'),
    queryName: names.query,
    query,
    scopes: filters.map((one) => ({
      href: addressOf(query, one),
      text: t.admin.settingScopes[one],
      current: one === scope,
    })),
    groups: settingGroups
      .map((group) => ({
        title: t.admin.settingGroups[group],
        settings: lines.filter(({ setting }) => setting.group === group).map((line) => settingView(request, t, line)),
      }))
      .filter(({ settings }) => settings.length > 0),
  }
  return page(officerDocument(request, { title: t.admin.settingsTitle }, <SettingsPage t={t} view={view} />))
}

/** Takes back a value that has not begun. */
export const withdraw = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = WithdrawSetting.safeParse({ id: request.params.id })
  if (!command.success) return notFound
  const deps = { database: request.province.database, clock: request.deps.clock }
  const result = await withdrawSetting(deps, request.actor, command.data)
  if (result.ok) {
    const text = t.admin.settingsWithdrawn(nameOfSetting(t, result.value.key).name)
    return redirect(settingsPath, { notice: { kind: 'done', text } })
  }
  const { refusal } = result
  switch (refusal.code) {
    case 'setting.not-permitted':
      return forbidden
    case 'setting.unknown':
      return notFound
    case 'setting.in-force-already':
      return redirect(settingsPath, { notice: { kind: 'attention', text: t.admin.settingsTooLate } })
    default:
      return unreachable(refusal)
  }
}
