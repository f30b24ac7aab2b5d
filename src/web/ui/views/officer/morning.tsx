import { LinkButton } from '../../form/button.tsx'
import { LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { LiveOffer } from '../../parts/live-offer.tsx'
import { Icon, type IconName } from '../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

/** One kind of work that waits: how much, and where it lies. */
export type WaitingTileView = {
  readonly href: string
  readonly icon: IconName
  readonly text: string
  readonly count: string
  readonly overdue?: string | undefined
  readonly today?: string | undefined
  readonly fresh?: string | undefined
}

export type MorningRowView = {
  readonly key: string
  readonly href: string
  readonly title: string
  readonly sub: string
  readonly due: LatenessView | { readonly level?: undefined; readonly text: string; readonly isOver?: boolean }
}

export type MorningView = {
  readonly live?: { readonly href: string; readonly pageHref: string } | undefined
  readonly title: string
  readonly day: string
  readonly summary?: string | undefined
  readonly tiles: readonly WaitingTileView[]
  readonly pressing: readonly MorningRowView[]
  readonly pressingMore?: LinkView | undefined
  readonly fresh: readonly MorningRowView[]
  readonly freshSince: string
  readonly calendar: readonly MorningRowView[]
  readonly awaited: readonly MorningRowView[]
  readonly awaitedCounts: readonly { readonly text: string; readonly count: string; readonly href: string }[]
}

type Props = ViewProps<MorningView>

const Tile = ({ tile }: { readonly tile: WaitingTileView }) => (
  <li>
    <a class="tile" href={tile.href}>
      <Icon name={tile.icon} />
      <span class="tile-text">
        <strong>{tile.count}</strong> {tile.text}
      </span>
      <span class="tile-marks">
        {tile.overdue !== undefined && <LatenessBadge level="overdue" text={tile.overdue} />}
        {tile.today !== undefined && <LatenessBadge level="soon" text={tile.today} />}
        {tile.fresh !== undefined && <span class="soft small">{tile.fresh}</span>}
      </span>
    </a>
  </li>
)

const Due = ({ due }: { readonly due: MorningRowView['due'] }) =>
  due.level === undefined || due.level === 'later' ? (
    <span class="soft small">{due.text}</span>
  ) : (
    <LatenessBadge level={due.level} text={due.text} />
  )

const Rows = ({ rows }: { readonly rows: readonly MorningRowView[] }) => (
  <ul class="morning-rows">
    {rows.map((row) => (
      <li key={row.key} data-over={row.due.level === undefined && row.due.isOver === true ? true : undefined}>
        <a href={row.href}>
          <span class="two-lines">{row.title}</span>
          <span class="sub">{row.sub}</span>
        </a>
        <Due due={row.due} />
      </li>
    ))}
  </ul>
)

const Awaited = ({ t, view }: Props) => (
  <Card title={t.officer.morning.awaitedTitle}>
    {view.awaitedCounts.length === 0 ? (
      <p class="soft">{t.officer.morning.awaitedNone}</p>
    ) : (
      <>
        <ul class="chips">
          {view.awaitedCounts.map((one) => (
            <li key={one.text}>
              <a class="chip" href={one.href}>
                {one.text}
                <span class="number">{one.count}</span>
              </a>
            </li>
          ))}
        </ul>
        <Rows rows={view.awaited} />
      </>
    )}
  </Card>
)

/** What waits for me, what presses, what came, what I wait for: each a touch away. */
export const MorningPage = ({ t, view }: Props) => (
  <div class="morning stack" data-live={view.live?.href}>
    {view.live !== undefined && (
      <LiveOffer kind="changed" href={view.live.pageHref} text={t.officer.liveChanged} act={t.officer.liveReload} />
    )}
    <header class="page-head">
      <p class="soft day">{view.day}</p>
      <h1>{view.title}</h1>
      {view.summary !== undefined && <p class="lead">{view.summary}</p>}
    </header>
    {view.tiles.length === 0 ? (
      <EmptyState icon="check" title={t.officer.morning.waitingNone} text={t.officer.morning.waitingNoneText} />
    ) : (
      <section aria-labelledby="waiting">
        <h2 id="waiting" class="sr-only">
          {t.officer.morning.waiting}
        </h2>
        <ul class="tiles">
          {view.tiles.map((tile) => (
            <Tile key={tile.href + tile.text} tile={tile} />
          ))}
        </ul>
      </section>
    )}
    <div class="beside" data-wide="start">
      {view.pressing.length > 0 && (
        <Card title={t.officer.morning.pressing}>
          <Rows rows={view.pressing} />
          {view.pressingMore !== undefined && (
            <LinkButton href={view.pressingMore.href} variant="tertiary">
              {view.pressingMore.text}
            </LinkButton>
          )}
        </Card>
      )}
      <div class="stack">
        {view.calendar.length > 0 && (
          <Card title={t.officer.morning.calendarTitle}>
            <Rows rows={view.calendar} />
          </Card>
        )}
        <Awaited t={t} view={view} />
        <Card title={t.officer.morning.freshTitle}>
          <p class="soft small">{view.freshSince}</p>
          {view.fresh.length === 0 ? <p class="soft">{t.officer.morning.freshNone}</p> : <Rows rows={view.fresh} />}
        </Card>
      </div>
    </div>
  </div>
)
