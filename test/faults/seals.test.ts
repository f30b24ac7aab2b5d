import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '#app/demo-province/load-demo-province.ts'
import { acceptedValue } from '#kernel/result.ts'
import { systemClock } from '#kernel/time.ts'
import { receiveFiling } from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { birthFiling, bringToSeal, findBirthDesk } from '../support/birth-journey.ts'
import { actorOf } from '../support/demo-house.ts'
import { openPortalClient, type PortalClient, signInAt } from '../support/portal-client.ts'
import { type HouseUnderFire, openHouseUnderFire, roundsOf, type Weapon, whileClients } from './house-under-fire.ts'
import { pressAgain, pressOnce } from './press-once.ts'

const rounds = roundsOf(20)
const weapons: readonly Weapon[] = ['program', 'backend', 'server', 'backend']
const sealsOfRound = 2

let house: HouseUnderFire
let clerks: readonly PortalClient[]
const signed: string[] = []

const officer = async (login: string): Promise<OfficerActor> => {
  const actor = await actorOf(house.open(), login, systemClock.now())
  if (actor.kind !== 'officer') throw new Error(`${login} is no officer`)
  return actor
}

const bringOne = async (desk: string): Promise<void> => {
  const deps = house.deps()
  const citizen = await actorOf(house.open(), 'minh', systemClock.now())
  const { dossiers } = acceptedValue(await receiveFiling(deps, citizen, await birthFiling(deps, desk)))
  const dossierId = dossiers[0]?.id ?? ''
  await bringToSeal(deps, officer, dossierId)
  signed.push(dossierId)
}

/** Number and seal. */
const seal = (client: PortalClient, dossierId: string) =>
  pressOnce(client, `/can-bo/ho-so/${dossierId}/dong-dau`, async () => {
    const { rows } = await sql`select from outcome where dossier_id = ${dossierId} and state = 'issued'`.execute(
      house.open().database,
    )
    return rows.length === 1
  })

type Register = {
  readonly issued: number
  readonly numbers: number
  readonly highest: number
  readonly counter: number
  readonly settled: number
  readonly sealed: number
}

const register = async (): Promise<Register> => {
  const { rows } = await sql<Register>`
    select count(*) filter (where o.state = 'issued') as issued, count(distinct o.number) as numbers,
      coalesce(max(o.number), 0) as highest,
      coalesce((select max(value) from counter where scope = 'register'), 0) as counter,
      count(*) filter (where d.status = 9) as settled, count(distinct f.sha256) as sealed
    from outcome o join dossier d on d.id = o.dossier_id
    left join attachment a on a.id = o.attachment_id left join stored_file f on f.sha256 = a.sha256`.execute(
    house.open().database,
  )
  const [found] = rows
  if (found === undefined) throw new Error('no register')
  return found
}

beforeAll(async () => {
  house = await openHouseUnderFire()
  const desk = await findBirthDesk(house.deps())
  for (let count = 0; count < rounds * sealsOfRound; count++) await bringOne(desk)
  clerks = [openPortalClient(house.url), openPortalClient(house.url)]
  for (const clerk of clerks) await signInAt(clerk, '/can-bo/dang-nhap', 'hycuong.vanthu', demoPassword)
}, 600_000)

afterAll(async () => {
  for (const clerk of clerks ?? []) clerk.close()
  await house?.close()
})

describe('numbers and seals under fire', () => {
  it(`gives every sealed outcome one number, without a gap, through ${rounds} kills`, async () => {
    let interrupted = 0
    let doneUnseen = 0
    for (let round = 0; round < rounds; round++) {
      const waiting = signed.slice(round * sealsOfRound, (round + 1) * sealsOfRound)
      const work = async (client: PortalClient): Promise<void> => {
        const dossierId = waiting.shift()
        if (dossierId === undefined) return pause(5)
        await seal(client, dossierId).then(
          (outcome) => {
            if (outcome === 'done before') doneUnseen += 1
          },
          (error: unknown) => {
            interrupted += 1
            waiting.push(dossierId)
            throw error
          },
        )
      }
      await whileClients(clerks, work, async () => {
        await pause(5 + Math.random() * 90)
        await house.kill(weapons[round % weapons.length] ?? 'program')
      })
      const [clerk] = clerks
      for (const dossierId of waiting) if (clerk !== undefined) await pressAgain(() => seal(clerk, dossierId))
      const expected = (round + 1) * sealsOfRound
      expect(await register(), `after round ${round}`).toEqual({
        issued: expected,
        numbers: expected,
        highest: expected,
        counter: expected,
        settled: expected,
        sealed: expected,
      })
    }
    const found = await register()
    console.log(
      `seals: ${rounds} kills (program ${house.kills.program}, database server ${house.kills.server}, connection ${house.kills.backend}); ` +
        `${found.issued} issued, ${interrupted} interrupted and done again (${doneUnseen} of them had been done), ` +
        `${found.highest - found.numbers} numbers lost, ${found.issued - found.numbers} doubled, ${found.issued - found.sealed} without a sealed file`,
    )
    expect(interrupted).toBeGreaterThan(0)
    expect(await house.faults()).toEqual([])
  })
})
