import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { fold, tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { EndKeyRefusal, EnrolRefusal } from '../domain/refusals.ts'
import { findEnrolmentHolder, findKeyLine } from '../queries/signing-key-list.ts'
import {
  endKey,
  isEnrolled,
  lockIssuing,
  type RepackedKey,
  repackForUs,
  saveEnrolledKey,
  saveOutsideKey,
} from '../store/signing-keys.ts'
import { checkCertificate, type SignatureDeps } from './open-key.ts'

/** A key with a whole chain of certificates stays far below. */
export const keyFileBytes = 64 * 1024

export const EnrolKey = z.strictObject({
  holder: z.strictObject({ kind: z.enum(['officer', 'agency']), id: z.uuid() }),
  /** PKCS#12; or the certificate alone (PEM, DER) of a key or seal on its holder's own machine. */
  file: z.instanceof(Uint8Array),
  /** Of the file as it came; it is used once and kept nowhere. */
  passPhrase: z.string().max(200),
  /** The certificate may name the holder in other words. */
  isNameConfirmed: z.boolean(),
})
export type EnrolKey = z.infer<typeof EnrolKey>

export type EnrolledKey = { readonly keyId: string; readonly serial: string; readonly name: string }

const commonNameOf = ({ subject }: X509Certificate): string => /(?:^|\n)CN=([^\n]*)/.exec(subject)?.[1] ?? ''

const isStrong = ({ publicKey }: X509Certificate): boolean =>
  publicKey.asymmetricKeyType === 'rsa'
    ? (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
    : ['prime256v1', 'secp384r1'].includes(publicKey.asymmetricKeyDetails?.namedCurve ?? '')

/** The certificates of a file that holds nothing else, the holder's own first; none when it is another kind of file. */
const certificatesIn = (file: Uint8Array): readonly Uint8Array[] => {
  const text = Buffer.from(file).toString('latin1')
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    const all = text.includes('PRIVATE KEY') ? [] : found.length > 0 ? found : [Buffer.from(file)]
    return all.slice(0, 10).map((one) => new X509Certificate(one).raw)
  } catch {
    return []
  }
}

const isSameName = (left: string, right: string): boolean => fold(tidy(left)) === fold(tidy(right))

/**
 * Takes in the key of an officer or the seal of an agency, of whom the administrator answers for all. What every signature asks is asked
 * now: a chain to a root of the province, good for documents, in its time, not taken back. It lies sealed, under a password of ours.
 * @legal ND-23-2025 5
 */
export const enrolKey = async (
  deps: SignatureDeps,
  actor: Actor,
  command: EnrolKey,
): Promise<Result<EnrolledKey, EnrolRefusal>> => {
  if (!hasRole(actor, 'administrator')) return refuse({ code: 'key.not-permitted' })
  const now = deps.clock.now()
  const holder = await findEnrolmentHolder(deps.database, actor, command.holder, localDate(now))
  if (holder === null) return refuse({ code: 'key.holder-unknown' })
  if (command.file.length > keyFileBytes) return refuse({ code: 'key.file-too-large' })
  const alone = certificatesIn(command.file)
  const packed = alone.length > 0 ? accept(alone) : await repackForUs(deps.sealing, command.file, command.passPhrase)
  if (!packed.ok) return packed
  const key = packed.value
  const certificateChain = 'file' in key ? key.certificateChain : key
  const [own = new Uint8Array()] = certificateChain
  const certificate = new X509Certificate(own)
  if (!isStrong(certificate)) return refuse({ code: 'key.too-weak' })
  const checked = await checkCertificate(deps, certificateChain, now)
  if (!checked.ok) return checked
  const name = commonNameOf(certificate)
  if (!command.isNameConfirmed && !isSameName(name, holder.name)) return refuse({ code: 'key.other-name', name })
  return inTransaction<EnrolledKey, EnrolRefusal>(deps.database, (tx) =>
    keep({ deps, tx, actor }, command.holder, key, { serial: certificate.serialNumber, name }),
  )
}

type Scene = { readonly deps: SignatureDeps; readonly tx: Tx; readonly actor: OfficerActor }

const keep = async (
  scene: Scene,
  holder: EnrolKey['holder'],
  key: RepackedKey | readonly Uint8Array[],
  told: Omit<EnrolledKey, 'keyId'>,
): Promise<Result<EnrolledKey, EnrolRefusal>> => {
  const { deps, tx, actor } = scene
  await lockIssuing(tx)
  const certificateChain = 'file' in key ? key.certificateChain : key
  if (await isEnrolled(tx, certificateChain[0] ?? new Uint8Array())) return refuse({ code: 'key.enrolled-already' })
  const keyId =
    'file' in key
      ? await saveEnrolledKey(tx, deps.sealing, holder, key, actor.officerId)
      : await saveOutsideKey(tx, holder, { place: 'desktop', locator: {}, certificateChain }, actor.officerId)
  await record(scene, keyId, 'signing-key.enrolled', { holder: holder.kind, holderId: holder.id, serial: told.serial })
  return accept({ keyId, ...told })
}

const record = async (
  { deps, tx, actor }: Scene,
  keyId: string,
  type: 'signing-key.enrolled' | 'signing-key.retired' | 'signing-key.revoked',
  detail: Record<string, unknown>,
): Promise<void> => {
  const now = deps.clock.now()
  const post = actor.posts.find((one) => one.role === 'administrator')
  const by = { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) } as const
  const shared = { subjectKind: 'signing-key', subjectId: keyId, type, occurredAt: now }
  await appendAction(tx, { ...shared, actor: by, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}

export const EndKey = z.strictObject({
  keyId: z.uuid(),
  /** Lost, or in other hands: what it signed is doubted from now on. Else it only signs no more. */
  isLost: z.boolean(),
  reason: z.string().trim().max(300),
})
export type EndKey = z.infer<typeof EndKey>

/** Takes a key out of use, or revokes one that is lost. It signs nothing from this moment on. @legal ND-23-2025 5 */
export const endSigningKey = async (
  deps: SignatureDeps,
  actor: Actor,
  command: EndKey,
): Promise<Result<null, EndKeyRefusal>> => {
  if (!hasRole(actor, 'administrator')) return refuse({ code: 'key.not-permitted' })
  if (command.reason === '') return refuse({ code: 'key.reason-missing' })
  return inTransaction<null, EndKeyRefusal>(deps.database, async (tx) => {
    const line = await findKeyLine(tx, actor, command.keyId, localDate(deps.clock.now()))
    if (line === null) return refuse({ code: 'key.unknown' })
    const end = { ...command, by: actor.officerId, at: deps.clock.now() }
    if (!(await endKey(tx, end))) return refuse({ code: 'key.ended-already' })
    const type = command.isLost ? 'signing-key.revoked' : 'signing-key.retired'
    await record({ deps, tx, actor }, command.keyId, type, { serial: line.serial, reason: command.reason })
    return accept(null)
  })
}
