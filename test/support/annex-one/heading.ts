import type { FormField } from '#platform/pdf/form-field.ts'
import type { OfficialPage } from '#platform/pdf/official-page.ts'
import { centreOf, isNear, type Ledger, looks, middleOf, ruleBelow, spoken } from './page-measures.ts'
import type { PrintedPage, PrintedRun } from './printed-page.ts'

export const checkMotto = (book: Ledger, page: PrintedPage, lines: readonly PrintedRun[]): void => {
  const nation = lines.find((line) => line.text === 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  const motto = lines.find((line) => line.text === 'Độc lập - Tự do - Hạnh phúc')
  if (!looks(book, nation, 'Quốc hiệu', { from: 12, to: 13, bold: true })) return
  if (!looks(book, motto, 'Tiêu ngữ', { from: 13, to: 14, bold: true })) return
  book.holds(
    nation.x > page.width / 3 && nation.y <= Math.min(...lines.map((line) => line.y)) + 1,
    'Quốc hiệu: not top right',
  )
  book.holds(isNear(middleOf(nation), middleOf(motto), 1.5), 'Tiêu ngữ: not centred below')
  book.holds(motto.y - nation.y <= motto.size * 1.5, 'Tiêu ngữ: more than a line below')
  const rule = ruleBelow(page, motto)
  book.holds(
    rule !== undefined && isNear(rule.width, motto.right - motto.x, 3),
    'Tiêu ngữ: rule not as long as its words',
  )
}

export const checkIssuer = (
  book: Ledger,
  printed: PrintedPage,
  lines: readonly PrintedRun[],
  page: OfficialPage,
): void => {
  const left = lines.filter((line) => middleOf(line) < printed.width / 2)
  const agency = spoken(left, page.agency.toUpperCase())
  if (page.parentAgency !== undefined) {
    const parent = spoken(left, page.parentAgency.toUpperCase())[0]
    if (looks(book, parent, 'superior agency', { from: 12, to: 13 }))
      book.holds(isNear(middleOf(parent), middleOf(agency[0] ?? parent), 2), 'agency: not centred below its superior')
  }
  for (const line of agency) looks(book, line, 'agency', { from: 12, to: 13, bold: true })
  const last = agency.at(-1)
  book.holds(last !== undefined, 'agency: not found')
  if (last === undefined) return
  const widest = Math.max(...agency.map((line) => line.right - line.x))
  const share = (ruleBelow(printed, last)?.width ?? 0) / widest
  book.holds(share >= 1 / 3 && share <= 1 / 2, `agency: rule of ${share.toFixed(2)} of its words`)
}

export const checkNumber = (
  book: Ledger,
  lines: readonly PrintedRun[],
  page: OfficialPage,
  fields: readonly FormField[],
): PrintedRun | undefined => {
  const words = lines.find((line) => line.text.startsWith('Số:'))
  const room = fields.find((field) => field.name === 'so')
  if (!looks(book, words, 'number', { from: 13, to: 13 })) return undefined
  book.holds(words.text.replace(/\s/g, '') === `Số:/${page.notation}`, `number: ${words.text}`)
  book.holds(
    room !== undefined && room.x > words.x && room.x + room.width < words.right && room.size === 13,
    'number: no room',
  )
  const agency = spoken(lines, page.agency.toUpperCase())[0]
  book.holds(
    agency !== undefined && isNear(middleOf(agency), middleOf(words), 4),
    'number: not centred below the agency',
  )
  return words
}

export const checkDate = (
  book: Ledger,
  lines: readonly PrintedRun[],
  page: OfficialPage,
  fields: readonly FormField[],
  number: PrintedRun | undefined,
): void => {
  const place = lines.find((line) => line.text === `${page.place},`)
  const room = fields.find((field) => field.name === 'ngay')
  if (!page.hasDate) {
    book.holds(place === undefined && room === undefined, 'date: not wanted')
    return
  }
  if (!looks(book, place, 'place', { from: 13, to: 14, italic: true }) || room === undefined) {
    book.holds(room !== undefined, 'date: no room')
    return
  }
  book.holds(number !== undefined && isNear(place.y, number.y, 1), 'date: not on the line of the number')
  book.holds(room.style === 'italic' && room.size >= 13 && room.size <= 14, 'date: not italic 13-14')
  const nation = lines.find((line) => line.text.startsWith('CỘNG HÒA'))
  const middle = (place.x + room.x + room.width) / 2
  book.holds(nation !== undefined && isNear(middleOf(nation), middle, 6), 'date: not centred below Quốc hiệu')
}

export const checkTitle = (
  book: Ledger,
  printed: PrintedPage,
  lines: readonly PrintedRun[],
  page: OfficialPage,
  number: PrintedRun | undefined,
): void => {
  if (page.title === undefined) {
    const about = spoken(lines, `V/v ${page.subject}`)
    for (const line of about) looks(book, line, 'V/v', { from: 12, to: 13 })
    const first = about[0]
    book.holds(first !== undefined, 'V/v: not found')
    if (first === undefined || number === undefined) return
    book.holds(isNear(middleOf(first), middleOf(number), 4), 'V/v: not centred below the number')
    const gap = first.y - first.size * 0.67 - number.y
    book.holds(gap >= 5 && gap <= 12, `V/v: ${gap.toFixed(1)} pt below the number`)
    return
  }
  const centre = centreOf(printed)
  const title = spoken(lines, page.title.toUpperCase())[0]
  if (looks(book, title, 'title', { from: 13, to: 14, bold: true }))
    book.holds(isNear(middleOf(title), centre, 3), 'title: not in the middle')
  const subject = spoken(lines, page.subject)
  for (const line of subject) {
    looks(book, line, 'abstract', { from: 13, to: 14, bold: true })
    book.holds(isNear(middleOf(line), centre, 3), 'abstract: not in the middle')
  }
  const last = subject.at(-1)
  book.holds(last !== undefined, 'abstract: not found')
  if (last === undefined) return
  const widest = Math.max(...subject.map((line) => line.right - line.x))
  const share = (ruleBelow(printed, last)?.width ?? 0) / widest
  book.holds(share >= 1 / 3 && share <= 1 / 2, `abstract: rule of ${share.toFixed(2)} of its words`)
}
