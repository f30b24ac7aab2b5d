import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import {
  type ApologyWindow,
  decideReappointment,
  decideSupplementProposal,
  decideSupplementRequest,
  type SupplementStanding,
} from './decisions.ts'

const at = (text: string) => Temporal.Instant.from(`${text}:00+07:00`)

const window: ApologyWindow = {
  allowed: 1,
  opens: at('2026-09-08T09:00'),
  inTimeUntil: at('2026-09-09T09:00'),
  latestNewDue: at('2027-09-09T09:00'),
}
const dossier = { status: 'processing', dueAt: at('2026-09-10T09:00'), reappointments: 0 } as const
const reason = 'Chờ cơ quan khác trả lời.'
const newDue = at('2026-09-15T09:00')

/** Legal situations of an apology. @legal ND-61-2018 Điều 19 khoản 9 */
describe('an apology with a new date', () => {
  it.each([
    ['before its window', { now: at('2026-09-08T08:59') }, 'dossier.apology-too-early'],
    ['as its window opens', { now: at('2026-09-08T09:00') }, true],
    ['a working day before the due date, to the minute', { now: at('2026-09-09T09:00') }, true],
    ['a minute later', { now: at('2026-09-09T09:01') }, false],
    ['when the dossier is late already', { now: at('2026-09-11T09:00') }, false],
    ['for a day that is past', { now: at('2026-09-16T09:00') }, 'dossier.new-due-not-later'],
    ['for the old day', { newDue: at('2026-09-10T09:00') }, 'dossier.new-due-not-later'],
    ['for a day in two years', { newDue: at('2028-09-10T09:00') }, 'dossier.new-due-too-far'],
    ['without a reason', { reason: ' ' }, 'dossier.reason-missing'],
    ['a second time', { reappointments: 1 }, 'dossier.reappointments-spent'],
    ['while the applicant is waited for', { status: 'supplementing' as const }, 'dossier.status-forbids'],
    ['without a time limit', { dueAt: null }, 'dossier.clock-has-no-limit'],
  ])('%s', (_what, changed, expected) => {
    const now = at('2026-09-08T10:00')
    const done = decideReappointment({ ...dossier, ...changed }, { reason, newDue, now, ...changed }, window)
    expect(done.ok ? done.value.inTime : done.refusal.code).toBe(expected)
  })
})

const ask = {
  items: [{ paperCode: '', text: 'Giấy chứng sinh' }],
  reason: 'Thiếu.',
  justification: 'Lần trước chưa thấy.',
}
const standing: SupplementStanding = {
  earlierRequests: 0,
  isProposed: false,
  isByHead: false,
  rules: { supplementsWithoutApproval: 1, maxSupplements: 3 },
}
const again = 'dossier.supplement-was-asked-before'
const notNeeded = 'dossier.approval-not-needed'
const spent = 'dossier.supplements-spent'
const waits = 'dossier.supplement-waits-for-head'
const sent = 'supplementing'

/** Legal situations of a request for papers: sent to the applicant, and laid before the head. @legal ND-61-2018 Điều 17 */
describe('papers that are asked for', () => {
  it.each([
    ['the first time', {}, sent, notNeeded],
    ['the second time', { earlierRequests: 1 }, again, sent],
    ['the third time', { earlierRequests: 2 }, again, sent],
    ['when no request is left', { earlierRequests: 3 }, spent, spent],
    ['by the head', { earlierRequests: 1, isByHead: true }, sent, notNeeded],
    ['by the head when no request is left', { earlierRequests: 3, isByHead: true }, spent, spent],
    ['while a proposal waits', { earlierRequests: 1, isProposed: true }, waits, waits],
    [
      'where two go out freely',
      { earlierRequests: 1, rules: { ...standing.rules, supplementsWithoutApproval: 2 } },
      sent,
      notNeeded,
    ],
    ['where each needs the head', { rules: { ...standing.rules, supplementsWithoutApproval: 0 } }, again, sent],
  ])('%s', (_what, changed, requested, proposed) => {
    const told = { ...standing, ...changed }
    const request = decideSupplementRequest({ status: 'processing' }, ask, told)
    expect(request.ok ? request.value : request.refusal.code).toBe(requested)
    const proposal = decideSupplementProposal({ status: 'processing' }, ask, told)
    expect(proposal.ok ? proposal.value : proposal.refusal.code).toBe(proposed)
  })

  it.each([
    ['nothing is asked for', { items: [] }, 'dossier.items-missing'],
    ['an item says nothing', { items: [{ paperCode: 'a', text: ' ' }] }, 'dossier.items-missing'],
    ['there is no reason', { reason: '' }, 'dossier.reason-missing'],
    ['it is not said why it comes only now', { justification: ' ' }, 'dossier.justification-missing'],
  ])('are refused when %s', (_what, changed, code) => {
    const proposal = decideSupplementProposal(
      { status: 'processing' },
      { ...ask, ...changed },
      { ...standing, earlierRequests: 1 },
    )
    expect(proposal).toMatchObject({ ok: false, refusal: { code } })
  })

  it.each(['settled', 'withdrawn', 'stopped', 'refused', 'supplementing', 'paying'] as const)(
    'are not asked of a dossier that is %s',
    (status) =>
      expect(decideSupplementRequest({ status }, ask, standing)).toMatchObject({
        refusal: { code: 'dossier.status-forbids' },
      }),
  )
})
