export type StatFigureView = {
  readonly value: string
  readonly label: string
  readonly href?: string | undefined
}

/** A few figures that invite trust; each label says what is counted. */
export const StatFigures = ({ figures }: { readonly figures: readonly StatFigureView[] }) => (
  <dl class="figures">
    {figures.map((figure) => (
      <div key={figure.label}>
        <dt>{figure.href === undefined ? figure.label : <a href={figure.href}>{figure.label}</a>}</dt>
        <dd>{figure.value}</dd>
      </div>
    ))}
  </dl>
)
