import type { Messages } from '../../../messages/index.ts'
import { Button } from '../../form/button.tsx'
import { Icon } from '../../shell/icon.tsx'

export type SearchFormProps = {
  readonly t: Messages
  readonly action: string
  readonly suggestHref: string
  readonly query?: string | undefined
  /** Filters that stay when the words change. */
  readonly kept?: Readonly<Record<string, string>> | undefined
}

/** Words in, procedures out; suggestions while typing come from the island `citizen`. */
export const SearchForm = ({ t, action, suggestHref, query, kept = {} }: SearchFormProps) => (
  <search>
    <form class="search" action={action} method="get">
      <div class="search-box" data-suggest={suggestHref}>
        <label class="sr-only" for="q">
          {t.publicPages.searchLabel}
        </label>
        <Icon name="search" />
        <input
          class="ds-input"
          id="q"
          name="q"
          type="search"
          value={query}
          placeholder={t.publicPages.searchPlaceholder}
          autocomplete="off"
          enterkeyhint="search"
          maxLength={200}
        />
      </div>
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button>{t.publicPages.searchButton}</Button>
    </form>
  </search>
)
