import { Temporal } from '#kernel/time.ts'
import { attachmentSettings } from '#modules/attachments/index.ts'
import { defaultDeadlineRules } from '#modules/calendar/domain/index.ts'
import { dossierCodeRuleKey, ownPortalFilingKey } from '#modules/dossiers/domain/index.ts'
import {
  administratorPasswordDays,
  citizenIdleMinutes,
  localCitizenAccounts,
  officerIdleMinutes,
  officerTries,
  passwordCost,
  passwordsRemembered,
  unusedDays,
} from '#modules/identity/domain/index.ts'
import { paymentSettings } from '#modules/payments/index.ts'
import type { NewSetting, SettingKey } from '#platform/settings/settings.ts'
import noticeSettings from '../../../db/reference-data/notice-templates.json' with { type: 'json' }
import feedbackSettings from '../../../db/reference-data/settings-feedback.json' with { type: 'json' }
import type { ProvinceFile } from './demo-data.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** The law of the one-stop desk changed hands on this day. @legal ND-118-2025 */
const newOneStopLaw = day('2025-07-01')
const oldOneStopLaw = day('2018-06-21')
const passwordLaw = day('2026-07-01')

type Ground = Pick<NewSetting, 'scopeKind' | 'decidedBy' | 'legalSource' | 'certainty'>

const law = (legalSource: string, certainty: NewSetting['certainty']): Ground => ({
  scopeKind: 'country',
  decidedBy: 'demo',
  legalSource,
  certainty,
})

const province: Ground = {
  scopeKind: 'province',
  decidedBy: 'demo',
  legalSource: 'DEMO-PROVINCE',
  certainty: 'decided',
}

type Period = readonly [from: Temporal.PlainDate, until?: Temporal.PlainDate]

/** A decision on a known setting; a value that breaks its schema throws here, at the start, and not at the first use. */
const decide = <Value>(
  setting: Pick<SettingKey<Value>, 'key' | 'schema'>,
  value: Value,
  ground: Ground,
  [from, until]: Period,
): NewSetting => ({
  ...ground,
  key: setting.key,
  value: setting.schema.parse(value),
  from,
  ...(until === undefined ? {} : { until }),
})

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

const codeRule = { leadingAgency: 'deciding', counterDigits: 4 } as const

const filingSettings: readonly NewSetting[] = [
  decide(dossierCodeRuleKey, codeRule, law('TT-01-2018', 'seen'), [oldOneStopLaw, newOneStopLaw]),
  decide(dossierCodeRuleKey, codeRule, law('TT-03-2025', 'seen'), [newOneStopLaw]),
  // In life citizens file on the national portal only; the demonstration opens its own, so that the whole way can be walked.
  decide(ownPortalFilingKey, true, province, [newOneStopLaw]),
  decide(localCitizenAccounts, true, province, [newOneStopLaw]),
]

const megabyte = 1024 * 1024

const attachmentBounds: readonly NewSetting[] = [
  decide(attachmentSettings.maxFileBytes, 20 * megabyte, province, [newOneStopLaw]),
  decide(attachmentSettings.maxFiles, 50, province, [newOneStopLaw]),
  decide(attachmentSettings.maxTotalBytes, 100 * megabyte, province, [newOneStopLaw]),
]

const accountSettings: readonly NewSetting[] = [
  decide(officerIdleMinutes, 15, law('QCVN-12-2026', 'seen'), [passwordLaw]),
  decide(citizenIdleMinutes, 120, province, [newOneStopLaw]),
  decide(officerTries, 5, law('QCVN-12-2026', 'seen'), [passwordLaw]),
  decide(unusedDays, 45, law('QCVN-12-2026', 'seen'), [passwordLaw]),
  decide(passwordsRemembered, 10, law('QCVN-12-2026', 'seen'), [passwordLaw]),
  decide(administratorPasswordDays, 60, law('QCVN-12-2026', 'seen'), [passwordLaw]),
  decide(passwordCost, passwordCost.whenUndecided, province, [newOneStopLaw]),
]

const moneySettings = (file: ProvinceFile): readonly NewSetting[] => [
  decide(
    paymentSettings.account,
    { account: '0000000000', bank: 'Kho bạc Nhà nước (minh họa)', name: `Tài khoản minh họa ${file.name}` },
    province,
    [newOneStopLaw],
  ),
  decide(paymentSettings.linkMinutes, 15, province, [newOneStopLaw]),
  decide(paymentSettings.receiptNotation, 'BL-MH', province, [newOneStopLaw]),
]

/** What the demo province has decided, each with its days and its source. */
/** Settings that are texts: the letters to applicants and the questions of the rating, edited as data. */
const keptAsData: readonly NewSetting[] = [...noticeSettings, ...feedbackSettings].map((setting) => ({
  ...setting,
  scopeKind: 'province',
  certainty: 'decided',
  from: day(setting.from),
}))

export const demoSettings = (file: ProvinceFile): readonly NewSetting[] => [
  ...workingTimeSettings(file),
  ...filingSettings,
  ...attachmentBounds,
  ...accountSettings,
  ...moneySettings(file),
  ...keptAsData,
]
