import { Button, LinkButton } from '../../../form/button.tsx'
import { type Option, Select } from '../../../form/select.tsx'
import { Card } from '../../../parts/card.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../../parts/pagination.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { OfficerAct, type OfficerActView } from '../officer-act.tsx'

export type BookRowView = { readonly id: string; readonly href: string; readonly cells: readonly string[] }
type Choice = { readonly name: string; readonly value: string; readonly options: readonly Option[] }

export type RegisterBookView = {
  readonly back: LinkView
  readonly action: string
  readonly problem?: string | undefined
  readonly heading: string
  readonly book: Choice
  /** In which form a book of incoming documents is read. */
  readonly form?: Choice | undefined
  readonly year: Choice
  readonly month: Choice
  readonly type: Choice
  readonly heads: readonly string[]
  readonly rows: readonly BookRowView[]
  readonly pages: PaginationView
  readonly printHref: string
  /** Where more is found of what the book tells. */
  readonly more?: LinkView | undefined
  readonly close?: OfficerActView | undefined
  readonly prints: readonly LinkView[]
}

const columnsOf = (heads: readonly string[]): readonly Column<BookRowView>[] =>
  heads.map((head, at) => ({
    key: String(at),
    head,
    isHeader: at === 0,
    cell: (row) => (at === 0 ? <a href={row.href}>{row.cells[at]}</a> : row.cells[at]),
  }))

/** A book of incoming or outgoing documents or of copies, by year, month and type; printed, and closed when its time is over. */
export const RegisterBookPage = ({ t, view }: ViewProps<RegisterBookView>) => {
  const words = t.issuing
  return (
    <div class="stack">
      <PageHead t={t} title={view.heading} lead={words.bookLead} crumbs={[view.back]} />
      {view.problem !== undefined && <Notice kind="attention" text={view.problem} live />}
      <Card class="stack">
        <form class="row period" action={view.action} method="get" aria-label={view.heading}>
          <Select {...view.book} label={words.chooseBook} />
          {view.form !== undefined && <Select {...view.form} label={words.form} />}
          <Select {...view.month} label={words.month} emptyText={words.wholeYear} />
          <Select {...view.year} label={words.year} />
          <Select {...view.type} label={words.type} emptyText={words.everyType} />
          <Button variant="secondary">{words.show}</Button>
        </form>
        <div class="row">
          <LinkButton href={view.printHref} variant="secondary" icon="print">
            {words.print}
          </LinkButton>
          {view.more !== undefined && (
            <LinkButton href={view.more.href} variant="secondary">
              {view.more.text}
            </LinkButton>
          )}
          {view.close !== undefined && <OfficerAct t={t} act={view.close} />}
        </div>
      </Card>
      {view.rows.length === 0 ? (
        <EmptyState icon="file" title={words.empty} text={words.emptyText} />
      ) : (
        <Table
          caption={view.heading}
          captionHidden
          cards
          rows={view.rows}
          rowKey={(row) => row.id}
          columns={columnsOf(view.heads)}
        />
      )}
      <Pagination t={t} view={view.pages} />
      {view.prints.length > 0 && (
        <Card class="stack">
          <h2>{words.prints}</h2>
          <ul>
            {view.prints.map((print) => (
              <li key={print.href}>
                <a href={print.href}>{print.text}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}
