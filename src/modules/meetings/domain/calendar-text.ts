import type { Temporal } from '#kernel/time.ts'

/** An engagement as a calendar program is told of it (RFC 5545). */
export type CalendarEntry = {
  readonly id: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly title: string
  readonly place: string
  readonly detail: string
  readonly link: string
  readonly isConfidential: boolean
  readonly isCancelled: boolean
  /** Raised by each change, so that programs take the newer one. */
  readonly sequence: number
  readonly stampedAt: Temporal.Instant
}

const mostOctets = 75
const encoder = new TextEncoder()

/** Lines of at most 75 octets; letters are never cut. RFC 5545, 3.1 */
const folded = (line: string): string => {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = encoder.encode(letter).length
    if (octets + size > mostOctets) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

/** RFC 5545, 3.3.11; control characters have no place in a calendar. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .replaceAll(/[\\;,]/g, (letter) => `\\${letter}`)
    .replaceAll('\n', '\\n')

/** `20260907T010000Z` */
const stamp = (moment: Temporal.Instant): string => moment.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')

const linesOf = (entry: CalendarEntry): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${entry.id}`,
  `DTSTAMP:${stamp(entry.stampedAt)}`,
  `DTSTART:${stamp(entry.startsAt)}`,
  `DTEND:${stamp(entry.endsAt)}`,
  `SEQUENCE:${entry.sequence}`,
  `STATUS:${entry.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  `CLASS:${entry.isConfidential ? 'CONFIDENTIAL' : 'PUBLIC'}`,
  `SUMMARY:${escaped(entry.title)}`,
  ...(entry.place === '' ? [] : [`LOCATION:${escaped(entry.place)}`]),
  ...(entry.detail === '' ? [] : [`DESCRIPTION:${escaped(entry.detail)}`]),
  ...(entry.link === '' ? [] : [`URL:${entry.link}`]),
  'END:VEVENT',
]

/** A calendar as text (RFC 5545). `refreshHours`: how often a program should ask again. */
export const calendarText = (name: string, entries: readonly CalendarEntry[], refreshHours = 1): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Mot Cua//Lich cong tac//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`,
    ...entries.flatMap(linesOf),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
