/** A stretch of text of one look. */
export type DocxSpan = {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
}

export type DocxAlign = 'start' | 'center' | 'end'

export type DocxParagraph = {
  readonly kind: 'paragraph'
  readonly align: DocxAlign
  /** Level of its heading style, from 1. */
  readonly heading: number | null
  /** The number or mark that the program which wrote the file draws before it: `1.`, `a)`, `-`. */
  readonly label: string
  readonly spans: readonly DocxSpan[]
}

/** A cell is its paragraphs; one that another cell covers is empty. */
export type DocxCell = readonly DocxParagraph[]

export type DocxTable = {
  readonly kind: 'table'
  readonly hasHeader: boolean
  readonly rows: readonly (readonly DocxCell[])[]
}

export type DocxBlock = DocxParagraph | DocxTable

/** What a file may hold that its text alone does not say. */
export type DocxLoss =
  | 'pictures'
  | 'text-boxes'
  | 'footnotes'
  | 'comments'
  | 'tracked-changes'
  | 'formulas'
  | 'objects'
  | 'merged-cells'
  | 'nested-tables'
  | 'columns'
  | 'landscape'
  | 'headers'
  | 'hidden-text'
  | 'struck-text'
  | 'raised-text'
  | 'symbols'

export type LossCounts = Readonly<Partial<Record<DocxLoss, number>>>

/** What a Word document says, in reading order, and how much of it has no place in that. */
export type DocxText = { readonly blocks: readonly DocxBlock[]; readonly losses: LossCounts }

/** Why a file is not read. `script`: macros, ActiveX, or fields and templates that reach out of the file. */
export type DocxFault = 'not-docx' | 'old-word' | 'encrypted' | 'too-large' | 'script' | 'broken' | 'too-slow'
