import type { Messages } from '../../messages/index.ts'

/** A code to keep; the button appears only where a script can copy. */
export const CopyCode = ({ t, code }: { readonly t: Messages; readonly code: string }) => (
  <span class="code-copy">
    <code>{code}</code>
    <button
      type="button"
      class="ds-button"
      data-variant="tertiary"
      data-copy={code}
      data-copied={t.common.copied}
      hidden
    >
      {t.common.copy}
    </button>
  </span>
)
