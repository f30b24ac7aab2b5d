import type { FormField } from '#platform/pdf/form-field.ts'
import type { OfficialPage } from '#platform/pdf/official-page.ts'
import { type PrintedPage, type PrintedPath, type PrintedRun, readPrintedPages } from './printed-page.ts'

/** Points of a millimetre. */
const mm = 72 / 25.4

type Look = { readonly from: number; readonly to: number; readonly bold?: boolean; readonly italic?: boolean }
/** Gathers what is wrong: `holds` says a rule and whether the page keeps it. */
type Ledger = { readonly faults: string[]; readonly holds: (isKept: boolean, rule: string) => void }

const ledger = (): Ledger => {
  const faults: string[] = []
  return { faults, holds: (isKept, rule) => void (isKept || faults.push(rule)) }
}

/** Runs that stand on one line, close together, as one; its style is that of the first run. */
export const linesOf = (page: PrintedPage): readonly PrintedRun[] => {
  const lines: PrintedRun[] = []
  for (const run of page.runs) {
    const last = lines.at(-1)
    const isNext = last !== undefined && Math.abs(last.y - run.y) < 0.6 && run.x - last.right < 40 && run.x >= last.x
    const isSameLook = last?.size === run.size && last.isItalic === run.isItalic
    if (isNext && isSameLook) {
      const gap = run.x - last.right > 1 && !last.text.endsWith(' ') && !run.text.startsWith(' ') ? ' ' : ''
      lines[lines.length - 1] = { ...last, text: `${last.text}${gap}${run.text}`, right: run.right }
    } else lines.push(run)
  }
  return lines.map((line) => ({ ...line, text: line.text.replaceAll('\u200b', '').trim() }))
}

const middleOf = (box: { readonly x: number; readonly right: number }): number => (box.x + box.right) / 2
const isNear = (left: number, right: number, within: number): boolean => Math.abs(left - right) <= within

const looks = (book: Ledger, run: PrintedRun | undefined, name: string, look: Look): run is PrintedRun => {
  book.holds(run !== undefined, `${name}: not found`)
  if (run === undefined) return false
  book.holds(
    run.size >= look.from - 0.01 && run.size <= look.to + 0.01,
    `${name}: size ${run.size}, not ${look.from}-${look.to}`,
  )
  book.holds(run.isBold === (look.bold ?? false), `${name}: ${run.isBold ? 'bold' : 'not bold'}`)
  book.holds(run.isItalic === (look.italic ?? false), `${name}: ${run.isItalic ? 'italic' : 'upright'}`)
  return true
}

/** The rule right below a line of text. */
const ruleBelow = (page: PrintedPage, line: PrintedRun): PrintedPath | undefined =>
  page.paths.find(
    (path) =>
      path.height < 1 &&
      path.width > 5 &&
      path.y > line.y &&
      path.y - line.y < 14 &&
      isNear(path.x + path.width / 2, middleOf(line), 2),
  )

const checkSheet = (book: Ledger, pages: readonly PrintedPage[]): void => {
  for (const [at, page] of pages.entries()) {
    const name = `page ${at + 1}`
    book.holds(isNear(page.width, 210 * mm, 0.5) && isNear(page.height, 297 * mm, 0.5), `${name}: not A4`)
    const fonts = new Set(page.runs.map((run) => run.font).filter((font) => !font.startsWith('Tinos')))
    book.holds(fonts.size === 0, `${name}: fonts ${[...fonts].join()}`)
    const strange = page.textColours.filter((colour) => colour !== '#000000' && colour !== '#ff0000')
    book.holds(strange.length === 0, `${name}: colours ${strange.join()}`)
    const body = page.runs.filter((run) => run.y > 20 * mm)
    const left = Math.min(...body.map((run) => run.x))
    book.holds(left >= 30 * mm - 0.6 && left <= 35 * mm + 0.6, `${name}: left margin ${(left / mm).toFixed(1)} mm`)
    const right = page.width - Math.max(...body.map((run) => run.right))
    book.holds(right >= 15 * mm - 0.6, `${name}: right margin ${(right / mm).toFixed(1)} mm`)
    const top = Math.min(...body.map((run) => run.y - run.size * 0.67))
    book.holds(top >= 20 * mm - 3 && top <= 25 * mm, `${name}: top margin ${(top / mm).toFixed(1)} mm`)
    const bottom = page.height - Math.max(...body.filter((run) => run.size > 12.5).map((run) => run.y))
    book.holds(bottom >= 20 * mm - 0.6, `${name}: bottom margin ${(bottom / mm).toFixed(1)} mm`)
  }
}

