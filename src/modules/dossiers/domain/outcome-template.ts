import type { Temporal } from '#kernel/time.ts'
import type { PdfTemplate, TemplateData } from '#platform/pdf/template-data.ts'

/** The legal forms in which a result is issued. */
export type OutcomeTemplateKey = Extract<PdfTemplate, `outcome-${string}`>

/** What an officer writes into a draft. A list is written a line each. */
export type OutcomeField = {
  readonly name: string
  readonly label: string
  readonly kind: 'line' | 'text' | 'list'
  readonly required: boolean
  readonly help?: string
}

/** The draft as it is written: a text for each field. */
export type OutcomeValues = Readonly<Record<string, string>>

/** An act as the national database names it: number and title. */
export type LegalAct = { readonly number: string; readonly title: string }

/** What a draft can be filled from: the e-form as answered, and the facts of the dossier. */
export type OutcomeSource = {
  readonly form: Readonly<Record<string, unknown>>
  readonly ownerName: string
  readonly ownerIdentity: string
  readonly ownerAddress: string
  readonly procedureName: string
  readonly agencyName: string
  readonly today: Temporal.PlainDate
  /** The acts that the procedure is published with; decisions name them. */
  readonly legalBasis?: readonly LegalAct[]
}

/** What the program adds to a draft when it is set: who issues it, where, and who signs. */
export type OutcomeHead = Pick<
  TemplateData['outcome-letter'],
  'parentAgency' | 'agency' | 'notation' | 'place' | 'signer' | 'qrCaption'
>

/** One legal form: what is asked, what is known already, and how it is set. */
export type OutcomeTemplate<Key extends OutcomeTemplateKey = OutcomeTemplateKey> = {
  readonly key: Key
  /** The name of the document, such as `Giấy phép xây dựng`. */
  readonly title: string
  /** What follows the number after a slash; `{agency}` is the agency's own letters, `{year}` the year: `QĐ-{agency}`. */
  readonly notation: string
  readonly fields: readonly OutcomeField[]
  readonly prefill: (source: OutcomeSource) => OutcomeValues
  readonly render: (values: OutcomeValues, head: OutcomeHead) => TemplateData[Key]
}

/** What follows the number of a document of an agency in a year: `QĐ-UBND`, `2026/TLKT`. */
export const notationOf = (template: Pick<OutcomeTemplate, 'notation'>, agencyNotation: string, year: number): string =>
  template.notation.replace('{agency}', agencyNotation).replace('{year}', String(year))

export const linesOf = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Names the fields a draft still lacks. */
export const missingOutcomeFields = (template: OutcomeTemplate, values: OutcomeValues): readonly string[] =>
  template.fields
    .filter((field) => field.required && (values[field.name] ?? '').trim() === '')
    .map((field) => field.name)
