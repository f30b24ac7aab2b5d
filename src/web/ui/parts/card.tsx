import type { ComponentChildren } from 'preact'

export type CardProps = {
  readonly tone?: 'tint' | 'deep' | 'gold' | undefined
  readonly title?: string | undefined
  /** Level of the title; 2 unless the card stands inside a section. */
  readonly level?: 2 | 3 | undefined
  readonly class?: string | undefined
  readonly id?: string | undefined
  readonly children: ComponentChildren
}

export const Card = ({ tone, title, level = 2, class: more, id, children }: CardProps) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class={more === undefined ? 'card' : `card ${more}`} data-tone={tone} id={id}>
      {title !== undefined && <Heading>{title}</Heading>}
      {children}
    </section>
  )
}
