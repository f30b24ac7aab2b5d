import { LinkButton } from '../../../form/button.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import type { IconName } from '../../../shell/icon.tsx'
import type { LinkView } from '../../view-props.ts'

export type EmptyListView = {
  readonly icon?: IconName | undefined
  readonly title: string
  readonly text?: string | undefined
  /** Where else one may look. */
  readonly link?: LinkView | undefined
}

/** Stands where the rows of a list would: why there are none, and what to do. */
export const EmptyList = ({ view: { link, ...said } }: { readonly view: EmptyListView }) => (
  <div class="list-foot">
    <EmptyState {...said}>
      {link !== undefined && (
        <LinkButton href={link.href} variant="secondary">
          {link.text}
        </LinkButton>
      )}
    </EmptyState>
  </div>
)
