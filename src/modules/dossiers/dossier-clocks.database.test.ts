import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { loadTrust } from '#modules/signatures/index.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import {
  acceptDossier,
  askApologies,
  assignDossier,
  closeUnanswered,
  findSlip,
  reappointDossier,
  requestFinance,
  requestSupplement,
  settleFinance,
  slipFile,
  takeInWalkIn,
  withdrawDossier,
} from './index.ts'

let house: DemoHouse
let desk: string

const walkIn = async (procedureCode: string, form: object, papers: readonly string[]) =>
  takeInWalkIn(house.deps, await house.officer('hycuong.motcua'), {
    filingId: newId(),
    channel: 'counter',
    origin: '',
    externalIds: [],
    dossiers: [
      {
        procedureCode,
        receivingAgencyId: desk,
        decidingAgencyId: null,
        owner: {
          kind: 1,
          name: 'Nguyễn Văn Minh',
          identityNumber: '025090000001',
          phone: '0912000001',
          email: '',
          address: 'Khu 3, xã Hy Cương',
        },
        submitter: null,
        caseKey: 'general',
        form: { ...form },
        papers: papers.map((code) => ({ code, attachmentIds: [], source: 'paper' as const, originals: 1, copies: 0 })),
        copies: 1,
        returnMethod: 'desk',
        returnAddress: '',
        note: '',
      },
    ],
  })

const birth = async () =>
  acceptedValue(await walkIn('1.001193', formAnswers.birth ?? {}, ['declaration', 'birth-certificate']))

const rowOf = (id: string) =>
  house.open.database.selectFrom('dossier').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const slipsOf = async (id: string) => {
  const slips = house.open.database.selectFrom('slip').select('form').where('dossier_id', '=', id).orderBy('form')
  return (await slips.execute()).map(({ form }) => form)
}

beforeAll(async () => {
  house = await openDemoHouse('2026-09-07T01:00:00Z')
  desk = await house.agencyId('H44.105.1')
})

describe('at the counter', () => {
  it('a dossier is filed, accepted and given its receipt in one act', async () => {
    const done = await birth()
    expect(done.accepted?.slip.notation).toMatch(/-TTPVHCC$/)
    const row = await rowOf(done.dossierId)
    expect([row.status, row.channel]).toEqual([2, 1])
    expect(row.due_at).not.toBeNull()
  })
})

describe('a fee by the copy', () => {
  it('follows the number of copies that the e-form asks for', async () => {
    const filed = acceptedValue(await walkIn('2.000635', formAnswers['civil-extract'] ?? {}, []))
    const charges = house.open.database.selectFrom('fee_charge').select(['name', 'amount'])
    expect(await charges.where('dossier_id', '=', filed.dossierId).execute()).toEqual([
      { name: 'Phí cấp bản sao trích lục hộ tịch (3 bản × 8.000 đ)', amount: 24_000 },
    ])
  })
})

describe('a financial duty', () => {
  it('stops the clock until nothing is owed, and moves the due date by the time it stood', async () => {
    house.setClock('2026-09-07T01:00:00Z')
    const { dossierId } = await birth()
    const before = (await rowOf(dossierId)).due_at
    const handler = await house.officer('hycuong.hotich')
    acceptedValue(
      await assignDossier(house.deps, await house.officer('hycuong.chanhvanphong'), {
        dossierId,
        officerId: handler.officerId,
        note: '',
      }),
    )
    house.setClock('2026-09-07T02:00:00Z')
    acceptedValue(await requestFinance(house.deps, handler, { dossierId, name: 'Lệ phí trước bạ', amount: 50_000 }))
    expect(await rowOf(dossierId)).toMatchObject({ status: 6, due_at: null })
    house.setClock('2026-09-07T03:00:00Z')
    acceptedValue(await settleFinance(house.deps, dossierId))
    expect((await rowOf(dossierId)).status).toBe(6)
    await house.open.database
      .updateTable('fee_charge')
      .set({ state: 'waived', relief_reason: 'Hộ nghèo' })
      .where('dossier_id', '=', dossierId)
      .execute()
    acceptedValue(await settleFinance(house.deps, dossierId))
    const after = await rowOf(dossierId)
    expect(after.status).toBe(4)
    expect((after.due_at?.epochMilliseconds ?? 0) - (before?.epochMilliseconds ?? 0)).toBeGreaterThan(0)
  })
})

/** Who signed a slip, when the file of it is sound. */
const signersOf = async (dossierId: string, slipId: string): Promise<readonly string[]> => {
  const slip = await findSlip(house.open.database, dossierId, slipId)
  if (slip === null) throw new Error('no slip')
  const now = house.deps.clock.now()
  const report = verifyPdf(await slipFile(house.deps, slip), await loadTrust(house.open.database, now), { now })
  return report.signatures.flatMap((one) => (one.isValid && one.coversWholeFile ? [one.signerName] : []))
}

