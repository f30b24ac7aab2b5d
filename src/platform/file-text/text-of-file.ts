import { tidy } from '#kernel/vietnamese-text.ts'
import type { DocxBlock } from '../docx/docx-text.ts'
import { readDocx } from '../docx/read-docx.ts'
import { readPdfText } from './read-file-text.ts'
import type { TextRecogniser } from './recognise-text.ts'

/** How the text of a file was come by; `unrecognised`: it is a picture, and nobody here reads pictures. */
export type FileText =
  | { readonly how: 'read' | 'recognised'; readonly text: string }
  | { readonly how: 'unrecognised' | 'empty' | 'failed' }

/** A scan may carry the few characters of its scanner as text. */
const fewestCharacters = 20
const mostCharacters = 1_000_000

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const textOfBlock = (block: DocxBlock): string =>
  block.kind === 'paragraph'
    ? [block.label, ...block.spans.map(({ text }) => text)].join('')
    : block.rows.flat(2).map(textOfBlock).join(' ')

const read = (text: string): FileText =>
  tidy(text) === '' ? { how: 'empty' } : { how: 'read', text: tidy(text).slice(0, mostCharacters) }

const textOfDocx = async (content: Uint8Array): Promise<FileText> => {
  const docx = await readDocx(content)
  return docx.ok ? read(docx.value.blocks.map(textOfBlock).join(' ')) : { how: 'failed' }
}

const textOfPicture = async (
  content: Uint8Array,
  mediaType: string,
  recognise: TextRecogniser | null,
): Promise<FileText> => {
  if (recognise === null) return { how: 'unrecognised' }
  const text = await recognise(content, mediaType)
  if (text === null) return { how: 'failed' }
  return text === '' ? { how: 'empty' } : { how: 'recognised', text }
}

const textOfPdf = async (content: Uint8Array, recognise: TextRecogniser | null): Promise<FileText> => {
  // The reader may keep the bytes it is given.
  const text = await readPdfText(Uint8Array.from(content))
  if (text === null) return { how: 'failed' }
  return text.length < fewestCharacters ? textOfPicture(content, 'application/pdf', recognise) : read(text)
}

/** The text of a file that people hand in: PDF, DOCX, PNG or JPEG. Bounded in time and memory, whatever the file is. */
export const textOfFile = (
  content: Uint8Array,
  mediaType: string,
  recognise: TextRecogniser | null,
): Promise<FileText> => {
  if (mediaType === 'application/pdf') return textOfPdf(content, recognise)
  if (mediaType === docxType) return textOfDocx(content)
  return mediaType === 'image/png' || mediaType === 'image/jpeg'
    ? textOfPicture(content, mediaType, recognise)
    : Promise.resolve({ how: 'empty' })
}
