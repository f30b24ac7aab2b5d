import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../shell/icon.tsx'

export type BadgeProps = {
  readonly tone?: 'plain' | 'gold' | undefined
  readonly icon?: IconName | undefined
  readonly children: ComponentChildren
}

export const Badge = ({ tone, icon, children }: BadgeProps) => (
  <span class="badge" data-tone={tone}>
    {icon !== undefined && <Icon name={icon} />}
    {children}
  </span>
)

/** How a due date stands to the present; the words always say it too. */
export type Lateness = 'critical' | 'overdue' | 'soon' | 'later'

export type LatenessView = { readonly level: Lateness; readonly text: string }

/** The only place where red, amber and green are used. */
export const LatenessBadge = ({ level, text }: LatenessView) => (
  <span class="badge" data-late={level}>
    {text}
  </span>
)

/** When something is due in a list: coloured only where it presses. */
export const Due = ({ due }: { readonly due: LatenessView | undefined }): ComponentChildren =>
  due === undefined ? null : due.level === 'later' ? due.text : <LatenessBadge {...due} />
