import { LinkButton } from '../../form/button.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type ApiOperationView = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description?: string | undefined
  readonly scope?: string | undefined
  readonly parameters: readonly {
    readonly name: string
    readonly kind: string
    readonly meaning: string
    readonly isRequired: boolean
  }[]
  readonly answers: readonly { readonly status: string; readonly meaning: string }[]
  readonly example?: string | undefined
}

export type ApiDocsView = {
  readonly specificationHref: string
  readonly version: string
  readonly groups: readonly { readonly title: string; readonly operations: readonly ApiOperationView[] }[]
}

const Operation = ({ t, operation }: { readonly t: ViewProps<unknown>['t']; readonly operation: ApiOperationView }) => (
  <details class="more endpoint" id={operation.id}>
    <summary>
      <Badge tone={operation.method === 'GET' ? 'plain' : undefined}>{operation.method}</Badge>
      <code>{operation.path}</code>
      <span class="soft">{operation.summary}</span>
    </summary>
    {operation.description !== undefined && <p class="prose">{operation.description}</p>}
    {operation.scope !== undefined && (
      <p class="soft">
        {t.transparency.apiSignIn} <code>{operation.scope}</code>
      </p>
    )}
    {operation.parameters.length > 0 && (
      <Table
        caption={t.transparency.apiParameters}
        cards
        rows={operation.parameters}
        rowKey={(parameter) => parameter.name}
        columns={[
          { key: 'name', head: t.transparency.apiName, isHeader: true, cell: ({ name }) => <code>{name}</code> },
          {
            key: 'kind',
            head: t.transparency.apiKind,
            cell: ({ kind, isRequired }) => (isRequired ? `${kind} (${t.transparency.apiRequired})` : kind),
          },
          { key: 'meaning', head: t.transparency.apiMeaning, cell: ({ meaning }) => meaning },
        ]}
      />
    )}
    <h3>{t.transparency.apiAnswers}</h3>
    <ul>
      {operation.answers.map((answer) => (
        <li key={answer.status}>
          <code>{answer.status}</code> {answer.meaning}
        </li>
      ))}
    </ul>
    {operation.example !== undefined && (
      <>
        <h3>{t.transparency.apiExample}</h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard */}
        <pre class="sample" tabIndex={0}>
          <code>{operation.example}</code>
        </pre>
      </>
    )}
  </details>
)

export const ApiDocsPage = ({ t, view }: ViewProps<ApiDocsView>) => (
  <>
    <PageHead t={t} title={t.transparency.apiTitle} lead={t.transparency.apiLead}>
      <p class="row head-acts">
        <LinkButton href={view.specificationHref} variant="secondary" icon="download">
          {t.transparency.apiSpec}
        </LinkButton>
        <span class="soft">{view.version}</span>
      </p>
    </PageHead>
    <div class="stack">
      {view.groups.map((group) => (
        <Card key={group.title} title={group.title}>
          {group.operations.map((operation) => (
            <Operation key={operation.id} t={t} operation={operation} />
          ))}
        </Card>
      ))}
    </div>
  </>
)
