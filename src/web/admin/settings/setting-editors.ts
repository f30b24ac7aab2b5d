import { weekdayName } from '#kernel/time.ts'
import type { Messages } from '#web/messages/index.ts'
import {
  choicePart,
  cutoffPart,
  dayCountsPart,
  hoursPart,
  numberPart,
  paragraphsPart,
  rolesPart,
  routingPart,
  type SettingPart,
  textPart,
  weekdaysPart,
  yesNoPart,
} from './setting-part.ts'

/** The parts of a value, from the value that is changed: a list has as many as it has entries. */
type Editor = (t: Messages, value: unknown) => readonly SettingPart[]

const megabyte = 1024 * 1024

type Unit = keyof Messages['admin']['settingUnits']

const amount =
  (unit: Unit, scale = 1): Editor =>
  (t) => [numberPart([], { label: t.admin.settingParts.value }, t.admin.settingUnits[unit], scale)]

/** One of some answers, each with its words. */
const choice =
  (label: 'level' | 'revocation', answers: 'levels' | 'revocations'): Editor =>
  ({ admin: { settingParts: words } }) => [choicePart([], { label: words[label] }, words[answers])]

const yesNo: Editor = (t) => [yesNoPart(t, [], { label: t.admin.settingParts.value })]

const shiftPlan: Editor = (t) => {
  const { settingParts: words, settingFaults: faults } = t.admin
  return [
    hoursPart(['usual'], { label: words.hours, hint: words.hoursHint, fault: faults.hours }),
    weekdaysPart(
      ['restDays'],
      { label: words.restDays, hint: words.restDaysHint, fault: faults.restDays },
      weekdayName,
    ),
  ]
}

const deadlineRules: Editor = (t) => {
  const { settingParts: words, settingUnits: units, settingFaults: faults } = t.admin
  const minutes = (name: string, label: string) => numberPart([name], { label }, units.workingMinutes)
  return [
    cutoffPart(t, ['cutoff'], { label: words.cutoff, hint: words.cutoffHint, fault: faults.cutoff }),
    choicePart(['supplementEffect'], { label: words.supplementEffect }, words.supplementEffects),
    choicePart(['financeEffect'], { label: words.financeEffect }, words.financeEffects),
    choicePart(['calendarLimitEnds'], { label: words.calendarLimitEnds }, words.calendarLimitEndings),
    numberPart(['supplementsWithoutApproval'], { label: words.supplementsFree }, units.times),
    numberPart(['maxSupplements'], { label: words.maxSupplements }, units.times),
    numberPart(['maxReappointments'], { label: words.maxReappointments }, units.times),
    numberPart(['apologyWorkingDays'], { label: words.apologyDays }, units.workingDays),
    numberPart(['apologyLeadDays'], { label: words.apologyLead }, units.workingDays),
    numberPart(['critical', 'workingMinutes'], { label: words.criticalMinutes }, units.workingMinutes),
    numberPart(['critical', 'shareOfLimit'], { label: words.criticalShare }, units.percent, 1 / 100),
    minutes('dueSoonMinutes', words.dueSoon),
    minutes('earlyMinutes', words.early),
    minutes('acceptanceMinutes', words.acceptance),
    minutes('alertMinutes', words.alert),
    numberPart(['supplementAnswerDays'], { label: words.supplementAnswer }, units.workingDays),
  ]
}

const dossierCode: Editor = (t) => {
  const { settingParts: words } = t.admin
  return [
    choicePart(['leadingAgency'], { label: words.leadingAgency }, words.leadingAgencies),
    numberPart(['counterDigits'], { label: words.counterDigits }),
  ]
}

const account: Editor = (t) => {
  const { settingParts: words } = t.admin
  return [
    textPart(['account'], { label: words.accountNumber }),
    textPart(['bank'], { label: words.accountBank }),
    textPart(['name'], { label: words.accountName }),
  ]
}

const passwordCost: Editor = (t) => {
  const { settingParts: words, settingUnits: units } = t.admin
  return [
    numberPart(['memoryKibibytes'], { label: words.memory }, units.kibibytes),
    numberPart(['passes'], { label: words.passes }),
    numberPart(['lanes'], { label: words.lanes }),
  ]
}

const secondFactorRoles: Editor = (t) => {
  const { settingParts: words, settingFaults: faults } = t.admin
  return [
    rolesPart([], { label: words.roles, hint: words.rolesHint, fault: faults.roles }, words.roleNames, words.rolesNone),
  ]
}

