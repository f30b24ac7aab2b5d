import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
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

/** The forms that go out by the act of the desk or of the program; the apology is signed in the deed of the head. */
const formsSignedAfterwards: readonly SlipForm[] = ['01', '02', '03', '05']

export type UnsignedSlip = {
  readonly id: string
  readonly form: string
  readonly notation: string
  readonly data: Buffer
  readonly madeAt: Temporal.Instant
  readonly code: string
  readonly trackingKey: string
  /** Whose act it was, where the slip is in the own name; null: made by the program, or let out by somebody else. */
  readonly officerId: string | null
  readonly agencyId: string
  /** The agency that a desk belongs to. */
  readonly superiorId: string | null
}

/** The last slip of a notation in a dossier, while no file of it is signed; null when there is none to sign. */
export const findUnsignedSlip = async (
  reader: Reader,
  dossierId: string,
  notation: string,
): Promise<UnsignedSlip | null> => {
  const answer = await sql<UnsignedSlip>`
    select s.id, s.form, s.notation, s.data_sealed as data, s.made_at as "madeAt", d.code, d.tracking_key as "trackingKey",
      s.agency_id as "agencyId", case when a.kind = 'one-stop-desk' then a.parent_id end as "superiorId",
      case when exists (select from supplement_request r where r.dossier_id = d.id and r.requested_at = s.made_at
        and r.approved_by <> r.requested_by) then null else s.made_by end as "officerId"
    from slip s join dossier d on d.id = s.dossier_id join agency a on a.id = s.agency_id
    where s.dossier_id = ${dossierId} and s.notation = ${notation} and s.attachment_id is null
      and s.form = any(${[...formsSignedAfterwards]}::text[])
    order by s.made_at desc limit 1`.execute(reader)
  return answer.rows[0] ?? null
}

/** Whether the file became that of the slip; not when another has become it. */
export const giveSlipFile = async (tx: Tx, slipId: string, attachmentId: string): Promise<boolean> => {
  const given = await tx
    .updateTable('slip')
    .set({ attachment_id: attachmentId })
    .where('id', '=', slipId)
    .where('attachment_id', 'is', null)
    .executeTakeFirst()
  return given.numUpdatedRows === 1n
}
