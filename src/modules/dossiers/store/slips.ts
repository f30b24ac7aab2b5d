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

export type NumberedSlip = MadeSlip & { readonly number: number; readonly year: number }

/** Takes the next number of a slip within its agency, form and year. */
export const numberSlip = async (
  tx: Tx,
  slip: Pick<NewSlip, 'agencyId' | 'form' | 'madeAt'>,
): Promise<NumberedSlip> => {
  const { year } = localDate(slip.madeAt)
  const number = await nextNumber(tx, 'slip', `${slip.agencyId}:${slip.form}:${year}`)
  return { id: newId(), number, year, notation: slipNotation(slip.form, number, year) }
}

/** Keeps what a slip says, and the file of one that was signed. */
export const keepSlip = async (
  tx: Tx,
  sealing: Sealing,
  slip: NewSlip,
  numbered: NumberedSlip,
  attachmentId: string | null = null,
): Promise<void> => {
  const { id, number, year, notation } = numbered
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
      attachment_id: attachmentId,
      made_by: slip.madeBy,
      made_at: slip.madeAt,
    })
    .execute()
}

/** Numbers a slip and keeps what it says; its picture is made from that whenever it is asked for. */
export const makeSlip = async (tx: Tx, sealing: Sealing, slip: NewSlip): Promise<MadeSlip> => {
  const numbered = await numberSlip(tx, slip)
  await keepSlip(tx, sealing, slip, numbered)
  return { id: numbered.id, notation: numbered.notation }
}