describe('what will be late', () => {
  it('is apologised for once, by the head, with a later date', async () => {
    house.setClock('2026-09-08T01:00:00Z')
    const { dossierId } = await birth()
    const due = (await rowOf(dossierId)).due_at
    if (due === null) throw new Error('no due date')
    const leader = await house.officer('hycuong.chutich')
    const asked = house.open.database
      .selectFrom('work_item')
      .select('id')
      .where('subject_id', '=', dossierId)
      .where('deed', '=', 'apologise')
    house.setClock('2026-09-08T01:10:00Z')
    await askApologies(house.deps)
    expect(await asked.execute()).toEqual([])
    house.setClock(due.subtract({ hours: 1 }).toString())
    await askApologies(house.deps)
    expect(await asked.execute()).toHaveLength(1)
    expect(await askApologies(house.deps)).toBe(0)
    const later = new Date(due.epochMilliseconds + 3 * 24 * 3_600_000)
    const reason = { dossierId, reason: 'Chờ cơ quan khác trả lời.' }
    expect(await reappointDossier(house.deps, leader, { ...reason, reason: '', newDue: later })).toMatchObject({
      refusal: { code: 'dossier.reason-missing' },
    })
    const slip = acceptedValue(await reappointDossier(house.deps, leader, { ...reason, newDue: later }))
    expect(slip.notation).toMatch(/PXL$/)
    expect(await signersOf(dossierId, slip.id)).toEqual([leader.fullName])
    expect((await rowOf(dossierId)).reappointments).toBe(1)
    const kept = house.open.database.selectFrom('reappointment').select('in_time').where('dossier_id', '=', dossierId)
    expect(await kept.executeTakeFirst()).toEqual({ in_time: false })
    house.setClock(new Date(later.getTime() - 3_600_000).toISOString())
    expect(await askApologies(house.deps)).toBe(0)
  })
})

describe('an apology of a head without a key', () => {
  it('is left for the pen', async () => {
    house.setClock('2026-09-08T01:00:00Z')
    const { dossierId } = await birth()
    const due = (await rowOf(dossierId)).due_at
    if (due === null) throw new Error('no due date')
    house.setClock(due.subtract({ hours: 1 }).toString())
    await askApologies(house.deps)
    const leader = await house.officer('hycuong.chutich')
    const keys = house.open.database.updateTable('signing_key').where('holder_id', '=', leader.officerId)
    await keys.set({ retired_at: house.deps.clock.now() }).execute()
    const newDue = new Date(due.epochMilliseconds + 3 * 24 * 3_600_000)
    const slip = acceptedValue(await reappointDossier(house.deps, leader, { dossierId, reason: 'Chờ.', newDue }))
    expect(await signersOf(dossierId, slip.id)).toEqual([])
    await keys.set({ retired_at: null }).execute()
  })
})

describe('a request for a supplement', () => {
  it('that nobody answers ends the dossier after its time, not before', async () => {
    house.setClock('2026-09-14T01:00:00Z')
    const { dossierId } = await birth()
    const handler = await house.officer('hycuong.hotich')
    acceptedValue(
      await assignDossier(house.deps, await house.officer('hycuong.chanhvanphong'), {
        dossierId,
        officerId: handler.officerId,
        note: '',
      }),
    )
    const ask = {
      dossierId,
      items: [{ paperCode: '', text: 'Giấy chứng sinh bản chính' }],
      reason: 'Thiếu.',
      contactPhone: '',
    }
    acceptedValue(await requestSupplement(house.deps, handler, ask))
    house.setClock('2026-09-20T01:00:00Z')
    expect(await closeUnanswered(house.deps)).toBe(0)
    house.setClock('2026-12-01T01:00:00Z')
    expect(await closeUnanswered(house.deps)).toBe(1)
    expect((await rowOf(dossierId)).status).toBe(8)
    expect(await slipsOf(dossierId)).toEqual(['01', '02', '05'])
    expect(
      await acceptDossier(house.deps, await house.officer('hycuong.motcua'), { dossierId, note: '' }),
    ).toMatchObject({
      ok: false,
    })
  })
})

describe('a dossier that the applicant does not want any more', () => {
  it('is stopped at the desk with a reason, on form 05, and by no other desk', async () => {
    house.setClock('2026-09-07T01:00:00Z')
    const { dossierId } = await birth()
    const officer = await house.officer('hycuong.motcua')
    const ask = { dossierId, reason: 'Có đơn đề nghị rút hồ sơ, nộp trực tiếp.' }
    const elsewhere = await house.officer('viettri.motcua')
    expect(await withdrawDossier(house.deps, elsewhere, ask)).toMatchObject({ refusal: { code: 'dossier.not-found' } })
    expect(await withdrawDossier(house.deps, officer, { ...ask, reason: '' })).toMatchObject({
      refusal: { code: 'dossier.reason-missing' },
    })
    const { slip } = acceptedValue(await withdrawDossier(house.deps, officer, ask))
    expect(slip.notation).toMatch(/TBD-TTPVHCC$/)
    expect(await rowOf(dossierId)).toMatchObject({ status: 7, due_at: null })
    expect(await slipsOf(dossierId)).toEqual(['01', '05'])
    expect(await withdrawDossier(house.deps, officer, ask)).toMatchObject({
      refusal: { code: 'dossier.status-forbids' },
    })
  })
})
