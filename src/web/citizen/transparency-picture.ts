import type { SettledInMonth } from '#modules/transparency/index.ts'
import type { Messages } from '#web/messages/index.ts'

const sizes = { wide: { width: 960, height: 300 }, narrow: { width: 400, height: 300 } } as const
const colours = { early: '#2f7d54', onTime: '#8cc5a3', late: '#a11b1b' } as const
const letters = { color: '#16222b', fontSize: 14, fontFamily: 'Segoe UI, Roboto, Noto Sans, sans-serif' } as const

const optionOf = (t: Messages, months: readonly SettledInMonth[], isNarrow: boolean) => {
  const bars = (name: string, key: keyof typeof colours) => ({
    type: 'bar' as const,
    name,
    stack: 'settled',
    barMaxWidth: 44,
    silent: true,
    itemStyle: { color: colours[key] },
    data: months.map((month) => month[key]),
  })
  return {
    animation: false,
    textStyle: letters,
    grid: {
      left: 8,
      right: 8,
      top: 40,
      bottom: 4,
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 14,
      itemGap: isNarrow ? 10 : 20,
      textStyle: letters,
      selectedMode: false,
    },
    xAxis: {
      type: 'category' as const,
      data: months.map(({ month }) =>
        isNarrow ? String(month.month) : `${month.month}/${String(month.year).slice(2)}`,
      ),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#6f818c' } },
      axisLabel: letters,
    },
    yAxis: {
      type: 'value' as const,
      minInterval: 1,
      splitLine: { lineStyle: { color: '#d9e2e6' } },
      axisLabel: letters,
    },
    series: [
      bars(t.transparency.early, 'early'),
      bars(t.transparency.onTime, 'onTime'),
      bars(t.transparency.late, 'late'),
    ],
  }
}

/**
 * Our content policy forbids style inside a file, and pictures are files too: style attributes become plain ones, and the style sheet
 * for a mouse that a picture never meets goes.
 */
const withoutStyles = (svg: string): string =>
  svg
    .replaceAll(/<style[\s\S]*?<\/style>| class="[^"]*"/g, '')
    .replaceAll(/ style="([^"]*)"/g, (_, declarations: string) =>
      declarations
        .split(';')
        .map((declaration) => declaration.split(':').map((part) => part.trim()))
        .filter(([name = '', value = '']) => name !== '' && value !== '')
        .map(([name, value]) => ` ${name}="${value}"`)
        .join(''),
    )

const loadCharts = async () => {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([charts.BarChart, components.GridComponent, components.LegendComponent, renderers.SVGRenderer])
  return core
}

let loading: ReturnType<typeof loadCharts> | undefined

/** How dossiers were settled month by month, as a picture without scripts. The library is loaded with the first picture. */
export const monthsPicture = async (
  t: Messages,
  months: readonly SettledInMonth[],
  { isNarrow }: { readonly isNarrow: boolean },
): Promise<string> => {
  loading ??= loadCharts()
  const charts = await loading
  const chart = charts.init(null, null, { renderer: 'svg', ssr: true, ...(isNarrow ? sizes.narrow : sizes.wide) })
  try {
    chart.setOption(optionOf(t, months, isNarrow))
    return withoutStyles(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}
