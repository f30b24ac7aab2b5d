import PostalMime, { type Address, type Attachment } from 'postal-mime'
import { tidy } from '#kernel/vietnamese-text.ts'

export type LetterFile = { readonly name: string; readonly content: Uint8Array }

/** What a letter says, each part within its bound. */
export type Letter = {
  readonly messageId: string
  readonly senderName: string
  readonly senderAddress: string
  readonly subject: string
  readonly sentAt: Date | null
  readonly text: string
  readonly files: readonly LetterFile[]
  /** Names of files beyond the bound; an empty one at the end stands for all that follow. */
  readonly left: readonly string[]
}

/** `raw`: signs of a body that are looked at; what a page draws itself with is longer than its words. */
const most = {
  ...{ files: 30, left: 50, raw: 200_000, text: 20_000 },
  ...{ subject: 500, name: 200, address: 320, messageId: 500 },
} as const
/** Deeper ones are made to be a burden, not to be read. */
const bounds = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 2 } as const

/** Signs that no line of text holds, and that the database refuses. */
const clean = (text: string): string => text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')

const line = (text: string | undefined, length: number): string =>
  [...tidy(clean(text ?? ''))].slice(0, length).join('')

/** The words of a page, without looking at what it would load or run. */
const wordsOf = (html: string): string =>
  html
    .replaceAll(/<(?:br|\/p|\/div|\/tr|\/li)[^<>]*>/gi, '\n')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&nbsp;/g, ' ')
    .replaceAll(/&lt;/g, '<')
    .replaceAll(/&gt;/g, '>')
    .replaceAll(/&amp;/g, '&')

/** Line by line: no pattern ever looks across the whole body, which may be as long as its sender likes. */
const textOf = (text: string): string =>
  clean(text)
    .split('\n')
    .map(tidy)
    .filter((one, at, lines) => one !== '' || lines[at - 1] !== '')
    .join('\n')
    .trim()
    .slice(0, most.text)
    .toWellFormed()

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

const nameOf = (file: Attachment, at: number): string => line(file.filename ?? '', most.name) || `tep-${at + 1}`

/** A picture that the text shows is its decoration; whatever else lies beside a text was sent to be read. */
const isDecoration = ({ related, mimeType, disposition }: Attachment): boolean =>
  related === true && mimeType.startsWith('image/') && disposition !== 'attachment'

const filesOf = (attachments: readonly Attachment[]): Pick<Letter, 'files' | 'left'> => {
  const sent = attachments.filter((one) => !isDecoration(one))
  const named = sent.slice(0, most.files + most.left).map(nameOf)
  return {
    files: sent.slice(0, most.files).map((one, at) => ({ name: named[at] ?? '', content: bytesOf(one.content) })),
    left: [...named.slice(most.files), ...(sent.length > named.length ? [''] : [])],
  }
}

const mailboxOf = (address: Address | undefined) => (address?.group === undefined ? address : address.group[0])

const sentAtOf = (date: string | undefined): Date | null => {
  const at = new Date(date ?? '')
  const year = at.getUTCFullYear()
  return Number.isNaN(at.getTime()) || year < 1990 || year > 2200 ? null : at
}

/** Reads a letter as it came; null when it cannot be read. What it claims of its files is not believed here. */
export const readLetter = async (source: Uint8Array): Promise<Letter | null> => {
  try {
    const mail = await PostalMime.parse(source, bounds)
    const from = mailboxOf(mail.from ?? mail.sender)
    return {
      messageId: line(mail.messageId, most.messageId),
      senderName: line(from?.name, most.name),
      senderAddress: line(from?.address, most.address),
      subject: line(mail.subject, most.subject),
      sentAt: sentAtOf(mail.date),
      text: textOf(mail.text?.slice(0, most.raw) ?? wordsOf((mail.html ?? '').slice(0, most.raw))),
      ...filesOf(mail.attachments),
    }
  } catch {
    return null
  }
}
