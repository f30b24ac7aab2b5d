/** A list of an archive in the columns of its form: files of a year, files handed over, records of a file, files to be destroyed. */
export type ArchiveTablePage = {
  readonly parentAgency?: string
  readonly agency: string
  readonly heading: string
  /** Lines under the heading, the first in bold. */
  readonly under: readonly string[]
  /** Lines above the table. */
  readonly intro: readonly string[]
  /** `share`: the width beside the other columns. */
  readonly columns: readonly { readonly title: string; readonly share: number }[]
  /** A cell for each column; rows that are headings stand in bold. */
  readonly rows: readonly { readonly cells: readonly string[]; readonly isHeading?: boolean }[]
  /** Lines below the table. */
  readonly outro: readonly string[]
  /** `Hy Cương, ngày 22 tháng 11 năm 2026` above who signs; none: nobody signs. */
  readonly placeAndDate?: string
  readonly signers: readonly ArchiveSigner[]
}

export type ArchiveSigner = {
  readonly title: string
  readonly note: string
  readonly name?: string
  /** The signature field that is left free for this person. */
  readonly field?: string
}

/** Minutes of an archive: paragraphs and who signs them, side by side. */
export type ArchiveMinutesPage = {
  readonly parentAgency?: string
  readonly agency: string
  /** `09/QĐ-UBND`, of a decision. */
  readonly code?: string
  readonly placeAndDate: string
  readonly heading: string
  readonly subject: string
  readonly bases: readonly string[]
  readonly blocks: readonly { readonly text: string; readonly isStrong?: boolean; readonly isIndented?: boolean }[]
  readonly signers: readonly ArchiveSigner[]
}

/** The cover of a file as it stands on a shelf or before its papers. */
export type FileCoverPage = {
  readonly parentAgency?: string
  readonly agency: string
  readonly unit?: string
  readonly code: string
  readonly title: string
  readonly from: string
  readonly to: string
  readonly documents: string
  readonly pages: string
  readonly retention: string
  readonly fonds: string
  readonly archiveCode?: string
}
