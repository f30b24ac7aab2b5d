/** Begins a file, so that spreadsheets read it as UTF-8. */
export const csvMark = '\uFEFF'

/** A cell that a spreadsheet would take for a formula is given an apostrophe: names and addresses are typed by strangers. */
const harmless = (text: string): string => (/^[\s]*[=+\-@\t\r|%]/u.test(text) ? `'${text}` : text)

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value)
  const text = harmless(value)
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of a file of comma-separated values (RFC 4180). */
export const csvLine = (values: readonly (string | number)[]): string => `${values.map(cell).join(',')}\r\n`
