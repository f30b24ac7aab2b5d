import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { systemClock } from '#kernel/time.ts'
import { receiveFiling } from '#modules/dossiers/index.ts'
import type { CitizenActor } from '#modules/identity/domain/index.ts'
import { createCharges, requestPayment } from '#modules/payments/index.ts'
import { silentLog } from '#platform/log/log.ts'
import type { PaymentGateway } from '#platform/payment-gateway/payment-gateway.ts'
import { birthFiling, findBirthDesk } from '../support/birth-journey.ts'
import { actorOf } from '../support/demo-house.ts'
import { notice, partner } from '../support/payment-scene.ts'
import { openPortalClient, type PortalClient } from '../support/portal-client.ts'
import { type HouseUnderFire, openHouseUnderFire, roundsOf, type Weapon, whileClients } from './house-under-fire.ts'

const rounds = roundsOf(20)
const weapons: readonly Weapon[] = ['program', 'server', 'backend', 'server']
const ordersOfRound = 15
const amount = 50_000

let house: HouseUnderFire
let desk: string
let platform: readonly PortalClient[]
const confirmed = new Set<string>()

// Orders are opened here, past the program; what comes back of them goes to the program as the platform sends it.
const gateway = {
  init: async (order: { readonly reference: string }) => ({
    ok: true as const,
    value: { redirectUrl: `https://pay.example.vn/${order.reference}` },
  }),
} as unknown as PaymentGateway

const openOrder = async (citizen: CitizenActor): Promise<string> => {
  const deps = house.deps()
  const filing = await birthFiling(deps, desk)
  const { dossiers } = acceptedValue(await receiveFiling(deps, citizen, filing))
  const dossierId = dossiers[0]?.id ?? ''
  const charge = { code: '1', name: 'Lệ phí', kind: 2, amount, collectedWhen: 1 } as const
  await deps.database
    .transaction()
    .execute((tx) =>
      createCharges(tx, { filingId: filing.filingId, dossierId, charges: [charge], at: systemClock.now() }),
    )
  const asked = await requestPayment({ ...deps, gateway, log: silentLog }, citizen, {
    dossierId,
    payerAddress: '127.0.0.1',
  })
  return acceptedValue(asked).reference
}

/** Tells the program of the payment, and again until it has taken it, as the platform does. */
const confirm = async (client: PortalClient, reference: string): Promise<void> => {
  const answer = await client.postJson('/thanh-toan/xac-nhan', notice(reference, amount))
  if (answer.status !== 200) throw new Error(`no answer to ${reference}`)
  expect(JSON.parse(answer.body)).toMatchObject({ MaLoi: '00' })
  confirmed.add(reference)
}

type Standing = {
  readonly paid: number
  readonly receipts: number
  readonly told: number
  readonly actions: number
  readonly printed: number
}

const standing = async (): Promise<Standing> => {
  const { rows } = await sql<Standing>`
    select count(*) filter (where state = 'paid') as paid, count(distinct receipt_number) as receipts,
      (select count(*) from event where type = 'payment.received') as told,
      (select count(*) from action_log where type = 'payment.received') as actions,
      count(*) filter (where attachment_id is not null) as printed
    from payment`.execute(house.open().database)
  const [found] = rows
  if (found === undefined) throw new Error('no payments')
  return found
}

beforeAll(async () => {
  house = await openHouseUnderFire({
    MOTCUA_PAYMENT_URL: 'http://127.0.0.1:9',
    MOTCUA_PAYMENT_PARTNER: partner.code,
    MOTCUA_PAYMENT_SECRET: partner.secret,
  })
  desk = await findBirthDesk(house.deps())
  platform = [1, 2, 3].map(() => openPortalClient(house.url))
})

afterAll(async () => {
  for (const client of platform ?? []) client.close()
  await house?.close()
})

describe('payments under fire', () => {
  it(`books every confirmed payment once, with one receipt, through ${rounds} kills`, async () => {
    let again = 0
    for (let round = 0; round < rounds; round++) {
      const actor = await actorOf(house.open(), 'minh', systemClock.now())
      if (actor.kind !== 'citizen') throw new Error('no citizen')
      const waiting: string[] = []
      for (let order = 0; order < ordersOfRound; order++) waiting.push(await openOrder(actor))
      const work = async (client: PortalClient): Promise<void> => {
        const reference = waiting.shift()
        if (reference === undefined) return pause(5)
        await confirm(client, reference).catch((error: unknown) => {
          again += 1
          waiting.push(reference)
          throw error
        })
      }
      await whileClients(platform, work, async () => {
        await pause(5 + Math.random() * 90)
        await house.kill(weapons[round % weapons.length] ?? 'program')
      })
      for (const reference of waiting) await confirm(platform[0] ?? openPortalClient(house.url), reference)
      expect(await standing(), `after round ${round}`).toMatchObject({
        paid: confirmed.size,
        receipts: confirmed.size,
        told: confirmed.size,
        actions: confirmed.size,
      })
    }
    const end = Date.now() + 60_000
    while ((await standing()).printed < confirmed.size && Date.now() < end) await pause(100)
    const found = await standing()
    console.log(
      `payments: ${rounds} kills (program ${house.kills.program}, database server ${house.kills.server}, connection ${house.kills.backend}); ` +
        `${confirmed.size} confirmed, ${again} times without an answer and told again, ${confirmed.size - found.paid} lost, ` +
        `${found.told - found.paid} doubled, ${found.paid - found.receipts} without a number of their own, ${found.paid - found.printed} without a printed receipt`,
    )
    expect(found.printed).toBe(confirmed.size)
    expect(again).toBeGreaterThan(0)
    expect(await house.faults()).toEqual([])
  })
})
