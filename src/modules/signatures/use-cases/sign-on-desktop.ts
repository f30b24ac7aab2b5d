import { timingSafeEqual } from 'node:crypto'
import { isUuid, newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { storeMadeBytes } from '#modules/attachments/index.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { FileStore, StoredContent } from '#platform/files/file-store.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { judgeReturned } from '#platform/signing/verification/returned-file.ts'
import {
  type DesktopFile,
  type DesktopOperation,
  type DesktopRefusal,
  type DesktopReturn,
  type DesktopSigning,
  desktopMinutes,
  holderOfDesktop,
  type ReturnedFileRefusal,
  stateOfDesktop,
} from '../domain/desktop-signing.ts'
import { loadTrust } from '../queries/load-trust.ts'
import { findPolicy } from '../queries/signing-policy.ts'
import {
  findDesktopSigning,
  findDesktopSigningOfFile,
  type KeptDesktopSigning,
  markTaken,
  type NewDesktopSigning,
  saveDesktopSigning,
  saveReturned,
  saveReturnRefused,
} from '../store/desktop-signings.ts'
import { findKeyRow } from '../store/signing-keys.ts'
import { checkCertificate, type SignatureDeps } from './open-key.ts'

export type DesktopDeps = SignatureDeps & { readonly files: FileStore }

export type FileForDesktop = {
  readonly name: string
  /** As it will be signed, with an empty field for the signature. */
  readonly pdf: Uint8Array
  readonly operation: DesktopOperation
  /** What the tool prints beside its signature; absent where the number stands in the file. */
  readonly code?: string
}

export type SetForDesktop = Pick<DesktopSigning, 'subject' | 'version' | 'title' | 'agencyId' | 'basis'> & {
  readonly files: readonly [FileForDesktop, ...FileForDesktop[]]
}

/**
 * The certificate (DER) with which an officer signs on his own machine, or seals for an agency; checked as that of any other key.
 * @legal L-20-2023 22
 */
export const findDesktopCertificate = async (
  deps: SignatureDeps,
  actor: Actor,
  agencyId: string | null,
): Promise<Result<Uint8Array, DesktopRefusal>> => {
  const isTheirs = agencyId === null || postFor(actor, 'clerk', agencyId) !== undefined
  if (actor.kind !== 'officer' || !isTheirs) return refuse({ code: 'desktop.key-elsewhere' })
  const now = deps.clock.now()
  const row = await findKeyRow(deps.database, deps.sealing, holderOfDesktop({ ...actor, agencyId }), now)
  if (row === null) return refuse({ code: 'signature.key-missing' })
  const [certificate] = row.certificateChain
  if (row.place !== 'desktop' || certificate === undefined) return refuse({ code: 'desktop.key-elsewhere' })
  const checked = await checkCertificate(deps, row.certificateChain, now)
  return checked.ok ? accept(certificate) : checked
}

/** Puts the files of a document down for the tool on its signer's own machine; `saveDesktopSigning` opens it to the tool. */
export const layForDesktop = async (
  deps: DesktopDeps,
  officerId: string,
  certificate: Uint8Array,
  { files, ...set }: SetForDesktop,
): Promise<NewDesktopSigning> => {
  const laid: NewDesktopSigning['files'][number][] = []
  for (const { name, pdf, operation, code = '' } of files) {
    const { sha256, sizeBytes } = await storeMadeBytes(deps.files, pdf)
    laid.push({ id: newId(), name: name.slice(0, 400), operation, code, sentSha256: sha256, sentBytes: sizeBytes })
  }
  const now = deps.clock.now()
  const closesAt = now.add({ minutes: desktopMinutes })
  return { ...set, id: newId(), officerId, certificate, files: laid, openedAt: now, closesAt }
}

export type DocumentForDesktop = Pick<DesktopSigning, 'subject' | 'version'> & {
  /** Without the name of a citizen. */
  readonly title: string
  readonly pdf: Uint8Array
}

/** Hands a document to the tool on the officer's own machine, for his own signature. */
export const handToDesktop = async (
  deps: DesktopDeps,
  actor: Actor,
  { pdf, ...document }: DocumentForDesktop,
): Promise<Result<{ readonly id: string }, DesktopRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'desktop.key-elsewhere' })
  const certificate = await findDesktopCertificate(deps, actor, null)
  if (!certificate.ok) return certificate
  const file = { name: document.title, pdf, operation: 'SignApproved' } as const
  const set = { ...document, agencyId: null, basis: null, files: [file] } as const
  const laid = await layForDesktop(deps, actor.officerId, certificate.value, set)
  return inTransaction(deps.database, async (tx) => {
    await saveDesktopSigning(tx, laid)
    return accept({ id: laid.id })
  })
}

