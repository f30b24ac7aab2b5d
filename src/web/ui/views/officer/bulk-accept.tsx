import { Button, LinkButton } from '../../form/button.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type BulkRowView = {
  readonly id: string
  readonly code: string
  readonly href: string
  readonly name: string
  /** Before: the day that would be appointed. Afterwards: the receipt, or nothing. */
  readonly result: string
  readonly link?: LinkView | undefined
  readonly note?: string | undefined
}

export type BulkAcceptView = {
  readonly title: string
  readonly lead: string
  readonly backHref: string
  /** Those that can be accepted, or were. */
  readonly rows: readonly BulkRowView[]
  /** Those that cannot, each with the reason. */
  readonly refused: readonly (Pick<BulkRowView, 'id' | 'code' | 'href' | 'name'> & { readonly why: string })[]
  readonly refusedTitle: string
  readonly resultHead: string
  /** Absent when it is done. */
  readonly confirm?: { readonly target: FormTarget; readonly name: string; readonly text: string } | undefined
  readonly notice?: string | undefined
}

type Props = ViewProps<BulkAcceptView>

const Rows = ({ t, view }: Props) => (
  <table class="table" data-cards>
    <thead>
      <tr>
        {view.confirm !== undefined && (
          <th scope="col">
            <span class="sr-only">{t.officer.columnPick}</span>
          </th>
        )}
        <th scope="col">{t.officer.columnCode}</th>
        <th scope="col">{t.officer.columnSubject}</th>
        <th scope="col">{view.resultHead}</th>
      </tr>
    </thead>
    <tbody>
      {view.rows.map((row) => (
        <tr key={row.id}>
          {view.confirm !== undefined && (
            <td>
              <input
                type="checkbox"
                class="pick"
                name={view.confirm.name}
                value={row.id}
                checked
                aria-label={t.officer.bulkTick(row.code)}
              />
            </td>
          )}
          <th scope="row">
            <a href={row.href}>{row.code}</a>
          </th>
          <td data-label={t.officer.columnSubject}>
            {row.name}
            {row.note !== undefined && <span class="sub">{row.note}</span>}
          </td>
          <td data-label={view.resultHead}>
            {row.link === undefined ? row.result : <a href={row.link.href}>{row.link.text}</a>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Refused = ({ t, view }: Props) =>
  view.refused.length === 0 ? null : (
    <Card title={view.refusedTitle}>
      <table class="table" data-cards>
        <thead>
          <tr>
            <th scope="col">{t.officer.columnCode}</th>
            <th scope="col">{t.officer.columnSubject}</th>
            <th scope="col">{t.officer.bulkWhyNot}</th>
          </tr>
        </thead>
        <tbody>
          {view.refused.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={row.href}>{row.code}</a>
              </th>
              <td data-label={t.officer.columnSubject}>{row.name}</td>
              <td data-label={t.officer.bulkWhyNot}>{row.why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )

const Ready = ({ t, view }: Props) => {
  if (view.rows.length === 0) return null
  const { confirm } = view
  if (confirm === undefined)
    return (
      <Card>
        <Rows t={t} view={view} />
      </Card>
    )
  return (
    <Form target={confirm.target} class="stack">
      <Card>
        <Rows t={t} view={view} />
      </Card>
      <div class="form-actions">
        <Button shortcut="t">{confirm.text}</Button>
        <LinkButton href={view.backHref} variant="secondary">
          {t.officer.backToList}
        </LinkButton>
      </div>
    </Form>
  )
}

/** Many receipts at once: looked at before, and told one by one afterwards. */
export const BulkAcceptPage = ({ t, view }: Props) => (
  <div class="stack">
    <PageHead t={t} title={view.title} lead={view.lead} crumbs={[{ href: view.backHref, text: t.officer.workTitle }]} />
    {view.notice !== undefined && <Notice kind="done" text={view.notice} live />}
    {view.rows.length === 0 && view.refused.length === 0 ? (
      <EmptyState title={t.officer.bulkNone} text={t.officer.bulkNoneText}>
        <LinkButton href={view.backHref} variant="secondary">
          {t.officer.backToList}
        </LinkButton>
      </EmptyState>
    ) : (
      <>
        <Ready t={t} view={view} />
        <Refused t={t} view={view} />
      </>
    )}
    {view.confirm === undefined && view.rows.length > 0 && (
      <p>
        <LinkButton href={view.backHref} variant="secondary" icon="back">
          {t.officer.backToList}
        </LinkButton>
      </p>
    )}
  </div>
)
