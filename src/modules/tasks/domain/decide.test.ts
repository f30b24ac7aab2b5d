import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import {
  decideAssignment,
  decideCancellation,
  decideExtensionRequest,
  decideExtensionVerdict,
  decideHandOn,
  decideLateness,
  decideNewDay,
  decideProgress,
  decideRemark,
  decideReport,
  decideVerdict,
  finishedAt,
  isLate,
  type Task,
  type TaskStanding,
  type TaskState,
} from './index.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const now = at('2026-09-07T09:00')
const due = at('2026-09-10T17:00')

const task = (changed: Partial<Task> = {}): Task => ({
  id: 't',
  title: 'Báo cáo thiệt hại',
  state: 'open',
  version: 1,
  agencyId: 'a',
  assignedBy: 'leader',
  responsibleAgencyId: 'a',
  responsibleUnitId: 'u',
  responsibleOfficerId: 'o',
  progress: 0,
  dueAt: due,
  reportedAt: null,
  doneAt: null,
  lateFault: null,
  ...changed,
})

const codeOf = (decided: { readonly ok: boolean; readonly refusal?: { readonly code: string } }): string =>
  decided.ok ? 'allowed' : (decided.refusal?.code ?? '')

const nothingLeft = { openSteps: 0, openParts: 0 }

describe('a task is given', () => {
  const fresh = { title: 'Báo cáo', responsible: 'within-reach', dueAt: due, whole: null } as const
  const whole = { standing: 'responsible', dueAt: due } as const
  it.each([
    ['to somebody within reach', fresh, 'allowed'],
    ['without a day', { ...fresh, dueAt: null }, 'allowed'],
    ['without a title', { ...fresh, title: '' }, 'task.title-missing'],
    ['to nobody', { ...fresh, responsible: 'missing' }, 'task.responsible-missing'],
    ['to somebody out of reach', { ...fresh, responsible: 'out-of-reach' }, 'task.responsible-out-of-reach'],
    ['for a day that is past', { ...fresh, dueAt: now }, 'task.due-past'],
    ['as a part due with the whole', { ...fresh, whole }, 'allowed'],
    ['as a part of what he asked for', { ...fresh, whole: { ...whole, standing: 'assigner' } }, 'allowed'],
    ['as a part by a helper', { ...fresh, whole: { ...whole, standing: 'together' } }, 'task.not-permitted'],
    ['as a part by who watches', { ...fresh, whole: { ...whole, standing: 'watching' } }, 'task.not-permitted'],
    ['as a part of what has no day', { ...fresh, whole: { ...whole, dueAt: null } }, 'allowed'],
    [
      'as a part due after the whole',
      { ...fresh, whole: { ...whole, dueAt: at('2026-09-09T17:00') } },
      'task.due-after-whole',
    ],
  ] as const)('%s', (_, given, answer) => expect(codeOf(decideAssignment(given, now))).toBe(answer))
})

describe('a task is done', () => {
  it.each([
    ['responsible', 'open', 'xong', nothingLeft, 'allowed'],
    ['responsible', 'open', '', nothingLeft, 'task.report-missing'],
    ['responsible', 'open', 'xong', { openSteps: 2, openParts: 0 }, 'task.steps-open'],
    ['responsible', 'open', 'xong', { openSteps: 0, openParts: 1 }, 'task.parts-open'],
    ['together', 'open', 'xong', nothingLeft, 'task.not-permitted'],
    ['assigner', 'open', 'xong', nothingLeft, 'task.not-permitted'],
    ['responsible', 'reported', 'xong', nothingLeft, 'task.reported-already'],
    ['responsible', 'done', 'xong', nothingLeft, 'task.closed'],
  ] as const)('by the %s while %s, saying "%s"', (standing, state, words, rest, answer) =>
    expect(codeOf(decideReport(task({ state }), standing, words, rest))).toBe(answer),
  )

  it.each([
    ['responsible', 'allowed'],
    ['together', 'allowed'],
    ['assigner', 'task.not-permitted'],
    ['watching', 'task.not-permitted'],
  ] as const)('step by step by the %s', (standing, answer) =>
    expect(codeOf(decideProgress(task(), standing, 'đang làm'))).toBe(answer),
  )

  it.each([
    ['assigner', 'reported', true, '', 'allowed'],
    ['assigner', 'reported', false, 'thiếu số liệu', 'allowed'],
    ['assigner', 'reported', false, '', 'task.reason-missing'],
    ['responsible', 'reported', true, '', 'task.not-permitted'],
    ['assigner', 'open', true, '', 'task.not-reported'],
    ['assigner', 'done', true, '', 'task.closed'],
  ] as const)('and judged by the %s while %s (%s)', (standing, state, isAccepted, words, answer) =>
    expect(codeOf(decideVerdict(task({ state }), standing, isAccepted, words))).toBe(answer),
  )
})

