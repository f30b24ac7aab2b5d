import { accept, type Result, refuse } from '#kernel/result.ts'
import { keepMadeFiles, storeMadeBytes } from '#modules/attachments/index.ts'
import { type HeldKey, signDocument } from '#modules/signatures/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { cornerFields, prepareCorner } from '#platform/signing/corner-mark.ts'
import { signedAtText } from '../../../domain/corner-text.ts'
import { companionPurposes } from '../../../domain/drafting/companion.ts'
import { documentSubject } from '../../../domain/index.ts'
import type { OutgoingRefusal } from '../../../domain/outgoing-refusals.ts'
import type { DocumentScene } from '../../scene.ts'
import type { OutgoingDeps } from '../outgoing-scene.ts'
import { listCompanions } from './add-companion.ts'

/** With room for the agency's signature. */
export type Companion = { readonly name: string; readonly pdf: Uint8Array }
export type SealedCompanion = { readonly name: string; readonly content: StoredContent }

/** The files that go with the document, made ready to be signed before its number is taken. */
export const prepareCompanions = async (
  deps: Pick<OutgoingDeps, 'files' | 'database'>,
  documentId: string,
): Promise<Result<readonly Companion[], OutgoingRefusal>> => {
  const companions: Companion[] = []
  for (const { name, sha256 } of await listCompanions(deps.database, documentId)) {
    const prepared = prepareCorner(await deps.files.read(sha256), cornerFields.companion)
    if (!prepared.ok) return refuse({ code: 'document.signature-refused', why: prepared.refusal })
    companions.push({ name, pdf: prepared.value })
  }
  return accept(companions)
}

/**
 * The agency signs each file that goes with a document, at the top of its first page on the right, without a seal to be seen: number and notation of the
 * document, and when. @legal ND-30-2020 Phụ lục I, phần I, mục III.1.d
 */
export const sealCompanions = async (
  deps: OutgoingDeps,
  held: HeldKey,
  code: string,
  companions: readonly Companion[],
): Promise<Result<readonly SealedCompanion[], OutgoingRefusal>> => {
  const sealed: SealedCompanion[] = []
  for (const { name, pdf } of companions) {
    const signed = await signDocument(deps, held, {
      pdf,
      field: cornerFields.companion,
      appearance: { kind: 'lines', lines: [`Số: ${code}`, signedAtText(deps.clock.now())] },
    })
    if (!signed.ok) return refuse({ code: 'document.signature-refused', why: signed.refusal })
    sealed.push({ name, content: await storeMadeBytes(deps.files, signed.value.pdf) })
  }
  return accept(sealed)
}

export const keepSealedCompanions = async (
  { tx, now, document }: DocumentScene,
  code: string,
  companions: readonly SealedCompanion[],
): Promise<void> => {
  await keepMadeFiles(
    tx,
    companions.map(({ name, content }) => ({
      owner: { kind: documentSubject, id: document.id },
      purpose: companionPurposes.issued,
      name: `${code.replaceAll('/', '-')} ${name}`,
      mediaType: 'application/pdf' as const,
      content,
      madeAt: now,
    })),
  )
}
