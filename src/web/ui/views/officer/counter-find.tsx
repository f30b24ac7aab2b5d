import { Button } from '../../form/button.tsx'
import { KeyHint } from '../../form/key-hint.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import type { ViewProps } from '../view-props.ts'

export type CounterFindView = {
  readonly action: string
  readonly name: string
  readonly query: string
  readonly found: readonly {
    readonly href: string
    readonly code: string
    readonly name: string
    readonly sub: string
  }[]
  readonly total: number
}

type Props = ViewProps<CounterFindView>

const Found = ({ t, view }: Props) => (
  <Card title={view.query === '' ? t.officer.counterOften : t.officer.counterFound(view.total)}>
    <ul class="pick-list" data-keyboard-list>
      {view.found.map((one) => (
        <li key={one.code} data-row>
          <a class="open" href={one.href}>
            <span class="three-lines">{one.name}</span>
          </a>
          <span class="sub">
            <code>{one.code}</code> · {one.sub}
          </span>
        </li>
      ))}
    </ul>
  </Card>
)

/** The first question at the counter: what is it about? */
export const CounterFindPage = ({ t, view }: Props) => (
  <div class="narrow stack">
    <PageHead t={t} title={t.officer.counterTitle} lead={t.officer.counterLead} />
    <form method="get" action={view.action} class="list-search">
      <div>
        <label class="ds-label" for="procedure-search">
          {t.officer.counterFind}
        </label>
        <p class="hint">{t.officer.counterFindHint}</p>
        <div class="with-key">
          <input
            class="ds-input"
            id="procedure-search"
            type="search"
            name={view.name}
            value={view.query}
            autocomplete="off"
            data-search
            data-focus-first={view.query === '' ? true : undefined}
          />
          <KeyHint name="/" />
        </div>
      </div>
      <Button>{t.officer.searchGo}</Button>
    </form>
    {view.found.length === 0 ? (
      <EmptyState icon="search" title={t.officer.counterNone} text={t.officer.counterNoneText} />
    ) : (
      <Found t={t} view={view} />
    )}
  </div>
)
