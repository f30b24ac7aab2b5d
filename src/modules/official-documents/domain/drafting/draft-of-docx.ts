import type { DocxBlock, DocxParagraph, DocxTable } from '#platform/docx/docx-text.ts'
import { documentTypes } from '../document-type.ts'
import { linesOfDocx, textOf } from './docx-lines.ts'
import type { DraftHead, SigningAuthority } from './draft-head.ts'
import { isCapitals } from './line-kinds.ts'

/** What of the head could be read; the rest is left to whoever drafts. */
export type FoundHead = Partial<
  Pick<DraftHead, 'typeCode' | 'subject' | 'addressees' | 'unitNotation' | 'decider' | 'authority' | 'urgency'>
> & { readonly recipients?: readonly string[] }

export type DocxDraft = { readonly head: FoundHead; readonly content: string }

type Taken = { readonly head: FoundHead; readonly rest: readonly DocxBlock[] }

const paragraphsOf = (table: DocxTable): readonly DocxParagraph[] => table.rows.flat(2)

const textsOf = (block: DocxBlock | undefined): readonly string[] =>
  block === undefined ? [] : (block.kind === 'table' ? paragraphsOf(block) : [block]).map(textOf)

/** `HOÀ` and `HÒA` are written both. */
const plain = (text: string): string => text.toUpperCase().replaceAll('HOÀ', 'HÒA').replaceAll('UỶ', 'ỦY')

const isRule = (text: string): boolean => /^[\s_\-–—*=.…]*$/u.test(text)

const urgencies = ['', 'KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC']

/** `Số: /UBND-VX` of a letter ends with the unit that drafts. */
const unitOf = (texts: readonly string[], isLetter: boolean): string | undefined =>
  isLetter
    ? texts.map((text) => /^Số:?.*\/[^\s/-]+-([\p{L}\d]{1,20})$/u.exec(text)?.[1]).find((unit) => unit !== undefined)
    : undefined

