export type FilterLink = {
  readonly href: string
  readonly text: string
  readonly count?: number | undefined
  readonly current?: boolean | undefined
}

/** Filters one can see, each an address of its own. */
export const FilterBar = ({ label, filters }: { readonly label: string; readonly filters: readonly FilterLink[] }) => (
  <nav aria-label={label}>
    <ul class="chips">
      {filters.map((filter) => (
        <li key={filter.href}>
          <a class="chip" href={filter.href} aria-current={filter.current === true ? 'true' : undefined}>
            {filter.text}
            {filter.count !== undefined && <span class="number">{filter.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
