/** What an internal audit found and what became of it. */
export type AuditReportPage = {
  readonly parentAgency?: string
  readonly agency: string
  readonly heading: string
  readonly number: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly columns: readonly string[]
  /** A cell for each column. */
  readonly rows: readonly (readonly string[])[]
  /** Said where nothing was found. */
  readonly none: string
  readonly signer: { readonly title: string; readonly name: string }
}
