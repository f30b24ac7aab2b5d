import { formatDate, type Temporal } from '#kernel/time.ts'
import type { PersonnelRefusal } from '#modules/agencies/domain/index.ts'
import type { DelegationLine, LeaveLine } from '#modules/agencies/index.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { CertificateLine } from '#modules/signatures/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { DeskItem } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerDeedView } from '#web/ui/views/officer/officer-act.tsx'

export const personnelPath = '/can-bo/nhan-su'
export const headedPath = `${personnelPath}/don-vi`
export const dutiesPath = `${personnelPath}/dau-moi`
export const handOverPath = (officerId: string): string => `${personnelPath}/ban-giao/${officerId}`

/** Who answers for people: the use cases behind ask again, person by person. */
export const heads: readonly Role[] = ['unit-head', 'leader', 'administrator']

/** Who says which post does a duty for an agency. */
export const dutyGivers: readonly Role[] = ['leader', 'administrator']

export const personnelDeps = ({ province, deps }: PageRequest) => ({
  database: province.database,
  clock: deps.clock,
  workingTime: deps.dossiers(province).workingTime,
})

export const textOfRefusal = (t: Messages, { code }: PersonnelRefusal): string => t.personnel.refusals[code]

const statusOf = ({ code }: PersonnelRefusal): number =>
  code === 'personnel.not-permitted' ? 403 : code.endsWith('.unknown') ? 404 : 422

/** What went wrong with one line of a page, told at that line. */
export type Trouble = { readonly id: string; readonly deed: string; readonly text: string; readonly status: number }

export const troubleOf = (t: Messages, id: string, deed: string, refusal: PersonnelRefusal): Trouble => ({
  id,
  deed,
  text: textOfRefusal(t, refusal),
  status: statusOf(refusal),
})

/** A deed on one line: the button, its question when it has one, and why it was refused just now. */
export const deedOn = (
  request: PageRequest,
  line: { readonly id: string; readonly path: string },
  deed: string,
  words: Omit<OfficerDeedView, 'target'>,
  trouble?: Trouble,
): OfficerDeedView => ({
  ...words,
  target: { action: `${line.path}/${line.id}/${deed}`, csrf: request.csrfToken },
  ...(trouble?.id === line.id && trouble.deed === deed ? { isOpen: true, problem: trouble.text } : {}),
})

export const reasonField = (id: string, label: string, required = true) => ({
  sections: [{ id }],
  fields: [{ section: id, name: 'ly-do', type: 'textarea' as const, label, required, maxLength: 500 }],
})

export const periodOf = (
  t: Messages,
  line: { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate },
) => t.personnel.period(formatDate(line.first), formatDate(line.last))

export const leaveItem = (t: Messages, line: LeaveLine, title: string, acts: DeskItem['acts']): DeskItem => ({
  key: line.id,
  title,
  badge: t.personnel.leaveStates[line.state],
  lines: [
    `${periodOf(t, line)} · ${t.personnel.workingDays(line.workingDays)}`,
    line.substitute === null ? '' : t.personnel.substituteIs(line.substitute),
    line.reason,
    line.decidedBy === null ? '' : t.personnel.decidedBy(line.decidedBy),
    line.note,
  ],
  acts,
})

export const delegationItem = (
  request: PageRequest,
  t: Messages,
  line: DelegationLine,
  trouble?: Trouble,
): DeskItem => ({
  key: line.id,
  title: t.personnel.fromTo(line.from, line.to),
  badge: t.personnel.delegationStates[line.state],
  lines: [`${line.title}, ${line.agency}`, periodOf(t, line), line.byLeave ? t.personnel.byLeave : line.reason],
  acts:
    line.state === 'running' || line.state === 'to-come'
      ? [
          deedOn(
            request,
            { id: line.id, path: `${personnelPath}/uy-quyen` },
            'ket-thuc',
            { text: t.personnel.endDelegation, fields: reasonField(line.id, t.personnel.endReason) },
            trouble,
          ),
        ]
      : [],
})

export const certificateItem = (t: Messages, line: CertificateLine, title: string): DeskItem => ({
  key: line.serial,
  title,
  ...(line.daysLeft > 30
    ? { badge: t.personnel.certificateGood }
    : {
        late: {
          level: line.daysLeft < 0 ? ('overdue' as const) : ('soon' as const),
          text: t.personnel.certificateSoon(line.daysLeft),
        },
      }),
  lines: [t.personnel.certificateUntil(formatDate(line.until))],
})
