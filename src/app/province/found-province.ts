import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Result } from '#kernel/result.ts'
import type { Clock } from '#kernel/time.ts'
import { type FoundingRefusal, foundAdministration } from '#modules/agencies/index.ts'
import type { OneTimePassword } from '#modules/identity/index.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import { loadReferenceData, readReferenceData } from './reference-data.ts'
import { newOneStopLaw } from './reference-settings.ts'

const ProvincesFile = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), agencyCode: z.string() })),
})

/** A province of the country as the lists name it: `Tỉnh Phú Thọ`, and `Phú Thọ` without its kind. */
export type KnownProvince = { readonly code: string; readonly officialName: string; readonly name: string }

export const listKnownProvinces = async (referenceFolder: string): Promise<readonly KnownProvince[]> => {
  const file = ProvincesFile.parse(JSON.parse(await readFile(join(referenceFolder, 'provinces.json'), 'utf8')))
  return file.items.map(({ agencyCode, name }) => ({
    code: agencyCode,
    officialName: name,
    name: name.replace(/^(Tỉnh|Thành phố) /, ''),
  }))
}

const committeeOf = ({ code, officialName }: KnownProvince) => {
  const inSentence = `${officialName.charAt(0).toLowerCase()}${officialName.slice(1)}`
  return {
    code,
    kind: 'peoples-committee',
    level: 'province',
    name: `Ủy ban nhân dân ${inSentence}`,
    shortName: `UBND ${inSentence.startsWith('tỉnh') ? 'tỉnh' : 'thành phố'}`,
    communeCode: null,
    address: '',
    phone: '',
    email: '',
    openingHours: '',
    notation: 'UBND',
  } as const
}

export type Founders = {
  readonly province: KnownProvince
  readonly administrator: { readonly login: string; readonly fullName: string }
}

/**
 * Makes a province that has only its tables one that can be worked in: law, days off, e-forms, its people's committee and the first
 * administrator; all or nothing. Refused where there are agencies already.
 */
export const foundProvince = async (
  database: Database,
  referenceFolder: string,
  { province, administrator }: Founders,
  clock: Clock,
): Promise<Result<OneTimePassword, FoundingRefusal>> => {
  const reference = await readReferenceData(referenceFolder)
  return inTransaction(database, async (tx) => {
    const founded = await foundAdministration(
      tx,
      {
        committee: committeeOf(province),
        founding: { on: newOneStopLaw, legalSource: 'L-72-2025' },
        administrator: { ...administrator, title: 'Quản trị hệ thống' },
      },
      clock.now(),
    )
    if (founded.ok) await loadReferenceData(tx, reference, { settings: [], forms: [] })
    return founded
  })
}
