/** A book of documents, in the columns of the form it is printed in. */
export type DocumentRegisterPage = {
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
  /** Closed for its time and sealed: where, when and by whom. */
  readonly closing?: { readonly placeAndDate: string; readonly by: string }
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

/** Faces of envelopes, one for each receiver. */
export type EnvelopesPage = {
  readonly parentAgency?: string
  readonly agency: string
  readonly code: string
  readonly urgency?: string
  readonly receivers: readonly { readonly name: string; readonly address?: string }[]
}

/** The slip that goes with a document from hand to hand; a part in which nothing was said has lines for the pen. */
export type HandlingSlipPage = {
  readonly parentAgency?: string
  readonly agency: string
  readonly placeAndDate: string
  /** Type, number and notation, date, author and subject. */
  readonly document: string
  readonly arrival?: string
  readonly sections: readonly {
    readonly title: string
    readonly entries: readonly {
      readonly body: string
      readonly lines: readonly string[]
      readonly by: string
      readonly at: string
    }[]
  }[]
}
