import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import type { Database } from '#platform/database/connection.ts'
import { recordSetting } from '#platform/settings/settings.ts'

const ReferenceSettings = z.array(
  z.object({
    key: z.string(),
    scopeKind: z.enum(['country', 'province']),
    value: z.unknown(),
    from: z.string(),
    legalSource: z.string(),
    certainty: z.enum(['seen', 'second-hand', 'memory', 'derived', 'decided']),
    decidedBy: z.string(),
  }),
)

/** Records the settings of a file under `db/reference-data` in a test province, with values of the test where given. */
export const recordReferenceSettings = async (
  database: Database,
  fileName: string,
  changed: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  const path = new URL(`../../db/reference-data/${fileName}`, import.meta.url)
  const settings = ReferenceSettings.parse(JSON.parse(readFileSync(path, 'utf8')))
  await database.transaction().execute(async (tx) => {
    for (const setting of settings) {
      const value = changed[setting.key] ?? setting.value
      await recordSetting(tx, { ...setting, value, from: Temporal.PlainDate.from(setting.from) })
    }
  })
}
