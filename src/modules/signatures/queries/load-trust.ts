import { X509Certificate } from 'node:crypto'
import { dateOf, type Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Trust } from '#platform/signing/verification/certificate-trust.ts'
import { listTrustedRoots } from '../store/signing-keys.ts'
import { listAddedRoots } from '../store/trusted-roots.ts'
import { findPolicy } from './signing-policy.ts'

/** What signatures are judged by: the roots, the certificates that the province took back, and what to do when nobody answers. */
export const loadTrust = async (reader: Reader, now: Temporal.Instant): Promise<Trust> => {
  const [own, added, policy] = [
    await listTrustedRoots(reader),
    await listAddedRoots(reader),
    await findPolicy(reader, now),
  ]
  const taken = await reader
    .selectFrom('signing_key')
    .select(['certificate', 'serial', 'revoked_at'])
    .where('revoked_at', 'is not', null)
    .execute()
  const revoked = new Map<string, Map<string, number>>()
  for (const { certificate, serial, revoked_at } of taken) {
    const { issuer } = new X509Certificate(certificate)
    const since = revoked_at === null ? 0 : dateOf(revoked_at).getTime()
    revoked.set(issuer, (revoked.get(issuer) ?? new Map<string, number>()).set(serial.toUpperCase(), since))
  }
  return {
    roots: [...own, ...added.map((root) => root.certificate)].map((root) => new X509Certificate(root).raw),
    revoked,
    policy: policy.revocation,
  }
}
