import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Reader, type Tx } from '#platform/database/connection.ts'
import type { Appearance } from '#platform/signing/appearance/appearance.ts'
import { type PictureRefusal, signaturePicture } from '#platform/signing/appearance/signature-picture.ts'
import { dropSignaturePicture, findSignaturePicture, saveSignaturePicture } from '../store/signature-pictures.ts'

export type OwnPictureRefusal = PictureRefusal | { readonly code: 'picture.not-permitted' }
type Deps = { readonly database: Database; readonly clock: Clock }

/** What an officer's signature shows: his own picture, else his name in the manner of a hand. @legal ND-30-2020 Phụ lục I, phần I, mục II.7.d */
export const appearanceOf = async (
  reader: Reader,
  officer: { readonly officerId: string; readonly fullName: string },
): Promise<Appearance> => {
  const png = await findSignaturePicture(reader, officer.officerId)
  return png === null ? { kind: 'handwriting', name: officer.fullName } : { kind: 'picture', png }
}

const record = (
  tx: Tx,
  officerId: string,
  type: `signature-picture.${string}`,
  at: Temporal.Instant,
): Promise<unknown> =>
  appendAction(tx, {
    subjectKind: 'signature-picture',
    subjectId: officerId,
    type,
    actor: { kind: 'officer', id: officerId },
    occurredAt: at,
    recordedAt: at,
    detail: {},
  })

/** An officer brings his hand signature; nobody brings it for him. */
export const bringPicture = async (
  deps: Deps,
  actor: Actor,
  png: Uint8Array,
): Promise<Result<null, OwnPictureRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'picture.not-permitted' })
  const picture = signaturePicture(png)
  if (!picture.ok) return picture
  return inTransaction<null, OwnPictureRefusal>(deps.database, async (tx) => {
    const at = deps.clock.now()
    await saveSignaturePicture(tx, actor.officerId, picture.value, at)
    await record(tx, actor.officerId, 'signature-picture.brought', at)
    return accept(null)
  })
}

/** From now on the name is shown again; what was signed keeps its picture. */
export const removePicture = async (deps: Deps, actor: Actor): Promise<Result<null, OwnPictureRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'picture.not-permitted' })
  return inTransaction<null, OwnPictureRefusal>(deps.database, async (tx) => {
    const at = deps.clock.now()
    await dropSignaturePicture(tx, actor.officerId)
    await record(tx, actor.officerId, 'signature-picture.removed', at)
    return accept(null)
  })
}
