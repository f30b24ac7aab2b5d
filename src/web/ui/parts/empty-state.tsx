import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../shell/icon.tsx'

export type EmptyStateProps = {
  readonly icon?: IconName | undefined
  readonly title: string
  readonly text?: string | undefined
  /** What one can do now. */
  readonly children?: ComponentChildren
}

/** Nothing here: why, and what to do. */
export const EmptyState = ({ icon = 'list', title, text, children }: EmptyStateProps) => (
  <div class="empty">
    <Icon name={icon} />
    <h2>{title}</h2>
    {text !== undefined && <p class="soft">{text}</p>}
    {children}
  </div>
)