describe('more time', () => {
  const later = at('2026-09-15T17:00')
  it.each([
    ['responsible', { dueAt: later, reason: 'chờ số liệu', waiting: null, wholeDueAt: null }, 'allowed'],
    ['responsible', { dueAt: later, reason: 'chờ', waiting: null, wholeDueAt: later }, 'allowed'],
    ['responsible', { dueAt: later, reason: 'chờ', waiting: null, wholeDueAt: due }, 'task.due-after-whole'],
    ['responsible', { dueAt: later, reason: '', waiting: null, wholeDueAt: null }, 'task.reason-missing'],
    ['responsible', { dueAt: due, reason: 'chờ', waiting: null, wholeDueAt: null }, 'task.extension-not-later'],
    [
      'responsible',
      { dueAt: later, reason: 'chờ', waiting: { id: 'x', askedBy: 'o', dueWanted: later }, wholeDueAt: null },
      'task.extension-waits',
    ],
    ['together', { dueAt: later, reason: 'chờ', waiting: null, wholeDueAt: null }, 'task.not-permitted'],
  ] as const)('is asked by the %s', (standing, asked, answer) =>
    expect(codeOf(decideExtensionRequest(task(), standing, asked, now))).toBe(answer),
  )

  it('is not asked of a task without a day', () =>
    expect(
      codeOf(
        decideExtensionRequest(
          task({ dueAt: null }),
          'responsible',
          { dueAt: later, reason: 'x', waiting: null, wholeDueAt: null },
          now,
        ),
      ),
    ).toBe('task.no-due-day'))

  const waiting = { id: 'x', askedBy: 'o', dueWanted: later }
  it.each([
    ['assigner', waiting, { isGranted: true, note: '', wholeDueAt: null }, 'allowed'],
    ['assigner', waiting, { isGranted: true, note: '', wholeDueAt: later }, 'allowed'],
    ['assigner', waiting, { isGranted: true, note: '', wholeDueAt: due }, 'task.due-after-whole'],
    ['assigner', waiting, { isGranted: false, note: 'không', wholeDueAt: due }, 'allowed'],
    ['assigner', waiting, { isGranted: false, note: '', wholeDueAt: null }, 'task.reason-missing'],
    ['assigner', null, { isGranted: true, note: '', wholeDueAt: null }, 'task.extension-unknown'],
    ['responsible', waiting, { isGranted: true, note: '', wholeDueAt: null }, 'task.not-permitted'],
  ] as const)('is decided by the %s', (standing, asked, verdict, answer) =>
    expect(codeOf(decideExtensionVerdict(task(), standing, asked, verdict))).toBe(answer),
  )
})

describe('another day', () => {
  const [earlier, later] = [at('2026-09-08T17:00'), at('2026-09-15T17:00')]
  const wanted = { dueAt: later, reason: 'bão', waiting: null, wholeDueAt: null, partsDueAt: null }
  it.each([
    ['assigner', {}, 'allowed'],
    ['assigner', { dueAt: earlier }, 'allowed'],
    ['assigner', { dueAt: earlier, partsDueAt: earlier }, 'allowed'],
    ['assigner', { dueAt: earlier, partsDueAt: due }, 'task.due-before-part'],
    ['assigner', { wholeDueAt: later }, 'allowed'],
    ['assigner', { wholeDueAt: due }, 'task.due-after-whole'],
    ['assigner', { dueAt: now }, 'task.due-past'],
    ['assigner', { reason: '' }, 'task.reason-missing'],
    ['assigner', { waiting: { id: 'x', askedBy: 'o', dueWanted: later } }, 'task.extension-unanswered'],
    ['responsible', {}, 'task.not-permitted'],
    ['together', {}, 'task.not-permitted'],
  ] as const)('is set by the %s', (standing, changed, answer) =>
    expect(codeOf(decideNewDay(task(), standing, { ...wanted, ...changed }, now))).toBe(answer),
  )

  it('is not set while what was reported waits to be judged', () =>
    expect(codeOf(decideNewDay(task({ state: 'reported' }), 'assigner', wanted, now))).toBe('task.reported-already'))
})

describe('a word', () => {
  it.each([
    ['assigner', 'open', 'gấp', 'allowed'],
    ['responsible', 'reported', 'đã gửi', 'allowed'],
    ['together', 'open', 'xong phần tôi', 'allowed'],
    ['assigner', 'open', '', 'task.words-missing'],
    ['watching', 'open', 'xem', 'task.not-permitted'],
    ['assigner', 'done', 'cảm ơn', 'task.closed'],
  ] as const)('of the %s on what is %s', (standing, state, words, answer) =>
    expect(codeOf(decideRemark(task({ state }), standing, words))).toBe(answer),
  )
})

describe('lateness', () => {
  it.each([
    ['open before its day', task(), false],
    ['open after its day', task({ dueAt: at('2026-09-04T17:00') }), true],
    ['reported in time, however late it is judged', task({ state: 'reported', dueAt: now, reportedAt: now }), false],
    ['reported too late', task({ state: 'done', dueAt: at('2026-09-04T17:00'), reportedAt: now, doneAt: now }), true],
    ['without a day', task({ dueAt: null }), false],
    ['cancelled', task({ state: 'cancelled', dueAt: at('2026-09-04T17:00') }), false],
  ])('%s', (_, one, late) => {
    expect(isLate(one, now)).toBe(late)
    const judged = decideLateness(one, 'assigner', { fault: 'outside', reason: 'bão' }, now)
    expect(codeOf(judged)).toBe(late ? 'allowed' : 'task.not-late')
  })

  it('is finished when it was reported, not when it was judged', () =>
    expect(finishedAt(task({ state: 'done', reportedAt: now, doneAt: due }))).toEqual(now))
})

it('nobody moves a closed task, whoever it is and whatever is said', () => {
  const standings = fc.constantFrom<TaskStanding>('assigner', 'responsible', 'together', 'watching')
  const closed = fc.constantFrom<TaskState>('done', 'cancelled')
  fc.assert(
    fc.property(standings, closed, fc.string(), (standing, state, words) => {
      const one = task({ state, reportedAt: now })
      const asked = { dueAt: at('2026-10-01T17:00'), reason: words, waiting: null, wholeDueAt: null }
      const answers = [
        decideProgress(one, standing, words),
        decideReport(one, standing, words, nothingLeft),
        decideVerdict(one, standing, true, words),
        decideExtensionRequest(one, standing, asked, now),
        decideCancellation(one, standing, words),
        decideHandOn(one, standing, true),
      ]
      expect(answers.every((answer) => !answer.ok)).toBe(true)
    }),
  )
})
