import type { OfficialBlock, OfficialPage, OfficialSigner } from '#platform/pdf/official-page.ts'
import { type DocumentType, notationOfDocument } from '../document-type.ts'
import type { DraftHead, InitialPlace, SigningAuthority } from './draft-head.ts'
import { initialField, planOf } from './signing-plan.ts'

/** The agency as it stands at the head of its documents. */
export type IssuingAgency = {
  readonly kind: string
  readonly name: string
  readonly parentName: string | null
  readonly notation: string
  /** `Việt Trì`: leads the date. */
  readonly place: string
}

export type DocumentSigner = {
  readonly name: string
  readonly title: string
  /** Of a substitute, who signs in another right than the one that was drafted. */
  readonly authority?: SigningAuthority
}

/** The stamps of annex I: 30 × 8, 40 × 8 and 20 × 8 mm. @legal ND-30-2020 Phụ lục I, phần I, mục III.2.b */
const urgencyStamps = [
  undefined,
  { words: 'KHẨN', widthMm: 20 },
  { words: 'THƯỢNG KHẨN', widthMm: 40 },
  { words: 'HỎA TỐC', widthMm: 30 },
] as const

const isCommittee = (agency: IssuingAgency): boolean => agency.kind === 'peoples-committee'

const withoutAgency = (title: string): string =>
  title.replace(/\s+(?:Ủy|Uỷ) ban nhân dân.*$/iu, '').replace(/\s+(?:Sở|xã|phường|đặc khu|tỉnh)\s.*$/iu, '')

/** The head whose deputy signs: `Phó Giám đốc` signs for `Giám đốc`. */
const chiefOf = (title: string): string => {
  const chief = title.replace(/^phó\s+/iu, '')
  return chief.charAt(0).toUpperCase() + chief.slice(1)
}

const headOfAgency = (agency: IssuingAgency): string =>
  isCommittee(agency) ? 'Chủ tịch' : agency.kind === 'department' ? 'Giám đốc' : 'Thủ trưởng'

/** Authority and position, a line each. @legal ND-30-2020 Phụ lục I, phần I, mục II.7 */
export const signatureLines = (
  agency: IssuingAgency,
  signerTitle: string,
  authority: SigningAuthority,
): readonly string[] => {
  const own = withoutAgency(signerTitle)
  const body = isCommittee(agency) ? 'TM. Ủy ban nhân dân' : `TM. ${agency.name}`
  switch (authority) {
    case 'own':
      return [own]
    case 'TM':
      return [body, own]
    case 'KT':
      return [`KT. ${chiefOf(own)}`, own]
    case 'TM-KT':
      return [body, `KT. ${chiefOf(own)}`, own]
    case 'Q':
      return [`Q. ${chiefOf(own)}`]
    case 'TL':
      return [`TL. ${headOfAgency(agency)}`, own]
    case 'TUQ':
      return [`TUQ. ${headOfAgency(agency)}`, own]
  }
}

/** What a signer of this title usually writes: deputies for their head, a committee in its name. */
export const usualAuthority = (agency: IssuingAgency, signerTitle: string): SigningAuthority => {
  const isDeputy = /^phó\s/iu.test(signerTitle)
  if (isCommittee(agency)) return isDeputy ? 'TM-KT' : 'TM'
  return isDeputy ? 'KT' : 'own'
}

/** Each recipient a line; the last says where the copy is kept. @legal ND-30-2020 Phụ lục I, phần I, mục II.9.d */
const recipientLines = (head: DraftHead): readonly string[] => {
  const first = head.addressees.length > 0 ? ['Như trên'] : []
  const kept = `Lưu: VT${head.unitNotation === '' ? '' : `, ${head.unitNotation}`}`
  const others = head.recipients.map((each) => each.name).filter((name) => !head.addressees.includes(name))
  return [...first, ...others, kept]
}

const deciderOf = (agency: IssuingAgency, head: DraftHead): string => {
  if (head.decider !== '') return head.decider
  return `${headOfAgency(agency)} ${agency.name}`
}

