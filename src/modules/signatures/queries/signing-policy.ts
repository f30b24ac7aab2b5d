import { localDate, type Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findSettings } from '#platform/settings/settings.ts'
import { type RevocationPolicy, revocationPolicy } from '../domain/revocation-policy.ts'
import { type WantedLevel, wantedLevel } from '../domain/wanted-level.ts'

export type SigningPolicy = { readonly level: WantedLevel; readonly revocation: RevocationPolicy }

/** What the province wants of its signatures today; what nobody has decided is as an office without a line can keep it. */
export const findPolicy = async (reader: Reader, now: Temporal.Instant): Promise<SigningPolicy> => {
  const asked = { level: wantedLevel, revocation: revocationPolicy }
  const found = await findSettings<{ level: WantedLevel; revocation: RevocationPolicy }>(reader, asked, localDate(now))
  return { level: found.level?.value ?? 'B-T-when-possible', revocation: found.revocation?.value ?? 'soft' }
}
