export type BarFill = 'early' | 'on-time' | 'late' | 'brand' | 'pale'

export type BarChartView = {
  readonly caption: string
  readonly legend: readonly { readonly fill: BarFill; readonly text: string }[]
  readonly bars: readonly {
    readonly label: string
    readonly href?: string | undefined
    readonly parts: readonly { readonly fill: BarFill; readonly amount: number; readonly text: string }[]
    /** Printed at the end of the bar. */
    readonly value: string
  }[]
  /** Bars are shares of their own sum, or of the longest bar. */
  readonly scale?: 'share' | 'longest' | undefined
}

type Bar = BarChartView['bars'][number]

const sum = (bar: Bar): number => bar.parts.reduce((total, part) => total + part.amount, 0)

const Drawing = ({ bar, whole }: { readonly bar: Bar; readonly whole: number }) => {
  let from = 0
  const text = bar.parts.map((part) => part.text).join(', ')
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label={text}>
      <title>{text}</title>
      {bar.parts.map((part) => {
        const x = from
        const width = whole === 0 ? 0 : (part.amount / whole) * 100
        from += width
        return <rect key={part.fill} data-fill={part.fill} x={x.toFixed(2)} y="0" width={width.toFixed(2)} height="4" />
      })}
    </svg>
  )
}

/** Lying bars drawn on the server; a table with the same figures stands beside it on the page. */
export const BarChart = ({ view }: { readonly view: BarChartView }) => {
  const longest = Math.max(0, ...view.bars.map(sum))
  return (
    <figure class="chart">
      <figcaption>{view.caption}</figcaption>
      <ul class="legend">
        {view.legend.map((entry) => (
          <li key={entry.fill}>
            <svg viewBox="0 0 4 4" aria-hidden="true">
              <rect data-fill={entry.fill} width="4" height="4" rx="0.8" />
            </svg>
            {entry.text}
          </li>
        ))}
      </ul>
      <ul class="bars">
        {view.bars.map((bar) => (
          <li key={bar.label}>
            {bar.href === undefined ? <span>{bar.label}</span> : <a href={bar.href}>{bar.label}</a>}
            <Drawing bar={bar} whole={view.scale === 'longest' ? longest : sum(bar)} />
            <span class="value">{bar.value}</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
