import type { ComponentChildren } from 'preact'
import { LinkButton } from '../../../form/button.tsx'
import { SearchBox } from '../../../form/search-box.tsx'
import { FilterBar, type FilterLink } from '../../../parts/filter-bar.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { AskedFields, DocumentFields, type DocumentFieldsView } from './document-fields.tsx'

export type ListAction = LinkView & {
  /** What is begun here most; a list that is only looked at has none. */
  readonly isFirst?: boolean | undefined
  readonly shortcut?: string | undefined
}

export type ListHeadProps = {
  readonly title: string
  /** False where the document that is open beside the list has the first heading. */
  readonly isFirst: boolean
  readonly label: string
  readonly filters: readonly FilterLink[]
  readonly search: {
    readonly id: string
    readonly action: string
    readonly name: string
    readonly value: string
    readonly hidden: Readonly<Record<string, string>>
    readonly label: string
    readonly go: string
  }
  /** What may be begun here, and where else one may look. */
  readonly actions: readonly ListAction[]
  readonly children?: ComponentChildren
  /** What may be asked besides words. */
  readonly fields?: ViewProps<DocumentFieldsView> | undefined
}

/** What stands above a list of an officer and stays in sight: which part of it, a search, and what may be begun. */
export const ListHead = ({ title, isFirst, label, filters, search, actions, children, fields }: ListHeadProps) => {
  const Heading = isFirst ? 'h1' : 'h2'
  return (
    <header class="list-head">
      <div class="row">
        <Heading>{title}</Heading>
        <FilterBar label={label} filters={filters} />
        {actions.length > 0 && (
          <div class="row list-actions">
            {actions.map((action) => (
              <LinkButton
                key={action.href}
                href={action.href}
                variant={action.isFirst === true ? 'primary' : 'secondary'}
                shortcut={action.shortcut}
              >
                {action.text}
              </LinkButton>
            ))}
          </div>
        )}
      </div>
      {children}
      <form method="get" action={search.action} class="list-search">
        {Object.entries(search.hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SearchBox id={search.id} name={search.name} value={search.value} label={search.label} go={search.go} />
        {fields !== undefined && <DocumentFields {...fields} />}
      </form>
      {fields !== undefined && <AskedFields {...fields} />}
    </header>
  )
}
