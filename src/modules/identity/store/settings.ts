import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findSetting } from '#platform/settings/settings.ts'
import type { SettingKey } from '../domain/setting-key.ts'

/** What the province has decided for the day, or what holds where it has decided nothing. */
export const settingOn = async <Value>(
  reader: Reader,
  setting: SettingKey<Value>,
  on: Temporal.PlainDate,
): Promise<Value> => (await findSetting(reader, setting, on))?.value ?? setting.whenUndecided
