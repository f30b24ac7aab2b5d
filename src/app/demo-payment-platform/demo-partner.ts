import type { PayPlatPartner } from '#platform/payment-gateway/pay-plat-messages.ts'

/** Somebody who collects through the platform. */
export type DemoPartner = PayPlatPartner & {
  /** Where notices are posted. */
  readonly callbackUrl: string
  /** Where the payer goes back to. */
  readonly backUrl: (reference: string) => string
}

export const partnerOf = (partners: readonly DemoPartner[], code: string): DemoPartner | undefined =>
  partners.find((partner) => partner.code === code)
