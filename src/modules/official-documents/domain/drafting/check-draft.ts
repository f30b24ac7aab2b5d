import type { OfficialBlock } from '#platform/pdf/official-page.ts'
import { findDocumentType, type PageLayout } from '../document-type.ts'
import type { DraftHead } from './draft-head.ts'
import type { DraftSource } from './draft-source.ts'
import { isDeputyTitle, type RightRefusal } from './signing-plan.ts'

/** What the office looks at before a draft reaches its signer. @legal ND-30-2020 Điều 11, Điều 13, Phụ lục I */
export type DraftCheckKey =
  | 'signer'
  | 'authority'
  | 'delegated-authority'
  | 'subject'
  | 'addressees'
  | 'recipients'
  | 'unit'
  | 'bases'
  | 'order'
  | 'appendices'
  | 'secretary'
  | 'blanks'
  | 'losses'

/** `fault`: it is not submitted like this. `doubt`: somebody looks at it. */
export type DraftCheck = { readonly key: DraftCheckKey; readonly state: 'kept' | 'doubt' | 'fault' }

export type DraftToCheck = {
  readonly head: DraftHead
  readonly blocks: readonly OfficialBlock[]
  /** Who holds the chosen post today; null for nobody. */
  readonly signer: { readonly title: string; readonly role: string } | null
  readonly source: DraftSource | null
  /** Why he may not sign in the right that is written; absent: he may, or nobody has asked yet. */
  readonly right?: RightRefusal | undefined
}

type State = DraftCheck['state']

const doubtUnless = (isKept: boolean): State => (isKept ? 'kept' : 'doubt')
const faultUnless = (isKept: boolean): State => (isKept ? 'kept' : 'fault')

const layoutOf = (head: DraftHead): PageLayout => findDocumentType(head.typeCode)?.layout ?? 'titled'

/** A deputy signs for the head, never as the head; the head does not sign for himself. */
const authorityState = ({ head, signer }: DraftToCheck): State => {
  if (signer === null) return 'kept'
  const isDeputy = isDeputyTitle(signer.title)
  const isFor = head.authority === 'KT' || head.authority === 'TM-KT'
  if (head.authority === 'TL' || head.authority === 'TUQ') return 'kept'
  return faultUnless(isDeputy === isFor)
}

const basisState = ({ head, blocks }: DraftToCheck): State => {
  const layout = layoutOf(head)
  if (layout !== 'decision' && layout !== 'resolution') return 'kept'
  const bases = blocks.flatMap((block) =>
    block.kind === 'basis' ? [block.text.map((span) => span.text).join('')] : [],
  )
  if (bases.length === 0) return 'fault'
  return doubtUnless(
    bases.every((text, at) => text.endsWith(at === bases.length - 1 ? '.' : ';') || text.endsWith(';')),
  )
}

/** Articles count from 1 without a gap, in the document and in each appendix of its own. */
const orderState = ({ blocks }: DraftToCheck): State => {
  let last = 0
  for (const block of blocks) {
    if (block.kind === 'appendix') last = 0
    if (block.kind !== 'article') continue
    const number = Number(/\d+/.exec(block.label)?.[0] ?? 0)
    if (number !== last + 1) return 'doubt'
    last = number
  }
  return 'kept'
}

const said = (block: OfficialBlock): string =>
  (block.kind === 'table' ? block.rows.flat(2) : 'text' in block ? block.text : block.title)
    .map((span) => span.text)
    .join('')

/** The text points to its appendices; from two on they are numbered. @legal ND-30-2020 Phụ lục I, phần I, mục III.1 */
const appendixState = ({ blocks }: DraftToCheck): State => {
  const first = blocks.findIndex((block) => block.kind === 'appendix')
  if (first === -1) return 'kept'
  const appendices = blocks.flatMap((block) => (block.kind === 'appendix' ? [block.label] : []))
  const isPointedTo = blocks.slice(0, first).some((block) => /phụ lục|kèm theo/iu.test(said(block)))
  const areNumbered = appendices.length === 1 || appendices.every((label) => /\s[IVXLC]+$/u.test(label))
  return doubtUnless(isPointedTo && areNumbered)
}

const subjectState = ({ head }: DraftToCheck): State =>
  doubtUnless(!/[.;,]$/u.test(head.subject) && !(layoutOf(head) === 'letter' && /^V\/v/iu.test(head.subject)))

const addresseeState = ({ head }: DraftToCheck): State => {
  if (head.addressees.length > 0) return 'kept'
  if (head.typeCode === 'CV' || head.typeCode === 'CĐ') return 'fault'
  return doubtUnless(head.typeCode !== 'TTr')
}

/** Places that were left to be filled in. */
const hasBlanks = ({ blocks }: DraftToCheck): boolean => blocks.some((block) => /…|\.{4,}|\[\s*\]/u.test(said(block)))

const isDelegated = ({ head }: DraftToCheck): boolean => head.authority === 'TL' || head.authority === 'TUQ'

/** Form and competence of a draft, each with its result, in the order of the page. */
export const checkDraft = (draft: DraftToCheck): readonly DraftCheck[] => {
  const { head, signer, source } = draft
  const layout = layoutOf(head)
  const states: readonly (readonly [DraftCheckKey, State])[] = [
    ['subject', subjectState(draft)],
    ['addressees', addresseeState(draft)],
    ['bases', basisState(draft)],
    ['order', orderState(draft)],
    ['appendices', appendixState(draft)],
    ['signer', faultUnless(signer !== null && (signer.role === 'leader' || isDelegated(draft)))],
    ['authority', authorityState(draft)],
    ['recipients', doubtUnless(head.recipients.length > 0)],
    ['blanks', doubtUnless(!hasBlanks(draft))],
    ...(isDelegated(draft) ? ([['delegated-authority', faultUnless(draft.right === undefined)]] as const) : []),
    ...(layout === 'letter' ? ([['unit', doubtUnless(head.unitNotation !== '')]] as const) : []),
    ...(layout === 'minutes' ? ([['secretary', faultUnless(head.secretary !== '')]] as const) : []),
    ...(source === null ? [] : ([['losses', doubtUnless(Object.keys(source.losses).length === 0)]] as const)),
  ]
  return states.map(([key, state]) => ({ key, state }))
}

export const faultsOfDraft = (draft: DraftToCheck): readonly DraftCheckKey[] =>
  checkDraft(draft).flatMap(({ key, state }) => (state === 'fault' ? [key] : []))
