import { Temporal } from '#kernel/time.ts'
import { calendarSettings } from '#modules/calendar/domain/index.ts'
import { ownPortalFilingKey } from '#modules/dossiers/domain/index.ts'
import {
  citizenIdleMinutes,
  localCitizenAccounts,
  passwordCost,
  secondFactorRoles,
} from '#modules/identity/domain/index.ts'
import { routingRulesKey } from '#modules/official-documents/domain/index.ts'
import { paymentSettings } from '#modules/payments/index.ts'
import type { NewSetting } from '#platform/settings/settings.ts'
import { decide, type Ground, newOneStopLaw } from '../province/reference-settings.ts'
import type { ProvinceFile } from './demo-data.ts'

const province: Ground = {
  scopeKind: 'province',
  decidedBy: 'demo',
  legalSource: 'DEMO-PROVINCE',
  certainty: 'decided',
}

const hoursOf = ({ openingHours }: ProvinceFile) => ({
  usual: openingHours.shifts,
  restDays: [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !openingHours.weekdays.includes(weekday)),
})

const accountOf = ({ name }: ProvinceFile) => ({
  account: '0000000000',
  bank: 'Kho bạc Nhà nước (minh họa)',
  name: `Tài khoản minh họa ${name}`,
})

/** Who gets what in the communes, by the names that their units have. */
const routingRules = (
  [
    ['Sở Tư pháp', '', 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân'],
    ['Sở Nội vụ', '', 'Phòng Văn hóa - Xã hội'],
    ['Sở Y tế', '', 'Phòng Văn hóa - Xã hội'],
    ['Sở Giáo dục và Đào tạo', '', 'Phòng Văn hóa - Xã hội'],
    ['', 'xây dựng', 'Phòng Kinh tế, Hạ tầng và Đô thị'],
  ] as const
).map(([author, words, target]) => ({ author, typeCode: '', words, target }))

/** What the demo province has decided for itself; everything else it has as every province begins. */
export const demoSettings = (file: ProvinceFile): readonly NewSetting[] => [
  decide(calendarSettings.shiftPlan.key, hoursOf(file), province, [Temporal.PlainDate.from('2018-01-01')]),
  ...(
    [
      // In life citizens file on the national portal only; the demonstration opens its own, so that the whole way can be walked.
      [ownPortalFilingKey, true],
      [localCitizenAccounts, true],
      [citizenIdleMinutes, 120],
      [passwordCost, passwordCost.whenUndecided],
      // One password opens every account here; who wants to try the rule decides another value on the page of settings.
      [secondFactorRoles, []],
      [routingRulesKey, routingRules],
      [paymentSettings.account, accountOf(file)],
      [paymentSettings.receiptNotation, 'BL-MH'],
    ] as const
  ).map(([{ key }, value]) => decide(key, value, province, [newOneStopLaw])),
]
