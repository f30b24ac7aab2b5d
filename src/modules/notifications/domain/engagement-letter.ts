import { formatInstantLong, type Temporal } from '#kernel/time.ts'

export type EngagementLetterFacts = {
  readonly what: 'approved' | 'declined' | 'changed' | 'cancelled'
  readonly title: string
  readonly startsAt: Temporal.Instant
  readonly place: string
  readonly note: string
  readonly link: string
}

const subjects = {
  approved: 'Bổ sung lịch công tác',
  declined: 'Đăng ký lịch chưa được duyệt',
  changed: 'Thay đổi lịch công tác',
  cancelled: 'Hoãn lịch công tác',
} as const

const labelled = (label: string, value: string): readonly string[] => (value === '' ? [] : [`${label}: ${value}`])

/** What became of an engagement, for those who lead it or take part. */
export const engagementLetter = (
  facts: EngagementLetterFacts,
): { readonly subject: string; readonly body: string } => ({
  subject: subjects[facts.what],
  body: [
    `${subjects[facts.what]}: ${facts.title}`,
    [
      `Thời gian: ${formatInstantLong(facts.startsAt)}`,
      ...labelled('Địa điểm', facts.place),
      ...labelled('Lý do', facts.note),
    ].join('\n'),
    `Xem: ${facts.link}`,
  ].join('\n\n'),
})
