import { hash } from '@node-rs/argon2'
import type { Clock, Temporal } from '#kernel/time.ts'
import { type Founding, hasAgencies, loadAgencies, loadOfficers } from '#modules/agencies/index.ts'
import { type DemoPassword, loadCitizens, loadOfficerAccounts } from '#modules/identity/index.ts'
import { openUsualBooks } from '#modules/official-documents/index.ts'
import { loadProcedures } from '#modules/procedures/index.ts'
import { loadProcessDefinitions } from '#modules/processes/index.ts'
import type { Database, Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { loadReferenceData } from '../province/reference-data.ts'
import { type DemoData, readDemoData } from './demo-data.ts'
import { demoSettings } from './demo-settings.ts'

/** The password of every account of the demonstration, officers and citizens; production refuses to start with such accounts. */
export const demoPassword = 'MotCua@2026'

/** The merger of provinces of 2025, from which the demo provinces have their names and places. @legal NQ-202-2025-QH15 Điều 1 */
const foundingLaw = 'NQ-202-2025-QH15'

const loadRules = async (
  tx: Tx,
  data: DemoData,
  agencies: Awaited<ReturnType<typeof loadAgencies>>,
  from: Temporal.PlainDate,
  at: Temporal.Instant,
): Promise<void> => {
  const own = { settings: demoSettings(data.province), forms: data.forms }
  const { formKeys } = await loadReferenceData(tx, data.reference, own)
  const processIds = await loadProcessDefinitions(
    tx,
    data.procedures.map((one) => one.local.process),
    from,
  )
  await loadProcedures(tx, data.procedures, {
    agencies,
    formKeys,
    processIds,
    everydayWords: data.everydayWords,
    at,
  })
}

const loadAll = async (tx: Tx, sealing: Sealing, data: DemoData, password: DemoPassword): Promise<void> => {
  const from = data.officers.postsInForceFrom
  const founding: Founding = { on: from, legalSource: foundingLaw }
  const agencies = await loadAgencies(tx, data.agencies.agencies, founding)
  const officers = await loadOfficers(tx, agencies, data.officers.officers, data.officers.delegations, from)
  await loadOfficerAccounts(tx, officers, password)
  await loadCitizens(tx, sealing, data.citizens.citizens, password)
  await loadRules(tx, data, agencies, from, password.setAt)
  await openUsualBooks(tx, from)
}

/**
 * Fills an empty province with the demonstration of a folder, all or nothing; does nothing where agencies are already. Throws, naming file and
 * place, when the data are not as they should be or refer to something that is not there.
 */
export const loadDemoProvince = async (
  database: Database,
  sealing: Sealing,
  folder: string,
  clock: Clock,
): Promise<void> => {
  const known = await database.selectFrom('agency').select('id').limit(1).executeTakeFirst()
  if (known !== undefined) return
  const [data, passwordHash] = await Promise.all([readDemoData(folder), hash(demoPassword)])
  await database.transaction().execute(async (tx) => {
    if (await hasAgencies(tx)) return
    await loadAll(tx, sealing, data, { hash: passwordHash, setAt: clock.now() })
  })
}
