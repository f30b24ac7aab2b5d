import { Button, LinkButton } from '../../../form/button.tsx'
import { DateField } from '../../../form/date-field.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import type { Crumb } from '../../../parts/breadcrumbs.tsx'
import { Card } from '../../../parts/card.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { CopyCode } from '../../../parts/copy-code.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { SummaryList, type SummaryRow } from '../../../parts/summary-list.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type SeatView = {
  readonly id: string
  readonly title: string
  readonly place: string
  readonly role: string
  readonly period: string
  readonly end?:
    | {
        readonly label: string
        readonly target: FormTarget
        readonly name: string
        readonly value: string
        readonly error?: string | undefined
      }
    | undefined
}

export type OfficerView = {
  readonly name: string
  readonly crumbs: readonly Crumb[]
  readonly facts: readonly SummaryRow[]
  readonly change: LinkView
  readonly seats: readonly SeatView[]
  readonly addPost: LinkView
  readonly renew?: LinkView | undefined
  /** Where a leader's signing key is brought in. */
  readonly key?: LinkView | undefined
  /** Shown once, in the answer to what made it. */
  readonly password?: { readonly text: string; readonly value: string } | undefined
}

type Props = ViewProps<OfficerView>

const Seat = ({ t, seat }: { readonly t: Props['t']; readonly seat: SeatView }) => (
  <li>
    <strong>{seat.title}</strong>
    <span class="sub">{seat.place}</span>
    <span class="sub">
      {seat.role} · {seat.period}
    </span>
    {seat.end !== undefined && (
      <Confirm text={t.admin.orgEndPost} group="ket-thuc" open={seat.end.error !== undefined}>
        <Form target={seat.end.target} class="stack">
          <DateField
            name={seat.end.name}
            label={t.admin.orgLastDay}
            value={seat.end.value}
            error={seat.end.error}
            required
          />
          <Button variant="secondary">{seat.end.label}</Button>
        </Form>
      </Confirm>
    )}
  </li>
)

export const OfficerPage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={view.name} crumbs={view.crumbs} />
    <div class="beside" data-wide="start">
      <div class="stack">
        {view.password !== undefined && (
          <Notice kind="attention" title={t.admin.orgPasswordTitle} text={view.password.text} live>
            <p>
              <CopyCode t={t} code={view.password.value} />
            </p>
          </Notice>
        )}
        <Card title={t.admin.orgPosts}>
          <ul class="org-list">
            {view.seats.map((seat) => (
              <Seat key={seat.id} t={t} seat={seat} />
            ))}
          </ul>
          <LinkButton href={view.addPost.href} variant="secondary" icon="plus">
            {view.addPost.text}
          </LinkButton>
        </Card>
      </div>
      <div class="stack">
        <Card title={t.admin.orgPerson}>
          <SummaryList rows={view.facts} />
          <div class="row">
            <LinkButton href={view.change.href} variant="secondary">
              {view.change.text}
            </LinkButton>
            {view.renew !== undefined && <a href={view.renew.href}>{view.renew.text}</a>}
            {view.key !== undefined && <a href={view.key.href}>{view.key.text}</a>}
          </div>
        </Card>
      </div>
    </div>
  </>
)
