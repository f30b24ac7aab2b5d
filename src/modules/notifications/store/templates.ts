import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findSetting, type SettingKey } from '#platform/settings/settings.ts'
import { type NoticeTemplate, NoticeTemplates } from '../domain/notice-template.ts'

/** The letters of a province: edited as data, dated like every setting. */
export const noticeTemplatesSetting = {
  key: 'notices.templates',
  schema: NoticeTemplates,
} as const satisfies SettingKey<readonly NoticeTemplate[]>

export const loadTemplates = async (reader: Reader, on: Temporal.PlainDate): Promise<readonly NoticeTemplate[]> =>
  (await findSetting(reader, noticeTemplatesSetting, on))?.value ?? []
