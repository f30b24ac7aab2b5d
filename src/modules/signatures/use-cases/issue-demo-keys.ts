import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { IssueOptions } from '#platform/signing/certificate-authority.ts'
import { listHoldersWithoutKey } from '../queries/holders.ts'
import { ensureDemoAuthority, issueSigningKey, lockIssuing } from '../store/signing-keys.ts'

/** Gives every officer who signs a signature and every agency a seal, from the demo's own root. Those who have one keep it. */
export const issueDemoKeys = async (
  tx: Tx,
  sealing: Sealing,
  provinceName: string,
  now: Temporal.Instant,
  services?: IssueOptions['services'],
): Promise<number> => {
  await lockIssuing(tx)
  const authority = await ensureDemoAuthority(tx, sealing, provinceName, now)
  const holders = await listHoldersWithoutKey(tx, now)
  for (const { kind, id, ...subject } of holders) {
    await issueSigningKey(tx, sealing, authority, { kind, id }, subject, now, services)
  }
  return holders.length
}
