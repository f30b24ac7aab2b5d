import { Button } from '../../form/button.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type SettingVersionView = {
  readonly value: string
  readonly from: string
  readonly until?: string | undefined
  readonly source?: string | undefined
  readonly decidedBy?: string | undefined
  readonly isPlanned?: boolean | undefined
}

export type SettingView = {
  readonly key: string
  readonly name: string
  readonly scope: string
  readonly now: SettingVersionView
  readonly others: readonly SettingVersionView[]
  readonly changeHref?: string | undefined
}

export type SettingsView = {
  readonly action: string
  readonly queryName: string
  readonly query?: string | undefined
  readonly scopes: readonly FilterLink[]
  readonly groups: readonly { readonly title: string; readonly settings: readonly SettingView[] }[]
}

type Texts = ViewProps<unknown>['t']

const Version = ({ t, version }: { readonly t: Texts; readonly version: SettingVersionView }) => (
  <>
    <strong>{version.value}</strong> {version.isPlanned === true && <Badge>{t.admin.settingsPlanned}</Badge>}
    <span class="sub">
      {t.admin.settingsFrom(version.from)}
      {version.until !== undefined && ` ${t.admin.settingsUntil(version.until)}`}
      {version.source !== undefined && ` · ${version.source}`}
      {version.decidedBy !== undefined && ` · ${version.decidedBy}`}
    </span>
  </>
)

const Setting = ({ t, setting }: { readonly t: Texts; readonly setting: SettingView }) => (
  <div class="setting">
    <div>
      {setting.name}
      <span class="sub">
        {setting.scope} · <code>{setting.key}</code>
      </span>
      {setting.others.length > 0 && (
        <details class="more">
          <summary>{t.admin.settingsHistory}</summary>
          <ul>
            {setting.others.map((version) => (
              <li key={`${version.from} ${version.value}`}>
                <Version t={t} version={version} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
    <div>
      <Version t={t} version={setting.now} />
    </div>
    {setting.changeHref === undefined ? (
      <span />
    ) : (
      <a href={setting.changeHref} aria-label={t.admin.settingsChangeOf(setting.name)}>
        {t.admin.settingsChange}
      </a>
    )}
  </div>
)

export const SettingsPage = ({ t, view }: ViewProps<SettingsView>) => (
  <>
    <PageHead t={t} title={t.admin.settingsTitle} lead={t.admin.settingsLead} />
    <div class="stack">
      <form class="list-search" action={view.action} method="get">
        <div>
          <label class="sr-only" for="setting-search">
            {t.admin.settingsSearch}
          </label>
          <input
            class="ds-input"
            id="setting-search"
            type="search"
            name={view.queryName}
            value={view.query}
            placeholder={t.admin.settingsSearch}
            data-search
          />
        </div>
        <Button variant="secondary">{t.common.search}</Button>
      </form>
      <FilterBar label={t.admin.settingsScope} filters={view.scopes} />
      {view.groups.length === 0 && <EmptyState title={t.admin.settingsNone} text={t.admin.settingsNoneText} />}
      {view.groups.map((group) => (
        <Card key={group.title} title={group.title}>
          {group.settings.map((setting) => (
            <Setting key={`${setting.key} ${setting.scope}`} t={t} setting={setting} />
          ))}
        </Card>
      ))}
    </div>
  </>
)
