import { join } from 'node:path'
import { z } from 'zod'
import { AgencyCode, AgencyKind, AgencyLevel, UnitKey, UnitKind } from '#modules/agencies/domain/index.ts'
import { CalendarDate } from '#modules/calendar/domain/index.ts'
import { FormDefinition } from '#modules/forms/domain/index.ts'
import { OfficerLogin, roles } from '#modules/identity/domain/index.ts'
import { EverydayWords, Procedure } from '#modules/procedures/domain/index.ts'
import { jsonFilesIn, readDataFile, readDataFiles } from '../province/read-data-file.ts'
import { type ReferenceData, readReferenceData } from '../province/reference-data.ts'

const line = z.string().max(500)

const ClockTime = z.string().regex(/^\d{2}:\d{2}$/)

export const ProvinceFile = z.object({
  key: z.string(),
  code: AgencyCode,
  name: line,
  openingHours: z.object({
    weekdays: z.array(z.int().min(1).max(7)).min(1),
    shifts: z.array(z.tuple([ClockTime, ClockTime])).min(1),
  }),
})
export type ProvinceFile = z.infer<typeof ProvinceFile>

const AgenciesFile = z.object({
  agencies: z
    .array(
      z.strictObject({
        code: AgencyCode,
        kind: AgencyKind,
        level: AgencyLevel,
        name: line,
        shortName: line,
        parent: AgencyCode.nullable(),
        communeCode: z
          .string()
          .regex(/^\d{5}$/)
          .nullable(),
        address: line,
        phone: line,
        email: line,
        openingHours: line,
        notation: line,
        units: z.array(
          z.strictObject({
            key: UnitKey,
            name: line,
            kind: UnitKind,
          }),
        ),
      }),
    )
    .min(1),
})

const OfficersFile = z.object({
  postsInForceFrom: CalendarDate,
  officers: z
    .array(
      z.strictObject({
        login: OfficerLogin,
        fullName: line,
        email: line,
        phone: line,
        posts: z
          .array(
            z.strictObject({
              agency: AgencyCode,
              unit: UnitKey,
              role: z.enum(roles),
              title: line,
              concurrent: z.boolean(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  delegations: z
    .array(
      z.strictObject({
        agency: AgencyCode,
        role: z.enum(roles),
        from: OfficerLogin,
        to: OfficerLogin,
        inForce: z.tuple([CalendarDate, CalendarDate]),
        reason: line,
      }),
    )
    .default([]),
})

const CitizensFile = z.object({
  citizens: z
    .array(
      z.object({
        login: OfficerLogin,
        kind: z.enum(['citizen', 'business', 'organisation']),
        fullName: line,
        identityNumber: z.string().regex(/^\d{12}$/),
        identityIssuedOn: CalendarDate.nullable().default(null),
        identityIssuedBy: line.default(''),
        birthDate: CalendarDate.nullable().default(null),
        gender: z.enum(['male', 'female', 'other']).nullable().default(null),
        ethnicity: line.default(''),
        nationality: line.default(''),
        phone: line,
        email: line,
        address: line,
        communeCode: z.string().nullable(),
        assurance: z.enum(['declared', 'eid-1', 'eid-2']),
      }),
    )
    .min(1),
})

export type DemoData = {
  readonly province: ProvinceFile
  readonly agencies: z.infer<typeof AgenciesFile>
  readonly officers: z.infer<typeof OfficersFile>
  readonly citizens: z.infer<typeof CitizensFile>
  readonly forms: readonly FormDefinition[]
  readonly procedures: readonly Procedure[]
  readonly everydayWords: EverydayWords
  readonly reference: ReferenceData
}

/** Reads the data files of a demo province; everyday words are those shared by all, beside the provinces, and its own. */
export const readDemoData = async (folder: string): Promise<DemoData> => {
  const shared = join(folder, '..')
  const named = (name: string) => [join(shared, name), join(folder, name)]
  const present = async (paths: readonly string[]) => {
    const found = await Promise.all(paths.map(async (path) => (await jsonFilesIn(join(path, '..'))).includes(path)))
    return paths.filter((_, index) => found[index])
  }
  const words = await readDataFiles(await present(named('everyday-words.json')), EverydayWords)
  return {
    province: await readDataFile(join(folder, 'province.json'), ProvinceFile),
    agencies: await readDataFile(join(folder, 'agencies.json'), AgenciesFile),
    officers: await readDataFile(join(folder, 'officers.json'), OfficersFile),
    citizens: await readDataFile(join(folder, 'citizens.json'), CitizensFile),
    forms: await readDataFiles(await jsonFilesIn(join(folder, 'forms')), FormDefinition),
    procedures: await readDataFiles(await jsonFilesIn(join(folder, 'procedures')), Procedure),
    everydayWords: words.flat(),
    reference: await readReferenceData(join(shared, '../reference-data')),
  }
}
