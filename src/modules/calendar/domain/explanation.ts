import { unreachable } from '#kernel/result.ts'
import { formatClock, formatInstantLong, localDate, localTime, type Temporal } from '#kernel/time.ts'
import type { StartMove } from './due.ts'
import type { ExplanationLine, PauseCause, SkippedDays } from './explanation-lines.ts'
import {
  daysText,
  dayText,
  lowerFirst,
  momentText,
  rangeText,
  remainingInWords,
  shortMomentText,
  workingTimeText,
} from './wording.ts'

/** What can be explained: a deadline, or the state of a clock. */
export type Explainable = {
  readonly dueAt: Temporal.Instant | null
  readonly lines: readonly ExplanationLine[]
}

/** A line of the explanation for a page. */
export type ExplanationRow = { readonly label: string; readonly value: string }

type Line<Kind extends ExplanationLine['kind']> = Extract<ExplanationLine, { readonly kind: Kind }>
type Receipt = Extract<ExplanationLine, { readonly countedFrom: Temporal.Instant }>

const causeText = (cause: PauseCause): string =>
  cause === 'finance' ? 'chờ thực hiện nghĩa vụ tài chính' : 'chờ bổ sung hồ sơ'

const skippedReason = (line: SkippedDays): string => {
  if (line.reason === 'weekend') return line.from.dayOfWeek >= 6 ? 'cuối tuần' : 'ngày nghỉ hằng tuần'
  const name = line.name ?? 'ngày nghỉ'
  return line.reason === 'public_holiday' ? name : lowerFirst(name)
}

const moveReason = (move: StartMove, line: Receipt): string => {
  switch (move) {
    case 'after-cutoff': {
      const clock = formatClock(localTime(line.cutoffAt ?? line.at))
      return clock === formatClock(localTime(line.at)) ? `từ ${clock} trở đi` : `sau ${clock}`
    }
    case 'after-closing':
      return 'sau giờ làm việc'
    case 'before-opening':
      return 'trước giờ làm việc'
    case 'break':
      return 'trong giờ nghỉ'
    case 'rest-day':
      return 'ngày nghỉ'
    default:
      return unreachable(move)
  }
}

const countedFromText = (line: Receipt, year: number): string => {
  const sameDay = localDate(line.at).equals(localDate(line.countedFrom))
  return sameDay ? formatClock(localTime(line.countedFrom)) : dayText(localDate(line.countedFrom), year)
}

const receivedText = (line: Receipt, year: number): string => {
  const head = line.kind === 'received' ? 'nhận' : 'nhận đủ bổ sung'
  const moved =
    line.moved === null ? '' : `, ${moveReason(line.moved, line)} nên tính từ ${countedFromText(line, year)}`
  return `${head} ${momentText(line.at, year)}${moved}${line.kind === 'restarted' ? ', tính lại từ đầu' : ''}`
}

/** `bỏ 29-30/08 (cuối tuần), 31/08 (nghỉ hoán đổi), 05-06/09`: the weekend is named once. */
const skippedText = (lines: readonly SkippedDays[], year: number): string => {
  const firstWeekend = lines.findIndex((line) => line.reason === 'weekend')
  const texts = lines.map((line, index) => {
    const range = rangeText(line.from, line.until, year)
    return line.reason === 'weekend' && index !== firstWeekend ? range : `${range} (${skippedReason(line)})`
  })
  return `bỏ ${texts.join(', ')}`
}

const workingHoursText = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [...(hours > 0 ? [`${hours} giờ`] : []), ...(rest > 0 ? [`${rest} phút`] : [])].join(' ')
}

const portionsNamedOneByOne = 6

const hoursText = (line: Line<'counted-hours'>, year: number): string => {
  const total = workingHoursText(line.minutes)
  const first = line.portions[0]
  const last = line.portions.at(-1)
  if (first === undefined || last === undefined) return `${total} làm việc`
  if (line.portions.length > portionsNamedOneByOne)
    return `${total} làm việc từ ${dayText(first.date, year)} đến ${dayText(last.date, year)}`
  const portions = line.portions.map(({ date, minutes }) => `${dayText(date, year)} ${workingHoursText(minutes)}`)
  return `${total} làm việc: ${portions.join(', ')}`
}

const calendarText = (line: Line<'counted-by-calendar'>, year: number): string => {
  const limit = line.unit === 'month' ? `${line.amount} tháng` : `${line.amount} ngày theo lịch`
  const roll = line.rolledTo === null ? '' : ` là ngày nghỉ nên lùi sang ${dayText(line.rolledTo, year)}`
  return `${limit}: đến ${dayText(line.endsOn, year)}${roll}`
}

const pausedText = (line: Line<'paused'>, year: number): string =>
  `dừng ${shortMomentText(line.from, year)} đến ${shortMomentText(line.until, year)} ${causeText(line.cause)}` +
  ` (${workingTimeText(line.workingMinutes)} làm việc), hẹn trả lùi từ ${shortMomentText(line.dueBefore, year)}` +
  ` sang ${shortMomentText(line.dueAfter, year)}`

