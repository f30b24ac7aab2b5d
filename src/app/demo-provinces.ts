import { join } from 'node:path'
import { systemClock } from '#kernel/time.ts'
import { issueDemoKeys } from '#modules/signatures/index.ts'
import type { ServerAddress } from '#platform/database/connection.ts'
import { createProvince, listProvinces, type NewProvince, openProvinces } from '#platform/database/provinces.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { loadDemoProvince } from './demo-province/load-demo-province.ts'

/** The demonstration: one believable province, and a tiny second one that must never see it. */
export const demoProvinces: readonly NewProvince[] = [
  {
    key: 'phu-tho',
    code: 'H44',
    name: 'Phú Thọ',
    hosts: ['localhost', '127.0.0.1', '[::1]', 'phutho.localhost'],
    isDefault: true,
    isDemo: true,
  },
  {
    key: 'ninh-binh',
    code: 'H42',
    name: 'Ninh Bình',
    hosts: ['ninhbinh.localhost'],
    isDefault: false,
    isDemo: true,
  },
]

const fill = async (server: ServerAddress, projectFolder: string, secret: string): Promise<void> => {
  const provinces = await openProvinces(server, { max: 2 })
  try {
    for (const { province, database } of provinces.all.filter((open) => open.province.isDemo)) {
      const sealing = openSealing(secret, province.key)
      await loadDemoProvince(database, sealing, join(projectFolder, 'db/demo-data', province.key), systemClock)
      await database.transaction().execute((tx) => issueDemoKeys(tx, sealing, province.name, systemClock.now()))
    }
  } finally {
    await provinces.close()
  }
}

/** Fills an empty database with the demonstration; leaves a database that has provinces of its own alone. */
export const ensureDemoProvinces = async (
  server: ServerAddress,
  projectFolder: string,
  secret: string,
): Promise<void> => {
  const known = await listProvinces(server)
  if (known.length > 0 && known.every((province) => !province.isDemo)) return
  if (known.length === 0) {
    for (const province of demoProvinces) await createProvince(server, join(projectFolder, 'db'), province)
  }
  await fill(server, projectFolder, secret)
}
