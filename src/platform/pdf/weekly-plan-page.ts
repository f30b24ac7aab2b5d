/** The plan of a week as agencies print it: a row a day, morning and afternoon in it. */
export type WeeklyPlanPage = {
  readonly parentAgency?: string
  readonly agency: string
  readonly heading: string
  /** `Tuần 39 (từ ngày 21/09/2026 đến ngày 27/09/2026)` */
  readonly week: string
  /** Which issue it is, or that it is a draft. */
  readonly issue: string
  readonly columns: { readonly day: string; readonly morning: string; readonly afternoon: string }
  readonly days: readonly {
    readonly weekday: string
    readonly date: string
    readonly notes: readonly string[]
    readonly morning: readonly WeeklyPlanLine[]
    readonly afternoon: readonly WeeklyPlanLine[]
  }[]
  readonly approver: string
  readonly recipients: readonly string[]
}

export type WeeklyPlanLine = {
  readonly time: string
  readonly title: string
  /** Added, changed, called off since the last issue. */
  readonly mark?: string
  readonly isOff?: boolean
  /** `Chủ trì: …`, a line each. */
  readonly lines: readonly string[]
}
