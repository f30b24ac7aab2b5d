import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { SettingPeriod } from '#platform/settings/setting-periods.ts'
import type { SettingScopeKind } from '../register.ts'

export type DecidedSetting = SettingPeriod & {
  readonly key: string
  readonly scopeKind: SettingScopeKind
  readonly scopeId: string
  /** Of the agency or procedure; empty for the wider scopes. */
  readonly scopeName: string
  readonly recordedAt: Temporal.Instant
}

/** Every value ever decided, of one key or of all, line by line in the order of time. One statement. */
export const listSettings = async (reader: Reader, key?: string): Promise<readonly DecidedSetting[]> => {
  const answer = await sql<DecidedSetting>`
    select s.id, s.key, s.scope_kind as "scopeKind", s.scope_id as "scopeId", s.value, lower(s.in_force) as from,
      upper(s.in_force) as until, s.legal_source as "legalSource", s.certainty, s.decided_by as "decidedBy",
      s.recorded_at as "recordedAt", coalesce(a.name, p.name, '') as "scopeName"
    from setting s
    left join agency a on s.scope_kind = 'agency' and a.id::text = s.scope_id
    left join procedure p on s.scope_kind = 'procedure' and p.id::text = s.scope_id
    where ${key ?? null}::text is null or s.key = ${key ?? null}
    order by s.key, s.scope_kind, "scopeName", s.scope_id, lower(s.in_force)`.execute(reader)
  return answer.rows
}
