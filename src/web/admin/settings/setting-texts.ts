import { formatDate, formatInstant, localDate, Temporal } from '#kernel/time.ts'
import type { DecidedSetting, SettingScopeKind } from '#modules/settings/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { SettingFact, SettingVersionView } from '#web/ui/views/admin/settings.tsx'
import type { PageRequest } from '../../http/route.ts'
import { partsOf } from './setting-editors.ts'
import { valueAt } from './setting-part.ts'

export const settingsPath = '/quan-tri/cai-dat'

/** A source as people call it; what is no short name is told as it was typed. */
export const sourceText = (t: Messages, source: string): string => {
  const known = t.admin.sourceNames[source]
  if (known !== undefined) return known
  const [, kind = '', number = '', year = ''] = /^(ND|TT|NQ)-([\d.]+)-(\d{4})$/.exec(source) ?? []
  const [, holidays] = /^TB-NGHI-LE-(\d{4})$/.exec(source) ?? []
  if (holidays !== undefined) return t.admin.sourceOfHolidays(holidays)
  switch (kind) {
    case 'ND':
      return t.admin.sourceOfDecree(number, year)
    case 'TT':
      return t.admin.sourceOfCircular(number, year)
    case 'NQ':
      return t.admin.sourceOfResolution(number, year)
    default:
      return source
  }
}

export const certaintyText = (t: Messages, certainty: string): string => {
  const names: Readonly<Record<string, string>> = t.admin.certainties
  return names[certainty] ?? certainty
}

export const scopeText = (t: Messages, kind: SettingScopeKind, name: string): string =>
  name === '' ? t.admin.settingScopes[kind] : name

export const nameOfSetting = (t: Messages, key: string) => t.admin.settingNames[key] ?? { name: key, hint: '' }

export const factsOf = (t: Messages, key: string, value: unknown): readonly SettingFact[] => {
  const parts = partsOf(t, key, value)
  return parts.map((part) => ({
    label: parts.length === 1 && part.path.length === 0 ? undefined : part.label,
    text: part.told(valueAt(value, part.path)),
  }))
}

export const stateOf = ({ from, until }: DecidedSetting, today: Temporal.PlainDate): SettingVersionView['state'] => {
  if (Temporal.PlainDate.compare(from, today) > 0) return 'planned'
  return until !== null && Temporal.PlainDate.compare(until, today) <= 0 ? 'past' : 'now'
}

/** A value in words; one that has not begun may be withdrawn. */
export const versionView = (request: PageRequest, t: Messages, setting: DecidedSetting): SettingVersionView => {
  const state = stateOf(setting, localDate(request.now))
  const decider = setting.decidedBy === 'demo' ? t.admin.settingsDemo : setting.decidedBy
  return {
    id: setting.id,
    facts: factsOf(t, setting.key, setting.value),
    from: formatDate(setting.from),
    until: setting.until === null ? undefined : formatDate(setting.until.subtract({ days: 1 })),
    source: sourceText(t, setting.legalSource),
    certainty: certaintyText(t, setting.certainty),
    decided: t.admin.settingsDecidedAt(decider, formatInstant(setting.recordedAt)),
    state,
    withdraw:
      state === 'planned'
        ? {
            target: { action: `${settingsPath}/rut-lai/${setting.id}`, csrf: request.csrfToken },
            label: t.admin.settingsWithdrawOf(formatDate(setting.from)),
          }
        : undefined,
  }
}
