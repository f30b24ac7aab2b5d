import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import { isAdministratorOfProvince } from '#modules/agencies/index.ts'
import { type Actor, hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { findAddedRoot, saveTrustedRoot, withdrawTrustedRoot } from '../store/trusted-roots.ts'

export const TrustRoot = z.strictObject({
  /** PEM, or DER in base64. */
  certificate: z.string().min(100).max(20_000),
  /** Where it was had from, and how it was compared: `in Công văn 12/BCY, so vân tay qua điện thoại`. */
  source: z.string().trim().min(3).max(1_000),
})
export type TrustRoot = z.infer<typeof TrustRoot>

export const WithdrawRoot = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
export type WithdrawRoot = z.infer<typeof WithdrawRoot>

export type RootRefusal =
  | { readonly code: 'root.not-permitted' }
  | { readonly code: 'root.unreadable' }
  /** Only who issues certificates and signed the own one is a root. */
  | { readonly code: 'root.not-a-root' }
  | { readonly code: 'root.expired' }
  | { readonly code: 'root.not-found' }

type RootDeps = { readonly database: Database; readonly clock: Clock }

const readCertificate = (text: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'))
  } catch {
    return undefined
  }
}

/** Whose certificates the province believes from now on; signatures of all kinds are judged by it at once. */
export const trustRoot = async (
  deps: RootDeps,
  actor: Actor,
  command: TrustRoot,
): Promise<Result<{ readonly name: string }, RootRefusal>> => {
  if (!hasRole(actor, 'administrator') || !(await isAdministratorOfProvince(deps.database, actor)))
    return refuse({ code: 'root.not-permitted' })
  const certificate = readCertificate(command.certificate)
  if (certificate === undefined) return refuse({ code: 'root.unreadable' })
  if (!certificate.ca || !certificate.verify(certificate.publicKey)) return refuse({ code: 'root.not-a-root' })
  const now = deps.clock.now()
  if (certificate.validToDate.getTime() <= now.epochMilliseconds) return refuse({ code: 'root.expired' })
  return inTransaction(deps.database, async (tx) => {
    const root = { certificate: certificate.raw, source: command.source, addedBy: actor.officerId, at: now }
    const { id, name, sha256 } = await saveTrustedRoot(tx, root)
    await record(tx, actor, now, id, 'trusted-root.added', { name, sha256 })
    return accept({ name })
  })
}

/** Not believed any more: signatures under it become untrusted, and no key under it signs. */
export const withdrawRoot = async (
  deps: RootDeps,
  actor: Actor,
  command: WithdrawRoot,
): Promise<Result<{ readonly name: string }, RootRefusal>> => {
  if (!hasRole(actor, 'administrator') || !(await isAdministratorOfProvince(deps.database, actor)))
    return refuse({ code: 'root.not-permitted' })
  return inTransaction(deps.database, async (tx) => {
    const root = await findAddedRoot(tx, command.sha256)
    if (root === null) return refuse({ code: 'root.not-found' })
    const now = deps.clock.now()
    await withdrawTrustedRoot(tx, command.sha256, now)
    await record(tx, actor, now, root.id, 'trusted-root.withdrawn', { sha256: command.sha256 })
    return accept({ name: root.name })
  })
}

const record = async (
  tx: Tx,
  actor: OfficerActor,
  now: Temporal.Instant,
  id: string,
  type: 'trusted-root.added' | 'trusted-root.withdrawn',
  detail: Record<string, unknown>,
): Promise<void> => {
  const post = actor.posts.find((one) => one.role === 'administrator')
  await appendAction(tx, {
    subjectKind: 'trusted-root',
    subjectId: id,
    type,
    actor: { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) },
    occurredAt: now,
    recordedAt: now,
    detail,
  })
}
