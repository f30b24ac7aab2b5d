import type { ComponentChildren } from 'preact'

/** Where a form is sent, and what goes with it unseen. */
export type FormTarget = {
  readonly action: string
  /** Token against forged requests. */
  readonly csrf?: string | undefined
  /** Makes a repeated submit harmless: the same key is carried out once. */
  readonly key?: string | undefined
  readonly hidden?: Readonly<Record<string, string | readonly string[]>> | undefined
}

/** Names of the fields that every form carries; the server reads them by these names. */
export const csrfFieldName = '_csrf'
export const keyFieldName = '_key'

export type FormProps = {
  readonly target: FormTarget
  readonly files?: boolean | undefined
  readonly class?: string | undefined
  readonly id?: string | undefined
  /** The browser's own messages are in its language, not ours; the server's errors are used instead. */
  readonly browserChecks?: boolean | undefined
  /** Address that keeps the draft in the background (island `filing`). */
  readonly autosave?: string | undefined
  /** Address that takes one file at a time and tells progress (island `filing`). */
  readonly upload?: string | undefined
  readonly children: ComponentChildren
}

export const HiddenFields = ({ target }: { readonly target: FormTarget }) => (
  <>
    {target.csrf !== undefined && <input type="hidden" name={csrfFieldName} value={target.csrf} />}
    {target.key !== undefined && <input type="hidden" name={keyFieldName} value={target.key} />}
    {Object.entries(target.hidden ?? {}).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one, index) => (
        <input key={`${name} ${index}`} type="hidden" name={name} value={one} />
      )),
    )}
  </>
)

/** A form that changes something: always POST, always with its token. */
export const Form = (props: FormProps) => (
  <form
    method="post"
    action={props.target.action}
    enctype={props.files === true ? 'multipart/form-data' : undefined}
    class={props.class}
    id={props.id}
    novalidate={props.browserChecks !== true}
    data-guard
    data-autosave={props.autosave}
    data-upload={props.upload}
  >
    <HiddenFields target={props.target} />
    {props.children}
  </form>
)
