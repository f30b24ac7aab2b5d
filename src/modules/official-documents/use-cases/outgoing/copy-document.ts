import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatLegalDate, localDate, type Temporal } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import { findAttachment, keepMadeFile, listAttachments, storeMadeBytes } from '#modules/attachments/index.ts'
import { type Actor, type HeldPost, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { Confirmation, type HeldKey, signDocument, withKey } from '#modules/signatures/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import type { CopyBlock } from '#platform/pdf/official-page.ts'
import { cornerFields, prepareCorner } from '#platform/signing/corner-mark.ts'
import { signedAtText } from '../../domain/corner-text.ts'
import { Carrier, CopyKind, copyKindNames, isExtractOf, mayCopy, notationOfCopy } from '../../domain/document-copy.ts'
import { printedNumber } from '../../domain/document-type.ts'
import type { SigningAuthority } from '../../domain/drafting/draft-head.ts'
import { type IssuingAgency, signatureLines, usualAuthority } from '../../domain/drafting/official-page.ts'
import { placeOfIssue } from '../../domain/drafting/place-of-issue.ts'
import { rightOfSigner } from '../../domain/drafting/signing-plan.ts'
import {
  type DocumentRegister,
  documentSubject,
  type OfficialDocument,
  proposedRegister,
  writtenCode,
} from '../../domain/index.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { asOutgoingRefusal } from '../../domain/signature-refusal.ts'
import { findCopy, listCopies, saveCopy } from '../../store/document-copies.ts'
import { listRegisters, takeRegisterPlace } from '../../store/document-registers.ts'
import { findDraftVersion } from '../../store/drafts.ts'
import { findDocument } from '../../store/official-documents.ts'
import { findOutgoingPaper, findSeats } from '../../store/outgoing-papers.ts'
import { listMandates } from '../../store/signing-mandates.ts'
import { type DocumentScene, onDocument, recordDocumentDeed } from '../scene.ts'
import { composeDocument } from './compose-document.ts'
import type { OutgoingDeps, OutgoingResult } from './outgoing-scene.ts'

/** What lies with a copy: the scan it is made of, the copy itself. */
export const copySubject = 'document-copy'

export const CopyDocument = z.strictObject({
  /** Made by whoever asks; a scan handed in under it beforehand comes along. Sent twice it is one copy. */
  copyId: z.uuid(),
  documentId: z.uuid(),
  kind: CopyKind,
  target: Carrier,
  /** Of a copy in part: lines of the document as they stand there. */
  extract: z.string().max(400_000),
  /** Who signs the copy; on a file the agency alone does. */
  signerPostId: z.uuid().nullable(),
  recipients: z.array(z.string().trim().min(1).max(300)).max(100),
  copies: z.int().min(1).max(9_999),
  /** Of a copy of a copy: the certified copy that it is made of; absent: the last one that was made here, or the one that was received. */
  copiedFrom: z.uuid().optional(),
  /** What was received is a certified copy itself. */
  isOfReceivedCopy: z.boolean().optional(),
  /** Which of the files of the document is copied; absent: the first. */
  fileId: z.uuid().optional(),
  confirmation: Confirmation.optional(),
})
export type CopyDocument = z.infer<typeof CopyDocument>

export type Copied = { readonly copyId: string; readonly code: string }

/** Whether what is held here is a file or the image of a paper. */
const sourceOf = (document: OfficialDocument, hasIssuedFile: boolean): Carrier => {
  if (document.direction === 'outgoing') return hasIssuedFile ? 'electronic' : 'paper'
  return ['inside', 'interchange', 'e-mail'].includes(document.channel) ? 'electronic' : 'paper'
}

type Place = { readonly number: number; readonly code: string; readonly now: Temporal.Instant }
type CopySigner = { readonly name: string; readonly title: string; readonly authority: SigningAuthority }
type Making = {
  readonly scene: DocumentScene
  readonly deps: OutgoingDeps
  readonly command: CopyDocument
  readonly source: Carrier
  readonly issuing: IssuingAgency
  /** On a file the agency signs alone. */
  readonly signer: CopySigner | null
  readonly copiedFrom: string | null
}

/** Who signs it, a leader in his own right, anybody else by an order that was given in writing. @legal ND-30-2020 Điều 13 */
const signerOf = async (
  { tx, document, now }: DocumentScene,
  issuing: IssuingAgency,
  postId: string | null,
): Promise<Result<CopySigner | null, OutgoingRefusal>> => {
  if (postId === null) return accept(null)
  const on = localDate(now)
  const [seats, mandates] = await Promise.all([
    findSeats(tx, document.agencyId, on),
    listMandates(tx, document.agencyId, on),
  ])
  const seat = seats.find((one) => one.postId === postId)
  if (seat === undefined) return refuse({ code: 'draft.signer-missing' })
  const { name, title } = seat
  if (seat.role === 'leader') return accept({ name, title, authority: usualAuthority(issuing, title) })
  const content = document.typeCode
  const right = rightOfSigner({ seat, authority: 'TL', givenTitle: '', mandates, content, on })
  if (!right.ok) return refuse({ code: 'draft.signing-refused', name, why: right.refusal })
  return accept({ name, title, authority: 'TL' })
}

/** The certified copy that a copy of a copy is made of; null for what was received as one, and where the kind asks for none. @legal ND-30-2020 Điều 25 */
const baseOf = async (
  { tx, document }: DocumentScene,
  { kind, copiedFrom, isOfReceivedCopy }: CopyDocument,
): Promise<Result<string | null, OutgoingRefusal>> => {
  if (kind !== 'SL') return accept(null)
  if (isOfReceivedCopy === true && document.direction === 'incoming') return accept(null)
  const full = (await listCopies(tx, document.id)).filter((one) => one.kind === 'SY')
  const base = copiedFrom === undefined ? full[0] : full.find(({ id }) => id === copiedFrom)
  return base === undefined ? refuse({ code: 'copy.without-copy' }) : accept(base.id)
}

const blockOf = ({ command, issuing, signer }: Making, place: Place): Result<CopyBlock, OutgoingRefusal> =>
  signer === null
    ? refuse({ code: 'draft.signer-missing' })
    : accept({
        kind: copyKindNames[command.kind],
        agency: issuing.name,
        code: place.code,
        place: issuing.place,
        date: formatLegalDate(localDate(place.now)),
        recipients: command.recipients,
        signer: { lines: signatureLines(issuing, signer.title, signer.authority), name: signer.name },
      })

/** The part of our own wording that was asked for, set again in full form. @legal ND-30-2020 Điều 25 */
const extractOf = async (
  { scene, deps, command }: Making,
  at: Temporal.Instant,
  copyBlock?: CopyBlock,
): Promise<Result<Uint8Array, OutgoingRefusal>> => {
  const { tx, document } = scene
  const [draft, paper] = [await findDraftVersion(tx, document.id), await findOutgoingPaper(tx, document.id)]
  if (draft === null || paper === null || document.documentDate === null) return refuse({ code: 'copy.not-of-this' })
  if (command.extract.trim() === '' || !isExtractOf(command.extract, draft.content))
    return refuse({ code: 'copy.not-an-extract' })
  const made = await composeDocument(tx, deps.publicUrl, {
    documentId: document.id,
    agencyId: document.agencyId,
    draft: { head: draft.head, content: command.extract },
    signer: { name: paper.signerName, title: paper.signerTitle },
    at,
    extract: {
      issued: { number: printedNumber(document.codeNumber ?? 1), date: formatLegalDate(document.documentDate) },
      ...(copyBlock === undefined ? {} : { copyBlock }),
    },
  })
  return made.ok ? accept(made.value.pdf) : made
}

/** The scan handed in for this copy, or the file of the document that was chosen. */
const scanOf = async ({ scene, deps, command }: Making): Promise<Result<Uint8Array, OutgoingRefusal>> => {
  const { tx, document } = scene
  const own = await listAttachments(tx, { kind: copySubject, id: command.copyId })
  const held = own.length > 0 ? own : await listAttachments(tx, { kind: documentSubject, id: document.id })
  const pdfs = held.filter((file) => file.mediaType === 'application/pdf')
  const isChosen = own.length === 0 && command.fileId !== undefined
  const scan = isChosen ? pdfs.find(({ id }) => id === command.fileId) : pdfs[0]
  return scan === undefined ? refuse({ code: 'copy.scan-missing' }) : accept(await deps.files.read(scan.sha256))
}

const onPaper = async (making: Making, place: Place): Promise<Result<Uint8Array, OutgoingRefusal>> => {
  const block = blockOf(making, place)
  if (!block.ok) return block
  if (making.command.kind === 'TrS') return extractOf(making, place.now, block.value)
  const title = `${block.value.kind} ${place.code}`
  return accept(await compilePdf('copy-sheet', { copyBlock: block.value }, { title, createdAt: place.now }))
}

/** What the agency signs, with room for it at the top of the first page. */
const toBeSigned = async (making: Making): Promise<Result<Uint8Array, OutgoingRefusal>> => {
  const plain = making.command.kind === 'TrS' ? await extractOf(making, making.scene.now) : await scanOf(making)
  if (!plain.ok) return plain
  const prepared = prepareCorner(plain.value, cornerFields.copy)
  return prepared.ok ? prepared : refuse({ code: 'document.signature-refused', why: prepared.refusal })
}

/** Box 14 of a file: form of the copy, agency, time; no number. @legal ND-30-2020 Phụ lục I, phần II, mục I */
const signCopy = async (
  deps: OutgoingDeps,
  held: HeldKey,
  { kind, agency, pdf }: ToSign,
): Promise<Result<StoredContent, OutgoingRefusal>> => {
  const name = copyKindNames[kind]
  const lines = [`${name.charAt(0)}${name.slice(1).toLowerCase()}`, agency, signedAtText(deps.clock.now())]
  const signed = await signDocument(deps, held, { pdf, field: cornerFields.copy, appearance: { kind: 'lines', lines } })
  if (!signed.ok) return refuse({ code: 'document.signature-refused', why: signed.refusal })
  return accept(await storeMadeBytes(deps.files, signed.value.pdf))
}

const keepCopy = async (
  { scene, command, source, signer, copiedFrom }: Making,
  clerk: OfficerActor,
  post: HeldPost,
  line: Place & { readonly registerId: string; readonly year: number; readonly notation: string },
  content: StoredContent,
): Promise<void> => {
  const { tx, document } = scene
  const attachment = await keepMadeFile(tx, {
    owner: { kind: copySubject, id: command.copyId },
    purpose: 'copy',
    name: `${line.code.replaceAll('/', '-')}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt: line.now,
  })
  await saveCopy(tx, {
    id: command.copyId,
    document_id: document.id,
    agency_id: document.agencyId,
    kind: command.kind,
    number: line.number,
    year: line.year,
    notation: line.notation,
    register_id: line.registerId,
    source,
    copied_from: copiedFrom,
    target: command.target,
    extract: command.extract.slice(0, 500),
    copies: command.copies,
    recipients: command.recipients.join('; ').slice(0, 1_000),
    signer_name: signer?.name ?? '',
    signer_title: signer?.title ?? '',
    made_by: clerk.officerId,
    made_at: line.now,
    attachment_id: attachment.id,
  })
  await recordDocumentDeed({ ...scene, now: line.now }, clerk, post, {
    type: 'document.copied',
    detail: { code: line.code, source, target: command.target, sha256: content.sha256 },
  })
}

/** Issued or received here, in force, and not secret: copies of secrets follow other rules. @legal ND-30-2020 Điều 27 */
const isCopied = ({ secrecy, state, direction, registerNumber }: OfficialDocument): boolean =>
  secrecy === 0 && registerNumber !== null && state !== 'recalled' && (direction === 'incoming' || state === 'issued')

const issuingOf = ({ kind, name, notation }: NonNullable<Awaited<ReturnType<typeof findAgency>>>): IssuingAgency => ({
  kind,
  name,
  parentName: null,
  notation,
  place: placeOfIssue(name, null),
})

type Ready = {
  readonly making: Making
  readonly post: HeldPost
  readonly book: DocumentRegister
  readonly notation: string
}

/** Whether the copy may be made as things stand; one that was made under this id already is answered. */
const readyToCopy = async (
  scene: DocumentScene,
  deps: OutgoingDeps,
  actor: OfficerActor,
  command: CopyDocument,
): Promise<Result<Copied | Ready, OutgoingRefusal>> => {
  const { tx, document } = scene
  const post = postFor(actor, 'clerk', document.agencyId)
  if (post === undefined) return refuse({ code: 'document.not-permitted' })
  const known = await findCopy(tx, command.copyId)
  if (known !== null && known.documentId !== document.id) return refuse({ code: 'copy.not-of-this' })
  if (known !== null) {
    const code = writtenCode({ number: known.number, notation: known.notation })
    return accept({ copyId: command.copyId, code })
  }
  const paper = await findOutgoingPaper(tx, document.id)
  const issued = paper?.issuedAttachmentId == null ? null : await findAttachment(tx, paper.issuedAttachmentId)
  const source = sourceOf(document, issued !== null)
  if (!isCopied(document) || !mayCopy(command.kind, source, command.target)) return refuse({ code: 'copy.not-of-this' })
  const agency = await findAgency(tx, document.agencyId)
  if (agency === null) return refuse({ code: 'document.not-found' })
  const issuing = issuingOf(agency)
  const [base, signer] = [await baseOf(scene, command), await signerOf(scene, issuing, command.signerPostId)]
  if (!base.ok) return base
  if (!signer.ok) return signer
  const books = await listRegisters(tx, document.agencyId, localDate(scene.now))
  const book = proposedRegister(books, { direction: 'copy', typeCode: '', secrecy: 0 })
  if (book === undefined) return refuse({ code: 'document.register-missing' })
  const making = { scene, deps, command, source, issuing, signer: signer.value, copiedFrom: base.value }
  return accept({ making, post, book, notation: notationOfCopy(command.kind, agency.notation) })
}

/** What is written of a copy: its line in the book, which is locked from here to the commit, and its file. */
const enter = async (
  { making, post, book, notation }: Ready,
  clerk: OfficerActor,
  fileOf: (place: Place) => Promise<Result<StoredContent, OutgoingRefusal>>,
): OutgoingResult<Copied> => {
  const { scene, deps, command } = making
  const { number, year, now } = await takeRegisterPlace(scene.tx, book.id, deps.clock)
  const place = { number, now, code: writtenCode({ number, notation }) }
  const content = await fileOf(place)
  if (!content.ok) return content
  await keepCopy(making, clerk, post, { ...place, registerId: book.id, year, notation }, content.value)
  return accept({ copyId: command.copyId, code: place.code })
}

/** A sheet bears the number, so the book is locked while it is set. */
const copyOnPaper = (deps: OutgoingDeps, actor: OfficerActor, command: CopyDocument): OutgoingResult<Copied> =>
  onDocument<Copied, OutgoingRefusal>(deps, actor, command.documentId, async (scene) => {
    const ready = await readyToCopy(scene, deps, actor, command)
    if (!ready.ok) return ready
    if ('copyId' in ready.value) return accept(ready.value)
    const { making } = ready.value
    return enter(ready.value, actor, async (place) => {
      const made = await onPaper(making, place)
      return made.ok ? accept(await storeMadeBytes(deps.files, made.value)) : made
    })
  })

type ToSign = { readonly kind: CopyKind; readonly agency: string; readonly pdf: Uint8Array }

/**
 * A file bears no number: the agency signs it before its place in the book is taken, while neither the book nor the document is locked. What could
 * not be copied any more when it is signed falls.
 */
const copyAsFile = async (
  deps: OutgoingDeps,
  actor: OfficerActor,
  command: CopyDocument,
  held: HeldKey,
): OutgoingResult<Copied> => {
  const prepared = await onDocument<Copied | ToSign, OutgoingRefusal>(
    deps,
    actor,
    command.documentId,
    async (scene) => {
      const ready = await readyToCopy(scene, deps, actor, command)
      if (!ready.ok) return ready
      if ('copyId' in ready.value) return accept(ready.value)
      const { making } = ready.value
      const pdf = await toBeSigned(making)
      return pdf.ok ? accept({ kind: command.kind, agency: making.issuing.name, pdf: pdf.value }) : pdf
    },
  )
  if (!prepared.ok) return prepared
  if ('copyId' in prepared.value) return accept(prepared.value)
  const signed = await signCopy(deps, held, prepared.value)
  if (!signed.ok) return signed
  return onDocument<Copied, OutgoingRefusal>(deps, actor, command.documentId, async (scene) => {
    const ready = await readyToCopy(scene, deps, actor, command)
    if (!ready.ok) return ready
    if ('copyId' in ready.value) return accept(ready.value)
    return enter(ready.value, actor, async () => signed)
  })
}

/**
 * The clerk makes a certified copy of a document that was issued or received: with a number of its own, in the book of copies, as a file signed by
 * the agency or as a sheet to be signed by hand.
 * @legal ND-30-2020 Điều 25, Điều 26, Điều 27
 */
export const copyDocument = async (deps: OutgoingDeps, actor: Actor, command: CopyDocument): OutgoingResult<Copied> => {
  const document = await findDocument(deps.database, command.documentId)
  if (actor.kind !== 'officer' || document === null) return refuse({ code: 'document.not-found' })
  if (postFor(actor, 'clerk', document.agencyId) === undefined) return refuse({ code: 'document.not-found' })
  if (command.target === 'paper') return copyOnPaper(deps, actor, command)
  const holder = { kind: 'agency', id: document.agencyId } as const
  const copied = await withKey(deps, holder, command.confirmation ?? {}, (held) =>
    copyAsFile(deps, actor, command, held),
  )
  return copied.ok ? copied : refuse(asOutgoingRefusal(copied.refusal))
}
