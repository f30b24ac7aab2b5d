import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../shell/icon.tsx'
import { KeyHint } from './key-hint.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'tertiary'

type Look = {
  readonly variant?: ButtonVariant | undefined
  readonly icon?: IconName | undefined
  readonly wide?: boolean | undefined
  readonly children: ComponentChildren
  /** The key that presses it on officer pages. */
  readonly shortcut?: string | undefined
}

export type ButtonProps = Look & {
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly title?: string | undefined
  readonly type?: 'submit' | 'button' | undefined
  /** Sends the form without the checks of the browser: for saving a draft, adding a row. */
  readonly unchecked?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** Says more than the visible words, where several buttons have the same ones. */
  readonly label?: string | undefined
  readonly formAction?: string | undefined
}

const variantName = (variant: ButtonVariant = 'primary') => (variant === 'primary' ? undefined : variant)

export const Button = (props: ButtonProps) => (
  <button
    class="ds-button"
    type={props.type ?? 'submit'}
    name={props.name}
    value={props.value}
    title={props.title}
    formnovalidate={props.unchecked}
    formaction={props.formAction}
    disabled={props.disabled}
    aria-label={props.label}
    data-variant={variantName(props.variant)}
    data-wide={props.wide === true ? true : undefined}
    data-shortcut={props.shortcut}
    aria-keyshortcuts={props.shortcut}
  >
    {props.icon !== undefined && <Icon name={props.icon} />}
    {props.children}
    {props.shortcut !== undefined && <KeyHint name={props.shortcut} />}
  </button>
)

export type LinkButtonProps = Look & { readonly href: string; readonly download?: boolean | undefined }

/** Looks like a button but only leads somewhere. */
export const LinkButton = (props: LinkButtonProps) => (
  <a
    class="ds-button"
    href={props.href}
    download={props.download}
    data-variant={variantName(props.variant)}
    data-wide={props.wide === true ? true : undefined}
    data-shortcut={props.shortcut}
    aria-keyshortcuts={props.shortcut}
  >
    {props.icon !== undefined && <Icon name={props.icon} />}
    {props.children}
    {props.shortcut !== undefined && <KeyHint name={props.shortcut} />}
  </a>
)
