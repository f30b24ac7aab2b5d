import { accept, type Result, refuse } from '#kernel/result.ts'
import { storeMadeBytes } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { appearanceOf, type Confirmation, type HeldKey, signDocument, withKey } from '#modules/signatures/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import type { ArchiveMinutesPage } from '#platform/pdf/archive-pages.ts'
import { compileForm } from '#platform/pdf/compile-pdf.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import type { ArchiveRefusal } from '../domain/index.ts'
import type { ArchiveAnswer, ArchiveDeps } from './hand-over/on-hand-over.ts'

/** A paper of the archive as it stands before a signature, with the empty field for it. */
export type PaperToSign = { readonly pdf: Uint8Array; readonly field: string; readonly name: string }

/** One signature on a paper: whose turn it is, what is signed, what follows. `Scene` is what its subject is locked with. */
export type PaperDeed<Scene> = {
  /** Refuses whoever has no part in it now. */
  readonly permit: (scene: Scene) => ArchiveAnswer
  /** What was typed with it is written down here, so that a paper signed elsewhere finds it. */
  readonly prepare: (scene: Scene) => ArchiveAnswer<PaperToSign>
  readonly keep: (scene: Scene, signed: StoredContent) => Promise<void>
}

/** Locks the subject of the paper and works on it in one transaction. */
export type OnScene<Scene> = <Value>(work: (scene: Scene) => ArchiveAnswer<Value>) => ArchiveAnswer<Value>

const isOfArchive = (refusal: { readonly code: string }): refusal is ArchiveRefusal =>
  refusal.code.startsWith('archive.')

/** Takes the officer's key in hand for one signature; what the key says no to is told as such. */
const signedBy = async (
  deps: ArchiveDeps,
  actor: OfficerActor,
  confirmation: Confirmation | undefined,
  deed: (held: HeldKey) => ArchiveAnswer,
): ArchiveAnswer => {
  const holder = { kind: 'officer', id: actor.officerId } as const
  const done = await withKey(deps, holder, confirmation ?? {}, deed)
  if (done.ok) return done
  const { refusal } = done
  return isOfArchive(refusal) ? refuse(refusal) : refuse({ code: 'archive.signature-refused', why: refusal })
}

/** Signs with a key that the program, a token or a service holds. */
export const signPaper = <Scene>(
  deps: ArchiveDeps,
  actor: OfficerActor,
  confirmation: Confirmation | undefined,
  on: OnScene<Scene>,
  deed: PaperDeed<Scene>,
): ArchiveAnswer =>
  signedBy(deps, actor, confirmation, (held) =>
    on(async (scene): Promise<Result<null, ArchiveRefusal>> => {
      const permitted = await deed.permit(scene)
      if (!permitted.ok) return permitted
      const paper = await deed.prepare(scene)
      if (!paper.ok) return paper
      const { pdf, field } = paper.value
      const appearance = await appearanceOf(deps.database, actor)
      const signed = await signDocument(deps, held, { pdf, field, appearance })
      if (!signed.ok) return refuse({ code: 'archive.signature-refused', why: signed.refusal })
      await deed.keep(scene, await storeMadeBytes(deps.files, signed.value.pdf))
      return accept(null)
    }),
  )

/** The paper for a signer whose key is on his own machine. */
export const preparePaper = <Scene>(on: OnScene<Scene>, deed: PaperDeed<Scene>): ArchiveAnswer<PaperToSign> =>
  on(async (scene) => {
    const permitted = await deed.permit(scene)
    return permitted.ok ? deed.prepare(scene) : permitted
  })

/** Takes the paper back as that machine has signed it; that it is the very paper was judged before. */
export const keepPaper = <Scene>(on: OnScene<Scene>, deed: PaperDeed<Scene>, signed: StoredContent): ArchiveAnswer =>
  on(async (scene) => {
    const permitted = await deed.permit(scene)
    if (permitted.ok) await deed.keep(scene, signed)
    return permitted
  })

/** Sets minutes with room for their signatures. */
export const setMinutes = async (
  page: ArchiveMinutesPage,
  made: Parameters<typeof compileForm>[2],
): Promise<Result<Uint8Array, ArchiveRefusal>> => {
  const { pdf, fields } = await compileForm('archive-minutes', page, made)
  const prepared = prepareForm(pdf, fields)
  return prepared.ok ? prepared : refuse({ code: 'archive.signature-refused', why: prepared.refusal })
}
