import { timingSafeEqual } from 'node:crypto'
import { isUuid, newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { storeMadeBytes } from '#modules/attachments/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { FileStore, StoredContent } from '#platform/files/file-store.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { judgeReturned } from '#platform/signing/verification/returned-file.ts'
import {
  type DesktopRefusal,
  type DesktopSigning,
  desktopMinutes,
  type ReturnedFileRefusal,
  stateOfDesktop,
} from '../domain/desktop-signing.ts'
import { loadTrust } from '../queries/load-trust.ts'
import {
  findDesktopSigning,
  markTaken,
  saveDesktopSigning,
  saveReturned,
  saveReturnRefused,
} from '../store/desktop-signings.ts'
import { findKeyRow } from '../store/signing-keys.ts'
import { checkCertificate, type SignatureDeps } from './open-key.ts'

export type DesktopDeps = SignatureDeps & { readonly files: FileStore }

export type DocumentForDesktop = {
  readonly subject: DesktopSigning['subject']
  readonly version: number
  /** Without the name of a citizen. */
  readonly title: string
  /** As it will be signed, with an empty field for the signature. */
  readonly pdf: Uint8Array
}

/** Puts a document down for the tool on its signer's own machine. His certificate is checked as for any other key. @legal L-20-2023 22 */
export const handToDesktop = async (
  deps: DesktopDeps,
  actor: Actor,
  document: DocumentForDesktop,
): Promise<Result<{ readonly id: string }, DesktopRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'desktop.key-elsewhere' })
  const now = deps.clock.now()
  const row = await findKeyRow(deps.database, deps.sealing, { kind: 'officer', id: actor.officerId }, now)
  if (row === null) return refuse({ code: 'signature.key-missing' })
  const [certificate] = row.certificateChain
  if (row.place !== 'desktop' || certificate === undefined) return refuse({ code: 'desktop.key-elsewhere' })
  const checked = await checkCertificate(deps, row.certificateChain, now)
  if (!checked.ok) return checked
  const content = await storeMadeBytes(deps.files, document.pdf)
  const id = newId()
  const { subject, version, title } = document
  await saveDesktopSigning(deps.database, {
    ...{ id, officerId: actor.officerId, subject, version, title, certificate },
    sentSha256: content.sha256,
    sentBytes: content.sizeBytes,
    openedAt: now,
    closesAt: now.add({ minutes: desktopMinutes }),
  })
  return accept({ id })
}

/** The word in the addresses of one document: whoever has it needs no session. */
export const desktopTicket = (sealing: Sealing, id: string): string =>
  sealing.keyFor(`desktop-signing/${id}`).toString('base64url')

const isTicket = (sealing: Sealing, id: string, ticket: string): boolean => {
  const [given, right] = [Buffer.from(ticket), Buffer.from(desktopTicket(sealing, id))]
  return given.length === right.length && timingSafeEqual(given, right)
}

type Found = NonNullable<Awaited<ReturnType<typeof findDesktopSigning>>>

const findByTicket = async (deps: DesktopDeps, id: string, ticket: string): Promise<Result<Found, DesktopRefusal>> => {
  const signing = isUuid(id) && isTicket(deps.sealing, id, ticket) ? await findDesktopSigning(deps.database, id) : null
  if (signing === null) return refuse({ code: 'desktop.not-found' })
  return stateOfDesktop(signing, deps.clock.now()) === 'closed' ? refuse({ code: 'desktop.closed' }) : accept(signing)
}

/** What the tool fetches, as long as nothing has come back. */
export const findDesktopFile = async (
  deps: DesktopDeps,
  id: string,
  ticket: string,
): Promise<Result<DesktopSigning, DesktopRefusal>> => {
  const found = await findByTicket(deps, id, ticket)
  if (!found.ok) return found
  return found.value.returnedSha256 === null ? found : refuse({ code: 'desktop.returned-already' })
}

/**
 * What the tool brings back. It is kept only when it is exactly the document that was sent with one valid signature of the right person
 * after it; the officer takes it himself afterwards. The same file again changes nothing.
 */
export const returnFromDesktop = async (
  deps: DesktopDeps,
  id: string,
  ticket: string,
  pdf: Uint8Array,
): Promise<Result<null, DesktopRefusal | ReturnedFileRefusal>> => {
  const found = await findByTicket(deps, id, ticket)
  return found.ok ? judge(deps, found.value, pdf) : found
}

const judge = async (
  deps: DesktopDeps,
  signing: Found,
  pdf: Uint8Array,
): Promise<Result<null, DesktopRefusal | ReturnedFileRefusal>> => {
  const now = deps.clock.now()
  const [sent, trust] = [await deps.files.read(signing.sentSha256), await loadTrust(deps.database, now)]
  const judged = judgeReturned(sent, pdf, signing.certificate, trust, now)
  if (!judged.ok) {
    await saveReturnRefused(deps.database, signing.id, judged.refusal)
    return judged
  }
  // Taken back by its issuer while the document was away: refused as before the signature.
  const checked = await checkCertificate(deps, await chainOf(deps, signing), now)
  if (!checked.ok) return checked
  const { sha256, sizeBytes } = await storeMadeBytes(deps.files, pdf)
  const isFirst = await saveReturned(deps.database, signing.id, {
    sha256,
    sizeBytes,
    level: judged.value.level,
    at: now,
  })
  const isSame = isFirst || signing.returnedSha256 === sha256
  return isSame ? accept(null) : refuse({ code: 'desktop.returned-already' })
}

const chainOf = async (deps: DesktopDeps, { officerId, certificate }: Found): Promise<readonly Uint8Array[]> => {
  const row = await findKeyRow(deps.database, deps.sealing, { kind: 'officer', id: officerId }, deps.clock.now())
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

/** By hand, where the browser and the tool do not speak with each other: the same judgement of the same file. */
export const bringFromDesktop = async (
  deps: DesktopDeps,
  actor: Actor,
  id: string,
  pdf: Uint8Array,
): Promise<Result<null, DesktopRefusal | ReturnedFileRefusal>> =>
  (await findOwnDesktopSigning(deps, actor, id)) === null
    ? refuse({ code: 'desktop.not-found' })
    : returnFromDesktop(deps, id, desktopTicket(deps.sealing, id), pdf)

/** Puts a signed file into its document, as its own module does it with permission and all; refuses with a code of its own. */
export type DesktopDeed<Refusal> = (
  signing: DesktopSigning,
  content: StoredContent,
) => Promise<Result<unknown, Refusal>>

/** The officer takes what his tool has signed. Again it changes nothing. */
export const takeFromDesktop = async <Refusal>(
  deps: DesktopDeps,
  actor: Actor,
  id: string,
  deed: DesktopDeed<Refusal>,
): Promise<Result<DesktopSigning, DesktopRefusal | Refusal>> => {
  const signing = await findOwnDesktopSigning(deps, actor, id)
  if (signing === null) return refuse({ code: 'desktop.not-found' })
  if (signing.isTaken) return accept(signing)
  if (signing.returnedSha256 === null || signing.returnedBytes === null) return refuse({ code: 'desktop.not-returned' })
  const done = await deed(signing, { sha256: signing.returnedSha256, sizeBytes: signing.returnedBytes })
  if (!done.ok) return done
  await markTaken(deps.database, id, deps.clock.now())
  return accept(signing)
}
