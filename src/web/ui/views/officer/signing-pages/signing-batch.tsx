import { Button, LinkButton } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import type { FormFieldsView } from '../../../form/form-field-view.ts'
import { FormFields } from '../../../form/form-fields.tsx'
import { LatenessBadge, type LatenessView } from '../../../parts/badge.tsx'
import { Card } from '../../../parts/card.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { type TabLink, Tabs } from '../../../parts/tabs.tsx'
import type { ViewProps } from '../../view-props.ts'

type Deed = 'sign' | 'number'

export type ChooseBatchView = {
  readonly deed: Deed
  readonly backHref: string
  /** Of a clerk of several agencies: whose seal. */
  readonly agencies: readonly TabLink[]
  readonly problem?: string | undefined
  /** The certificate that will sign; null when there is none. */
  readonly key: string | null
  /** Why nothing can be signed here then. */
  readonly noKey: string
  readonly target: FormTarget
  readonly name: string
  readonly papers: readonly {
    readonly value: string
    readonly title: string
    readonly sub: string
    readonly href: string
    readonly due?: LatenessView | undefined
    readonly isPicked: boolean
  }[]
  readonly fields?: FormFieldsView | undefined
}

type ChooseProps = ViewProps<ChooseBatchView>

const Papers = ({ t, view }: ChooseProps) => (
  <ul class="paper-picks">
    {view.papers.map((paper) => (
      <li key={paper.value}>
        <label>
          <input type="checkbox" class="pick" name={view.name} value={paper.value} checked={paper.isPicked} />
          <span>
            <strong>{paper.title}</strong>
            <span class="sub">{paper.sub}</span>
          </span>
        </label>
        {paper.due !== undefined && <LatenessBadge {...paper.due} />}
        <a href={paper.href} aria-label={t.signingPages.lookAt(paper.title)}>
          {t.signingPages.look}
        </a>
      </li>
    ))}
  </ul>
)

const Choice = ({ t, view }: ChooseProps) => {
  const words = t.signingPages
  return (
    <Form target={view.target} class="stack">
      <Card title={view.deed === 'sign' ? words.choose : words.chooseSeal}>
        <Papers t={t} view={view} />
      </Card>
      {view.key === null ? (
        <Notice kind="attention" text={view.noKey} />
      ) : (
        <div class="act-bar">
          <Confirm text={words.ask[view.deed]} variant="primary" open={view.problem !== undefined}>
            <p>{words.asks[view.deed]}</p>
            <p class="soft">{view.key}</p>
            {view.fields !== undefined && <FormFields t={t} {...view.fields} />}
            <div class="form-actions">
              <Button>{words.confirm[view.deed]}</Button>
            </div>
          </Confirm>
        </div>
      )}
    </Form>
  )
}

/** Up to a hundred papers that wait, to be signed with one confirmation. */
export const ChooseBatchPage = ({ t, view }: ChooseProps) => {
  const words = t.signingPages
  const crumb = view.deed === 'sign' ? t.officer.signingTitle : t.officer.numberingTitle
  return (
    <div class="stack">
      <PageHead
        t={t}
        title={words.title[view.deed]}
        lead={words.lead[view.deed]}
        crumbs={[{ href: view.backHref, text: crumb }]}
      />
      {view.agencies.length > 0 && <Tabs label={words.agencies} tabs={view.agencies} />}
      {view.problem !== undefined && <Notice kind="attention" text={view.problem} live />}
      {view.papers.length === 0 ? (
        <EmptyState icon="check" title={words.none[view.deed]} text={words.noneText} />
      ) : (
        <Choice t={t} view={view} />
      )}
    </div>
  )
}

export type BatchResultView = {
  readonly deed: Deed
  readonly backHref: string
  readonly state: 'running' | 'stopped' | 'done'
  readonly done: number
  readonly all: number
  readonly counts: string
  /** Why it stands still. */
  readonly problem?: string | undefined
  readonly items: readonly {
    readonly key: string
    readonly title: string
    readonly href: string
    readonly state: 'waiting' | 'signed' | 'refused'
    readonly why?: string | undefined
  }[]
  readonly goOn?:
    | { readonly target: FormTarget; readonly text: string; readonly fields?: FormFieldsView | undefined }
    | undefined
}

type ResultProps = ViewProps<BatchResultView>

const Progress = ({ t, view }: ResultProps) => {
  const words = t.signingPages
  const text = words.progress(view.done, view.all)
  return (
    <Card class="batch-progress" title={words[view.state]}>
      <progress max={view.all} value={view.done} aria-label={words[view.state]}>
        {text}
      </progress>
      <p role="status">
        <strong>{text}</strong> {view.counts}
      </p>
      {view.state === 'running' && (
        <p class="soft" data-reload-seconds="2">
          {words.runningText}
        </p>
      )}
    </Card>
  )
}

const GoOn = ({ t, view }: ResultProps) =>
  view.goOn === undefined ? null : (
    <Form target={view.goOn.target} class="stack">
      {view.goOn.fields !== undefined && <FormFields t={t} {...view.goOn.fields} />}
      <div class="form-actions">
        <Button>{view.goOn.text}</Button>
      </div>
    </Form>
  )

const order = { refused: 0, waiting: 1, signed: 2 } as const

/** How far a batch is, and what became of each paper: those that were not signed first, with the reason. */
export const BatchResultPage = ({ t, view }: ResultProps) => {
  const words = t.signingPages
  const items = [...view.items].sort((left, right) => order[left.state] - order[right.state])
  const crumb = view.deed === 'sign' ? t.officer.signingTitle : t.officer.numberingTitle
  return (
    <div class="stack">
      <PageHead t={t} title={words.title[view.deed]} crumbs={[{ href: view.backHref, text: crumb }]} />
      <Progress t={t} view={view} />
      {view.problem !== undefined && <Notice kind="attention" text={view.problem} live />}
      <GoOn t={t} view={view} />
      <Card title={words.result}>
        <ul class="paper-picks">
          {items.map((item) => (
            <li key={item.key}>
              <span class="batch-item">
                <a href={item.href}>{item.title}</a>
                {item.why !== undefined && <span class="sub">{item.why}</span>}
              </span>
              <span class="batch-state" data-state={item.state}>
                {words.states[item.state]}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {view.state !== 'running' && (
        <p>
          <LinkButton href={view.backHref} variant="secondary" icon="back">
            {words.back[view.deed]}
          </LinkButton>
        </p>
      )}
    </div>
  )
}
