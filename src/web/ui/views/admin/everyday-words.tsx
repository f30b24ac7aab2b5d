import { Button } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Table } from '../../parts/table.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type EverydayWordView = {
  readonly id: string
  readonly phrase: string
  readonly means: string
  readonly remove?: FormTarget | undefined
}

export type EverydayWordsView = {
  readonly words: readonly EverydayWordView[]
  readonly pages: PaginationView
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly names: { readonly phrase: string; readonly means: string }
  readonly phrase?: string | undefined
  readonly means?: string | undefined
  /** Tries a search as a citizen would. */
  readonly trial: {
    readonly action: string
    readonly name: string
    readonly query?: string | undefined
    readonly found?: readonly LinkView[] | undefined
  }
}

type Props = ViewProps<EverydayWordsView>

const Add = ({ t, view }: Props) => {
  const errorOf = (name: string) => view.errors.find((error) => error.name === name)?.text
  return (
    <Card title={t.admin.wordsAdd}>
      <ErrorSummary t={t} errors={view.errors} />
      <Form target={view.target} class="stack">
        <TextInput
          name={view.names.phrase}
          label={t.admin.wordsPhrase}
          value={view.phrase}
          error={errorOf(view.names.phrase)}
          required
        />
        <TextInput
          name={view.names.means}
          label={t.admin.wordsMeans}
          value={view.means}
          error={errorOf(view.names.means)}
          required
        />
        <Button icon="plus">{t.admin.wordsAdd}</Button>
      </Form>
    </Card>
  )
}

const Trial = ({ t, view }: Props) => (
  <Card title={t.admin.wordsTry} tone="tint">
    <form class="stack" action={view.trial.action} method="get">
      <TextInput
        name={view.trial.name}
        label={t.admin.wordsPhrase}
        hint={t.admin.wordsTryHint}
        value={view.trial.query}
      />
      <Button variant="secondary" icon="search">
        {t.admin.wordsTry}
      </Button>
    </form>
    {view.trial.found !== undefined && (
      <div class="found">
        <h3>{t.admin.wordsTryResult}</h3>
        {view.trial.found.length === 0 ? (
          <p>{t.admin.wordsNothing}</p>
        ) : (
          <ol>
            {view.trial.found.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.text}</a>
              </li>
            ))}
          </ol>
        )}
      </div>
    )}
  </Card>
)

export const EverydayWordsPage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={t.admin.wordsTitle} lead={t.admin.wordsLead} />
    <div class="beside" data-wide="start">
      <div class="card">
        <Table
          caption={t.admin.wordsTitle}
          captionHidden
          cards
          rows={view.words}
          rowKey={(word) => word.id}
          columns={[
            {
              key: 'phrase',
              head: t.admin.wordsPhrase,
              isHeader: true,
              cell: (word) => <strong>{word.phrase}</strong>,
            },
            { key: 'means', head: t.admin.wordsMeans, cell: (word) => word.means },
            {
              key: 'remove',
              head: t.admin.wordsRemove,
              align: 'end',
              headHidden: true,
              cell: (word) =>
                word.remove === undefined ? null : (
                  <Form target={word.remove}>
                    <Button variant="tertiary" label={t.admin.wordsRemoveOf(word.phrase)}>
                      {t.admin.wordsRemove}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        <Pagination t={t} view={view.pages} />
      </div>
      <div class="stack">
        <Add t={t} view={view} />
        <Trial t={t} view={view} />
      </div>
    </div>
  </>
)
