import type { Messages } from '../../messages/index.ts'
import { LinkButton } from '../form/button.tsx'

export type PaginationView = {
  readonly previousHref?: string | undefined
  readonly nextHref?: string | undefined
  /** `1–20 trong 37`, or what is known. */
  readonly position?: string | undefined
}

/** Back and forth by the last row seen, so that page 10,000 costs what page 1 costs. */
export const Pagination = ({ t, view }: { readonly t: Messages; readonly view: PaginationView }) =>
  view.previousHref === undefined && view.nextHref === undefined ? null : (
    <nav class="pages" aria-label={t.common.pages}>
      <span>
        {view.previousHref !== undefined && (
          <LinkButton href={view.previousHref} variant="secondary" icon="back">
            {t.common.previousPage}
          </LinkButton>
        )}
      </span>
      {view.position !== undefined && <span class="soft number">{view.position}</span>}
      <span>
        {view.nextHref !== undefined && (
          <LinkButton href={view.nextHref} variant="secondary">
            {t.common.nextPage}
          </LinkButton>
        )}
      </span>
    </nav>
  )
