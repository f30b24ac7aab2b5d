import { accept, acceptedValue, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { anonymous, type CitizenActor } from '#modules/identity/domain/index.ts'
import { createCharges, type PaymentDeps, type RequestedPayment, requestPayment } from '#modules/payments/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { silentLog } from '#platform/log/log.ts'
import { hashOfMessage } from '#platform/payment-gateway/pay-plat-hash.ts'
import { readConfirmMessage, replyToConfirm } from '#platform/payment-gateway/pay-plat-messages.ts'
import type { PaymentGateway, PaymentOrder } from '#platform/payment-gateway/payment-gateway.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase } from './database.ts'
import { type DossierRow, type DossierRows, insertAgencyRows, insertDossierRow } from './dossier-rows.ts'
import { recordReferenceSettings } from './reference-settings.ts'

export const partner = { code: 'PARTNER01', secret: 'EXAMPLE-SECRET' }

/** A notice as the platform would send it, with the right hash for whatever was changed. */
export const notice = (reference: string, amount: number, changed: Record<string, unknown> = {}) => {
  const message = {
    LoaiBanTin: 'CONFIRM',
    MaLoi: '00',
    MaDoiTac: partner.code,
    MaThamChieu: reference,
    SoTien: String(amount),
    MaTienTe: 'VND',
    MaGiaoDich: `GD${reference}`,
    MaNganHang: 'VCB',
    ThoiGianGD: '20260907085500',
    ThongTinGiaoDich: 'Phi le phi',
    ...changed,
  }
  return { ...message, MaXacThuc: hashOfMessage('CONFIRM', message, partner.secret) }
}

/** How the platform of the test behaves, and what it was asked. */
export type PlatformState = {
  init: 'ok' | 'down' | 'refuses'
  query: Record<string, unknown> | 'open' | 'down'
  orders: PaymentOrder[]
}

/** A platform that does as it is told; orders are kept in `state`. */
export const gatewayOf = (state: PlatformState): PaymentGateway => ({
  init: async (order) => {
    if (state.init === 'down') return refuse({ code: 'gateway.unreachable', detail: '' })
    if (state.init === 'refuses') return refuse({ code: 'gateway.refused', reason: '' })
    state.orders.push(order)
    return accept({ redirectUrl: `https://pay.example.vn/${order.reference}` })
  },
  query: async () => {
    if (state.query === 'down') return refuse({ code: 'gateway.unreachable', detail: '' })
    if (state.query === 'open') return accept({ body: {}, standing: { kind: 'open' } })
    const report = acceptedValue(readConfirmMessage(state.query, partner))
    return accept({ body: state.query, standing: { kind: 'reported', report } })
  },
  bill: async () => refuse({ code: 'gateway.refused', reason: '' }),
  readConfirm: (body) => readConfirmMessage(body, partner),
  replyTo: replyToConfirm,
})

export type PaymentScene = {
  readonly database: Database
  readonly rows: DossierRows
  readonly citizen: CitizenActor
  readonly platform: PlatformState
  readonly deps: PaymentDeps
  readonly time: { now: Temporal.Instant }
  readonly reset: () => void
  readonly charge: (dossier: DossierRow, ...amounts: readonly number[]) => Promise<void>
  /** A dossier that owes these amounts. */
  readonly charged: (...amounts: readonly number[]) => Promise<DossierRow>
  readonly request: (dossierId: string, trackingKey?: string) => ReturnType<typeof requestPayment>
  readonly requested: (dossier: DossierRow) => Promise<RequestedPayment>
  readonly verdicts: (reference: string) => Promise<readonly string[]>
  /** Notices that were only counted. */
  readonly refused: () => Promise<readonly { readonly reason: string; readonly times: number }[]>
  readonly eventsOf: (dossierId: string, type: string) => Promise<number>
}

const start = Temporal.Instant.from('2026-09-07T02:00:00Z')

const readersOf = (database: Database): Pick<PaymentScene, 'verdicts' | 'refused' | 'eventsOf'> => ({
  verdicts: async (reference) => {
    const kept = await database
      .selectFrom('payment_notice')
      .select('verdict')
      .where('reference', '=', reference)
      .execute()
    return kept.map((row) => row.verdict).sort()
  },
  refused: async () => {
    const counted = await database.selectFrom('payment_notice_refused').selectAll().orderBy('last_at').execute()
    return counted.map(({ reason, times }) => ({ reason, times: Number(times) }))
  },
  eventsOf: async (dossierId, type) => {
    const told = database.selectFrom('event').select('id').where('subject_id', '=', dossierId).where('type', '=', type)
    return (await told.execute()).length
  },
})

export const openPaymentScene = async (): Promise<PaymentScene> => {
  const opened = await openTestDatabase()
  const province = opened.provinces.all[0]
  if (province === undefined) throw new Error('no province')
  const { database } = province
  await recordReferenceSettings(database, 'settings-payments.json')
  const rows = await insertAgencyRows(database)
  const citizen: CitizenActor = { kind: 'citizen', accountId: rows.accountId, fullName: 'Giang', assurance: 'eid-2' }
  const platform: PlatformState = { init: 'ok', query: 'open', orders: [] }
  const time = { now: start }
  const sealing = openSealing('secret', 'phu-tho')
  const deps = { database, clock: { now: () => time.now }, gateway: gatewayOf(platform), sealing, log: silentLog }
  const charge: PaymentScene['charge'] = async ({ filingId, id }, ...amounts) => {
    const one = { kind: 2, collectedWhen: 1 } as const
    const charges = amounts.map((amount, at) => ({ ...one, code: `${at}`, name: `Lệ phí ${at}`, amount }))
    await database.transaction().execute((tx) => createCharges(tx, { filingId, dossierId: id, charges, at: time.now }))
  }
  const request: PaymentScene['request'] = (dossierId, trackingKey) => {
    const command = { dossierId, payerAddress: '10.0.0.1' }
    return trackingKey === undefined
      ? requestPayment(deps, citizen, command)
      : requestPayment(deps, anonymous, { ...command, trackingKey })
  }
  return {
    ...readersOf(database),
    ...{ database, rows, citizen, platform, deps, time, charge, request },
    reset: () => {
      time.now = start
      Object.assign(platform, { init: 'ok', query: 'open', orders: [] })
    },
    charged: async (...amounts) => {
      const dossier = await insertDossierRow(database, rows)
      await charge(dossier, ...amounts)
      return dossier
    },
    requested: async (dossier) => acceptedValue(await request(dossier.id)),
  }
}
