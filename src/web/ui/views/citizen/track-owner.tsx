import { Button, LinkButton } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { TextArea } from '../../form/text-area.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { CopyCode } from '../../parts/copy-code.tsx'
import { DueDateExplanation, type DueView } from '../../parts/due-date-explanation.tsx'
import { isLongTitle } from '../../parts/page-head.tsx'
import { Timeline, type TimelineEntry } from '../../parts/timeline.tsx'
import { Icon } from '../../shell/icon.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type YourTurnView = {
  readonly title: string
  readonly text: string
  readonly before?: string | undefined
  readonly act: LinkView
}

export type TrackOwnerView = {
  readonly code: string
  readonly procedureName: string
  readonly status: string
  readonly statusPlain: string
  readonly lateness?: LatenessView | undefined
  readonly due?: DueView | undefined
  /** Before the desk has accepted: what will be counted from then. */
  readonly limitAhead?: string | undefined
  readonly timeline: readonly TimelineEntry[]
  /** What the owner must do; nothing most of the time. */
  readonly yourTurn?: YourTurnView | undefined
  /** Said instead. */
  readonly nothingToDo: string
  readonly whoActs?:
    | { readonly text: string; readonly phone?: string | undefined; readonly before?: string | undefined }
    | undefined
  readonly outcome?:
    | { readonly name: string; readonly number?: string | undefined; readonly download?: string | undefined }
    | undefined
  readonly fee?:
    | {
        readonly amount: string
        readonly isPaid: boolean
        /** Was owed, and is not collected since the dossier ended. */
        readonly isDropped?: boolean | undefined
        readonly link?: LinkView | undefined
        /** Money that goes back, and how far it is. */
        readonly refunds?: readonly string[] | undefined
      }
    | undefined
  /** Names of fees of which the desk has still to say the amount. */
  readonly feesToCome?: readonly string[] | undefined
  readonly files: readonly { readonly href: string; readonly name: string; readonly note?: string | undefined }[]
  readonly looks: { readonly views: number; readonly people: number; readonly href: string }
  readonly rateHref?: string | undefined
  readonly withdraw?:
    | { readonly target: FormTarget; readonly reasonName: string; readonly error?: string | undefined }
    | undefined
}

type Props = ViewProps<TrackOwnerView>

const Head = ({ t, view }: Props) => (
  <div>
    <p class="soft over">
      <CopyCode t={t} code={view.code} />
    </p>
    <h1 data-long={isLongTitle(view.procedureName)}>{view.procedureName}</h1>
    <p class="row">
      <Badge>{view.status}</Badge>
      {view.lateness !== undefined && <LatenessBadge {...view.lateness} />}
    </p>
    <p class="lead">{view.statusPlain}</p>
  </div>
)

const YourTurn = ({ t, view }: Props) =>
  view.yourTurn === undefined ? (
    <Card title={t.tracking.yourTurn}>
      <p>{view.nothingToDo}</p>
      {view.rateHref !== undefined && (
        <LinkButton href={view.rateHref} variant="secondary" icon="star">
          {t.tracking.rateTitle}
        </LinkButton>
      )}
    </Card>
  ) : (
    <Card tone="gold" title={t.tracking.yourTurn}>
      <h3>{view.yourTurn.title}</h3>
      <p class="lines">{view.yourTurn.text}</p>
      {view.yourTurn.before !== undefined && <p class="strong">{view.yourTurn.before}</p>}
      <LinkButton href={view.yourTurn.act.href} wide>
        {view.yourTurn.act.text}
      </LinkButton>
    </Card>
  )

const Outcome = ({ t, view }: Props) =>
  view.outcome === undefined ? null : (
    <Card title={t.tracking.outcome}>
      <p>
        <strong>{view.outcome.name}</strong>
        {view.outcome.number !== undefined && <span class="soft"> · {view.outcome.number}</span>}
      </p>
      {view.outcome.download !== undefined && (
        <>
          <p class="soft">{t.tracking.outcomeSigned}</p>
          <LinkButton href={view.outcome.download} wide icon="download" download>
            {t.tracking.downloadOutcome}
          </LinkButton>
        </>
      )}
    </Card>
  )

