import {
  bounded,
  type DoubtList,
  type Loose,
  lineOf,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from './national-source.ts'
import type { PublishedPaper, PublishedPaperCase } from './paper.ts'

const field = 'paperCases'

/** More than this many sets of one paper is a number that ran together with the words before it. */
const mostCopies = 20

const readCount = (paper: Loose, key: string, name: string, doubts: DoubtList): number => {
  const count = numberOf(paper, key) ?? 0
  if (Number.isInteger(count) && count >= 0 && count <= mostCopies) return count
  doubts.add('paper-count-odd', field, `${count} × ${name}`)
  return 1
}

const readPaper = (paper: Loose, doubts: DoubtList): PublishedPaper | null => {
  const name = bounded(textOf(paper, 'ten'), 8_000, field, doubts).replace(/^[-+*•]\s*/, '')
  if (name === '') return null
  const formName = bounded(lineOf(paper, 'mau_don'), 500, field, doubts)
  return {
    name,
    originals: readCount(paper, 'ban_chinh', name, doubts),
    copies: readCount(paper, 'ban_sao', name, doubts),
    formName: formName === '' ? null : formName,
  }
}

/** The papers by case. What the table of the source could not give stays as its raw text. */
export const readPapers = (record: Loose, doubts: DoubtList): { paperCases: PublishedPaperCase[]; unread: string } => {
  const paperCases = objectsOf(record, 'thanh_phan_ho_so')
    .slice(0, 200)
    .map((one) => ({
      name: bounded(textOf(one, 'truong_hop'), 8_000, field, doubts),
      papers: objectsOf(one, 'giay_to')
        .slice(0, 400)
        .map((paper) => readPaper(paper, doubts))
        .filter((paper) => paper !== null),
      note: bounded(textOf(one, 'ghi_chu'), 20_000, field, doubts),
    }))
    .filter((one) => one.papers.length > 0 || one.note !== '')
  if (paperCases.some((one) => one.papers.length > 0)) return { paperCases, unread: '' }
  const unread = textOf(objectOf(record, 'raw'), 'thanh_phan')
  doubts.add('papers-missing', field, unread)
  return { paperCases, unread: bounded(unread, 200_000, field, doubts) }
}
