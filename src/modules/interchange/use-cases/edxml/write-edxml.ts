import { closeTag, openTag, xmlDeclaration, xmlString } from '#platform/xml/build-xml.ts'
import {
  type AttachmentHead,
  attachmentOf,
  type EdxmlMessage,
  envelopeOf,
  rootOfMessage,
} from '../../domain/edxml/index.ts'

/** The content of the file at a place of the message, in pieces of any length. */
export type ContentOf = (attachment: AttachmentHead, place: number) => AsyncIterable<Uint8Array>

/** Base64 without line ends; what completes no group of three waits for the next piece. */
async function* inBase64(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array()
  for await (const piece of content) {
    const all = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const whole = all.length - (all.length % 3)
    rest = all.subarray(whole)
    if (whole > 0) yield Buffer.from(all.buffer, all.byteOffset, whole).toString('base64')
  }
  if (rest.length > 0) yield Buffer.from(rest).toString('base64')
}

/**
 * A message as the national library writes it, piece by piece: a file is never whole in memory. What `problemsOf` tells of the message is the
 * caller's to refuse.
 */
export async function* writeEdxml(message: EdxmlMessage, contentOf: ContentOf): AsyncGenerator<string> {
  yield xmlDeclaration + openTag(rootOfMessage) + xmlString(envelopeOf(message))
  if (message.kind === 'document' && message.attachments.length > 0) {
    yield '<AttachmentEncoded>'
    for (const [place, head] of message.attachments.entries()) {
      const { before, content } = attachmentOf(head)
      yield `<Attachment>${before.map(xmlString).join('')}${openTag(content)}`
      yield* inBase64(contentOf(head, place))
      yield `${closeTag(content)}</Attachment>`
    }
    yield '</AttachmentEncoded>'
  }
  yield closeTag(rootOfMessage)
}