/** What one line says, without its label; the lines of days off are told together instead. */
const lineText = (line: ExplanationLine, year: number): string => {
  switch (line.kind) {
    case 'received':
    case 'restarted':
      return receivedText(line, year)
    case 'skipped':
      return skippedText([line], year)
    case 'swapped-working':
      return `tính cả ${dayText(line.date, year)} (${lowerFirst(line.name)})`
    case 'counted-days':
      return `${line.amount} ngày: ${daysText(line.days, year)}`
    case 'counted-hours':
      return hoursText(line, year)
    case 'counted-by-calendar':
      return calendarText(line, year)
    case 'fitted':
      return `ngày cuối chỉ làm việc theo giờ riêng nên hẹn lúc ${formatClock(localTime(line.at))}`
    case 'provisional':
      return `lịch nghỉ từ ${dayText(line.from, year)} còn là dự kiến`
    case 'supplement-requested':
      return `yêu cầu bổ sung ${momentText(line.at, year)}`
    case 'pausing':
      return `dừng từ ${momentText(line.since, year)} ${causeText(line.cause)}, khi đó ${remainingInWords(line.remainingMinutes)}`
    case 'paused':
      return pausedText(line, year)
    case 'reappointed':
      return `hẹn lại ${momentText(line.at, year)}: từ ${shortMomentText(line.dueBefore, year)} sang ${shortMomentText(line.dueAfter, year)}`
    case 'no-limit':
      return 'thời hạn chưa rõ đơn vị nên không tính ngày trả'
    case 'stopped':
      return `dừng giải quyết ${momentText(line.at, year)}`
    case 'finished':
      return `xong ${momentText(line.at, year)}`
    default:
      return unreachable(line)
  }
}

const isSkipped = (line: ExplanationLine): line is SkippedDays => line.kind === 'skipped'

/** The lines as the parts of one sentence, neighbouring days off in one part. */
const segments = (lines: readonly ExplanationLine[], year: number): readonly string[] => {
  const texts: string[] = []
  let skipped: SkippedDays[] = []
  for (const line of lines) {
    if (isSkipped(line)) {
      skipped.push(line)
      continue
    }
    if (skipped.length > 0) texts.push(skippedText(skipped, year))
    skipped = []
    texts.push(lineText(line, year))
  }
  return skipped.length > 0 ? [...texts, skippedText(skipped, year)] : texts
}

const yearOf = (subject: Explainable): number => {
  if (subject.dueAt !== null) return localDate(subject.dueAt).year
  const dated = subject.lines.find((line) => 'at' in line)
  return dated !== undefined && 'at' in dated ? localDate(dated.at).year : 0
}

const headText = (subject: Explainable): string => {
  if (subject.dueAt === null) return 'Chưa có ngày hẹn trả'
  const local = localTime(subject.dueAt)
  return `Hẹn trả ${momentText(subject.dueAt, local.year)}/${local.year}`
}

/**
 * Why a due date is what it is, in one sentence: `Hẹn trả 17:00 thứ Hai 07/09/2026: nhận 15:20 thứ Sáu 28/08, sau 15:00 nên tính từ
 * 03/09; bỏ 29-30/08 (cuối tuần), …; 3 ngày: 03, 04, 07/09`. Days carry a year only where it is another than that of the due date.
 */
export const explain = (subject: Explainable): string => {
  const texts = segments(subject.lines, yearOf(subject))
  return texts.length === 0 ? headText(subject) : `${headText(subject)}: ${texts.join('; ')}`
}

const labelOf = (kind: ExplanationLine['kind']): string => {
  switch (kind) {
    case 'received':
      return 'Nhận hồ sơ'
    case 'restarted':
      return 'Nhận đủ bổ sung'
    case 'skipped':
      return 'Không tính'
    case 'swapped-working':
      return 'Làm bù'
    case 'counted-days':
    case 'counted-hours':
    case 'counted-by-calendar':
      return 'Thời hạn'
    case 'fitted':
      return 'Giờ làm việc'
    case 'provisional':
      return 'Lưu ý'
    case 'supplement-requested':
      return 'Yêu cầu bổ sung'
    case 'pausing':
    case 'paused':
      return 'Tạm dừng'
    case 'reappointed':
      return 'Hẹn lại'
    case 'no-limit':
      return 'Thời hạn'
    case 'stopped':
      return 'Dừng giải quyết'
    case 'finished':
      return 'Hoàn thành'
    default:
      return unreachable(kind)
  }
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const rowsOfReceipt = (line: Receipt): readonly ExplanationRow[] => {
  const receipt = { label: labelOf(line.kind), value: formatInstantLong(line.at) }
  if (line.moved === null) return [receipt]
  const value = `${formatInstantLong(line.countedFrom)} (nhận ${moveReason(line.moved, line)})`
  return [receipt, { label: 'Bắt đầu tính', value }]
}

const rowValue = (line: ExplanationLine, year: number): string => {
  if (line.kind === 'skipped') return `${rangeText(line.from, line.until, year)} (${skippedReason(line)})`
  if (line.kind === 'stopped' || line.kind === 'finished' || line.kind === 'supplement-requested')
    return formatInstantLong(line.at)
  return upperFirst(lineText(line, year))
}

/** The same reasons line by line for a page, the due date last. */
export const explanationRows = (subject: Explainable): readonly ExplanationRow[] => {
  const year = yearOf(subject)
  const rows = subject.lines.flatMap((line) =>
    line.kind === 'received' || line.kind === 'restarted'
      ? rowsOfReceipt(line)
      : [{ label: labelOf(line.kind), value: rowValue(line, year) }],
  )
  if (subject.dueAt === null) return rows
  return [...rows, { label: 'Hẹn trả', value: formatInstantLong(subject.dueAt) }]
}
