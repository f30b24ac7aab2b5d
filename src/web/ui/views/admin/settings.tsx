import { Button } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { SearchBox } from '../../form/search-box.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../parts/filter-bar.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

/** One part of a value in words; a value of one part has no label. */
export type SettingFact = { readonly label?: string | undefined; readonly text: string }

export type SettingVersionView = {
  readonly id: string
  readonly facts: readonly SettingFact[]
  readonly from: string
  /** The last day on which it holds. */
  readonly until?: string | undefined
  readonly source: string
  readonly certainty: string
  readonly decided: string
  readonly state: 'now' | 'planned' | 'past'
  readonly withdraw?: { readonly target: FormTarget; readonly label: string } | undefined
}

export type SettingView = {
  /** Key and scope; one of its kind on the page. */
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly scope: string
  readonly now?: SettingVersionView | undefined
  readonly others: readonly SettingVersionView[]
  readonly changeHref: string
}

export type SettingsView = {
  readonly action: string
  readonly parts: readonly (LinkView & { readonly current?: boolean })[]
  readonly queryName: string
  readonly query: string
  readonly scopes: readonly FilterLink[]
  readonly groups: readonly { readonly title: string; readonly settings: readonly SettingView[] }[]
}

type Texts = ViewProps<unknown>['t']
type VersionProps = { readonly t: Texts; readonly version: SettingVersionView }

/** More facts than these are folded away. */
const shownAtOnce = 3

const FactList = ({ facts }: Pick<SettingVersionView, 'facts'>) => (
  <dl class="setting-facts">
    {facts.map((fact) => (
      <div key={fact.label}>
        <dt>{fact.label}</dt>
        <dd>{fact.text}</dd>
      </div>
    ))}
  </dl>
)

const Value = ({ t, version: { facts } }: VersionProps) => {
  const [first] = facts
  if (first !== undefined && first.label === undefined) return <strong>{first.text}</strong>
  if (facts.length <= shownAtOnce) return <FactList facts={facts} />
  return (
    <details class="more">
      <summary>{t.admin.settingsMore(facts.length)}</summary>
      <FactList facts={facts} />
    </details>
  )
}

export const SettingVersion = ({ t, version }: VersionProps) => (
  <>
    <Value t={t} version={version} />{' '}
    {version.state !== 'now' && (
      <Badge tone={version.state === 'planned' ? 'gold' : 'plain'}>
        {version.state === 'planned' ? t.admin.settingsPlanned : t.admin.settingsPast}
      </Badge>
    )}
    <span class="sub">
      {t.admin.settingsFrom(version.from)}
      {version.until !== undefined && ` ${t.admin.settingsUntil(version.until)}`}
    </span>
    <span class="sub">
      {version.source} · {version.certainty}
    </span>
    <span class="sub">{version.decided}</span>
    {version.withdraw !== undefined && (
      <Form target={version.withdraw.target}>
        <Button variant="tertiary" label={version.withdraw.label}>
          {t.admin.settingsWithdraw}
        </Button>
      </Form>
    )}
  </>
)

export const SettingHistory = ({
  t,
  versions,
}: {
  readonly t: Texts
  readonly versions: readonly SettingVersionView[]
}) => (
  <ul class="setting-history">
    {versions.map((version) => (
      <li key={version.id}>
        <SettingVersion t={t} version={version} />
      </li>
    ))}
  </ul>
)

const Setting = ({ t, setting }: { readonly t: Texts; readonly setting: SettingView }) => (
  <div class="setting">
    <div>
      <h3>{setting.name}</h3>
      <span class="sub">{setting.hint}</span>
      <span class="sub">
        <Badge>{setting.scope}</Badge>
      </span>
      {setting.others.length > 0 && (
        <details class="more">
          <summary>{t.admin.settingsHistory(setting.others.length)}</summary>
          <SettingHistory t={t} versions={setting.others} />
        </details>
      )}
    </div>
    <div>
      {setting.now === undefined ? (
        <span class="soft">{t.admin.settingsNotYet}</span>
      ) : (
        <SettingVersion t={t} version={setting.now} />
      )}
    </div>
    <a href={setting.changeHref} aria-label={t.admin.settingsChangeOf(setting.name)}>
      {t.admin.settingsChange}
    </a>
  </div>
)

export const SettingsPage = ({ t, view }: ViewProps<SettingsView>) => (
  <>
    <PageHead t={t} title={t.admin.settingsTitle} lead={t.admin.settingsLead} />
    <Tabs label={t.admin.settingsTitle} tabs={view.parts} />
    <div class="stack">
      <form class="list-search" action={view.action} method="get">
        <SearchBox
          id="setting-search"
          name={view.queryName}
          value={view.query}
          label={t.admin.settingsSearch}
          go={t.common.search}
        />
      </form>
      <FilterBar label={t.admin.settingsScope} filters={view.scopes} />
      {view.groups.length === 0 && <EmptyState title={t.admin.settingsNone} text={t.admin.settingsNoneText} />}
      {view.groups.map((group) => (
        <Card key={group.title} title={group.title}>
          {group.settings.map((setting) => (
            <Setting key={setting.id} t={t} setting={setting} />
          ))}
        </Card>
      ))}
    </div>
  </>
)