const checkPageNumbers = (book: Ledger, pages: readonly PrintedPage[]): void => {
  let inPart = 0
  for (const [at, page] of pages.entries()) {
    const beginsAppendix = linesOf(page).some((line) => /^Phụ lục(?: [IVXLC]+)?$/.test(line.text))
    inPart = beginsAppendix ? 1 : inPart + 1
    const above = page.runs.filter((run) => run.y < 20 * mm)
    if (inPart === 1) {
      book.holds(above.length === 0, `page ${at + 1}: its number is shown`)
      continue
    }
    const number = above[0]
    if (!looks(book, number, `number of page ${at + 1}`, { from: 13, to: 14 })) continue
    book.holds(number.text === String(inPart), `page ${at + 1}: numbered ${number.text}`)
    const centre = (30 * mm + page.width - 18 * mm) / 2
    book.holds(isNear(middleOf(number), centre, 3), `page ${at + 1}: number not in the middle`)
  }
}

const checkMotto = (book: Ledger, page: PrintedPage, lines: readonly PrintedRun[]): void => {
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

/** Consecutive lines from `first` that together say `text`. */
const spoken = (lines: readonly PrintedRun[], text: string): readonly PrintedRun[] => {
  const bare = (words: string): string => words.replace(/\s+/g, '')
  const wanted = bare(text.normalize('NFC'))
  for (let at = 0; at < lines.length; at += 1) {
    let said = ''
    const found: PrintedRun[] = []
    for (let next = at; next < lines.length && said.length < wanted.length; next += 1) {
      const line = lines[next]
      if (line === undefined || !wanted.startsWith(said + bare(line.text))) break
      said += bare(line.text)
      found.push(line)
    }
    if (said === wanted) return found
  }
  return []
}

const checkIssuer = (book: Ledger, printed: PrintedPage, lines: readonly PrintedRun[], page: OfficialPage): void => {
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

const checkNumber = (
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

const checkDate = (
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

const checkTitle = (
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
  const centre = (30 * mm + printed.width - 18 * mm) / 2
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

const checkSigner = (
  book: Ledger,
  lines: readonly PrintedRun[],
  page: OfficialPage,
  fields: readonly FormField[],
): void => {
  const authority = page.signer.lines.map((line) => spoken(lines, line.toUpperCase()).at(-1))
  for (const line of authority) looks(book, line, 'authority', { from: 13, to: 14, bold: true })
  const name = lines.filter((line) => line.text === page.signer.name).at(-1)
  if (!looks(book, name, 'name of the signer', { from: 13, to: 14, bold: true })) return
  for (const line of authority)
    book.holds(
      line !== undefined && isNear(middleOf(line), middleOf(name), 1.5),
      'name: not centred below the authority',
    )
  const hand = fields.find((field) => field.name === 'ChuKyNguoiKy')
  const seal = fields.find((field) => field.name === 'DauCoQuan')
  book.holds(hand !== undefined && seal !== undefined, 'signature, seal: no room')
  if (hand === undefined || seal === undefined) return
  book.holds(isNear(hand.x + hand.width / 2, middleOf(name), 1.5), 'signature: not centred between position and name')
  book.holds(
    hand.y > (authority.at(-1)?.y ?? 0) && hand.y + hand.height < name.y,
    'signature: not between position and name',
  )
  const covered = (seal.x + seal.width - hand.x) / hand.width
  book.holds(covered > 0.28 && covered < 0.39 && seal.x < hand.x, `seal: covers ${covered.toFixed(2)} of the signature`)
}

const checkRecipients = (book: Ledger, lines: readonly PrintedRun[], page: OfficialPage): void => {
  const words = lines.find((line) => line.text === 'Nơi nhận:')
  if (!looks(book, words, 'Nơi nhận', { from: 12, to: 12, bold: true, italic: true })) return
  book.holds(isNear(words.x, 30 * mm, 1.5), 'Nơi nhận: not at the left margin')
  const authority = spoken(lines, page.signer.lines[0]?.toUpperCase() ?? '').at(-1)
  if (page.leftSigner === undefined)
    book.holds(authority !== undefined && isNear(authority.y, words.y, 4), 'Nơi nhận: not level with the authority')
  page.recipients.forEach((recipient, at) => {
    const text = `- ${recipient}${at + 1 === page.recipients.length ? '.' : ';'}`
    const first = spoken(lines, text)[0]
    if (looks(book, first, `recipient ${recipient}`, { from: 11, to: 11 }))
      book.holds(isNear(first.x, words.x, 1.5), `recipient ${recipient}: not at the left margin`)
  })
  book.holds(/^Lưu: VT/.test(page.recipients.at(-1) ?? ''), 'Nơi nhận: does not end with where it is kept')
}

const checkMarks = (book: Ledger, printed: PrintedPage, lines: readonly PrintedRun[], page: OfficialPage): void => {
  if (page.urgency !== undefined) {
    const { words, widthMm } = page.urgency
    looks(
      book,
      lines.find((line) => line.text === words),
      'urgency',
      { from: 13, to: 14, bold: true },
    )
    const stamp = printed.paths.find((path) => path.colour === '#ff0000')
    book.holds(
      stamp !== undefined && isNear(stamp.width, widthMm * mm, 1) && isNear(stamp.height, 8 * mm, 1),
      'urgency: size of the stamp',
    )
  }
  if (page.circulation !== undefined)
    looks(
      book,
      lines.find((line) => line.text === page.circulation),
      'circulation',
      { from: 13, to: 14, bold: true },
    )
  if (page.contact.length > 0) {
    const contact = lines.find((line) => line.text === page.contact[0])
    looks(book, contact, 'address', { from: 11, to: 12 })
    const full = printed.paths.find((path) => path.height < 1 && path.y > printed.height - 25 * mm)
    book.holds(
      full !== undefined && isNear(full.width, printed.width - 48 * mm, 2),
      'address: no line over the whole width',
    )
  }
}

/** Places of paragraphs: those that begin with the words of a block. */
const checkBody = (book: Ledger, lines: readonly PrintedRun[], page: OfficialPage): void => {
  const body = page.blocks.filter((block) => ['paragraph', 'clause', 'point', 'article', 'basis'].includes(block.kind))
  for (const block of body) {
    if (!('text' in block)) continue
    const label = 'label' in block ? `${block.label} ` : ''
    const said = `${label}${block.text.map((span) => span.text).join('')}`
    const opening = lines.findIndex(
      (line) => line.size >= 13 && said.startsWith(line.text.slice(0, 18)) && line.x > 36 * mm,
    )
    const first = lines[opening]
    const name = `paragraph "${said.slice(0, 24)}"`
    const look = {
      from: 13,
      to: 14,
      bold: block.kind === 'article' || block.text[0]?.bold === true,
      italic: block.kind === 'basis',
    }
    if (!looks(book, first, name, look)) continue
    const indent = (first.x - 30 * mm) / mm
    book.holds(isNear(indent, 12.7, 0.3) || isNear(indent, 10, 0.3), `${name}: indent ${indent.toFixed(1)} mm`)
    const next = lines[opening + 1]
    if (next !== undefined && next.size === first.size && isNear(next.x, 30 * mm, 0.8)) {
      const pitch = (next.y - first.y) / first.size
      book.holds(pitch >= 1.1 && pitch <= 1.73, `${name}: lines ${pitch.toFixed(2)} apart`)
    }
  }
}

/** Two paragraphs that follow each other stand at least 6 pt further apart than the lines of one. */
const checkGaps = (book: Ledger, lines: readonly PrintedRun[]): void => {
  const atIndent = (line: PrintedRun): boolean => isNear(line.x, 30 * mm + 36, 1.5) && line.size === 14
  const pitches = lines.flatMap((line, at) => {
    const next = lines[at + 1]
    return next !== undefined && atIndent(line) && isNear(next.x, 30 * mm, 0.8) && next.size === 14
      ? [next.y - line.y]
      : []
  })
  const pitch = pitches.length === 0 ? 14 * 1.15 : Math.min(...pitches)
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1]
    if (next === undefined || !atIndent(line) || !atIndent(next) || next.y <= line.y) continue
    book.holds(
      next.y - line.y - pitch >= 5.9,
      `paragraphs ${(next.y - line.y - pitch).toFixed(1)} pt apart: "${next.text.slice(0, 20)}"`,
    )
  }
}

const centreOf = (printed: PrintedPage): number => (30 * mm + printed.width - 18 * mm) / 2

/** Box 9a: one name on the line of the words; several on lines of their own, dashes below each other at the colon. */
const checkAddressed = (book: Ledger, lines: readonly PrintedRun[], page: OfficialPage): void => {
  const { words, names = [] } = page.addressed ?? {}
  if (words === undefined) return
  const said = names.length === 1 ? `${words}: ${names[0]}` : `${words}:`
  const first = spoken(lines, said).at(-1)
  if (!looks(book, first, 'addressed', { from: 13, to: 14 }) || names.length === 1) return
  const dashes = names.map((name, at) => spoken(lines, `- ${name}${at + 1 === names.length ? '.' : ';'}`)[0])
  for (const [at, dash] of dashes.entries()) {
    if (!looks(book, dash, `addressee ${names[at]}`, { from: 13, to: 14 })) continue
    book.holds(isNear(dash.x, dashes[0]?.x ?? 0, 0.6), `addressee ${names[at]}: not in line with the others`)
    book.holds(isNear(dash.x, first.right, 8) && dash.y > first.y, `addressee ${names[at]}: not below the colon`)
  }
}

/** Parts, chapters, sections and appendices: in the middle, upright, bold; titles in capitals. */
const checkLabels = (book: Ledger, pages: readonly PrintedPage[], page: OfficialPage): void => {
  const every = pages.flatMap(linesOf)
  const printed = pages[0]
  if (printed === undefined) return
  const inMiddle = (line: PrintedRun | undefined, name: string, from: number, isItalic = false): void => {
    if (looks(book, line, name, { from, to: 14, bold: !isItalic, italic: isItalic }))
      book.holds(isNear(middleOf(line), centreOf(printed), 3), `${name}: not in the middle`)
  }
  for (const block of page.blocks) {
    if (block.kind !== 'division' && block.kind !== 'appendix') continue
    const at = every.findIndex((line) => line.text === block.label && line.isBold)
    inMiddle(every[at], block.label, block.kind === 'appendix' ? 14 : 13)
    const title = block.title.map((span) => span.text).join('')
    if (title === '') continue
    const below = spoken(every.slice(at + 1, at + 6), title.toUpperCase())
    book.holds(below.length > 0, `title of ${block.label}: not in capitals below it`)
    for (const line of below) inMiddle(line, `title of ${block.label}`, 13)
    const note = every.slice(at + 1, at + 8).find((line) => line.text.startsWith('(Kèm theo'))
    if (block.kind === 'appendix') inMiddle(note, `note of ${block.label}`, 13, true)
  }
  // The same name may stand at the head of the page, smaller.
  const large = every.filter((line) => line.size >= 13)
  const decider = page.decider === undefined ? [] : spoken(large, page.decider.toUpperCase())
  book.holds(page.decider === undefined || decider.length > 0, 'who decides: not in capitals')
  for (const line of decider) inMiddle(line, 'who decides', 13)
}

/** A line that its paragraph goes on from reaches the right margin: text is set to both. */
const checkBothMargins = (book: Ledger, pages: readonly PrintedPage[]): void => {
  for (const printed of pages) {
    const lines = linesOf(printed)
    for (const [at, line] of lines.entries()) {
      const next = lines[at + 1]
      const goesOn = line.size === 14 && next?.size === 14 && isNear(next.x, 30 * mm, 0.8) && next.y > line.y
      if (!goesOn || line.isBold || line.x > 30 * mm + 40) continue
      const margin = (printed.width - line.right) / mm
      book.holds(
        margin >= 15 && margin <= 20.2,
        `"${line.text.slice(0, 20)}": ends ${margin.toFixed(1)} mm from the edge`,
      )
    }
  }
}

/** Box 12, and the frame of box 11. */
const checkSmallMarks = (book: Ledger, pages: readonly PrintedPage[], page: OfficialPage): void => {
  const every = pages.flatMap(linesOf)
  if (page.drafterMark !== undefined)
    looks(
      book,
      every.find((line) => line.text === page.drafterMark),
      'mark of the drafter',
      { from: 11, to: 11 },
    )
  if (page.circulation === undefined) return
  const words = every.find((line) => line.text === page.circulation)
  const frame = pages[0]?.paths.find(
    (path) =>
      words !== undefined &&
      path.height > words.size &&
      path.height < 40 &&
      isNear(path.x + path.width / 2, middleOf(words), 2) &&
      path.y < words.y &&
      path.y + path.height > words.y,
  )
  book.holds(frame !== undefined, 'circulation: no frame around it')
}

/** What of annex I a file does not keep; empty when it keeps it all. @legal ND-30-2020 Phụ lục I */
export const checkAnnexOne = async (
  pdf: Uint8Array,
  page: OfficialPage,
  fields: readonly FormField[],
): Promise<readonly string[]> => {
  const pages = await readPrintedPages(pdf)
  const first = pages[0]
  if (first === undefined) return ['no page']
  const book = ledger()
  const lines = linesOf(first)
  const every = pages.flatMap(linesOf).filter((line) => line.y > 20 * mm)
  checkSheet(book, pages)
  checkPageNumbers(book, pages)
  checkMotto(book, first, lines)
  checkIssuer(book, first, lines, page)
  const number = checkNumber(book, lines, page, fields)
  checkDate(book, lines, page, fields, number)
  checkTitle(book, first, lines, page, number)
  checkBody(book, every, page)
  for (const each of pages) checkGaps(book, linesOf(each))
  checkSigner(book, every, page, fields)
  checkRecipients(book, every, page)
  checkMarks(book, first, lines, page)
  checkAddressed(book, every, page)
  checkLabels(book, pages, page)
  checkBothMargins(book, pages)
  checkSmallMarks(book, pages, page)
  return book.faults
}
