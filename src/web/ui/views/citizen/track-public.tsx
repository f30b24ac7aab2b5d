import { LinkButton } from '../../form/button.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyCode } from '../../parts/copy-code.tsx'
import { isLongTitle } from '../../parts/page-head.tsx'
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx'
import type { ViewProps } from '../view-props.ts'

export type TrackPublicView = {
  readonly code: string
  /** Official name of the status, and the same in everyday words. */
  readonly status: string
  readonly statusPlain: string
  readonly percent: number
  /** Where one asks. */
  readonly ask: { readonly agency: string; readonly phone: string }
  /** What stands on the slip, for whoever holds it. */
  readonly more?:
    | {
        readonly procedureName: string
        readonly lateness?: LatenessView | undefined
        readonly agency: string
        readonly receivedAt?: string | undefined
        readonly dueAt?: string | undefined
      }
    | undefined
  readonly signInHref?: string | undefined
}

type Props = ViewProps<TrackPublicView>

const moreRows = (t: Props['t'], more: TrackPublicView['more']): readonly SummaryRow[] =>
  more === undefined
    ? []
    : [
        { term: t.tracking.agency, value: more.agency },
        ...(more.receivedAt === undefined ? [] : [{ term: t.tracking.receivedAt, value: more.receivedAt }]),
        ...(more.dueAt === undefined ? [] : [{ term: t.tracking.dueAt, value: <strong>{more.dueAt}</strong> }]),
      ]

/** What anyone with the code may know: how far, not who and not what. */
export const TrackPublicPage = ({ t, view }: Props) => (
  <div class="beside">
    <Card class="stack">
      <div>
        <p class="soft over">
          <CopyCode t={t} code={view.code} />
        </p>
        <h1 data-long={isLongTitle(view.more?.procedureName ?? '')}>
          {view.more?.procedureName ?? t.tracking.publicTitle}
        </h1>
        <p class="row">
          <Badge>{view.status}</Badge>
          {view.more?.lateness !== undefined && <LatenessBadge {...view.more.lateness} />}
        </p>
      </div>
      <p class="lead">{view.statusPlain}</p>
      <div class="due">
        <p id="percent">{t.tracking.progress(view.percent)}</p>
        <meter class="meter" min={0} max={100} value={view.percent} aria-labelledby="percent" />
      </div>
      <SummaryList
        rows={[
          ...moreRows(t, view.more),
          { term: t.tracking.ask, value: view.ask.agency },
          ...(view.ask.phone === '' ? [] : [{ term: t.tracking.askPhone, value: view.ask.phone }]),
        ]}
      />
    </Card>
    <Card>
      <p>{view.more === undefined ? t.tracking.publicOnly : t.tracking.withSlip}</p>
      {view.signInHref !== undefined && (
        <>
          <p>{t.tracking.signInForMore}</p>
          <LinkButton href={view.signInHref} variant="secondary">
            {t.layout.signIn}
          </LinkButton>
        </>
      )}
    </Card>
  </div>
)
