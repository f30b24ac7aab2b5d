import { Button } from '../../../form/button.tsx'
import { Checkbox, CheckboxGroup } from '../../../form/checkbox-group.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { type Option, Select } from '../../../form/select.tsx'
import { TextInput } from '../../../form/text-input.tsx'
import { Badge } from '../../../parts/badge.tsx'
import { Card } from '../../../parts/card.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

type Hidden = { readonly name: string; readonly value: string }
type Choice = { readonly name: string; readonly options: readonly Option[]; readonly value: string }

export type OpenBookView = {
  readonly target: FormTarget
  readonly problem?: string | undefined
  readonly isOpen: boolean
  readonly agency: Choice
  readonly name: { readonly name: string; readonly value: string }
  readonly direction: Choice
  readonly types: { readonly name: string; readonly options: readonly Option[]; readonly values: readonly string[] }
  readonly secret: { readonly name: string; readonly checked: boolean }
}

export type BooksView = {
  readonly back: LinkView
  readonly books: readonly {
    readonly id: string
    readonly name: string
    readonly agency: string
    readonly use: string
    readonly types: string
    readonly isSecret: boolean
    readonly lines: string
    readonly href: string
    /** From when it counts, or counts no more. */
    readonly span?: string | undefined
    readonly end?: { readonly target: FormTarget; readonly hidden: readonly Hidden[] } | undefined
  }[]
  readonly open?: OpenBookView | undefined
}

type Props = ViewProps<BooksView>

const OpenBookForm = ({ t, form }: { readonly t: Props['t']; readonly form: OpenBookView }) => (
  <details open={form.isOpen}>
    <summary>{t.incoming.bookOpen}</summary>
    <Form target={form.target} class="stack">
      {form.problem !== undefined && <Notice kind="attention" text={form.problem} live />}
      <Select {...form.agency} label={t.incoming.bookAgency} />
      <TextInput {...form.name} label={t.incoming.bookName} maxLength={200} required />
      <Select {...form.direction} label={t.incoming.bookDirection} />
      <CheckboxGroup {...form.types} label={t.incoming.bookTypes} hint={t.incoming.bookTypesHint} inline />
      <Checkbox {...form.secret} label={t.incoming.bookSecret} />
      <Button>{t.incoming.bookOpen}</Button>
    </Form>
  </details>
)

/** The books of an agency: what is counted in each, and how far. */
export const BooksPage = ({ t, view }: Props) => (
  <div class="stack">
    <PageHead t={t} title={t.incoming.booksTitle} lead={t.incoming.booksLead} crumbs={[view.back]} />
    <Card>
      {view.books.length === 0 ? (
        <EmptyState title={t.incoming.noBooks} text={t.incoming.noBooksText} />
      ) : (
        <table class="table" data-cards>
          <thead>
            <tr>
              <th scope="col">{t.incoming.bookColumn}</th>
              <th scope="col">{t.incoming.bookAgency}</th>
              <th scope="col">{t.incoming.bookDirection}</th>
              <th scope="col">{t.incoming.bookTypes}</th>
            </tr>
          </thead>
          <tbody>
            {view.books.map((book) => (
              <tr key={book.id}>
                <th scope="row">
                  <a href={book.href}>{book.name}</a> {book.isSecret && <Badge>{t.incoming.bookSecret}</Badge>}
                  <span class="sub">{book.lines}</span>
                  {book.span !== undefined && <span class="sub">{book.span}</span>}
                  {book.end !== undefined && (
                    <details>
                      <summary>{t.incoming.bookClose}</summary>
                      <Form target={book.end.target} class="stack">
                        {book.end.hidden.map((field) => (
                          <input key={field.name} type="hidden" {...field} />
                        ))}
                        <p class="hint">{t.incoming.bookCloseHint}</p>
                        <Button variant="secondary">{t.incoming.bookClose}</Button>
                      </Form>
                    </details>
                  )}
                </th>
                <td data-label={t.incoming.bookAgency}>{book.agency}</td>
                <td data-label={t.incoming.bookDirection}>{book.use}</td>
                <td data-label={t.incoming.bookTypes}>{book.types}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
    {view.open !== undefined && (
      <Card>
        <OpenBookForm t={t} form={view.open} />
      </Card>
    )}
  </div>
)