/** The word in the addresses of one file: whoever has it needs no session. */
export const desktopTicket = (sealing: Sealing, fileId: string): string =>
  sealing.keyFor(`desktop-signing/${fileId}`).toString('base64url')

const isTicket = (sealing: Sealing, fileId: string, ticket: string): boolean => {
  const [given, right] = [Buffer.from(ticket), Buffer.from(desktopTicket(sealing, fileId))]
  return given.length === right.length && timingSafeEqual(given, right)
}

type Found = { readonly signing: KeptDesktopSigning; readonly file: DesktopFile }

const findByTicket = async (
  deps: DesktopDeps,
  fileId: string,
  ticket: string,
): Promise<Result<Found, DesktopRefusal>> => {
  const isRight = isUuid(fileId) && isTicket(deps.sealing, fileId, ticket)
  const signing = isRight ? await findDesktopSigningOfFile(deps.database, fileId) : null
  const file = signing?.files.find(({ id }) => id === fileId)
  if (signing === null || file === undefined) return refuse({ code: 'desktop.not-found' })
  const state = stateOfDesktop(signing, deps.clock.now())
  if (state === 'closed') return refuse({ code: 'desktop.closed' })
  return state === 'withdrawn' ? refuse({ code: 'desktop.withdrawn' }) : accept({ signing, file })
}

/** What the tool fetches, as long as nothing has come back. */
export const findDesktopFile = async (
  deps: DesktopDeps,
  fileId: string,
  ticket: string,
): Promise<Result<DesktopFile, DesktopRefusal>> => {
  const found = await findByTicket(deps, fileId, ticket)
  if (!found.ok) return found
  const { file } = found.value
  return file.returned === null ? accept(file) : refuse({ code: 'desktop.returned-already' })
}

type Judged = Promise<Result<null, DesktopRefusal | ReturnedFileRefusal>>

/**
 * What the tool brings back. It is kept only when it is exactly the file that was sent with one valid signature of the right certificate
 * after it; the officer takes it himself afterwards. The same file again changes nothing.
 */
export const returnFromDesktop = async (deps: DesktopDeps, fileId: string, ticket: string, pdf: Uint8Array): Judged => {
  const found = await findByTicket(deps, fileId, ticket)
  return found.ok ? judge(deps, found.value, pdf) : found
}

const judge = async (deps: DesktopDeps, { signing, file }: Found, pdf: Uint8Array): Judged => {
  const now = deps.clock.now()
  const [sent, trust, policy] = await Promise.all([
    deps.files.read(file.sentSha256),
    loadTrust(deps.database, now),
    findPolicy(deps.database, now),
  ])
  const returned = judgeReturned(sent, pdf, signing.certificate, trust, now)
  const isUnproven = returned.ok && policy.level === 'B-T' && returned.value.level === 'B-B'
  const judged = isUnproven ? refuse({ code: 'returned.time-unproven' } as const) : returned
  if (!judged.ok) {
    await saveReturnRefused(deps.database, file.id, judged.refusal)
    return judged
  }
  // Taken back by its issuer while the document was away: refused as before the signature.
  const checked = await checkCertificate(deps, await chainOf(deps, signing), now)
  if (!checked.ok) return checked
  const { sha256, sizeBytes } = await storeMadeBytes(deps.files, pdf)
  const isFirst = await saveReturned(deps.database, file.id, { sha256, sizeBytes, level: judged.value.level }, now)
  const isSame = isFirst || file.returned?.sha256 === sha256
  return isSame ? accept(null) : refuse({ code: 'desktop.returned-already' })
}

