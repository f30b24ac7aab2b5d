import type { Clock } from '#kernel/time.ts'
import type { Database } from '#platform/database/connection.ts'
import type { Log } from '#platform/log/log.ts'
import type { PaymentGateway } from '#platform/payment-gateway/payment-gateway.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'

/** What deeds on money touch. */
export type PaymentDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly gateway: PaymentGateway
  readonly sealing: Pick<Sealing, 'open'>
  readonly log: Log
}
