import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findSetting, getSetting, type SettingKey } from '#platform/settings/settings.ts'

export const Account = z.strictObject({
  account: z.string().max(50),
  bank: z.string().max(50),
  name: z.string().max(250),
})
export type Account = z.infer<typeof Account>

export const paymentSettings = {
  /** The account of the agency that collects, by agency or for the whole province. */
  account: { key: 'payments.account', schema: Account },
  /** How long the address of the platform is given out again; after it a new order is made. */
  linkMinutes: { key: 'payments.link-minutes', schema: z.number().int().positive().max(10_000) },
  /** What stands behind the number of a receipt. */
  receiptNotation: { key: 'payments.receipt-notation', schema: z.string().min(1).max(20) },
} as const satisfies Record<string, SettingKey<unknown>>

const noAccount: Account = { account: '', bank: '', name: '' }

export const findAccount = async (reader: Reader, on: Temporal.PlainDate, agencyId: string): Promise<Account> =>
  (await findSetting(reader, paymentSettings.account, on, { agencyId }))?.value ?? noAccount

export const getLinkMinutes = async (reader: Reader, on: Temporal.PlainDate): Promise<number> =>
  (await getSetting(reader, paymentSettings.linkMinutes, on)).value

export const getReceiptNotation = async (reader: Reader, on: Temporal.PlainDate, agencyId: string): Promise<string> =>
  (await getSetting(reader, paymentSettings.receiptNotation, on, { agencyId })).value
