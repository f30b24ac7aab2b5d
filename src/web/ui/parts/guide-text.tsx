import type { Messages } from '../../messages/index.ts'

export type GuideSpan = {
  /** `name`: written on the screen; `typed`: to be typed or shown as such; `address`: a page of ours. */
  readonly kind: 'text' | 'name' | 'typed' | 'address'
  readonly text: string
}

export type GuideBlock =
  | { readonly kind: 'paragraph'; readonly spans: readonly GuideSpan[] }
  | { readonly kind: 'steps' | 'list'; readonly items: readonly (readonly GuideSpan[])[] }

export type GuideSection = { readonly id: string; readonly title: string; readonly blocks: readonly GuideBlock[] }

export type GuideView = { readonly title: string; readonly lead: string; readonly sections: readonly GuideSection[] }

const Span = ({ span }: { readonly span: GuideSpan }) => {
  if (span.kind === 'name') return <strong>{span.text}</strong>
  if (span.kind === 'typed') return <code>{span.text}</code>
  if (span.kind === 'address') return <a href={span.text}>{span.text}</a>
  return <>{span.text}</>
}

const Spans = ({ spans }: { readonly spans: readonly GuideSpan[] }) => (
  <>
    {spans.map((span, index) => (
      <Span key={index} span={span} />
    ))}
  </>
)

const Block = ({ block }: { readonly block: GuideBlock }) => {
  if (block.kind === 'paragraph')
    return (
      <p>
        <Spans spans={block.spans} />
      </p>
    )
  const List = block.kind === 'steps' ? 'ol' : 'ul'
  return (
    <List>
      {block.items.map((spans, index) => (
        <li key={index}>
          <Spans spans={spans} />
        </li>
      ))}
    </List>
  )
}

/** A guide under the head of its page: where everything stands, then task by task. */
export const GuideText = ({ t, guide }: { readonly t: Messages; readonly guide: GuideView }) => (
  <div class="beside guide">
    <aside class="before-on-phone">
      <nav class="card guide-contents no-print" aria-label={t.publicPages.onThisPage}>
        <ul class="plain-list">
          {guide.sections.map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{section.title}</a>
            </li>
          ))}
        </ul>
      </nav>
    </aside>
    <div class="card">
      {guide.sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`}>
          <h2 id={`${section.id}-title`}>{section.title}</h2>
          {section.blocks.map((block, index) => (
            <Block key={index} block={block} />
          ))}
        </section>
      ))}
    </div>
  </div>
)
