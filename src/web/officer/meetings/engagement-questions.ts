import { formatClock, localDate, localTime, type Temporal } from '#kernel/time.ts'
import { engagementKinds } from '#modules/meetings/domain/index.ts'
import type { EngagementChoices, EngagementDetail } from '#modules/meetings/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { OfficerQuestion, Typed } from '../officer-form.tsx'
import { planNames } from './meeting-paths.ts'

/** How the fields of an engagement are called. */
export const names = {
  id: 'ma',
  agency: planNames.agency,
  kind: 'loai',
  title: 'noi-dung',
  day: 'ngay',
  from: 'tu-gio',
  until: 'den-gio',
  lastDay: 'den-ngay',
  room: 'phong',
  place: 'dia-diem',
  chair: 'chu-tri',
  chairWords: 'chu-tri-khac',
  people: 'nguoi',
  units: 'don-vi',
  guests: 'thanh-phan',
  prepared: 'chuan-bi',
  papers: 'van-ban',
  detail: 'ghi-chu',
  confidential: 'lich-kin',
  search: 'tim-nguoi',
  repeat: 'lap-den',
  anyway: 'van-ghi',
} as const

const whenQuestions = (t: Messages, isNew: boolean): readonly OfficerQuestion[] => [
  { name: names.day, type: 'date', label: t.meetings.fieldDay, required: true, width: 'third' },
  {
    name: names.from,
    type: 'text',
    label: t.meetings.fieldFrom,
    required: true,
    hint: t.meetings.fieldFromHint,
    maxLength: 8,
    width: 'third',
  },
  { name: names.until, type: 'text', label: t.meetings.fieldUntil, required: true, maxLength: 8, width: 'third' },
  { name: names.lastDay, type: 'date', label: t.meetings.fieldLastDay, hint: t.meetings.fieldLastDayHint },
  ...(isNew
    ? [{ name: names.repeat, type: 'date' as const, label: t.meetings.fieldRepeat, hint: t.meetings.fieldRepeatHint }]
    : []),
]

const whereQuestions = (t: Messages, { rooms }: EngagementChoices): readonly OfficerQuestion[] => [
  ...(rooms.length === 0
    ? []
    : [
        {
          name: names.room,
          type: 'select' as const,
          label: t.meetings.fieldRoom,
          options: rooms.map((room) => ({ value: room.id, text: t.meetings.roomOption(room.name, room.seats) })),
        },
      ]),
  { name: names.place, type: 'text', label: t.meetings.fieldPlace, hint: t.meetings.fieldPlaceHint, maxLength: 200 },
]

const whoQuestions = (t: Messages, { people, units, hasMore }: EngagementChoices): readonly OfficerQuestion[] => {
  const options = people.map((one) => ({
    value: one.id,
    text: t.meetings.personOption(one.name, one.title, one.place),
  }))
  const unitOptions = units.map((one) => ({ value: one.id, text: one.name }))
  return [
    { name: names.chair, type: 'select', label: t.meetings.fieldChair, options },
    {
      name: names.chairWords,
      type: 'text',
      label: t.meetings.fieldChairWords,
      hint: t.meetings.fieldChairWordsHint,
      maxLength: 200,
    },
    ...(unitOptions.length === 0
      ? []
      : [{ name: names.units, type: 'checkboxes' as const, label: t.meetings.fieldUnits, options: unitOptions }]),
    ...(options.length === 0
      ? []
      : [{ name: names.people, type: 'checkboxes' as const, label: t.meetings.fieldPeople, options }]),
    ...(hasMore
      ? [
          {
            name: names.search,
            type: 'text' as const,
            label: t.meetings.fieldSearch,
            hint: t.meetings.fieldSearchHint,
            maxLength: 100,
          },
        ]
      : []),
    {
      name: names.guests,
      type: 'textarea',
      label: t.meetings.fieldGuests,
      hint: t.meetings.fieldGuestsHint,
      maxLength: 1_000,
    },
    ...(unitOptions.length === 0
      ? []
      : [{ name: names.prepared, type: 'select' as const, label: t.meetings.fieldPrepared, options: unitOptions }]),
  ]
}

export const questionsOf = (
  t: Messages,
  choices: EngagementChoices,
  { isNew, hasConflicts }: { readonly isNew: boolean; readonly hasConflicts: boolean },
): readonly OfficerQuestion[] => [
  {
    name: names.title,
    type: 'text',
    label: t.meetings.fieldTitle,
    hint: t.meetings.fieldTitleHint,
    required: true,
    maxLength: 300,
  },
  {
    name: names.kind,
    type: 'select',
    label: t.meetings.fieldKind,
    required: true,
    options: engagementKinds.map((value) => ({ value, text: t.meetings.kinds[value] })),
  },
  ...whenQuestions(t, isNew),
  ...whereQuestions(t, choices),
  ...whoQuestions(t, choices),
  {
    name: names.papers,
    type: 'textarea',
    label: t.meetings.fieldPapers,
    hint: t.meetings.fieldPapersHint,
    maxLength: 2_000,
  },
  { name: names.detail, type: 'textarea', label: t.meetings.fieldDetail, maxLength: 2_000 },
  { name: names.confidential, type: 'checkbox', label: t.meetings.fieldConfidential },
  ...(hasConflicts ? [{ name: names.anyway, type: 'checkbox' as const, label: t.meetings.fieldAnyway }] : []),
]

export const clockOf = (moment: Temporal.Instant): string => formatClock(localTime(moment))

/** The answers of an engagement that is there. */
export const typedBefore = (known: EngagementDetail, papers: readonly string[]): Typed => {
  const [first, last] = [localDate(known.startsAt), localDate(known.endsAt)]
  return {
    [names.title]: known.title,
    [names.kind]: known.kind,
    [names.day]: first.toString(),
    [names.from]: clockOf(known.startsAt),
    [names.until]: clockOf(known.endsAt),
    [names.lastDay]: first.equals(last) ? '' : last.toString(),
    [names.room]: known.roomId ?? '',
    [names.place]: known.placeWords,
    [names.chair]: known.chairId ?? '',
    [names.chairWords]: known.chairWords,
    [names.people]: known.officerIds,
    [names.units]: known.unitIds,
    [names.guests]: known.guests,
    [names.prepared]: known.preparedUnitId ?? '',
    [names.papers]: papers.join('\n'),
    [names.detail]: known.detail,
    [names.confidential]: known.isConfidential ? 'true' : '',
  }
}
