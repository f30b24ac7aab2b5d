import type { Messages } from '../../messages/index.ts'
import { Icon } from '../shell/icon.tsx'

/** Appears where a script can open the printing of the browser; the browser's own menu does the same. */
export const PrintButton = ({ t }: { readonly t: Messages }) => (
  <button type="button" class="ds-button no-print" data-variant="tertiary" data-print hidden>
    <Icon name="print" />
    {t.common.print}
  </button>
)
