import { Card } from '../../parts/card.tsx'
import { StatFigures, type StatFigureView } from '../../parts/stat-figures.tsx'
import { Icon, type IconName } from '../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'
import { SearchForm } from './search-form.tsx'

export type HomeView = {
  readonly searchAction: string
  readonly suggestHref: string
  readonly often: readonly LinkView[]
  readonly trackHref: string
  readonly browseHref: string
  readonly verifyHref: string
  /** Live figures; the row is left out while there are none. */
  readonly figures: readonly StatFigureView[]
  readonly figuresHref: string
  readonly updatedAt?: string | undefined
}

type TileProps = { readonly href: string; readonly icon: IconName; readonly title: string; readonly text: string }

const Tile = ({ href, icon, title, text }: TileProps) => (
  <a class="card tile" href={href}>
    <Icon name={icon} />
    <h2>{title}</h2>
    <p>{text}</p>
  </a>
)

/** One question, search first. Put into the layout with `flush`. */
export const HomePage = ({ t, view }: ViewProps<HomeView>) => (
  <>
    <div class="hero">
      <div class="page">
        <h1>{t.publicPages.homeTitle}</h1>
        <p class="lead">{t.publicPages.homeLead}</p>
        <SearchForm t={t} action={view.searchAction} suggestHref={view.suggestHref} />
        <nav aria-label={t.publicPages.oftenNeeded}>
          <ul class="chips">
            {view.often.map((link) => (
              <li key={link.href}>
                <a class="chip" href={link.href}>
                  {link.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
    <div class="page">
      <div class="grid tiles">
        <Tile href={view.trackHref} icon="clock" title={t.publicPages.tileTrack} text={t.publicPages.tileTrackText} />
        <Tile href={view.browseHref} icon="list" title={t.publicPages.tileBrowse} text={t.publicPages.tileBrowseText} />
        <Tile href={view.verifyHref} icon="seal" title={t.publicPages.tileVerify} text={t.publicPages.tileVerifyText} />
      </div>
      {view.figures.length > 0 && (
        <Card tone="deep" class="promise" title={t.publicPages.figuresTitle}>
          <StatFigures figures={view.figures} />
          <p class="foot">
            <a href={view.figuresHref}>{t.publicPages.figuresMore}</a>
            {view.updatedAt !== undefined && <span class="small"> · {t.common.updatedAt(view.updatedAt)}</span>}
          </p>
        </Card>
      )}
    </div>
  </>
)
