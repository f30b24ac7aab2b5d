import { z } from 'zod'
import { TimeUnit } from '#modules/procedures/domain/index.ts'

/** A time in UTC, such as `2026-09-07T02:00:00Z`. */
export const Moment = z.iso.datetime({ offset: true })

/** Times and days of ours as a reply writes them. */
export const written = (time: { readonly toString: () => string } | null | undefined): string | null =>
  time == null ? null : time.toString()

export const Limit = z.object({ amount: z.number(), unit: TimeUnit })

export const Done = z.object({ code: z.string() })
export const MadeSlip = z.object({ slipId: z.uuid(), notation: z.string() })

export const DossierId = z.strictObject({ id: z.uuid() })
export const DossierCode = z.strictObject({ code: z.string().min(1).max(64) })
export const FilingId = z.strictObject({ filingId: z.uuid() })

export const AddedFile = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
})

/** How many rows at most, from an address. */
export const rowsUpTo = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual)
