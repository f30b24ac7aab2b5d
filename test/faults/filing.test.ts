import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '#app/demo-province/load-demo-province.ts'
import { newId } from '#kernel/ids.ts'
import { findBirthDesk } from '../support/birth-journey.ts'
import { openPortalClient, type PortalClient, signInAt } from '../support/portal-client.ts'
import { draftBirth, receiptPath, submitBirth } from '../support/portal-filing.ts'
import { pdfFile } from '../support/sample-files.ts'
import { type HouseUnderFire, openHouseUnderFire, roundsOf, type Weapon, whileClients } from './house-under-fire.ts'

const rounds = roundsOf(60)
const weapons: readonly Weapon[] = ['program', 'server', 'backend']
const citizens = ['minh', 'lan', 'thang', 'hoa', 'ngoc', 'minh']

/** A filing as its citizen knows it. */
type Attempt = { readonly filingId: string; readonly client: PortalClient; state: 'begun' | 'sent' | 'acknowledged' }

let house: HouseUnderFire
let desk: string
let clients: readonly PortalClient[]
const attempts: Attempt[] = []

const file = async (client: PortalClient): Promise<void> => {
  const attempt: Attempt = { filingId: newId(), client, state: 'begun' }
  const { filingId } = attempt
  const content = pdfFile(4_000 + Math.floor(Math.random() * 30_000), filingId[0])
  const paper = { field: 'birth-certificate', name: 'giay-chung-sinh.pdf', type: 'application/pdf', content }
  attempts.push(attempt)
  await draftBirth(client, filingId, desk, [paper])
  attempt.state = 'sent'
  await submitBirth(client, filingId)
  attempt.state = 'acknowledged'
}

type Found = { readonly filings: number; readonly dossiers: number; readonly files: number; readonly doubled: number }

/** What the rows say of the filings in one state, as against what their citizens were told. */
const count = async (state: Attempt['state']): Promise<Found & { readonly told: number }> => {
  const ids = attempts.filter((attempt) => attempt.state === state).map((attempt) => attempt.filingId)
  const answer = await sql<Found>`
    with mine as (
      select f.id, count(distinct d.id) as dossiers,
        count(distinct a.id) filter (where a.removed_at is null) as files
      from filing f left join dossier d on d.filing_id = f.id
      left join attachment a on a.owner_id = d.id and a.purpose = 'birth-certificate'
      where f.id = any(${sql.lit(`{${ids.join(',')}}`)}::uuid[]) and f.state = 'filed' group by f.id
    )
    select count(*) as filings, coalesce(sum(dossiers), 0) as dossiers, count(*) filter (where files = 1) as files,
      count(*) filter (where dossiers > 1) as doubled from mine`.execute(house.open().database)
  const [found] = answer.rows
  if (found === undefined) throw new Error()
  return { ...found, told: ids.length }
}

beforeAll(async () => {
  house = await openHouseUnderFire()
  desk = await findBirthDesk(house.deps())
  clients = citizens.map(() => openPortalClient(house.url))
  for (const [index, client] of clients.entries()) {
    await signInAt(client, '/dang-nhap', citizens[index] ?? '', demoPassword)
  }
  const [first] = clients
  if (first !== undefined) await file(first)
})

afterAll(async () => {
  for (const client of clients) client.close()
  await house.close()
})

describe('filing under fire', () => {
  it(`keeps every acknowledged filing once and whole through ${rounds} kills`, async () => {
    let interrupted = 0
    for (let round = 0; round < rounds; round++) {
      const weapon = weapons[round % weapons.length] ?? 'program'
      await whileClients(clients, file, async () => {
        await pause(60 + Math.random() * 500)
        await house.kill(weapon)
      })
      // Whoever saw no answer clicks again, as people do; the same filing must not become two.
      const unsure = attempts.filter((attempt) => attempt.state === 'sent')
      interrupted += unsure.length
      for (const attempt of unsure) {
        await submitBirth(attempt.client, attempt.filingId)
        expect((await attempt.client.get(receiptPath(attempt.filingId))).status).toBe(200)
        attempt.state = 'acknowledged'
      }
      const found = await count('acknowledged')
      expect(found, `after round ${round} (${weapon})`).toMatchObject({
        filings: found.told,
        dossiers: found.told,
        files: found.told,
        doubled: 0,
      })
      if (round % 10 === 9) expect(await house.faults()).toEqual([])
    }
    const begun = await count('begun')
    const kept = await count('acknowledged')
    const { rows } = await sql<{ all: number }>`select count(*) as all from dossier`.execute(house.open().database)
    console.log(
      `filing: ${rounds} kills (program ${house.kills.program}, database server ${house.kills.server}, connection ${house.kills.backend}); ` +
        `${kept.told} acknowledged, ${kept.told - kept.filings} lost, ${kept.doubled} doubled, ${kept.told - kept.files} without their file, ` +
        `${interrupted} interrupted at the last click and sent again, ${begun.told} given up before it (${begun.filings} of them filed)`,
    )
    // What nobody handed in is not there; what is there was handed in.
    expect(begun.filings).toBe(0)
    expect(rows[0]?.all).toBe(kept.told)
    expect(interrupted).toBeGreaterThan(0)
    expect(await house.faults()).toEqual([])
  })
})
