import type { ComponentChildren } from 'preact'
import { Icon } from '../shell/icon.tsx'

export type NoticeView = {
  readonly kind?: 'info' | 'done' | 'attention' | undefined
  readonly title?: string | undefined
  readonly text: string
  /** Single things, above what is said of them. */
  readonly items?: readonly string[] | undefined
  readonly link?: { readonly href: string; readonly text: string } | undefined
  /** Read out at once: the answer to what the person just did. */
  readonly live?: boolean | undefined
  readonly children?: ComponentChildren
}

const icons = { info: 'info', done: 'check', attention: 'alert' } as const

/** Something to know before going on. Never red: red is kept for lateness. */
export const Notice = ({ kind = 'info', title, text, items = [], link, live, children }: NoticeView) => (
  <div class="notice" data-kind={kind} role={live === true ? 'status' : undefined}>
    <Icon name={icons[kind]} />
    <div>
      {title !== undefined && <h2>{title}</h2>}
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      <p>
        {text}
        {link !== undefined && (
          <>
            {' '}
            <a href={link.href}>{link.text}</a>
          </>
        )}
      </p>
      {children}
    </div>
  </div>
)
