import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { replayClock } from './clock-state.ts'
import { computeDue } from './deadline.ts'
import { defaultDeadlineRules as rules } from './deadline-rules.ts'
import { explain, explanationRows } from './explanation.ts'
import { at, provincialCalendar as calendar } from './provincial-calendar.fixture.ts'
import type { TimeLimit } from './time-limit.ts'

const sentence = (received: string, amount: number, unit: TimeLimit['unit']): string =>
  explain(computeDue(calendar, rules, { amount, unit }, at(received)))

describe('the explanation in one sentence', () => {
  it.each([
    [
      '2026-08-28 15:20',
      3,
      'working_day',
      'Hẹn trả 17:00 thứ Hai 07/09/2026: nhận 15:20 thứ Sáu 28/08, sau 15:00 nên tính từ 03/09; bỏ 29-30/08 (cuối tuần), 31/08 (nghỉ hoán đổi), 01-02/09 (Quốc khánh), 05-06/09; 3 ngày: 03, 04, 07/09',
    ],
    [
      '2026-08-24 09:00',
      2,
      'working_day',
      'Hẹn trả 09:00 thứ Tư 26/08/2026: nhận 09:00 thứ Hai 24/08; 2 ngày: 25, 26/08',
    ],
    [
      '2026-08-24 15:00',
      1,
      'working_day',
      'Hẹn trả 17:00 thứ Ba 25/08/2026: nhận 15:00 thứ Hai 24/08, từ 15:00 trở đi nên tính từ 25/08; 1 ngày: 25/08',
    ],
    [
      '2026-08-24 12:00',
      1,
      'working_day',
      'Hẹn trả 13:30 thứ Ba 25/08/2026: nhận 12:00 thứ Hai 24/08, trong giờ nghỉ nên tính từ 13:30; 1 ngày: 25/08',
    ],
    [
      '2026-08-24 06:00',
      1,
      'working_day',
      'Hẹn trả 17:00 thứ Hai 24/08/2026: nhận 06:00 thứ Hai 24/08, trước giờ làm việc nên tính từ 07:00; 1 ngày: 24/08',
    ],
    [
      '2026-09-12 09:00',
      1,
      'working_day',
      'Hẹn trả 17:00 thứ Hai 14/09/2026: nhận 09:00 thứ Bảy 12/09, ngày nghỉ nên tính từ 14/09; bỏ 12-13/09 (cuối tuần); 1 ngày: 14/09',
    ],
    [
      '2026-08-21 14:20',
      4,
      'working_hour',
      'Hẹn trả 08:20 thứ Bảy 22/08/2026: nhận 14:20 thứ Sáu 21/08; tính cả 22/08 (làm bù cho ngày 31/08); 4 giờ làm việc: 21/08 2 giờ 40 phút, 22/08 1 giờ 20 phút',
    ],
    [
      '2026-04-24 10:00',
      1,
      'working_day',
      'Hẹn trả 10:00 thứ Ba 28/04/2026: nhận 10:00 thứ Sáu 24/04; bỏ 25/04 (cuối tuần), 26/04 (Giỗ Tổ Hùng Vương), 27/04 (nghỉ bù Giỗ Tổ Hùng Vương); 1 ngày: 28/04',
    ],
    [
      '2026-02-06 10:00',
      10,
      'calendar_day',
      'Hẹn trả 10:00 thứ Hai 23/02/2026: nhận 10:00 thứ Sáu 06/02; bỏ 16-20/02 (Tết Nguyên đán Bính Ngọ), 21-22/02 (cuối tuần); 10 ngày theo lịch: đến 16/02 là ngày nghỉ nên lùi sang 23/02',
    ],
    ['2024-01-31 10:00', 1, 'month', 'Hẹn trả 10:00 thứ Năm 29/02/2024: nhận 10:00 thứ Tư 31/01; 1 tháng: đến 29/02'],
    [
      '2026-12-25 15:20',
      15,
      'working_day',
      'Hẹn trả 17:00 thứ Hai 18/01/2027: nhận 15:20 thứ Sáu 25/12/2026, sau 15:00 nên tính từ 28/12/2026; bỏ 26-27/12/2026 (cuối tuần), 01/01 (Tết Dương lịch), 02-03/01, 09-10/01, 16-17/01; 15 ngày: 28-31/12/2026, 04-08, 11-15, 18/01; lịch nghỉ từ 01/01 còn là dự kiến',
    ],
  ] as const)('%s + %d %s', (received, amount, unit, text) => expect(sentence(received, amount, unit)).toBe(text))

  const threeDays = { amount: 3, unit: 'working_day' } as const
  const story = (...events: Parameters<typeof replayClock>[3]) =>
    acceptedValue(replayClock(calendar, rules, threeDays, events))
  const started = { kind: 'started', at: at('2026-08-10 09:00') } as const

  it('tells supplement, financial duty and re-appointment', () =>
    expect(
      explain(
        story(
          started,
          { kind: 'supplement-requested', at: at('2026-08-11 09:00') },
          { kind: 'supplement-completed', at: at('2026-08-20 15:30') },
          { kind: 'finance-requested', at: at('2026-08-21 10:00') },
          { kind: 'finance-settled', at: at('2026-08-24 10:00') },
          { kind: 'reappointed', at: at('2026-08-24 11:00'), newDue: at('2026-09-04 17:00') },
        ),
      ),
    ).toBe(
      'Hẹn trả 17:00 thứ Sáu 04/09/2026: nhận 09:00 thứ Hai 10/08; yêu cầu bổ sung 09:00 thứ Ba 11/08; ' +
        'nhận đủ bổ sung 15:30 thứ Năm 20/08, sau 15:00 nên tính từ 21/08, tính lại từ đầu; bỏ 23/08 (cuối tuần); ' +
        'tính cả 22/08 (làm bù cho ngày 31/08); 3 ngày: 21, 22, 24/08; dừng 10:00 21/08 đến 10:00 24/08 chờ thực hiện ' +
        'nghĩa vụ tài chính (2 ngày làm việc), hẹn trả lùi từ 17:00 24/08 sang 17:00 26/08; ' +
        'hẹn lại 11:00 thứ Hai 24/08: từ 17:00 26/08 sang 17:00 04/09',
    ))

  it('tells that the clock stands', () =>
    expect(explain(story(started, { kind: 'finance-requested', at: at('2026-08-11 10:00') }))).toBe(
      'Chưa có ngày hẹn trả: nhận 09:00 thứ Hai 10/08; 3 ngày: 11, 12, 13/08; ' +
        'dừng từ 10:00 thứ Ba 11/08 chờ thực hiện nghĩa vụ tài chính, khi đó còn 1 ngày 7 giờ',
    ))

  it('tells that there is nothing to count', () =>
    expect(explain(acceptedValue(replayClock(calendar, rules, null, [started])))).toBe(
      'Chưa có ngày hẹn trả: thời hạn chưa rõ đơn vị nên không tính ngày trả',
    ))
})

describe('the explanation line by line', () => {
  it('says each reason, the due date last', () =>
    expect(
      explanationRows(computeDue(calendar, rules, { amount: 3, unit: 'working_day' }, at('2026-08-28 15:20'))),
    ).toEqual([
      { label: 'Nhận hồ sơ', value: '15:20 thứ Sáu, 28/08/2026' },
      { label: 'Bắt đầu tính', value: '07:00 thứ Năm, 03/09/2026 (nhận sau 15:00)' },
      { label: 'Không tính', value: '29-30/08 (cuối tuần)' },
      { label: 'Không tính', value: '31/08 (nghỉ hoán đổi)' },
      { label: 'Không tính', value: '01-02/09 (Quốc khánh)' },
      { label: 'Không tính', value: '05-06/09 (cuối tuần)' },
      { label: 'Thời hạn', value: '3 ngày: 03, 04, 07/09' },
      { label: 'Hẹn trả', value: '17:00 thứ Hai, 07/09/2026' },
    ]))
})
