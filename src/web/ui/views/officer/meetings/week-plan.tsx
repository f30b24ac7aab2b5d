import { Button, LinkButton } from '../../../form/button.tsx'
import { Select } from '../../../form/select.tsx'
import { Badge } from '../../../parts/badge.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { FilterBar, type FilterLink } from '../../../parts/filter-bar.tsx'
import { Notice, type NoticeView } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'
import { OfficerActs, type OfficerActView } from '../officer-act.tsx'

export type PlanEntryView = {
  readonly id: string
  readonly href: string
  readonly time: string
  readonly title: string
  /** Who leads, where, who comes: a line each. */
  readonly lines: readonly string[]
  readonly marks: readonly string[]
  /** Called off: read as struck out. */
  readonly isOff: boolean
  readonly isMine: boolean
}

export type PlanDayView = {
  readonly key: string
  readonly weekday: string
  readonly date: string
  readonly href: string
  readonly isToday: boolean
  readonly notes: readonly string[]
  readonly morning: readonly PlanEntryView[]
  readonly afternoon: readonly PlanEntryView[]
}

export type WeekPlanView = {
  readonly lead: string
  readonly links: readonly LinkView[]
  readonly agencies?:
    | {
        readonly action: string
        readonly name: string
        readonly value: string
        readonly kept: Readonly<Record<string, string>>
        readonly options: readonly { readonly value: string; readonly text: string }[]
      }
    | undefined
  readonly around: readonly (LinkView & { readonly current?: boolean | undefined })[]
  readonly filters: readonly FilterLink[]
  readonly notice?: NoticeView | undefined
  readonly acts: readonly OfficerActView[]
  readonly waiting: readonly PlanEntryView[]
  readonly days: readonly PlanDayView[]
  readonly isEmpty: boolean
}

type Props = ViewProps<WeekPlanView>

const Entry = ({ entry }: { readonly entry: PlanEntryView }) => (
  <li class="plan-entry" data-mine={entry.isMine ? true : undefined} data-off={entry.isOff ? true : undefined}>
    <span class="plan-time">{entry.time}</span>
    <div>
      <a href={entry.href}>{entry.isOff ? <s>{entry.title}</s> : entry.title}</a>
      {entry.marks.map((mark) => (
        <span key={mark}>
          {' '}
          <Badge tone="gold">{mark}</Badge>
        </span>
      ))}
      {entry.lines.map((line) => (
        <div key={line} class="soft small">
          {line}
        </div>
      ))}
    </div>
  </li>
)

type HalfProps = { readonly name: string; readonly none: string; readonly entries: readonly PlanEntryView[] }

const Half = ({ name, none, entries }: HalfProps) => (
  <div class="plan-half" data-empty={entries.length === 0 ? true : undefined}>
    <h3>{name}</h3>
    {entries.length === 0 ? (
      <p class="soft small">{none}</p>
    ) : (
      <ul>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    )}
  </div>
)

const Day = ({ t, day }: { readonly t: Props['t']; readonly day: PlanDayView }) => (
  <section class="plan-day" data-today={day.isToday ? true : undefined} id={day.key}>
    <h2>
      <a href={day.href}>
        {day.weekday}
        <span class="plan-date">{day.date}</span>
      </a>
      {day.notes.map((note) => (
        <span key={note} class="plan-note">
          {note}
        </span>
      ))}
    </h2>
    <Half name={t.meetings.morning} none={t.meetings.nothing} entries={day.morning} />
    <Half name={t.meetings.afternoon} none={t.meetings.nothing} entries={day.afternoon} />
  </section>
)

const AgencyChoice = ({ t, of }: { readonly t: Props['t']; readonly of: NonNullable<WeekPlanView['agencies']> }) => (
  <form class="row plan-agency" action={of.action} method="get">
    {Object.entries(of.kept).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    <Select name={of.name} label={t.meetings.agency} options={of.options} value={of.value} required />
    <Button variant="secondary">{t.meetings.show}</Button>
  </form>
)

/** The plan of a week or a day, by morning and afternoon: on a phone one day under the other, on a wide screen as it is printed. */
export const WeekPlanPage = ({ t, view }: Props) => (
  <div class="stack">
    <PageHead t={t} title={t.meetings.title} lead={view.lead}>
      <div class="row">
        {view.links.map((link, index) => (
          <LinkButton key={link.href} href={link.href} variant={index === 0 ? 'primary' : 'secondary'}>
            {link.text}
          </LinkButton>
        ))}
      </div>
    </PageHead>
    {view.agencies !== undefined && <AgencyChoice t={t} of={view.agencies} />}
    <nav class="plan-around" aria-label={t.meetings.weekNavigation}>
      {view.around.map((link) => (
        <a key={link.text} class="chip" href={link.href} aria-current={link.current === true ? 'true' : undefined}>
          {link.text}
        </a>
      ))}
    </nav>
    <FilterBar label={t.meetings.filters} filters={view.filters} />
    {view.notice !== undefined && <Notice {...view.notice} />}
    <OfficerActs t={t} acts={view.acts} />
    {view.waiting.length > 0 && (
      <section class="card plan-waiting">
        <h2>{t.meetings.waiting}</h2>
        <ul>
          {view.waiting.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      </section>
    )}
    {view.isEmpty ? (
      <EmptyState icon="calendar" title={t.meetings.emptyWeek} text={t.meetings.emptyWeekText} />
    ) : (
      <div class="plan">
        {view.days.map((day) => (
          <Day key={day.key} t={t} day={day} />
        ))}
      </div>
    )}
  </div>
)
