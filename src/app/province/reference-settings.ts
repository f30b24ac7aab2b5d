import { Temporal } from '#kernel/time.ts'
import { defaultDeadlineRules } from '#modules/calendar/domain/index.ts'
import { dossierCodeRuleKey } from '#modules/dossiers/domain/index.ts'
import {
  administratorPasswordDays,
  officerIdleMinutes,
  officerTries,
  passwordsRemembered,
  secondFactorRoles,
  unusedDays,
} from '#modules/identity/domain/index.ts'
import { incomingRulesKey, routingRulesKey, unitHeadLooksKey } from '#modules/official-documents/domain/index.ts'
import { findRegistered } from '#modules/settings/index.ts'
import { dossierFileYears, handOverRules } from '#modules/work-files/domain/index.ts'
import type { NewSetting } from '#platform/settings/settings.ts'
import attachments from '../../../db/reference-data/settings-attachments.json' with { type: 'json' }
import calendar from '../../../db/reference-data/settings-calendar.json' with { type: 'json' }
import feedback from '../../../db/reference-data/settings-feedback.json' with { type: 'json' }
import notices from '../../../db/reference-data/settings-notices.json' with { type: 'json' }
import payments from '../../../db/reference-data/settings-payments.json' with { type: 'json' }

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** The law of the one-stop desk changed hands on this day. @legal ND-118-2025 */
export const newOneStopLaw = day('2025-07-01')
const oldOneStopLaw = day('2018-06-21')
const passwordLaw = day('2026-07-01')

/** Where a value comes from; with a known setting and its days it makes a decision. */
export type Ground = Pick<NewSetting, 'scopeKind' | 'decidedBy' | 'legalSource' | 'certainty'>

type Period = readonly [from: Temporal.PlainDate, until?: Temporal.PlainDate]

/** A decision on a registered setting; an unknown one, or a value that breaks its schema, throws here and not at the first use. */
export const decide = (key: string, value: unknown, ground: Ground, [from, until]: Period): NewSetting => {
  const registered = findRegistered(key)
  if (registered === undefined) throw new Error(`there is no setting ${key}`)
  registered.schema.parse(value)
  return { ...ground, key, value, from, ...(until === undefined ? {} : { until }) }
}

const law = (legalSource: string, certainty: NewSetting['certainty']): Ground => ({
  scopeKind: 'country',
  decidedBy: 'Một Cửa',
  legalSource,
  certainty,
})

const codeRule = { leadingAgency: 'deciding', counterDigits: 4 } as const

/** How deadlines are counted and dossiers are numbered; the rules of NĐ 61/2018 are kept for what was received under them. */
const oneStopLaw: readonly NewSetting[] = [
  decide('calendar.deadline-rules', defaultDeadlineRules, law('ND-61-2018', 'seen'), [oldOneStopLaw, newOneStopLaw]),
  decide('calendar.deadline-rules', defaultDeadlineRules, law('ND-118-2025', 'derived'), [newOneStopLaw]),
  decide(dossierCodeRuleKey.key, codeRule, law('TT-01-2018', 'seen'), [oldOneStopLaw, newOneStopLaw]),
  decide(dossierCodeRuleKey.key, codeRule, law('TT-03-2025', 'seen'), [newOneStopLaw]),
]

const accountLaw: readonly NewSetting[] = (
  [
    [officerIdleMinutes, 15],
    [officerTries, 5],
    [unusedDays, 45],
    [passwordsRemembered, 10],
    [administratorPasswordDays, 60],
  ] as const
).map(([{ key }, value]) => decide(key, value, law('QCVN-12-2026', 'seen'), [passwordLaw]))

/** The rule asks a second factor of administrators, and of whoever comes over the Internet; here of those who sign and who seal. */
const secondFactorLaw: readonly NewSetting[] = [
  decide(secondFactorRoles.key, secondFactorRoles.whenUndecided, law('QCVN-12-2026', 'derived'), [passwordLaw]),
]

/** When files of work go to the archive of their agency. @legal ND-30-2020 Điều 30, Điều 31 */
const workFileLaw: readonly NewSetting[] = [
  decide(handOverRules.key, handOverRules.whenUndecided, law('ND-30-2020', 'seen'), [day('2020-03-05')]),
  decide(
    dossierFileYears.key,
    dossierFileYears.whenUndecided,
    { scopeKind: 'province', decidedBy: 'Một Cửa', legalSource: 'KHOI-TAO-TINH', certainty: 'decided' },
    [day('2020-03-05')],
  ),
]

/**
 * How soon a document is laid before the leader, whether drafts pass the head of their unit, and who gets what; nothing is settled about the last yet.
 * @legal ND-30-2020 Điều 12, Điều 23
 */
const registryLaw: readonly NewSetting[] = [
  decide(incomingRulesKey.key, incomingRulesKey.whenUndecided, law('ND-30-2020', 'seen'), [day('2020-03-05')]),
  decide(unitHeadLooksKey.key, unitHeadLooksKey.whenUndecided, law('ND-30-2020', 'seen'), [day('2020-03-05')]),
  decide(
    routingRulesKey.key,
    [],
    { scopeKind: 'province', decidedBy: 'Một Cửa', legalSource: 'KHOI-TAO-TINH', certainty: 'decided' },
    [day('2020-03-05')],
  ),
]

/** What the law does not fix, as a province finds it: hours, bounds of uploads, letters, questions. Each is its own to decide anew. */
const firstChoices: readonly NewSetting[] = [...calendar, ...attachments, ...payments, ...notices, ...feedback].map(
  ({ key, value, from, legalSource, decidedBy }) =>
    decide(key, value, { scopeKind: 'province', decidedBy, legalSource, certainty: 'decided' }, [day(from)]),
)

/** The settings with which every province begins: the law of the country, and first choices of its own. */
export const referenceSettings: readonly NewSetting[] = [
  ...oneStopLaw,
  ...accountLaw,
  ...secondFactorLaw,
  ...workFileLaw,
  ...registryLaw,
  ...firstChoices,
]