/** What the layout of the type adds to a page that all types share. */
const partsOfLayout = (agency: IssuingAgency, documentType: DocumentType, head: DraftHead): Partial<OfficialPage> => {
  const addressed = head.addressees.length === 0 ? {} : { addressed: { words: 'Kính gửi', names: head.addressees } }
  const title = { title: documentType.name }
  switch (documentType.layout) {
    case 'letter':
      return addressed
    case 'decision':
      return { ...title, decider: deciderOf(agency, head) }
    case 'resolution':
      return { ...title, decider: head.decider === '' ? agency.name : head.decider }
    case 'telegram':
      return {
        ...title,
        ...(head.addressees.length === 0
          ? {}
          : { addressed: { words: `${deciderOf(agency, head)} điện`, names: head.addressees } }),
      }
    case 'minutes':
      return { ...title, hasDate: false, leftSigner: { lines: ['Thư ký'], name: head.secretary } }
    case 'leave':
      return { ...title, confirmation: 'Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép' }
    case 'invitation':
    case 'introduction':
    case 'titled':
      return { ...title, ...addressed }
  }
}

/** Somebody of the order as he stands on the page; without lines he puts initials only. */
export type PrintedSigner = { readonly field: string; readonly lines: readonly string[]; readonly name: string }

/** Authority and position of a co-signer: what he is in the council, or his agency and what he is there. */
export const coSignerLines = (
  agency: IssuingAgency,
  own: { readonly title: string; readonly agencyName: string; readonly agencyKind: string },
  authority: SigningAuthority,
  givenTitle: string,
): readonly string[] => {
  if (givenTitle !== '') return [givenTitle]
  if (own.agencyName === agency.name) return signatureLines(agency, own.title, authority)
  const theirs = { ...agency, kind: own.agencyKind, name: own.agencyName }
  const lines = signatureLines(theirs, own.title, authority)
  const isCollective = authority === 'TM' || authority === 'TM-KT'
  return isCollective ? [`TM. ${own.agencyName}`, ...lines.slice(1)] : [own.agencyName, ...lines]
}

export type PageParts = {
  readonly agency: IssuingAgency
  readonly documentType: DocumentType
  readonly head: DraftHead
  readonly blocks: readonly OfficialBlock[]
  /** Absent while nobody is chosen. */
  readonly signer?: DocumentSigner
  readonly coSigners?: readonly PrintedSigner[]
}

/** Places for initials, by their place on the page. */
const initialsOf = (head: DraftHead): Partial<OfficialPage> => {
  const { initials } = planOf(head)
  if (initials.length === 0) return {}
  const at = (place: InitialPlace) =>
    initials.flatMap((one, index) => (one.place === place ? [initialField(index)] : []))
  return { initials: { text: at('text'), form: at('form') } }
}

const signerOf = ({ agency, documentType, head, signer }: PageParts): OfficialSigner => {
  const lines =
    signer === undefined
      ? [headOfAgency(agency)]
      : signatureLines(agency, signer.title, signer.authority ?? head.authority)
  const name = signer?.name ?? ''
  return documentType.layout === 'minutes'
    ? { lines: ['Chủ tọa'], otherPosition: lines.at(-1) ?? '', name }
    : { lines, name }
}

/** The page of a draft, box by box of annex I. @legal ND-30-2020 Phụ lục I, Phụ lục III */
export const officialPageOf = (parts: PageParts): OfficialPage => {
  const { agency, documentType, head } = parts
  const urgency = urgencyStamps[head.urgency]
  const marks = [head.drafterMark, head.copies === null ? '' : String(head.copies)].filter((mark) => mark !== '')
  return {
    ...(agency.parentName === null ? {} : { parentAgency: agency.parentName }),
    agency: agency.name,
    notation: notationOfDocument(documentType, agency.notation, head.unitNotation),
    place: agency.place,
    hasDate: true,
    subject: head.subject,
    isLetter: documentType.layout === 'letter',
    blocks: parts.blocks,
    recipients: recipientLines(head),
    signer: signerOf(parts),
    ...(urgency === undefined ? {} : { urgency }),
    ...(head.circulation === '' ? {} : { circulation: head.circulation }),
    ...(marks.length === 0 ? {} : { drafterMark: marks.join('.') }),
    ...(parts.coSigners === undefined || parts.coSigners.length === 0 ? {} : { coSigners: parts.coSigners }),
    ...initialsOf(head),
    contact: head.contact,
    qrCaption: 'Quét để kiểm tra văn bản',
    ...partsOfLayout(agency, documentType, head),
  }
}
