import type { ComponentChildren } from 'preact'
import { KeyHint } from '../form/key-hint.tsx'

export type ConfirmProps = {
  readonly text: string
  readonly shortcut?: string | undefined
  readonly variant?: 'primary' | 'secondary' | undefined
  /** Shown open: after a refused submit, with what was typed. */
  readonly open?: boolean | undefined
  /** Of several with the same name one is open at a time. */
  readonly group?: string | undefined
  readonly children: ComponentChildren
}

/** A second look before a deed that is hard to undo, or that needs a reason; `<details>`, so it works without scripts. */
export const Confirm = ({ text, shortcut, variant = 'secondary', open, group, children }: ConfirmProps) => (
  <details class="confirm" open={open} name={group}>
    <summary
      class="ds-button"
      data-variant={variant === 'primary' ? undefined : variant}
      data-shortcut={shortcut}
      aria-keyshortcuts={shortcut}
    >
      {text}
      {shortcut !== undefined && <KeyHint name={shortcut} />}
    </summary>
    <div class="confirm-body">{children}</div>
  </details>
)
