import { existsSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { receiveFiling, sealOutcome } from '#modules/dossiers/index.ts'
import { checkFiles } from '#modules/integrity/index.ts'
import { openDayHeadKey } from '#platform/action-log/day-head-key.ts'
import { messageOfHead, signDayHeads, verifyDayHeads } from '#platform/action-log/day-heads.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { birthFiling, bringToSeal, findBirthDesk } from '#test/support/birth-journey.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { storedPath } from '#test/support/stored-path.ts'
import { parseConfig } from './config.ts'
import { verifyInstallation } from './verify-installation.ts'

let house: DemoHouse
let codes: readonly string[]

const config = acceptedValue(parseConfig({ MOTCUA_SECRET: 'a secret for tests, long enough to be one' }, tmpdir()))
const sealing = openSealing(config.secret ?? '', 'phu-tho')
const key = openDayHeadKey(sealing)

const verify = () =>
  verifyInstallation(
    config,
    { all: [house.open], byHost: () => undefined, byKey: () => undefined, close: async () => {} },
    { files: false },
  )

/** Does harm behind the back of the program, as whoever owns the database can, looks, and undoes it. */
const tampered = async (harm: string): Promise<string> => {
  const tables = ['action_log', 'action_log_head', 'dossier', 'slip', 'outcome', 'counter', 'filing']
  const harmed = await house.open.pool.connect()
  try {
    await harmed.query('set session_replication_role = replica')
    for (const table of tables) await harmed.query(`create temporary table kept_${table} as select * from ${table}`)
    await harmed.query(harm)
    const { text, faults } = await verify()
    expect(faults, text).toBeGreaterThan(0)
    for (const table of tables) {
      const columns = await harmed.query<{ names: string }>(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
         where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      )
      const names = columns.rows[0]?.names ?? ''
      await harmed.query(`delete from ${table}`)
      await harmed.query(`insert into ${table} (${names}) select ${names} from kept_${table}`)
    }
    return text
  } finally {
    harmed.release(true)
  }
}

beforeAll(async () => {
  house = await openDemoHouse()
  const { deps } = house
  const desk = await findBirthDesk(deps)
  const filed: string[] = []
  for (let count = 0; count < 4; count++) {
    const { dossiers } = acceptedValue(
      await receiveFiling(deps, await house.citizen('minh'), await birthFiling(deps, desk)),
    )
    filed.push(dossiers[0]?.code ?? '')
    if (count > 1) continue
    const dossierId = dossiers[0]?.id ?? ''
    await bringToSeal(deps, house.officer, dossierId)
    acceptedValue(await sealOutcome(deps, await house.officer('hycuong.vanthu'), { dossierId }))
  }
  codes = filed
  await signDayHeads(deps.database, 'phu-tho', key, Temporal.Instant.from('2026-09-10T00:00:00Z'))
})

describe('verify', () => {
  it('finds nothing in a house where all is well', async () => {
    const { text, faults } = await verify()
    expect(text).toContain('Không có sai lệch nào')
    expect(faults).toBe(0)
  })

  it.each<[string, string, RegExp]>([
    [
      'a changed entry',
      `update action_log set detail = '{}' where type = 'dossier.accepted'`,
      /its content does not give its hash/,
    ],
    ['an entry taken out', `delete from action_log where type = 'dossier.assigned'`, /is missing/],
    [
      'the end of a chain cut off',
      `delete from action_log where type = 'dossier.settled'`,
      /nhật ký thiếu việc dossier.settled/,
    ],
    [
      'entries of a signed day gone',
      `delete from action_log where subject_kind <> 'dossier' or type = 'dossier.settled'`,
      /2026-09-07: số mục nhật ký khác/,
    ],
    [
      'a status without a deed',
      `update dossier set status = 4, accepted_at = now() where status = 1`,
      /the row says processing, its log registered/,
    ],
    ['a slip that is gone', `delete from slip where number = 1`, /phiếu .*thiếu số \/ missing 1/],
    [
      'a number skipped in a register',
      `update outcome set number = 5 where number = 2; update counter set value = 5 where scope = 'register'`,
      /sổ văn bản .*missing 2, 3, 4/,
    ],
    [
      'a counter set back',
      `update counter set value = 2 where scope = 'dossier-code'`,
      /mã hồ sơ .*counter 2, .*highest 4/,
    ],
    ['a dossier that is gone', `delete from dossier where code like '%-0003'`, /mã hồ sơ .*missing 3/],
    ['a filing without its dossier', `delete from dossier where code like '%-0004'`, /a filing without a dossier/],
    ['the head of a day gone', `delete from action_log_head where day = '2026-09-08'`, /2026-09-08: thiếu chữ ký/],
    [
      'a head made up',
      `update action_log_head set entries = 1 where day = '2026-09-08'`,
      /2026-09-08: chữ ký không đúng/,
    ],
  ])('tells of %s', async (_, harm, report) => {
    expect(codes).toHaveLength(4)
    expect(await tampered(harm)).toMatch(report)
    expect((await verify()).faults).toBe(0)
  })

  it('tells a head signed by another key', async () => {
    const foreign = openDayHeadKey(openSealing('another secret', 'phu-tho')).publicKey
    const verdict = await verifyDayHeads(house.open.database, 'phu-tho', [foreign])
    expect(verdict.faults.map(({ fault }) => fault)).toEqual(['key-foreign', 'key-foreign', 'key-foreign'])
    const elsewhere = await verifyDayHeads(house.open.database, 'ninh-binh', null)
    expect(elsewhere.faults[0]).toMatchObject({ fault: 'signature-wrong' })
  })

  it('signs each day that is over once, whoever asks and how often', async () => {
    const at = Temporal.Instant.from('2026-09-12T00:00:00Z')
    const signed = await Promise.all([1, 2, 3].map(() => signDayHeads(house.open.database, 'phu-tho', key, at)))
    expect(signed.sort()).toEqual([0, 0, 2])
    // Ten minutes after midnight in Vietnam a deed of the day before may still be under way.
    expect(await signDayHeads(house.open.database, 'phu-tho', key, Temporal.Instant.from('2026-09-12T17:05:00Z'))).toBe(
      0,
    )
    expect(await signDayHeads(house.open.database, 'phu-tho', key, Temporal.Instant.from('2026-09-12T17:11:00Z'))).toBe(
      1,
    )
    expect((await verify()).faults).toBe(0)
  })

  it('tells a file whose content was changed, and one that is gone', async () => {
    const { deps } = house
    const stored = await house.open.database.selectFrom('stored_file').select('sha256').orderBy('sha256').execute()
    const [first, second] = stored
    const folder = await filesFolder()
    const pathOf = (sha256: string) => storedPath(folder, sha256)
    await writeFile(pathOf(first?.sha256 ?? ''), 'something else')
    await rm(pathOf(second?.sha256 ?? ''))
    expect((await checkFiles(house.open.database, deps.files)).faults).toEqual([
      { sha256: first?.sha256, fault: 'content-differs' },
      { sha256: second?.sha256, fault: 'missing' },
    ])
  })
})

/** The newest folder of files in the system's place for them: that of this house. */
const filesFolder = async (): Promise<string> => {
  const { rows } = await house.open.pool.query<{ sha256: string }>('select sha256 from stored_file limit 1')
  const sha256 = rows[0]?.sha256 ?? ''
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith('motcua-files-')) continue
    const folder = join(tmpdir(), name)
    if (existsSync(storedPath(folder, sha256))) return folder
  }
  throw new Error('no folder of files')
}

const openssl = foreignTool('openssl')

describe('the head of a day', () => {
  openssl.test('verifies with openssl alone', async () => {
    const [head] = await house.open.database.selectFrom('action_log_head').selectAll().orderBy('day').limit(1).execute()
    if (head === undefined) throw new Error('no head')
    const message = messageOfHead('phu-tho', head)
    const paths = {
      key: join(tmpdir(), `head-${process.pid}.pem`),
      signature: join(tmpdir(), `head-${process.pid}.sig`),
      message: join(tmpdir(), `head-${process.pid}.txt`),
    }
    await writeFile(paths.key, head.certificate)
    await writeFile(paths.signature, head.signature)
    await writeFile(paths.message, message)
    const outcome = await openssl.run([
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      paths.key,
      '-rawin',
      '-in',
      paths.message,
      '-sigfile',
      paths.signature,
    ])
    expect(outcome).toMatchObject({ code: 0, output: expect.stringContaining('Verified Successfully') })
  })
})
