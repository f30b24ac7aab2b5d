import { Button, LinkButton } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { FileField } from '../../form/file-field.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { StatFigures } from '../../parts/stat-figures.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type DoubtfulProcedureView = {
  readonly code: string
  readonly name: string
  readonly href?: string | undefined
  readonly reasons: readonly string[]
}

/** What is known of the last file that was handed in. */
export type ImportRunView = {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly fileName: string
  readonly by: string
  readonly at: string
  readonly lines: string
  readonly counts: {
    readonly added: string
    readonly changed: string
    readonly same: string
    readonly doubtful: string
    readonly refused: string
  }
  readonly missing?: string | undefined
  readonly failure?: string | undefined
  readonly refused: readonly { readonly line: string; readonly reason: string; readonly text: string }[]
}

export type ImportReportView = {
  readonly form: {
    readonly target: FormTarget
    readonly name: string
    readonly megabytes: number
    readonly errors: readonly FieldErrorView[]
  }
  readonly reloadHref: string
  readonly run?: ImportRunView | undefined
  readonly doubtful: readonly DoubtfulProcedureView[]
  readonly pages: PaginationView
}

type Props = ViewProps<ImportReportView>
type RunProps = { readonly t: Props['t']; readonly run: ImportRunView }

const HandIn = ({ t, view: { form } }: Props) => (
  <Card title={t.admin.importStart}>
    <ErrorSummary t={t} errors={form.errors} />
    <Form target={form.target} files class="stack">
      <FileField
        t={t}
        name={form.name}
        label={t.admin.importChoose}
        hint={t.admin.importChooseHint(form.megabytes)}
        error={form.errors.find((error) => error.name === form.name)?.text}
        accept=".gz,.jsonl,application/gzip"
        required
      />
      <Button icon="download">{t.admin.importStart}</Button>
    </Form>
  </Card>
)

const Progress = ({ t, run, reloadHref }: RunProps & { readonly reloadHref: string }) => (
  <Notice
    title={run.fileName}
    text={run.state === 'waiting' ? t.admin.importWaiting : t.admin.importRunning(run.lines)}
    live
  >
    <LinkButton href={reloadHref} variant="secondary">
      {t.admin.importReload}
    </LinkButton>
  </Notice>
)

const Counts = ({ t, run: { counts } }: RunProps) => (
  <Card tone="deep">
    <StatFigures
      figures={[
        { value: counts.added, label: t.admin.importNew },
        { value: counts.changed, label: t.admin.importChanged },
        { value: counts.same, label: t.admin.importSame },
        { value: counts.doubtful, label: t.admin.importDoubtful },
        { value: counts.refused, label: t.admin.importRefused },
      ]}
    />
  </Card>
)

const Facts = ({ t, run }: RunProps) => (
  <Card title={t.admin.importLast}>
    <SummaryList
      rows={[
        { term: t.admin.importFile, value: <code>{run.fileName}</code> },
        { term: t.admin.importAt, value: run.at },
        { term: t.admin.importBy, value: run.by },
        { term: t.admin.importLines, value: run.lines },
        ...(run.missing === undefined ? [] : [{ term: t.admin.importMissing, value: run.missing }]),
      ]}
    />
  </Card>
)

const Refused = ({ t, run }: RunProps) => (
  <Card title={t.admin.importRefused}>
    <Table
      caption={t.admin.importRefusedCaption}
      captionHidden
      cards
      rows={run.refused}
      rowKey={({ line }) => line}
      columns={[
        { key: 'line', head: t.admin.importLine, isHeader: true, cell: ({ line }) => line },
        { key: 'reason', head: t.admin.importReasons, cell: ({ reason }) => reason },
        { key: 'text', head: t.admin.importRefused, cell: ({ text }) => <code>{text}</code> },
      ]}
    />
  </Card>
)

const Doubtful = ({ t, view }: Props) =>
  view.doubtful.length === 0 ? (
    <EmptyState icon="check" title={t.admin.importNoDoubt} text={t.admin.importNoDoubtText} />
  ) : (
    <Card title={t.admin.importDoubtful}>
      <Table
        caption={t.admin.importDoubtfulCaption}
        captionHidden
        cards
        class="doubtful-procedures"
        rows={view.doubtful}
        rowKey={(procedure) => procedure.code}
        columns={[
          { key: 'code', head: t.admin.importCode, isHeader: true, cell: ({ code }) => <code>{code}</code> },
          {
            key: 'name',
            head: t.admin.importName,
            cell: ({ name, href }) => (href === undefined ? name : <a href={href}>{name}</a>),
          },
          {
            key: 'why',
            head: t.admin.importReasons,
            cell: ({ reasons }) => (
              <ul class="plain-list">
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <Pagination t={t} view={view.pages} />
    </Card>
  )

const Outcome = ({ t, view }: Props) => {
  const { run } = view
  if (run === undefined) return <EmptyState icon="file" title={t.admin.importNone} text={t.admin.importNoneText} />
  if (run.state === 'waiting' || run.state === 'running')
    return <Progress t={t} run={run} reloadHref={view.reloadHref} />
  return (
    <>
      {run.failure === undefined ? (
        <Counts t={t} run={run} />
      ) : (
        <Notice kind="attention" title={t.admin.importFailed} text={run.failure} />
      )}
      <Facts t={t} run={run} />
      {run.refused.length > 0 && <Refused t={t} run={run} />}
    </>
  )
}

export const ImportReportPage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={t.admin.importTitle} lead={t.admin.importLead} />
    <div class="stack">
      <div class="beside" data-wide="start">
        <div class="stack">
          <Outcome t={t} view={view} />
        </div>
        <HandIn t={t} view={view} />
      </div>
      {view.run !== undefined && <Doubtful t={t} view={view} />}
    </div>
  </>
)
