import type { Messages } from '#web/messages/index.ts'
import { TextInput } from '#web/ui/form/text-input.tsx'

export const ownPasswordName = 'currentPassword'

/** Asked before an account is changed, so that a machine left open is not enough. */
export const OwnPasswordField = ({ t, error }: { readonly t: Messages; readonly error?: string | undefined }) => (
  <TextInput
    name={ownPasswordName}
    type="password"
    label={t.security.ownPassword}
    hint={t.security.ownPasswordHint}
    error={error}
    autocomplete="current-password"
    required
  />
)
