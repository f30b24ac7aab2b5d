import { Button } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { QrFigure, type QrView } from '../../../parts/qr-figure.tsx'
import { SummaryList } from '../../../parts/summary-list.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type PaymentState =
  | { readonly kind: 'open'; readonly failedBefore: boolean }
  | { readonly kind: 'pending' }
  | { readonly kind: 'paid'; readonly at: string; readonly receipt: LinkView }

export type PaymentView = {
  readonly code: string
  readonly procedureName: string
  readonly backHref: string
  readonly amount: string
  readonly amountInWords: string
  readonly lines: readonly { readonly name: string; readonly amount: string }[]
  readonly before?: string | undefined
  readonly state: PaymentState
  /** Absent when the platform is switched off. */
  readonly online?: FormTarget | undefined
  readonly counterPlace?: string | undefined
  readonly qr?: QrView | undefined
}

const Ways = ({ t, view }: ViewProps<PaymentView>) => (
  <>
    {view.online !== undefined && (
      <Card title={t.filing.payOnline}>
        <p class="soft">{t.filing.payOnlineHint}</p>
        <Form target={view.online}>
          <Button icon="money">{t.filing.payOnline}</Button>
        </Form>
      </Card>
    )}
    {view.counterPlace !== undefined && (
      <Card title={t.filing.payCounter}>
        <p class="soft">{t.filing.payCounterHint(view.counterPlace)}</p>
      </Card>
    )}
  </>
)

export const PaymentPage = ({ t, view }: ViewProps<PaymentView>) => (
  <>
    <PageHead
      t={t}
      title={t.filing.payTitle}
      lead={view.procedureName}
      crumbs={[{ href: view.backHref, text: view.code }]}
    />
    <div class="beside">
      <Card>
        <p class="soft">{t.filing.payAmount}</p>
        <p class="money">{view.amount}</p>
        <p class="soft small">{t.filing.payWords(view.amountInWords)}</p>
        {view.before !== undefined && view.state.kind === 'open' && <p>{t.filing.payBefore(view.before)}</p>}
        <SummaryList
          rows={view.lines.map((line) => ({ term: line.name, value: <span class="number">{line.amount}</span> }))}
        />
        {view.qr !== undefined && view.state.kind === 'open' && <QrFigure {...view.qr} />}
      </Card>
      <div class="stack">
        {view.state.kind === 'paid' && (
          <Notice
            kind="done"
            title={t.filing.payDone}
            text={t.filing.payDoneText(view.amount, view.state.at)}
            link={view.state.receipt}
            live
          />
        )}
        {view.state.kind === 'pending' && <Notice text={t.filing.payPending} live />}
        {view.state.kind === 'open' && view.state.failedBefore && (
          <Notice kind="attention" text={t.filing.payFailed} live />
        )}
        {view.state.kind === 'open' && <Ways t={t} view={view} />}
      </div>
    </div>
  </>
)
