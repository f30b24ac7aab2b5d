import { Button, LinkButton } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Badge, LatenessBadge, type LatenessView } from '../../../parts/badge.tsx'
import type { Crumb } from '../../../parts/breadcrumbs.tsx'
import { Card } from '../../../parts/card.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { SummaryList } from '../../../parts/summary-list.tsx'
import { Timeline, type TimelineEntry } from '../../../parts/timeline.tsx'
import type { ViewProps } from '../../view-props.ts'
import { OfficerActs, type OfficerActView } from '../officer-act.tsx'

export type TaskStepView = {
  readonly position: number
  readonly name: string
  readonly done?: string | undefined
  readonly mark?: { readonly target: FormTarget; readonly text: string } | undefined
}

export type TaskPageView = {
  readonly title: string
  readonly crumbs: readonly Crumb[]
  readonly marks: readonly string[]
  readonly lateness?: LatenessView | undefined
  readonly detail: string
  readonly facts: readonly { readonly term: string; readonly value: string; readonly href?: string | undefined }[]
  readonly notices: readonly string[]
  readonly steps: readonly TaskStepView[]
  readonly parts: readonly {
    readonly href: string
    readonly title: string
    readonly state: string
    readonly who: string
  }[]
  readonly addPartHref?: string | undefined
  readonly story: readonly TimelineEntry[]
  readonly acts: readonly OfficerActView[]
  readonly problem?: string | undefined
}

type Props = ViewProps<TaskPageView>

const Steps = ({ t, view }: Props) => (
  <Card title={t.tasks.steps}>
    <ol class="task-steps">
      {view.steps.map((step) => (
        <li key={step.position} data-done={step.done === undefined ? undefined : true}>
          <span>
            {step.name}
            {step.done !== undefined && <span class="soft"> ({step.done})</span>}
          </span>
          {step.mark !== undefined && (
            <Form target={step.mark.target}>
              <Button variant="secondary" label={`${step.mark.text}: ${step.name}`}>
                {step.mark.text}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ol>
  </Card>
)

const Parts = ({ t, view }: Props) => (
  <Card title={t.tasks.parts}>
    {view.parts.length > 0 && (
      <ul>
        {view.parts.map((part) => (
          <li key={part.href}>
            <a href={part.href}>{part.title}</a>
            <span class="soft">
              {' '}
              {part.who}, {part.state}
            </span>
          </li>
        ))}
      </ul>
    )}
    {view.addPartHref !== undefined && (
      <LinkButton href={view.addPartHref} variant="secondary">
        {t.tasks.addPart}
      </LinkButton>
    )}
  </Card>
)

/** One task: what is asked, of whom, by when, how far it is, and what may be done now. */
export const TaskPage = ({ t, view }: Props) => (
  <div class="narrow stack">
    <PageHead t={t} title={view.title} crumbs={view.crumbs}>
      <p class="row">
        {view.lateness !== undefined && <LatenessBadge {...view.lateness} />}
        {view.marks.map((mark) => (
          <Badge key={mark}>{mark}</Badge>
        ))}
      </p>
    </PageHead>
    {view.problem !== undefined && (
      <div class="error-summary" role="alert" tabIndex={-1} data-focus-first>
        <p>{view.problem}</p>
      </div>
    )}
    {view.notices.map((notice) => (
      <p key={notice} class="card" data-tone="gold">
        {notice}
      </p>
    ))}
    <OfficerActs t={t} acts={view.acts} class="row acts" />
    <Card>
      {view.detail !== '' && <p class="prose">{view.detail}</p>}
      <SummaryList
        rows={view.facts.map(({ term, value, href }) => ({
          term,
          value: href === undefined ? value : <a href={href}>{value}</a>,
        }))}
      />
    </Card>
    {view.steps.length > 0 && <Steps t={t} view={view} />}
    {(view.parts.length > 0 || view.addPartHref !== undefined) && <Parts t={t} view={view} />}
    <Card title={t.tasks.story}>
      <Timeline entries={view.story} />
    </Card>
  </div>
)
