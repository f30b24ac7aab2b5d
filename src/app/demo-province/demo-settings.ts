import { Temporal } from '#kernel/time.ts'
import { defaultDeadlineRules } from '#modules/calendar/domain/index.ts'
import type { NewSetting } from '#platform/settings/settings.ts'
import type { ProvinceFile } from './demo-data.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** The law of the one-stop desk changed hands on this day. @legal ND-118-2025 Điều 44 */
const newOneStopLaw = day('2025-07-01')
const oldOneStopLaw = day('2018-06-21')

type Law = Pick<NewSetting, 'scopeKind' | 'decidedBy' | 'legalSource' | 'certainty'>

const law = (legalSource: string, certainty: NewSetting['certainty']): Law => ({
  scopeKind: 'country',
  decidedBy: 'demo',
  legalSource,
  certainty,
})

const province: Law = { scopeKind: 'province', decidedBy: 'demo', legalSource: 'DEMO', certainty: 'decided' }

/** Hours of work and how deadlines are counted; the rules of NĐ 61/2018 are kept for what was received under them. */
const workingTimeSettings = (file: ProvinceFile): readonly NewSetting[] => [
  {
    ...province,
    key: 'calendar.shift-plan',
    value: {
      usual: file.openingHours.shifts,
      restDays: [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !file.openingHours.weekdays.includes(weekday)),
    },
    from: day('2018-01-01'),
  },
  {
    ...law('ND-61-2018', 'seen'),
    key: 'calendar.deadline-rules',
    value: defaultDeadlineRules,
    from: oldOneStopLaw,
    until: newOneStopLaw,
  },
  {
    ...law('ND-118-2025', 'derived'),
    key: 'calendar.deadline-rules',
    value: defaultDeadlineRules,
    from: newOneStopLaw,
  },
]

const filingSettings: readonly NewSetting[] = [
  {
    ...law('TT-01-2018', 'seen'),
    key: 'dossiers.code',
    value: { leadingAgency: 'receiving', counterDigits: 4 },
    from: oldOneStopLaw,
    until: newOneStopLaw,
  },
  {
    ...law('TT-03-2025', 'seen'),
    key: 'dossiers.code',
    value: { leadingAgency: 'receiving', counterDigits: 4 },
    from: newOneStopLaw,
  },
  // In life citizens file on the national portal only; the demonstration opens its own, so that the whole way can be walked.
  { ...province, key: 'portal.own-filing', value: true, from: newOneStopLaw },
  { ...province, key: 'accounts.local-citizen', value: true, from: newOneStopLaw },
]

const megabyte = 1024 * 1024

const boundSettings: readonly NewSetting[] = [
  { ...province, key: 'attachments.max-file-bytes', value: 20 * megabyte, from: newOneStopLaw },
  { ...province, key: 'attachments.max-files', value: 50, from: newOneStopLaw },
  { ...province, key: 'attachments.max-total-bytes', value: 100 * megabyte, from: newOneStopLaw },
  { ...law('QCVN-12-2026', 'seen'), key: 'session.officer-idle-minutes', value: 15, from: newOneStopLaw },
  { ...province, key: 'session.citizen-idle-minutes', value: 120, from: newOneStopLaw },
]

/** What the demo province has decided, each with its days and its source. */
export const demoSettings = (file: ProvinceFile): readonly NewSetting[] => [
  ...workingTimeSettings(file),
  ...filingSettings,
  ...boundSettings,
]