/** Boxes 1 to 4 and 5b: the table that carries the name of the nation. The form draws them itself. */
const takeOpening = (blocks: readonly DocxBlock[]): Taken => {
  const at = blocks
    .slice(0, 6)
    .findIndex((block) => textsOf(block).some((text) => plain(text).includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')))
  if (at === -1) return { head: {}, rest: blocks }
  let end = at + 1
  if (blocks[at]?.kind === 'paragraph')
    while (/^(?:Độc lập|Số:|.*, ngày)/u.test(textsOf(blocks[end])[0] ?? '') || isRule(textsOf(blocks[end])[0] ?? 'x'))
      end += 1
  const texts = blocks.slice(0, end).flatMap(textsOf)
  const about = texts.findIndex((text) => /^V\/v:?\s/iu.test(text))
  const subject = texts[about]?.replace(/^V\/v:?\s+/iu, '')
  const urgency = urgencies.findIndex((words) => words !== '' && texts.some((text) => plain(text) === plain(words)))
  const unitNotation = unitOf(texts, subject !== undefined)
  const head = {
    ...(subject === undefined ? {} : { typeCode: 'CV', subject }),
    ...(unitNotation === undefined ? {} : { unitNotation }),
    ...(urgency < 1 ? {} : { urgency }),
  }
  return { head, rest: blocks.slice(end) }
}

const isMiddle = (block: DocxBlock | undefined): block is DocxParagraph =>
  block?.kind === 'paragraph' && block.align === 'center'

/** Box 5a: the name of the type, and below it in the middle what it is about; then, in capitals, who decides. */
const takeTitle = (blocks: readonly DocxBlock[]): Taken => {
  const first = blocks.findIndex((block) => !isRule(textsOf(block).join('')))
  const title = textsOf(blocks[first])[0] ?? ''
  const type = documentTypes.find((each) => plain(each.name) === plain(title))
  if (type === undefined || !isMiddle(blocks[first])) return { head: {}, rest: blocks }
  let end = first + 1
  const middle: string[] = []
  for (let block = blocks[end]; isMiddle(block); block = blocks[end]) {
    const text = textOf(block)
    if (/^Kính gửi/iu.test(text) || text.endsWith(':')) break
    if (!isRule(text)) middle.push(text)
    end += 1
  }
  const about = middle.filter((text) => !isCapitals(text))
  const decider = middle.filter(isCapitals).join(' ')
  const head = {
    typeCode: type.code,
    ...(about.length === 0 ? {} : { subject: about.join(' ') }),
    ...(decider === '' || (type.layout !== 'decision' && type.layout !== 'resolution') ? {} : { decider }),
  }
  return { head, rest: blocks.slice(end) }
}

const bare = (line: string): string =>
  line
    .replace(/^[-–+•]\s*/u, '')
    .replace(/[;.]$/u, '')
    .trim()

/** Box 9a. */
const takeAddressees = (blocks: readonly DocxBlock[]): Taken => {
  const first = blocks.slice(0, 3).findIndex((block) => /^Kính gửi\s*:/iu.test(textsOf(block)[0] ?? ''))
  if (first === -1) return { head: {}, rest: blocks }
  const texts = textsOf(blocks[first])
  let end = first + 1
  const names = [(texts[0] ?? '').replace(/^Kính gửi\s*:\s*/iu, ''), ...texts.slice(1)]
  if (blocks[first]?.kind === 'paragraph')
    for (
      let text = textsOf(blocks[end])[0];
      text !== undefined && /^[-–]\s/u.test(text);
      text = textsOf(blocks[end])[0]
    ) {
      names.push(text)
      end += 1
    }
  const addressees = names.map(bare).filter((name) => name !== '')
  return { head: { addressees }, rest: [...blocks.slice(0, first), ...blocks.slice(end)] }
}

const authorityOf = (lines: readonly string[]): SigningAuthority | undefined => {
  const has = (sign: string): boolean => lines.some((line) => line.startsWith(sign))
  if (has('TM.')) return has('KT.') ? 'TM-KT' : 'TM'
  if (has('KT.')) return 'KT'
  if (has('TL.')) return 'TL'
  if (has('TUQ.')) return 'TUQ'
  return has('Q.') ? 'Q' : undefined
}

/** Boxes 7 and 9b: the last table with the words `Nơi nhận`. What follows it are appendices. */
const takeEnding = (blocks: readonly DocxBlock[]): Taken => {
  const at = blocks.findLastIndex(
    (block) => block.kind === 'table' && textsOf(block).some((text) => /^Nơi nhận\s*:/iu.test(text)),
  )
  const table = blocks[at]
  if (table?.kind !== 'table') return { head: {}, rest: blocks }
  const cells = table.rows.flat().map((cell) => cell.map(textOf))
  const left = cells.find((cell) => cell.some((text) => /^Nơi nhận\s*:/iu.test(text))) ?? []
  const lines = left.map(bare).filter((line) => line !== '' && !/^Nơi nhận\s*:/iu.test(line))
  const kept = lines.find((line) => /^Lưu\s*:/iu.test(line))
  const unitNotation = /^Lưu\s*:\s*VT\s*,\s*([\p{L}\d]{1,20})/iu.exec(kept ?? '')?.[1]
  const recipients = lines.filter((line) => !/^(?:Lưu\s*:|Như trên$)/iu.test(line))
  const authority = authorityOf(cells.filter((cell) => cell !== left).flat())
  const head = {
    recipients,
    ...(unitNotation === undefined ? {} : { unitNotation }),
    ...(authority === undefined ? {} : { authority }),
  }
  return { head, rest: [...blocks.slice(0, at), ...blocks.slice(at + 1)] }
}

/** The form says itself under the title of an appendix what it belongs to. */
const isAppendixNote = (block: DocxBlock): boolean =>
  block.kind === 'paragraph' && /^\((?:Ban hành )?[Kk]èm theo .*\)$/su.test(textOf(block))

/**
 * A Word document as a draft. What the form draws itself is taken out of the text: nation and motto, agency, number, date, type and abstract, addressees,
 * recipients and signer; of these what can be read becomes the head. The rest is text.
 */
export const draftOfDocx = (blocks: readonly DocxBlock[]): DocxDraft => {
  const opening = takeOpening(blocks)
  const title = takeTitle(opening.rest)
  const addressed = takeAddressees(title.rest)
  const ending = takeEnding(addressed.rest)
  const lines = linesOfDocx(ending.rest.filter((block) => !isAppendixNote(block)))
  const head = { ...ending.head, ...opening.head, ...title.head, ...addressed.head }
  return {
    head,
    content: lines
      .filter((line, at) => at > 0 || line !== '')
      .join('\n')
      .trimEnd(),
  }
}
