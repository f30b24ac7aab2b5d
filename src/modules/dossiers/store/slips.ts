import { newId } from '#kernel/ids.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { SlipForm } from '../domain/slip-form.ts'

const letters: Readonly<Record<SlipForm, string>> = {
  '01': 'TTPVHCC',
  '02': 'PBS-TTPVHCC',
  '03': 'PTC-TTPVHCC',
  '04': 'PXL',
  '05': 'TBD-TTPVHCC',
  '06': 'PKS-TTPVHCC',
  '07': 'STD-TTPVHCC',
}

/** `15/2026-TTPVHCC` for the receipt, `03/PBS-TTPVHCC` for the others. @legal TT-03-2025 Phụ lục I */
const slipNotation = (form: SlipForm, number: number, year: number): string => {
  const padded = String(number).padStart(2, '0')
  return form === '01' ? `${padded}/${year}-${letters[form]}` : `${padded}/${letters[form]}`
}

export type NewSlip = {
  readonly dossierId: string
  readonly form: SlipForm
  readonly agencyId: string
  readonly data: object
  /** Null: made by the program, as when a request ran out. */
  readonly madeBy: string | null
  readonly madeAt: Temporal.Instant
}

export type MadeSlip = { readonly id: string; readonly notation: string }

/** Numbers a slip within its agency, form and year, and keeps what it says; its picture is made from that whenever it is asked for. */
export const makeSlip = async (tx: Tx, sealing: Sealing, slip: NewSlip): Promise<MadeSlip> => {
  const id = newId()
  const { year } = localDate(slip.madeAt)
  const number = await nextNumber(tx, 'slip', `${slip.agencyId}:${slip.form}:${year}`)
  const notation = slipNotation(slip.form, number, year)
  await tx
    .insertInto('slip')
    .values({
      id,
      dossier_id: slip.dossierId,
      form: slip.form,
      agency_id: slip.agencyId,
      number,
      year,
      notation,
      data_sealed: sealing.seal(JSON.stringify({ ...slip.data, number: notation })),
      made_by: slip.madeBy,
      made_at: slip.madeAt,
    })
    .execute()
  return { id, notation }
}
