export type OfficeFormat = 'docx' | 'odt' | 'doc'

/** Why an office program made nothing of a file. */
export type ConversionFault = 'conversion.failed' | 'conversion.too-slow' | 'conversion.busy'

const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const mimeAt = 30
const openText = 'mimetypeapplication/vnd.oasis.opendocument.text'

/** What a file of an office program is by its first bytes; null when it is none of these. */
export const officeFormatOf = (content: Uint8Array): OfficeFormat | null => {
  const start = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 200))
  if (start.subarray(0, compound.length).equals(compound)) return 'doc'
  if (!start.subarray(0, zip.length).equals(zip)) return null
  const mime = start.subarray(mimeAt, mimeAt + openText.length + 1).toString('latin1')
  // The name of the first entry and its content stand together; `-template` and the like go on.
  return mime.startsWith(openText) && !mime.endsWith('-') ? 'odt' : 'docx'
}
