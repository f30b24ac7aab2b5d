import { Badge } from '../../../parts/badge.tsx'

export type SaidView = {
  readonly key: string
  readonly who: string
  readonly initials: string
  readonly title: string
  readonly when: string
  /** What kind of word it is: an instruction, an opinion, an answer. */
  readonly kind: string
  readonly tone: 'plain' | 'gold'
  readonly body: string
  /** To whom something was given, line by line. */
  readonly lines: readonly string[]
  /** Said by who looks at it. */
  readonly isOwn: boolean
}

/** What was said, one after the other, as people talk. */
export const Conversation = ({ said }: { readonly said: readonly SaidView[] }) => (
  <ol class="conversation">
    {said.map((one) => (
      <li key={one.key} data-own={one.isOwn ? true : undefined}>
        <span class="initials" aria-hidden="true">
          {one.initials}
        </span>
        <div>
          <p class="by">
            <strong>{one.who}</strong> <span class="soft small">{one.title}</span>
          </p>
          <div class="words">
            <Badge tone={one.tone === 'gold' ? 'gold' : undefined}>{one.kind}</Badge>
            {one.body !== '' && <p class="body">{one.body}</p>}
            {one.lines.length > 0 && (
              <ul>
                {one.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </div>
          <p class="soft small">{one.when}</p>
        </div>
      </li>
    ))}
  </ol>
)
