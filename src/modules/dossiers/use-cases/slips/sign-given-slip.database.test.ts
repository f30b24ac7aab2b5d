import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { loadTrust } from '#modules/signatures/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { fileBirth } from '#test/support/filed-birth.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import {
  acceptDossier,
  answerSupplement,
  assignDossier,
  decideSupplement,
  findSlip,
  proposeSupplement,
  refuseDossier,
  requestSupplement,
  signGivenSlip,
  slipFile,
  withdrawDossier,
} from '../../index.ts'

let house: DemoHouse
let desk: OfficerActor
let handler: OfficerActor

beforeAll(async () => {
  house = await openDemoHouse()
  desk = await house.officer('hycuong.motcua')
  handler = await house.officer('hycuong.hotich')
})

type Given = { readonly id: string; readonly notation: string }

const fileOf = async (dossierId: string, slip: Given): Promise<Uint8Array> => {
  const kept = await findSlip(house.open.database, dossierId, slip.id)
  if (kept === null) throw new Error('no slip')
  return slipFile(house.deps, kept)
}

/** Who signed, when each signature is sound and covers the whole file. */
const signersOf = async (dossierId: string, slip: Given): Promise<readonly string[]> => {
  const now = house.deps.clock.now()
  const report = verifyPdf(await fileOf(dossierId, slip), await loadTrust(house.open.database, now), { now })
  return report.signatures.map((one) => (one.isValid && one.coversWholeFile ? one.signerName : 'unsound'))
}

const signed = async (dossierId: string, slip: Given): Promise<readonly string[]> => {
  await signGivenSlip(house.deps, dossierId, slip.notation)
  return signersOf(dossierId, slip)
}

const accepted = async () => {
  const { id } = await fileBirth(house)
  return { id, slip: acceptedValue(await acceptDossier(house.deps, desk, { dossierId: id, note: '' })).slip }
}

const assigned = async () => {
  const { id } = await accepted()
  const head = await house.officer('hycuong.chanhvanphong')
  acceptedValue(await assignDossier(house.deps, head, { dossierId: id, officerId: handler.officerId, note: '' }))
  return id
}

const ask = (dossierId: string) => ({
  dossierId,
  items: [{ paperCode: '', text: 'Giấy chứng sinh bản chính' }],
  reason: 'Bản sao không rõ.',
  contactPhone: '',
})

const keysOf = (holderIds: readonly string[], retiredAt: ReturnType<DemoHouse['deps']['clock']['now']> | null) =>
  house.open.database.updateTable('signing_key').set({ retired_at: retiredAt }).where('holder_id', 'in', holderIds)

/** An agency that decides in a commune, as its seal is called. */
const committee = /^Ủy ban nhân dân xã Hy Cương/i

