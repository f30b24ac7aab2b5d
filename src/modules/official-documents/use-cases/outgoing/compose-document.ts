import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type CompiledForm, compileForm, compilePicture, type PdfOptions } from '#platform/pdf/compile-pdf.ts'
import type { OfficialPage } from '#platform/pdf/official-page.ts'
import { findDocumentType } from '../../domain/document-type.ts'
import {
  coSignerLines,
  type DocumentSigner,
  type IssuingAgency,
  officialPageOf,
  type PrintedSigner,
} from '../../domain/drafting/official-page.ts'
import { placeOfIssue } from '../../domain/drafting/place-of-issue.ts'
import { readText } from '../../domain/drafting/read-text.ts'
import { coSignerField, planOf } from '../../domain/drafting/signing-plan.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import type { DraftVersion } from '../../store/drafts.ts'
import { findHeldSeats } from '../../store/signers.ts'

type Composed = {
  readonly documentId: string
  readonly agencyId: string
  readonly draft: Pick<DraftVersion, 'head' | 'content'>
  readonly signer: DocumentSigner | null
  readonly at: Temporal.Instant
  /** Who signs beside; asked for from whoever holds the posts when absent. */
  readonly coSigners?: readonly PrintedSigner[]
  /** Of an extract: what is printed where the issued one has its number, and the block of a copy on paper. */
  readonly extract?: Pick<OfficialPage, 'issued' | 'copyBlock'>
}

type Set = { readonly page: OfficialPage; readonly options: PdfOptions }

/** The agency as it stands at the head of its documents; a committee stands there alone, whatever is above it. */
export const issuingAgency = async (reader: Reader, agencyId: string): Promise<IssuingAgency | null> => {
  const agency = await findAgency(reader, agencyId)
  if (agency === null) return null
  const parent = agency.parentId === null ? null : await findAgency(reader, agency.parentId)
  return {
    kind: agency.kind,
    name: agency.name,
    parentName: agency.kind === 'peoples-committee' ? null : (parent?.name ?? null),
    notation: agency.notation,
    place: placeOfIssue(agency.name, parent?.name ?? null),
  }
}

/** Who would sign beside today; a post that nobody holds has a place without a name. */
const coSignersOf = async (
  reader: Reader,
  agency: IssuingAgency,
  { draft, at }: Composed,
): Promise<readonly PrintedSigner[]> => {
  const { coSigners } = planOf(draft.head)
  const ids = coSigners.map(({ postId }) => postId)
  const seats = await findHeldSeats(reader, ids, localDate(at))
  return coSigners.map(({ postId, authority, title }, index) => {
    const seat = seats.find((one) => one.postId === postId)
    const lines = seat === undefined ? [title] : coSignerLines(agency, seat, authority, title)
    return { field: coSignerField(index), lines, name: seat?.name ?? '' }
  })
}

const setDocument = async (
  reader: Reader,
  publicUrl: string,
  composed: Composed,
): Promise<Result<Set, OutgoingRefusal>> => {
  const { documentId, agencyId, draft, signer, at, extract } = composed
  const agency = await issuingAgency(reader, agencyId)
  const documentType = findDocumentType(draft.head.typeCode)
  if (agency === null || documentType === undefined) return refuse({ code: 'document.type-unknown' })
  const page = officialPageOf({
    agency,
    documentType,
    head: draft.head,
    blocks: readText(draft.content),
    ...(signer === null ? {} : { signer }),
    coSigners: composed.coSigners ?? (await coSignersOf(reader, agency, composed)),
  })
  const title = `${documentType.name}: ${draft.head.subject}`
  const qrText = `${publicUrl}/kiem-tra?ma=${documentId}`
  return accept({ page: { ...page, ...extract }, options: { title, createdAt: at, qrText } })
}

/** The page of a wording: what is shown before it is signed is what is signed. @legal ND-30-2020 Phụ lục I */
export const composeDocument = async (
  reader: Reader,
  publicUrl: string,
  composed: Composed,
): Promise<Result<CompiledForm, OutgoingRefusal>> => {
  const set = await setDocument(reader, publicUrl, composed)
  return set.ok ? accept(await compileForm('official-document', set.value.page, set.value.options)) : set
}

/** The same page as a picture. */
export const pictureDocument = async (
  reader: Reader,
  publicUrl: string,
  composed: Composed,
): Promise<Result<string, OutgoingRefusal>> => {
  const set = await setDocument(reader, publicUrl, composed)
  return set.ok ? accept(await compilePicture('official-document', set.value.page, set.value.options)) : set
}
