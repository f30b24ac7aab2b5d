import { LinkButton } from '../../../form/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { CopyCode } from '../../../parts/copy-code.tsx'
import { QrFigure, type QrView } from '../../../parts/qr-figure.tsx'
import { Timeline, type TimelineEntry } from '../../../parts/timeline.tsx'
import { Icon } from '../../../shell/icon.tsx'
import type { ViewProps } from '../../view-props.ts'

export type FilingDoneView = {
  readonly procedureName: string
  /** One for each dossier of the filing. */
  readonly codes: readonly string[]
  readonly qr: QrView
  readonly receiptHref: string
  readonly trackHref: string
  readonly next: readonly TimelineEntry[]
  readonly payHref?: string | undefined
}

export const FilingDonePage = ({ t, view }: ViewProps<FilingDoneView>) => (
  <div class="beside">
    <Card>
      <div class="done-mark">
        <Icon name="check" />
      </div>
      <h1>{t.filing.doneTitle}</h1>
      <p class="lead">{view.procedureName}</p>
      <div class="due with-qr">
        <div>
          <p>{t.filing.doneCode}</p>
          {view.codes.map((code) => (
            <div key={code} class="big-code">
              <CopyCode t={t} code={code} />
            </div>
          ))}
          <p class="soft">{t.filing.doneLead}</p>
        </div>
        <QrFigure {...view.qr} />
      </div>
      <div class="form-actions">
        {view.payHref !== undefined && <LinkButton href={view.payHref}>{t.tracking.payNow}</LinkButton>}
        <LinkButton
          href={view.receiptHref}
          icon="download"
          variant={view.payHref === undefined ? undefined : 'secondary'}
        >
          {t.filing.doneReceipt}
        </LinkButton>
        <LinkButton href={view.trackHref} variant="secondary">
          {t.filing.doneTrack}
        </LinkButton>
      </div>
    </Card>
    <Card title={t.filing.doneNext}>
      <Timeline entries={view.next} />
    </Card>
  </div>
)