const chainOf = async (deps: DesktopDeps, signing: KeptDesktopSigning): Promise<readonly Uint8Array[]> => {
  const { certificate } = signing
  const row = await findKeyRow(deps.database, deps.sealing, holderOfDesktop(signing), deps.clock.now())
  const [own] = row?.certificateChain ?? []
  const isSame = own !== undefined && Buffer.compare(own, certificate) === 0
  return isSame && row !== null ? row.certificateChain : [certificate]
}

/** A document of one's own in the hands of one's tool; nobody else's. */
export const findOwnDesktopSigning = async (
  deps: Pick<DesktopDeps, 'database'>,
  actor: Actor,
  id: string,
): Promise<DesktopSigning | null> => {
  const signing = isUuid(id) ? await findDesktopSigning(deps.database, id) : null
  return actor.kind === 'officer' && signing?.officerId === actor.officerId ? signing : null
}

/** The file that one handed in by hand was made of; among several it is known by its first bytes. */
const fileWithin = async (
  deps: DesktopDeps,
  { files }: DesktopSigning,
  pdf: Uint8Array,
): Promise<DesktopFile | null> => {
  const [first = null, ...others] = files
  if (others.length === 0) return first
  for (const file of files) {
    const sent = await deps.files.read(file.sentSha256)
    if (Buffer.compare(pdf.subarray(0, sent.length), sent) === 0) return file
  }
  return null
}

/** By hand, where the browser and the tool do not speak with each other: the same judgement of the same file. */
export const bringFromDesktop = async (deps: DesktopDeps, actor: Actor, id: string, pdf: Uint8Array): Judged => {
  const signing = await findOwnDesktopSigning(deps, actor, id)
  if (signing === null) return refuse({ code: 'desktop.not-found' })
  const file = await fileWithin(deps, signing, pdf)
  if (file === null) return refuse({ code: 'returned.other-document' })
  return returnFromDesktop(deps, file.id, desktopTicket(deps.sealing, file.id), pdf)
}

/** A file as it came back from the tool. */
export type ReturnedFile = {
  readonly name: string
  readonly content: StoredContent
  /** SHA-256 of what was sent. */
  readonly before: string
  readonly level: DesktopReturn['level']
}
export type ReturnedFiles = readonly [ReturnedFile, ...ReturnedFile[]]

/** Puts signed files into their document, as its own module does it with permission and all; refuses with a code of its own. */
export type DesktopDeed<Refusal> = (signing: DesktopSigning, files: ReturnedFiles) => Promise<Result<unknown, Refusal>>

const returnedOf = ({ name, returned, sentSha256 }: DesktopFile): readonly ReturnedFile[] => {
  if (returned === null) return []
  const { sha256, sizeBytes, level } = returned
  return [{ name, content: { sha256, sizeBytes }, before: sentSha256, level }]
}

/** The officer takes what his tool has signed, all of it at once. Again it changes nothing. */
export const takeFromDesktop = async <Refusal>(
  deps: DesktopDeps,
  actor: Actor,
  id: string,
  deed: DesktopDeed<Refusal>,
): Promise<Result<DesktopSigning, DesktopRefusal | Refusal>> => {
  const signing = await findOwnDesktopSigning(deps, actor, id)
  if (signing === null) return refuse({ code: 'desktop.not-found' })
  if (signing.isTaken) return accept(signing)
  if (signing.isWithdrawn) return refuse({ code: 'desktop.withdrawn' })
  const [first, ...others] = signing.files.flatMap(returnedOf)
  if (first === undefined || others.length + 1 < signing.files.length) return refuse({ code: 'desktop.not-returned' })
  const done = await deed(signing, [first, ...others])
  if (!done.ok) return done
  await markTaken(deps.database, id, deps.clock.now())
  return accept(signing)
}
