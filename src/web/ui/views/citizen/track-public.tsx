import { LinkButton } from '../../form/button.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyCode } from '../../parts/copy-code.tsx'
import { isLongTitle } from '../../parts/page-head.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import type { ViewProps } from '../view-props.ts'

export type TrackPublicView = {
  readonly code: string
  readonly procedureName: string
  /** Official name of the status, and the same in everyday words. */
  readonly status: string
  readonly statusPlain: string
  readonly lateness?: LatenessView | undefined
  readonly percent: number
  readonly agency: string
  readonly receivedAt?: string | undefined
  readonly dueAt?: string | undefined
  readonly signInHref?: string | undefined
}

/** What anyone with the code may know: how far, not who. */
export const TrackPublicPage = ({ t, view }: ViewProps<TrackPublicView>) => (
  <div class="beside">
    <Card class="stack">
      <div>
        <p class="soft over">
          <CopyCode t={t} code={view.code} />
        </p>
        <h1 data-long={isLongTitle(view.procedureName)}>{view.procedureName}</h1>
        <p class="row">
          <Badge>{view.status}</Badge>
          {view.lateness !== undefined && <LatenessBadge {...view.lateness} />}
        </p>
      </div>
      <p class="lead">{view.statusPlain}</p>
      <div class="due">
        <p id="percent">{t.tracking.progress(view.percent)}</p>
        <meter class="meter" min={0} max={100} value={view.percent} aria-labelledby="percent" />
      </div>
      <SummaryList
        rows={[
          { term: t.tracking.agency, value: view.agency },
          ...(view.receivedAt === undefined ? [] : [{ term: t.tracking.receivedAt, value: view.receivedAt }]),
          ...(view.dueAt === undefined ? [] : [{ term: t.tracking.dueAt, value: <strong>{view.dueAt}</strong> }]),
        ]}
      />
    </Card>
    <Card>
      <p>{t.tracking.publicOnly}</p>
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