const handOver: Editor = (t) => {
  const { settingParts: words, settingUnits: units } = t.admin
  return [
    numberPart(['months'], { label: words.handOverMonths }, units.months),
    numberPart(['constructionMonths'], { label: words.constructionMonths }, units.months),
    numberPart(['leastYears'], { label: words.leastYears }, units.years),
    numberPart(['warningDays'], { label: words.warningDays }, units.days),
  ]
}

const incomingRules: Editor = (t) => {
  const { settingParts: words, settingUnits: units } = t.admin
  return [
    numberPart(['presentDays'], { label: words.presentDays }, units.workingDays),
    numberPart(['urgentMinutes'], { label: words.presentUrgent }, units.workingMinutes),
  ]
}

const routingRules: Editor = (t) => {
  const { settingParts: words, settingFaults: faults } = t.admin
  return [
    routingPart([], {
      label: words.routing,
      hint: words.routingHint,
      fault: faults.routing,
      none: words.routingNone,
    }),
  ]
}

const reminders: Editor = (t) => {
  const { settingParts: words, settingFaults: faults } = t.admin
  const some = { hint: words.remindHint, fault: faults.dayCounts }
  return [
    dayCountsPart(['daysBefore'], { label: words.remindBefore, ...some }, words.remindNever),
    dayCountsPart(['daysAfter'], { label: words.remindAfter, ...some }, words.remindNever),
  ]
}

const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const letters: Editor = (t, value) => {
  const { settingParts: words } = t.admin
  return entriesOf(value).flatMap((_, index) => [
    textPart([index, 'subject'], { label: words.letterSubject(index + 1) }),
    paragraphsPart([index, 'body'], { label: words.letterBody(index + 1) }),
  ])
}

const questions: Editor = (t, value) =>
  entriesOf(value).map((_, index) => textPart([index, 'text'], { label: t.admin.settingParts.question(index + 1) }))

/** How each registered setting is typed and told. A test holds the list to the register. */
const editors: Readonly<Record<string, Editor>> = {
  'calendar.shift-plan': shiftPlan,
  'calendar.deadline-rules': deadlineRules,
  'portal.own-filing': yesNo,
  'dossiers.code': dossierCode,
  'attachments.max-file-bytes': amount('megabytes', megabyte),
  'attachments.max-files': amount('files'),
  'attachments.unfiled-hours': amount('hours'),
  'attachments.max-total-bytes': amount('megabytes', megabyte),
  'work-files.hand-over': handOver,
  'work-files.dossier-years': amount('years'),
  'documents.incoming-rules': incomingRules,
  'documents.routing-rules': routingRules,
  'documents.unit-head-looks': yesNo,
  'documents.mailbox': (t) => [textPart([], { label: t.admin.settingParts.mailbox })],
  'documents.letters-kept-days': amount('days'),
  'documents.mail-bytes': amount('megabytes', megabyte),
  'signatures.level': choice('level', 'levels'),
  'signatures.revocation-policy': choice('revocation', 'revocations'),
  'tasks.reminders': reminders,
  'payments.account': account,
  'payments.receipt-notation': (t) => [textPart([], { label: t.admin.settingParts.value })],
  'payments.link-minutes': amount('minutes'),
  'accounts.local-citizen': yesNo,
  'session.officer-idle-minutes': amount('minutes'),
  'session.citizen-idle-minutes': amount('minutes'),
  'accounts.officer-tries': amount('times'),
  'accounts.unused-days': amount('days'),
  'accounts.signing-key-hours': amount('hours'),
  'accounts.passwords-remembered': amount('passwords'),
  'accounts.administrator-password-days': amount('days'),
  'accounts.password-cost': passwordCost,
  'accounts.second-factor-roles': secondFactorRoles,
  'accounts.one-time-password-hours': amount('hours'),
  'accounts.password-reset-minutes': amount('minutes'),
  'notices.templates': letters,
  'feedback.questions': questions,
}

export const hasEditor = (key: string): boolean => Object.hasOwn(editors, key)

/** The parts of a setting; throws for a key without an editor. */
export const partsOf = (t: Messages, key: string, value: unknown): readonly SettingPart[] => {
  const editor = editors[key]
  if (editor === undefined) throw new Error(`setting ${key} has no editor`)
  return editor(t, value)
}
