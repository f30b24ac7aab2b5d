import { join } from 'node:path'
import { z } from 'zod'
import { WorkingDayException } from '#modules/calendar/domain/index.ts'
import { loadWorkingDays } from '#modules/calendar/index.ts'
import { FormDefinition } from '#modules/forms/domain/index.ts'
import { loadFormDefinitions } from '#modules/forms/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import { type NewSetting, recordSetting } from '#platform/settings/settings.ts'
import { jsonFilesIn, readDataFile, readDataFiles } from './read-data-file.ts'
import { newOneStopLaw, referenceSettings } from './reference-settings.ts'

const WorkingDaysFile = z.object({
  exceptions: z.array(WorkingDayException.extend({ legalSource: z.string().min(1) })),
})

/** What `db/reference-data` gives every province. */
export type ReferenceData = {
  readonly workingDays: z.infer<typeof WorkingDaysFile>['exceptions']
  /** E-forms that fit any procedure. */
  readonly forms: readonly FormDefinition[]
}

export const readReferenceData = async (folder: string): Promise<ReferenceData> => ({
  workingDays: (await readDataFile(join(folder, 'working-days.json'), WorkingDaysFile)).exceptions,
  forms: await readDataFiles(await jsonFilesIn(join(folder, 'forms')), FormDefinition),
})

/**
 * Gives an empty province days off, e-forms and settings. Settings of its own stand in the place of those every province begins with;
 * e-forms come on top.
 */
export const loadReferenceData = async (
  tx: Tx,
  reference: ReferenceData,
  own: { readonly settings: readonly NewSetting[]; readonly forms: readonly FormDefinition[] },
): Promise<{ readonly formKeys: ReadonlySet<string> }> => {
  await loadWorkingDays(tx, reference.workingDays)
  const decided = new Set(own.settings.map((setting) => setting.key))
  const kept = referenceSettings.filter((setting) => !decided.has(setting.key))
  for (const setting of [...kept, ...own.settings]) await recordSetting(tx, setting)
  const ids = await loadFormDefinitions(tx, [...reference.forms, ...own.forms], newOneStopLaw)
  return { formKeys: new Set(ids.keys()) }
}
