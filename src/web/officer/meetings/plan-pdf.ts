import { formatClock, formatDate, localDate, localTime } from '#kernel/time.ts'
import { planChange, planDays } from '#modules/meetings/domain/index.ts'
import type { PlanEntry } from '#modules/meetings/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import type { WeeklyPlanLine } from '#platform/pdf/weekly-plan-page.ts'
import { type Answer, download, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { printPath } from './meeting-paths.ts'
import { dayNotes, type LoadedPlan, loadPlan, standsInPlan } from './plan-page.tsx'

const labelled = (label: string, value: string): readonly string[] => (value === '' ? [] : [`${label}: ${value}`])

const lineOf = (t: Messages, { agency }: LoadedPlan, entry: PlanEntry): WeeklyPlanLine => {
  const change = planChange(entry, agency?.publishedAt ?? null)
  const isLonger = !localDate(entry.startsAt).equals(localDate(entry.endsAt))
  return {
    time: formatClock(localTime(entry.startsAt)),
    title: isLonger
      ? `${entry.title} (${formatDate(localDate(entry.startsAt))} - ${formatDate(localDate(entry.endsAt))})`
      : entry.title,
    ...(change === null ? {} : { mark: t.meetings.changes[change] }),
    ...(change === 'cancelled' ? { isOff: true } : {}),
    lines: [
      ...labelled(t.meetings.chair, entry.chair),
      ...labelled(t.meetings.parties, entry.parties),
      ...labelled(t.meetings.place, entry.place),
      ...labelled(t.meetings.prepared, entry.preparedBy),
    ],
  }
}

/** The week as it is printed and put up: what is confidential is never on paper. */
const printPlan = async (request: PageRequest): Promise<Answer> => {
  const plan = await loadPlan(request)
  const { agency, first } = plan
  if (agency === null || plan.address.isDay) return notFound
  const t = messages(request.locale)
  const { printed } = t.meetings
  const shown = plan.entries.filter((entry) => !entry.isConfidential && standsInPlan(plan, entry))
  const last = first.add({ days: 6 })
  const days = planDays(shown, first, 7).filter(
    ({ day, morning, afternoon }) => day.dayOfWeek < 6 || morning.length + afternoon.length > 0,
  )
  const week = printed.ofWeek(first.weekOfYear ?? 0, formatDate(first), formatDate(last))
  const content = await compilePdf(
    'weekly-plan',
    {
      ...(agency.superior === '' ? {} : { parentAgency: agency.superior }),
      agency: agency.name,
      heading: printed.heading,
      week,
      issue: agency.issue === null ? printed.draft : printed.issue(agency.issue),
      columns: { day: printed.day, morning: t.meetings.morning, afternoon: t.meetings.afternoon },
      days: days.map(({ day, morning, afternoon }) => ({
        weekday: t.meetings.weekdays[day.dayOfWeek - 1] ?? '',
        date: formatDate(day),
        notes: dayNotes(t, plan, day),
        morning: morning.map((entry) => lineOf(t, plan, entry)),
        afternoon: afternoon.map((entry) => lineOf(t, plan, entry)),
      })),
      approver: printed.approver,
      recipients: [printed.recipients, ...printed.recipientLines],
    },
    { title: `${t.meetings.title} ${week}`, createdAt: request.now },
  )
  return download({ content, name: `${printed.file}-${first}.pdf`, mediaType: 'application/pdf', inline: true })
}

export const planPdf: Route = {
  method: 'GET',
  path: printPath,
  access: { officer: 'any' },
  rateLimit: 'file',
  statementBudget: 4,
  handler: printPlan,
}
