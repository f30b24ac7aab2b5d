import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findSetting, findSettings, type SettingKey } from '#platform/settings/settings.ts'
import type { AttachmentLimits } from '../domain/attachment.ts'

const amount = z.number().int().positive().max(10_000_000_000)

export const attachmentSettings = {
  maxFileBytes: { key: 'attachments.max-file-bytes', schema: amount },
  maxFiles: { key: 'attachments.max-files', schema: amount },
  maxTotalBytes: { key: 'attachments.max-total-bytes', schema: amount },
  /** How long files are kept that were sent and not handed in. */
  unfiledHours: { key: 'attachments.unfiled-hours', schema: z.number().int().min(24).max(100_000) },
} as const satisfies Record<string, SettingKey<number>>

/** The limits in force on a day. Throws when the province never set them. */
export const getAttachmentLimits = async (reader: Reader, on: Temporal.PlainDate): Promise<AttachmentLimits> => {
  const { maxFileBytes, maxFiles, maxTotalBytes } = attachmentSettings
  const found = await findSettings(reader, { maxFileBytes, maxFiles, maxTotalBytes }, on)
  const of = (name: keyof AttachmentLimits): number => {
    const setting = found[name]
    if (setting === null) throw new Error(`setting ${attachmentSettings[name].key} has no value on ${on.toString()}`)
    return setting.value
  }
  return { maxFileBytes: of('maxFileBytes'), maxFiles: of('maxFiles'), maxTotalBytes: of('maxTotalBytes') }
}

const usualUnfiledHours = 168

/** A province that never set it keeps them a week. */
export const getUnfiledHours = async (reader: Reader, on: Temporal.PlainDate): Promise<number> =>
  (await findSetting(reader, attachmentSettings.unfiledHours, on))?.value ?? usualUnfiledHours
