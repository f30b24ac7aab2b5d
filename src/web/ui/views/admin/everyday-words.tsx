import { Button, LinkButton } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { SearchBox } from '../../form/search-box.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Card } from '../../parts/card.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import { Table } from '../../parts/table.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type EverydayWordView = {
  readonly id: string
  readonly phrase: string
  readonly means: string
  /** The very procedure it stands for. */
  readonly procedure?: (LinkView & { readonly code: string }) | undefined
  readonly changeHref: string
}

/** What is typed of a word, new or known already. */
export type EverydayWordForm = {
  readonly target: FormTarget
  readonly errors: readonly FieldErrorView[]
  readonly names: { readonly phrase: string; readonly means: string; readonly code: string }
  readonly phrase: string
  readonly means: string
  readonly code: string
  /** Of a word that is there: where one goes without changing anything, and how it is taken away. */
  readonly known?: { readonly phrase: string; readonly cancelHref: string; readonly remove: FormTarget } | undefined
}

export type EverydayWordsView = {
  readonly action: string
  readonly search: { readonly name: string; readonly query: string }
  readonly count: string
  readonly words: readonly EverydayWordView[]
  readonly pages: PaginationView
  readonly form: EverydayWordForm
  /** Tries a search as a citizen would. */
  readonly trial: {
    readonly name: string
    readonly query: string
    readonly found?: readonly LinkView[] | undefined
  }
}

type Props = ViewProps<EverydayWordsView>

const WordForm = ({ t, view: { form } }: Props) => {
  const errorOf = (name: string) => form.errors.find((error) => error.name === name)?.text
  const { known } = form
  const isNew = known === undefined
  return (
    <Card title={isNew ? t.admin.wordsAdd : t.admin.wordsChangeTitle} tone={isNew ? undefined : 'gold'} id="cach-goi">
      <ErrorSummary t={t} errors={form.errors} />
      <Form target={form.target} class="stack">
        <TextInput
          name={form.names.phrase}
          label={t.admin.wordsPhrase}
          value={form.phrase}
          error={errorOf(form.names.phrase)}
          maxLength={100}
          required
        />
        <TextInput
          name={form.names.means}
          label={t.admin.wordsMeans}
          hint={t.admin.wordsMeansHint}
          value={form.means}
          error={errorOf(form.names.means)}
          maxLength={200}
        />
        <TextInput
          name={form.names.code}
          label={t.admin.wordsProcedure}
          hint={t.admin.wordsProcedureHint}
          value={form.code}
          error={errorOf(form.names.code)}
          size="medium"
          spellcheck={false}
        />
        <div class="row">
          <Button icon={isNew ? 'plus' : 'check'}>{isNew ? t.admin.wordsAdd : t.admin.wordsSave}</Button>
          {known !== undefined && (
            <LinkButton href={known.cancelHref} variant="tertiary">
              {t.admin.wordsCancel}
            </LinkButton>
          )}
        </div>
      </Form>
      {known !== undefined && (
        <Confirm text={t.admin.wordsRemove}>
          <Form target={known.remove} class="stack">
            <p>{t.admin.wordsRemoveAsk(known.phrase)}</p>
            <Button variant="secondary" icon="trash">
              {t.admin.wordsRemoveOf(known.phrase)}
            </Button>
          </Form>
        </Confirm>
      )}
    </Card>
  )
}

const Trial = ({ t, view }: Props) => (
  <Card title={t.admin.wordsTry} tone="tint">
    <form class="stack" action={view.action} method="get">
      <TextInput
        name={view.trial.name}
        label={t.admin.wordsTryPhrase}
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

const Search = ({ t, view }: Props) => (
  <form class="list-search" action={view.action} method="get">
    <SearchBox
      id="word-search"
      name={view.search.name}
      value={view.search.query}
      label={t.admin.wordsSearch}
      go={t.common.search}
    />
  </form>
)

const Meaning = ({ word }: { readonly word: EverydayWordView }) => (
  <div>
    {word.means}
    {word.procedure !== undefined && (
      <span class="sub">
        <code>{word.procedure.code}</code> <a href={word.procedure.href}>{word.procedure.text}</a>
      </span>
    )}
  </div>
)

const Words = ({ t, view }: Props) =>
  view.words.length === 0 ? (
    <EmptyState icon="search" title={t.admin.wordsNone} text={t.admin.wordsNoneText} />
  ) : (
    <div class="card">
      <p class="soft">{t.admin.wordsCount(view.count)}</p>
      <Table
        caption={t.admin.wordsTitle}
        captionHidden
        cards
        class="everyday-words"
        rows={view.words}
        rowKey={(word) => word.id}
        columns={[
          { key: 'phrase', head: t.admin.wordsPhrase, isHeader: true, cell: ({ phrase }) => <strong>{phrase}</strong> },
          { key: 'means', head: t.admin.wordsMeans, cell: (word) => <Meaning word={word} /> },
          {
            key: 'actions',
            head: t.admin.wordsActions,
            align: 'end',
            headHidden: true,
            cell: (word) => (
              <a href={word.changeHref} aria-label={t.admin.wordsChangeOf(word.phrase)}>
                {t.admin.wordsChange}
              </a>
            ),
          },
        ]}
      />
      <Pagination t={t} view={view.pages} />
    </div>
  )

export const EverydayWordsPage = ({ t, view }: Props) => (
  <>
    <PageHead t={t} title={t.admin.wordsTitle} lead={t.admin.wordsLead} />
    <div class="beside" data-wide="start">
      <div class="stack">
        <Search t={t} view={view} />
        <a class="ds-button jump-to-form" data-variant="secondary" href="#cach-goi">
          {t.admin.wordsAdd}
        </a>
        <Words t={t} view={view} />
      </div>
      <div class="stack">
        <WordForm t={t} view={view} />
        <Trial t={t} view={view} />
      </div>
    </div>
  </>
)
