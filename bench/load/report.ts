import type { Measured } from './measure.ts'
import type { Bare } from './same-statements.ts'

type Memory = { readonly now: number; readonly highest: number } | null

export type Report = {
  readonly dossiers: number
  readonly databaseMebibytes: number
  readonly filledInSeconds: number
  /** From the command to the first page, with everything built and filled. */
  readonly startSeconds: number
  readonly memoryAtStart: Memory
  readonly memory: Memory
  readonly measured: readonly Measured[]
  /** Filing without files, by its statements alone. */
  readonly bare: Bare | null
  readonly machine: {
    readonly processors: string
    readonly memoryGibibytes: number
    readonly load: readonly number[]
    readonly node: string
    readonly postgres: string
    readonly at: string
  }
}

const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1))

const rowOf = (one: Measured): readonly string[] => [
  one.what,
  one.perSecond.toFixed(one.perSecond >= 100 ? 0 : 1),
  ms(one.p50),
  ms(one.p95),
  ms(one.p99),
  one.statements === null ? '' : one.statements.toFixed(1),
  one.memory === null ? '' : one.memory.toFixed(0),
  one.failures === 0 ? '' : String(one.failures),
]

const header = ['operation', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'statements', 'memory MiB', 'failed']

/** What was measured, a line for each operation. */
export const tableOf = (measured: readonly Measured[]): string => {
  const rows = measured.map(rowOf)
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(Math.max(1, width - 1))}:`)).join(' | ')} |`
  return [line(header), rule, ...rows.map(line)].join('\n')
}

const memoryText = (memory: Memory): string =>
  memory === null ? 'not known here' : `${memory.now.toFixed(0)} MiB (highest ${memory.highest.toFixed(0)})`

const ratioLine = ({ measured, bare }: Report): string => {
  const filing = measured.find((one) => one.what === 'file without files')
  if (bare === null || filing === undefined) return 'The same statements by pgbench: pgbench absent.'
  return (
    `The same ${bare.statements} statements by pgbench, ${filing.clients} clients: ${bare.perSecond.toFixed(0)} a second; ` +
    `filing over HTTP reaches ${(filing.perSecond / bare.perSecond).toFixed(2)} of it.`
  )
}

export const printReport = (report: Report): void => {
  const { machine } = report
  console.log(
    [
      `${report.dossiers.toLocaleString('en')} dossiers, database ${report.databaseMebibytes.toFixed(0)} MiB` +
        (report.filledInSeconds > 0 ? `, filled in ${report.filledInSeconds.toFixed(0)} s` : ''),
      `${machine.processors}, ${machine.memoryGibibytes.toFixed(0)} GiB, Node ${machine.node}, PostgreSQL ${machine.postgres}, load ${machine.load.map((one) => one.toFixed(1)).join(' ')}, ${machine.at}`,
      `Warm start to first page ${report.startSeconds.toFixed(1)} s; memory of the program at start ${memoryText(report.memoryAtStart)}, after the run ${memoryText(report.memory)}`,
      '',
      tableOf(report.measured),
      '',
      ratioLine(report),
    ].join('\n'),
  )
}
