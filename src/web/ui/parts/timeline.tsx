import type { ComponentChildren } from 'preact'

export type TimelineEntry = {
  readonly state: 'done' | 'current' | 'next'
  readonly what: string
  readonly when?: string | undefined
  readonly note?: string | undefined
  readonly links?: readonly { readonly href: string; readonly text: string }[] | undefined
  readonly extra?: ComponentChildren
}

/** What happened, what happens now, what comes; the present is marked for screen readers too. */
export const Timeline = ({ entries }: { readonly entries: readonly TimelineEntry[] }) => (
  <ol class="timeline">
    {entries.map((entry) => (
      <li
        key={`${entry.what} ${entry.when}`}
        data-state={entry.state}
        aria-current={entry.state === 'current' ? 'step' : undefined}
      >
        <div class="what">{entry.what}</div>
        {(entry.when !== undefined || entry.links !== undefined) && (
          <div class="when">
            {entry.when}
            {entry.links?.map((link) => (
              <span key={link.href}>
                {' · '}
                <a href={link.href}>{link.text}</a>
              </span>
            ))}
          </div>
        )}
        {entry.note !== undefined && <div class="when">{entry.note}</div>}
        {entry.extra}
      </li>
    ))}
  </ol>
)
