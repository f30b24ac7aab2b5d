import type { ComponentChildren } from 'preact'

export type SummaryRow = {
  readonly term: string
  readonly value: ComponentChildren
  /** The language of the value, where it is another one than the page's. */
  readonly lang?: 'vi' | undefined
  /** Where the answer can be changed. */
  readonly change?: { readonly href: string; readonly text: string } | undefined
}

/** What was answered, line by line; on a check-answers page each line leads back to its question. */
export const SummaryList = ({ rows }: { readonly rows: readonly SummaryRow[] }) => (
  <dl class="summary">
    {rows.map((row) => (
      <div key={row.term}>
        <dt>{row.term}</dt>
        <dd lang={row.lang}>{row.value}</dd>
        {row.change !== undefined && (
          <dd>
            <a href={row.change.href}>
              {row.change.text}
              <span class="sr-only">: {row.term}</span>
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
)