describe('a slip that a deed has given', () => {
  it('is signed afterwards by the officer whose act it was, once, and the log says with what', async () => {
    const { id, slip } = await accepted()
    expect(await signersOf(id, slip)).toEqual([])
    expect(await signed(id, slip)).toEqual([desk.fullName])
    const first = await fileOf(id, slip)
    expect(await signed(id, slip)).toEqual([desk.fullName])
    expect(Buffer.compare(first, await fileOf(id, slip))).toBe(0)
    const said = house.open.database.selectFrom('action_log').select('detail').where('subject_id', '=', id)
    expect(await said.where('type', '=', 'dossier.slip-signed').execute()).toMatchObject([
      {
        detail: { form: '01', notation: slip.notation, by: 'officer', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ])
    expect(await verifyLog(house.open.database)).toMatchObject({ faults: [] })
  })

  it('is signed by one of two that begin at once', async () => {
    const { id, slip } = await accepted()
    await Promise.all([1, 2].map(() => signGivenSlip(house.deps, id, slip.notation)))
    const files = house.open.database.selectFrom('attachment').select('id').where('owner_id', '=', id)
    expect(await files.where('purpose', '=', 'slip').execute()).toHaveLength(1)
  })

  it('waits for who is at the dossier, and writes its line in the log behind theirs', async () => {
    const { id, slip } = await accepted()
    const waiting = async (): Promise<boolean> => {
      const found = await house.open.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return found.rowCount !== 0
    }
    const signing = await house.open.database.transaction().execute(async (tx) => {
      await tx.selectFrom('dossier').select('id').where('id', '=', id).forUpdate().execute()
      const begun = signGivenSlip(house.deps, id, slip.notation).then(
        () => null,
        (error: unknown) => error,
      )
      while (!(await waiting())) await new Promise(setImmediate)
      const now = house.deps.clock.now()
      const said = { subjectKind: 'dossier', subjectId: id, type: 'dossier.assigned', detail: {} }
      await appendAction(tx, { ...said, actor: { kind: 'system' }, occurredAt: now, recordedAt: now })
      return { begun }
    })
    expect(await signing.begun).toBeNull()
    expect(await signersOf(id, slip)).toEqual([desk.fullName])
    expect(await verifyLog(house.open.database)).toMatchObject({ faults: [] })
  })

  it('carries the seal of the agency where the officer has no key: refusal, supplement, stop', async () => {
    const { id } = await fileBirth(house)
    await keysOf([desk.officerId, handler.officerId], house.deps.clock.now()).execute()
    const refused = acceptedValue(await refuseDossier(house.deps, desk, { dossierId: id, reason: 'Sai nơi nhận.' }))
    expect(await signed(id, refused)).toEqual([expect.stringMatching(committee)])
    const second = await assigned()
    const supplement = acceptedValue(await requestSupplement(house.deps, handler, ask(second)))
    expect(await signed(second, supplement)).toEqual([expect.stringMatching(committee)])
    const stop = { dossierId: second, reason: 'Có đơn đề nghị rút hồ sơ.' }
    const { slip } = acceptedValue(await withdrawDossier(house.deps, desk, stop))
    expect(await signed(second, slip)).toEqual([expect.stringMatching(committee)])
    await keysOf([desk.officerId, handler.officerId], null).execute()
  })

  it('is never signed with the own key of an officer when somebody else let it out', async () => {
    const { deps } = house
    const id = await assigned()
    const first = acceptedValue(await requestSupplement(deps, handler, ask(id)))
    expect(await signed(id, first)).toEqual([handler.fullName])
    const answer = { dossierId: id, name: 'Bổ sung', attachmentIds: [], note: 'Đã nộp bản giấy.' }
    acceptedValue(await answerSupplement(deps, desk, answer))
    const proposal = { ...ask(id), justification: 'Lần trước chưa thấy bản sao mờ.' }
    acceptedValue(await proposeSupplement(deps, handler, proposal))
    const verdict = { dossierId: id, verdict: 'approved', note: '' } as const
    const { slip } = acceptedValue(await decideSupplement(deps, await house.officer('hycuong.chutich'), verdict))
    if (slip === null) throw new Error('no slip')
    expect(await signed(id, slip)).toEqual([expect.stringMatching(committee)])
  })

  it('stays for the pen where nobody has a key', async () => {
    const agencies = await house.open.database.selectFrom('agency').select('id').execute()
    const holders = [desk.officerId, ...agencies.map(({ id }) => id)]
    await keysOf(holders, house.deps.clock.now()).execute()
    const { id, slip } = await accepted()
    expect(await signed(id, slip)).toEqual([])
    await keysOf(holders, null).execute()
  })

  const pdfsig = foreignTool('pdfsig')
  pdfsig.test('is found whole by a foreign tool', async () => {
    const { id, slip } = await accepted()
    await signGivenSlip(house.deps, id, slip.notation)
    const path = join(await mkdtemp(join(tmpdir(), 'motcua-slip-')), 'slip.pdf')
    await writeFile(path, await fileOf(id, slip))
    const { output } = await pdfsig.run(['-nocert', path])
    expect(output.match(/Signature is Valid/g)).toHaveLength(1)
    expect(output).toMatch(/Total document signed/)
  })
})
