import type { z } from 'zod'
import { attachmentSettings } from '#modules/attachments/index.ts'
import { calendarSettings } from '#modules/calendar/domain/index.ts'
import { dossierCodeRuleKey, ownPortalFilingKey } from '#modules/dossiers/domain/index.ts'
import { ratingQuestionsSetting } from '#modules/feedback/index.ts'
import {
  administratorPasswordDays,
  citizenIdleMinutes,
  localCitizenAccounts,
  officerIdleMinutes,
  officerTries,
  oneTimePasswordHours,
  passwordCost,
  passwordResetMinutes,
  passwordsRemembered,
  secondFactorRoles,
  signingKeyHours,
  unusedDays,
} from '#modules/identity/domain/index.ts'
import { noticeTemplatesSetting } from '#modules/notifications/index.ts'
import {
  asideDaysKey,
  incomingRulesKey,
  mailBytesKey,
  mailboxKey,
  routingRulesKey,
  unitHeadLooksKey,
} from '#modules/official-documents/domain/index.ts'
import { paymentSettings } from '#modules/payments/index.ts'
import { revocationPolicy, wantedLevel } from '#modules/signatures/domain/index.ts'
import { reminderRuleKey } from '#modules/tasks/domain/index.ts'
import { dossierFileYears, handOverRules } from '#modules/work-files/domain/index.ts'

export const settingGroups = ['working-time', 'filing', 'money', 'documents', 'tasks', 'accounts', 'letters'] as const
export type SettingGroup = (typeof settingGroups)[number]

export type SettingScopeKind = 'country' | 'province' | 'agency' | 'procedure'

/** A setting that administrators may decide: what its values look like and where they may differ. */
export type RegisteredSetting = {
  readonly key: string
  readonly schema: z.ZodType
  readonly group: SettingGroup
  /** Narrower scopes than these are never asked for. */
  readonly scopes: readonly SettingScopeKind[]
  /** A new value moves the due dates of open dossiers. */
  readonly movesDeadlines: boolean
}

type Keyed = Pick<RegisteredSetting, 'key' | 'schema'>

const everywhere = ['country', 'province'] as const
const byAgency = ['province', 'agency'] as const

const register = (
  group: SettingGroup,
  settings: readonly Keyed[],
  scopes: readonly SettingScopeKind[] = everywhere,
): readonly RegisteredSetting[] =>
  settings.map(({ key, schema }) => ({
    key,
    schema,
    group,
    scopes,
    movesDeadlines: key === calendarSettings.shiftPlan.key,
  }))

/**
 * Every dated setting of the house with the schema of its module. A dossier is counted to its end by the rules of the day it was
 * accepted, so new rules of counting move nothing that is open; new working hours do.
 */
export const settingRegister: readonly RegisteredSetting[] = [
  ...register('working-time', [calendarSettings.shiftPlan, calendarSettings.deadlineRules]),
  ...register('filing', [
    ownPortalFilingKey,
    dossierCodeRuleKey,
    attachmentSettings.maxFileBytes,
    attachmentSettings.maxFiles,
    attachmentSettings.maxTotalBytes,
    attachmentSettings.unfiledHours,
  ]),
  ...register('money', [paymentSettings.account, paymentSettings.receiptNotation], byAgency),
  ...register('filing', [handOverRules], ['country', 'province']),
  ...register('filing', [dossierFileYears], ['province', 'procedure']),
  ...register('money', [paymentSettings.linkMinutes]),
  ...register('documents', [incomingRulesKey, routingRulesKey, unitHeadLooksKey], byAgency),
  ...register('documents', [mailboxKey], ['agency']),
  ...register('documents', [mailBytesKey, asideDaysKey]),
  ...register('documents', [wantedLevel, revocationPolicy]),
  ...register('tasks', [reminderRuleKey]),
  ...register('accounts', [
    localCitizenAccounts,
    officerIdleMinutes,
    citizenIdleMinutes,
    officerTries,
    unusedDays,
    signingKeyHours,
    passwordsRemembered,
    administratorPasswordDays,
    passwordCost,
    secondFactorRoles,
    oneTimePasswordHours,
    passwordResetMinutes,
  ]),
  ...register('letters', [noticeTemplatesSetting, ratingQuestionsSetting]),
]

const byKey = new Map(settingRegister.map((setting) => [setting.key, setting]))

export const findRegistered = (key: string): RegisteredSetting | undefined => byKey.get(key)
