import type { ComponentChildren } from 'preact'
import type { Messages } from '../../messages/index.ts'
import { Button } from './button.tsx'
import { Form, type FormTarget } from './form.tsx'

export const passkeyIsland = 'islands/passkey.ts'

export const passkeyNames = { answer: 'answer', challenge: 'challenge' } as const

export type PasskeyFormProps = {
  readonly t: Messages
  /** `create` asks the device to make a key, `get` to sign with one it has. */
  readonly deed: 'create' | 'get'
  readonly target: FormTarget
  /** What the browser asks the device, and what goes back sealed with its answer. */
  readonly question: { readonly options: object; readonly sealed: string }
  readonly text: string
  readonly variant?: 'primary' | 'secondary' | undefined
  /** Shown where passkeys cannot be used at all, instead of saying nothing. */
  readonly unfitText?: string | undefined
  readonly children?: ComponentChildren
}

/** A form that a device fills in: hidden until a script finds that the browser can ask it (island `passkey`). */
export const PasskeyForm = (props: PasskeyFormProps) => {
  const { t, deed, target, question, text, variant = 'primary', unfitText } = props
  const hidden = { ...target.hidden, [passkeyNames.challenge]: question.sealed, [passkeyNames.answer]: '' }
  return (
    <>
      <div data-passkey={deed} data-options={JSON.stringify(question.options)} hidden>
        <Form target={{ ...target, hidden }} class="stack">
          {props.children}
          <div role="alert" data-passkey-failed hidden>
            <p class="error">{t.security.passkeyFailed}</p>
          </div>
          <Button wide variant={variant} icon="lock">
            {text}
          </Button>
        </Form>
      </div>
      {unfitText !== undefined && (
        <>
          <p class="hint" data-passkey-unfit hidden>
            {unfitText}
          </p>
          <p class="hint" data-passkey-unscripted>
            {t.security.passkeysScript}
          </p>
        </>
      )}
    </>
  )
}
