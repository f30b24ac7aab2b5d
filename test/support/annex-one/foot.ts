import type { FormField } from '#platform/pdf/form-field.ts'
import type { OfficialPage } from '#platform/pdf/official-page.ts'
import { isNear, type Ledger, linesOf, looks, middleOf, mm, spoken } from './page-measures.ts'
import type { PrintedPage, PrintedRun } from './printed-page.ts'

export const checkSigner = (
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

export const checkRecipients = (book: Ledger, lines: readonly PrintedRun[], page: OfficialPage): void => {
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

export const checkMarks = (
  book: Ledger,
  printed: PrintedPage,
  lines: readonly PrintedRun[],
  page: OfficialPage,
): void => {
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

/** Box 12, and the frame of box 11. */
export const checkSmallMarks = (book: Ledger, pages: readonly PrintedPage[], page: OfficialPage): void => {
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