const WhoActs = ({ t, view }: Props) =>
  view.whoActs === undefined ? null : (
    <Card title={t.tracking.whoActs}>
      <p>{view.whoActs.text}</p>
      {view.whoActs.before !== undefined && <p class="soft">{t.tracking.actBefore(view.whoActs.before)}</p>}
      {view.whoActs.phone !== undefined && (
        <p>
          <a href={`tel:${view.whoActs.phone.replaceAll(/[^+\d]/g, '')}`}>{t.layout.callUs(view.whoActs.phone)}</a>
        </p>
      )}
    </Card>
  )

const Fee = ({ t, view }: Props) => (
  <Card title={t.tracking.fee}>
    {view.feesToCome?.map((name) => (
      <p key={name}>{t.tracking.feeToCome(name)}</p>
    ))}
    {view.fee === undefined ? (
      view.feesToCome?.length ? null : (
        <p>{t.tracking.noFee}</p>
      )
    ) : (
      <p class="row">
        <strong class="number">{view.fee.amount}</strong>
        {view.fee.isPaid ? (
          <Badge icon="check">{t.tracking.paid}</Badge>
        ) : (
          <Badge tone="plain">{view.fee.isDropped === true ? t.tracking.feeDropped : t.tracking.unpaid}</Badge>
        )}
        {view.fee.link !== undefined && <a href={view.fee.link.href}>{view.fee.link.text}</a>}
      </p>
    )}
    {view.fee?.refunds?.map((refund) => (
      <p key={refund}>{refund}</p>
    ))}
  </Card>
)

const Files = ({ t, view }: Props) =>
  view.files.length === 0 ? null : (
    <Card title={t.tracking.papers}>
      <ul class="papers">
        {view.files.map((file) => (
          <li key={file.href}>
            <Icon name="file" />
            <a href={file.href}>{file.name}</a>
            {file.note !== undefined && <span class="soft small">{file.note}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )

const Withdraw = ({ t, view }: Props) =>
  view.withdraw === undefined ? null : (
    <Confirm text={t.tracking.withdraw} open={view.withdraw.error !== undefined}>
      <Form target={view.withdraw.target} class="stack">
        <p>{t.tracking.withdrawAsk}</p>
        <TextArea
          name={view.withdraw.reasonName}
          label={t.tracking.withdrawReason}
          error={view.withdraw.error}
          rows={2}
          maxLength={2_000}
          optionalText={t.form.optional}
        />
        <Button variant="secondary">{t.tracking.withdrawYes}</Button>
      </Form>
    </Confirm>
  )

/** What state, by when, why that day, who acts now, what I must do, who looked. */
export const TrackOwnerPage = ({ t, view }: Props) => (
  <div class="beside">
    <Card class="stack">
      <Head t={t} view={view} />
      {view.due !== undefined && <DueDateExplanation t={t} due={view.due} />}
      {view.limitAhead !== undefined && <p>{view.limitAhead}</p>}
      <div>
        <h2>{t.tracking.timeline}</h2>
        <Timeline entries={view.timeline} />
      </div>
    </Card>
    <div class="stack first-on-phone">
      <YourTurn t={t} view={view} />
      <Outcome t={t} view={view} />
      <WhoActs t={t} view={view} />
      <Fee t={t} view={view} />
      <Files t={t} view={view} />
      <Card title={t.tracking.whoLooked}>
        <p>
          {t.tracking.lookedCount(view.looks.views, view.looks.people)}{' '}
          <a href={view.looks.href}>{t.tracking.seeLooks}</a>
        </p>
      </Card>
      <Withdraw t={t} view={view} />
    </div>
  </div>
)
