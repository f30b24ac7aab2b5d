/** How lines begin that the decree has written in its own way. @legal ND-30-2020 Phụ lục I, phần I, mục II.6 */
export const romanPart = /^(?:Phần|Chương)\s+[IVXLC]+\.?$/u
export const arabicPart = /^(?:Mục|Tiểu mục)\s+\d{1,3}\.?$/u
export const appendixLabel = /^Phụ lục(?:\s+[IVXLC]+)?$/u
export const article = /^(Điều\s+\d{1,4}\.)\s*(.*)$/su
export const heading = /^[IVXLC]{1,6}\.\s+\S/u
export const clause = /^(\d{1,3}\.)\s+(.*)$/su
export const point = /^([a-zđ]{1,2}\))\s+(.*)$/su
export const item = /^[-–]\s+(.*)$/su
export const basis = /^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở)\s.*[;.]$/su

export const isCapitals = (line: string): boolean => /\p{Lu}/u.test(line) && line === line.toUpperCase()

const isLabel = (line: string): boolean => romanPart.test(line) || arabicPart.test(line) || appendixLabel.test(line)

/** Lines whose look the form alone decides: labels, the title under a label, numbered titles, bases, `QUYẾT ĐỊNH:`. */
export const takesFormLook = (line: string, before: string): boolean =>
  isLabel(line) ||
  (isLabel(before) && startsOwnLine(line) === undefined) ||
  heading.test(line) ||
  basis.test(line) ||
  (isCapitals(line) && line.endsWith(':'))

/** The mark of an article, a clause, a point or an item. */
export const startsOwnLine = (line: string): string | undefined => {
  const numbered = article.exec(line) ?? clause.exec(line) ?? point.exec(line)
  return numbered?.[1] ?? (item.test(line) ? '-' : undefined)
}
