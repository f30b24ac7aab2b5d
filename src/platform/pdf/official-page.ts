/** The text of an official document as the page sets it: blocks in reading order. */
export type OfficialBlock =
  /** `Căn cứ …;`: what the document rests on, in italics. */
  | { readonly kind: 'basis'; readonly text: readonly OfficialSpan[] }
  /** `Phần`, `Chương`, `Mục`, `Tiểu mục`: the word with its number, and the title in capitals on the line below. */
  | { readonly kind: 'division'; readonly label: string; readonly title: readonly OfficialSpan[] }
  /** `Điều 1.` */
  | { readonly kind: 'article'; readonly label: string; readonly text: readonly OfficialSpan[] }
  /** `I. NHỮNG KẾT QUẢ`: a numbered title of its own line, bold. */
  | { readonly kind: 'heading'; readonly text: readonly OfficialSpan[] }
  /** `1.`, `a)`, `-`: the mark stands as it was written. */
  | { readonly kind: 'clause' | 'point' | 'item'; readonly label: string; readonly text: readonly OfficialSpan[] }
  | { readonly kind: 'paragraph'; readonly text: readonly OfficialSpan[] }
  /** `QUYẾT ĐỊNH:`: bold, in the middle. */
  | { readonly kind: 'centred'; readonly text: readonly OfficialSpan[] }
  /** Words in the middle or on the right, in the look of the text. */
  | { readonly kind: 'placed'; readonly align: OfficialAlign; readonly text: readonly OfficialSpan[] }
  | {
      readonly kind: 'table'
      readonly hasHeader: boolean
      /** By column; what is missing stands at the left. */
      readonly aligns: readonly OfficialAlign[]
      readonly rows: readonly (readonly (readonly OfficialSpan[])[])[]
    }
  /** Begins a page of its own, counted from 1 again. */
  | { readonly kind: 'appendix'; readonly label: string; readonly title: readonly OfficialSpan[] }

export type OfficialAlign = 'start' | 'center' | 'end'

export type OfficialSpan = {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
}

/** Boxes 7a and 7b: authority and position a line each, another position above the name, the name. */
export type OfficialSigner = {
  readonly lines: readonly string[]
  readonly otherPosition?: string
  readonly name: string
}

/** What makes a paper a certified copy. @legal ND-30-2020 Phụ lục I, phần II, mục II */
export type CopyBlock = {
  /** `SAO Y` */
  readonly kind: string
  readonly agency: string
  /** `01/SY-UBND` */
  readonly code: string
  readonly place: string
  readonly date: string
  readonly recipients: readonly string[]
  readonly signer: { readonly lines: readonly string[]; readonly name: string }
}

/** What stands on a page of an official document, box by box. @legal ND-30-2020 Phụ lục I */
export type OfficialPage = {
  readonly parentAgency?: string
  readonly agency: string
  /** What follows the number after a slash: `QĐ-UBND`, `UBND-VX`. */
  readonly notation: string
  readonly place: string
  /** Absent: minutes have no line of place and date. */
  readonly hasDate: boolean
  /** Box 5a; absent for a letter. */
  readonly title?: string
  /** Box 5a under the title, or box 5b after `V/v` when there is no title. */
  readonly subject: string
  readonly isLetter: boolean
  /** Above the bases: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ`. */
  readonly decider?: string
  /** Box 9a; what stands before the names, `Kính gửi` or `Chủ tịch … điện`. */
  readonly addressed?: { readonly words: string; readonly names: readonly string[] }
  readonly blocks: readonly OfficialBlock[]
  /** Box 9b. */
  readonly recipients: readonly string[]
  readonly signer: OfficialSigner
  /** Who signs on the left, as the secretary of a meeting does. */
  readonly leftSigner?: OfficialSigner
  /** Who signs beside, each with a place of his own; the recipients stand below all of them. */
  readonly coSigners?: readonly (OfficialSigner & { readonly field: string })[]
  /** Places for initials, by their fields: after the text, and after the recipients. */
  readonly initials?: { readonly text: readonly string[]; readonly form: readonly string[] }
  /** Below the signatures, on the left: what another agency confirms by hand. */
  readonly confirmation?: string
  /** Box 10b: `HỎA TỐC`, `THƯỢNG KHẨN`, `KHẨN`, with the width of the stamp. */
  readonly urgency?: { readonly words: string; readonly widthMm: number }
  /** Box 11. */
  readonly circulation?: string
  /** Box 12: `PL.300`. */
  readonly drafterMark?: string
  /** Box 13, a line each. */
  readonly contact: readonly string[]
  /** Shown below the recipients, with the code for looking the document up. */
  readonly qrCaption?: string
  /** On an extract: number and date as they were issued; the signature is only told of. */
  readonly issued?: { readonly number: string; readonly date: string }
  readonly copyBlock?: CopyBlock
}
