import type { PrintedPage, PrintedPath, PrintedRun } from './printed-page.ts'

/** Points of a millimetre. */
export const mm = 72 / 25.4

type Look = { readonly from: number; readonly to: number; readonly bold?: boolean; readonly italic?: boolean }
/** Gathers what is wrong: `holds` says a rule and whether the page keeps it. */
export type Ledger = { readonly faults: string[]; readonly holds: (isKept: boolean, rule: string) => void }

export const ledger = (): Ledger => {
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

export const middleOf = (box: { readonly x: number; readonly right: number }): number => (box.x + box.right) / 2
export const isNear = (left: number, right: number, within: number): boolean => Math.abs(left - right) <= within

export const looks = (book: Ledger, run: PrintedRun | undefined, name: string, look: Look): run is PrintedRun => {
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
export const ruleBelow = (page: PrintedPage, line: PrintedRun): PrintedPath | undefined =>
  page.paths.find(
    (path) =>
      path.height < 1 &&
      path.width > 5 &&
      path.y > line.y &&
      path.y - line.y < 14 &&
      isNear(path.x + path.width / 2, middleOf(line), 2),
  )

/** Consecutive lines from `first` that together say `text`. */
export const spoken = (lines: readonly PrintedRun[], text: string): readonly PrintedRun[] => {
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

/** The middle of the room for text, across. */
export const centreOf = (printed: PrintedPage): number => (30 * mm + printed.width - 18 * mm) / 2
