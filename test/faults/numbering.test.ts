import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '#app/demo-province/load-demo-province.ts'
import { systemClock } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { actorOf } from '../support/demo-house.ts'
import { issuingDeeds } from '../support/issuing-scene.ts'
import { openPortalClient, type PortalClient, signInAt } from '../support/portal-client.ts'
import { type HouseUnderFire, openHouseUnderFire, roundsOf, type Weapon, whileClients } from './house-under-fire.ts'
import { pressAgain, pressOnce } from './press-once.ts'

const rounds = roundsOf(20)
const weapons: readonly Weapon[] = ['program', 'backend', 'server', 'backend']
const documentsOfRound = 2

let house: HouseUnderFire
let clerks: readonly PortalClient[]
const signed: string[] = []

const officer = async (login: string): Promise<OfficerActor> => {
  const actor = await actorOf(house.open(), login, systemClock.now())
  if (actor.kind !== 'officer') throw new Error(`${login} is no officer`)
  return actor
}

/** Number, date, seal, delivery. */
const issue = (client: PortalClient, documentId: string) =>
  pressOnce(client, `/can-bo/van-ban-di/${documentId}/phat-hanh`, async () => {
    const { rows } = await sql`select from official_document where id = ${documentId} and state = 'issued'`.execute(
      house.open().database,
    )
    return rows.length === 1
  })

type Book = {
  readonly issued: number
  readonly waiting: number
  readonly numbers: number
  readonly highest: number
  readonly counter: number
  readonly sealed: number
  readonly delivered: number
  readonly counted: number
}

const bookOf = async (): Promise<Book> => {
  const { rows } = await sql<Book>`
    with ours as (select d.*, p.issued_attachment_id from official_document d join outgoing_paper p on p.document_id = d.id
      where d.id = any(${signed}::uuid[]))
    select count(*) filter (where state = 'issued') as issued,
      count(*) filter (where state = 'signed' and register_number is null and issued_attachment_id is null) as waiting,
      count(distinct register_number) as numbers, coalesce(max(register_number), 0) as highest,
      coalesce((select max(c.value) from counter c where c.scope = 'document-register'
        and c.key in (select register_id || '/' || register_year from ours)), 0) as counter,
      (select count(distinct f.sha256) from ours o join attachment f on f.id = o.issued_attachment_id) as sealed,
      (select count(*) from official_document r where r.direction = 'incoming' and r.origin_id in (select id::text from ours)) as delivered,
      (select count(*) from document_issue i where i.document_id in (select id from ours)) as counted
    from ours`.execute(house.open().database)
  const [found] = rows
  if (found === undefined) throw new Error('no book')
  return found
}

beforeAll(async () => {
  house = await openHouseUnderFire()
  const deeds = issuingDeeds(house.deps(), {
    clerk: await officer('hycuong.vanthu'),
    leader: await officer('hycuong.chutich'),
    receiver: await officer('sxd.vanthu'),
  })
  for (let count = 0; count < rounds * documentsOfRound; count += 1)
    signed.push(await deeds.signed({ recipients: [deeds.inside] }))
  clerks = [openPortalClient(house.url), openPortalClient(house.url)]
  for (const clerk of clerks) await signInAt(clerk, '/can-bo/dang-nhap', 'hycuong.vanthu', demoPassword)
}, 600_000)

afterAll(async () => {
  for (const clerk of clerks ?? []) clerk.close()
  await house?.close()
})

describe('documents that are issued under fire', () => {
  it(`are issued whole or not at all, each with one number, without a gap, through ${rounds} kills`, async () => {
    let interrupted = 0
    let doneUnseen = 0
    for (let round = 0; round < rounds; round += 1) {
      const waiting = signed.slice(round * documentsOfRound, (round + 1) * documentsOfRound)
      const work = async (client: PortalClient): Promise<void> => {
        const documentId = waiting.shift()
        if (documentId === undefined) return pause(5)
        await issue(client, documentId).then(
          (outcome) => {
            if (outcome === 'done before') doneUnseen += 1
          },
          (error: unknown) => {
            interrupted += 1
            waiting.push(documentId)
            throw error
          },
        )
      }
      await whileClients(clerks, work, async () => {
        await pause(5 + Math.random() * 90)
        await house.kill(weapons[round % weapons.length] ?? 'program')
      })
      const [clerk] = clerks
      for (const documentId of waiting) if (clerk !== undefined) await pressAgain(() => issue(clerk, documentId))
      const expected = (round + 1) * documentsOfRound
      expect(await bookOf(), `after round ${round}`).toEqual({
        issued: expected,
        waiting: signed.length - expected,
        numbers: expected,
        highest: expected,
        counter: expected,
        sealed: expected,
        delivered: expected,
        counted: expected,
      })
    }
    const found = await bookOf()
    console.log(
      `issuing: ${rounds} kills (program ${house.kills.program}, database server ${house.kills.server}, connection ${house.kills.backend}); ` +
        `${found.issued} issued, ${interrupted} interrupted and done again (${doneUnseen} of them had been done), ` +
        `${found.highest - found.numbers} numbers lost, ${found.issued - found.numbers} doubled, ` +
        `${found.issued - found.sealed} without a sealed file, ${found.issued - found.delivered} not delivered`,
    )
    expect(interrupted).toBeGreaterThan(0)
    expect(await house.faults()).toEqual([])
  })
})
