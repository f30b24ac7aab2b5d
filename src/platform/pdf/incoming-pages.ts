/** A book of incoming documents, in the columns of the form it is printed in. */
export type IncomingRegisterPage = {
  readonly parentAgency?: string
  readonly agency: string
  readonly heading: string
  readonly book: string
  readonly from: string
  readonly to: string
  /** `share`: the width beside the other columns. */
  readonly columns: readonly { readonly title: string; readonly share: number }[]
  /** A cell for each column. */
  readonly rows: readonly (readonly string[])[]
}

/** What the stamp of arrival says. */
export type IncomingStampPage = {
  readonly agency: string
  readonly number: string
  readonly date: string
  readonly to?: string
  readonly file?: string
  /** Below the stamp, so that nobody mixes the papers up. */
  readonly subject: string
}
