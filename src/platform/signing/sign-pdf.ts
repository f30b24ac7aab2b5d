import { X509Certificate } from 'node:crypto'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localTime, type Temporal } from '#kernel/time.ts'
import { formFieldsOf, type PdfFormField } from '../pdf/file/pdf-form-field.ts'
import { dict, isKind, type PdfArray, PdfFault, serialize, textString, withEntries } from '../pdf/file/pdf-object.ts'
import { beginUpdate, type PdfUpdate } from '../pdf/file/pdf-update.ts'
import { type Appearance, type Box, drawAppearance } from './appearance/appearance.ts'
import { signDigest } from './cms/cms.ts'
import { nameOf } from './distinguished-name.ts'
import { type SignatureRoom, sealRoom } from './signature-room.ts'
import { KeyFault, type KeyRefusal, type SigningKey } from './signing-key.ts'
import { requestTimeStamp, type TimeStampAuthority } from './timestamp.ts'

export type SignatureRequest = {
  /** Name of an empty signature field of the form. */
  readonly field: string
  readonly key: SigningKey
  readonly appearance: Appearance
  readonly signingTime: Temporal.Instant
  readonly reason?: string
  readonly location?: string
  /** With an authority the signature is PAdES B-T, without B-B. */
  readonly timeStampAuthority?: TimeStampAuthority
}

export type SigningRefusal =
  | { readonly code: 'pdf.unreadable'; readonly reason: string }
  | { readonly code: 'pdf.encrypted' }
  | { readonly code: 'signature.field-missing'; readonly field: string }
  | { readonly code: 'signature.field-taken'; readonly field: string }
  /** The clerk numbers and seals only what the leader signed. */
  | { readonly code: 'signature.leader-missing'; readonly field: string }
  /** A number or a date stands in the document already. */
  | { readonly code: 'signature.text-taken'; readonly field: string }
  | { readonly code: 'signature.text-not-printable'; readonly field: string }
  /** The picture is not an 8-bit PNG of bearable size. */
  | { readonly code: 'signature.picture-unusable' }
  | { readonly code: 'signature.time-stamp-unavailable' }
  | KeyRefusal

/**
 * Signs a prepared document in one incremental update of its own; nothing that stands in the file is changed, so earlier
 * signatures hold. PAdES baseline B (ETSI EN 319 142-1), or T with an authority.
 */
export const signPdf = (pdf: Uint8Array, request: SignatureRequest): Promise<Result<Uint8Array, SigningRefusal>> =>
  refusingFaults(async () => {
    const update = beginUpdate(pdf)
    const refusal = checkSignable(update, request.field)
    if (refusal !== undefined) return refuse(refusal)
    return writeSignature(update, request)
  })

/** Turns what a broken file, picture, key or authority throws into the refusal it means. */
export const refusingFaults = async (
  deed: () => Promise<Result<Uint8Array, SigningRefusal>>,
): Promise<Result<Uint8Array, SigningRefusal>> => {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof PdfFault) return refuse({ code: 'pdf.unreadable', reason: error.code })
    throw error
  }
}

export const checkSignable = (update: PdfUpdate, field: string): SigningRefusal | undefined => {
  if (update.file.trailer.entries.has('Encrypt')) return { code: 'pdf.encrypted' }
  const found = findField(update, field)
  if (found === undefined || found.type !== 'Sig') return { code: 'signature.field-missing', field }
  return found.dict.entries.has('V') ? { code: 'signature.field-taken', field } : undefined
}

export const findField = (update: PdfUpdate, name: string): PdfFormField | undefined =>
  formFieldsOf(update.file).find((field) => field.name === name)

export const boxOf = (update: PdfUpdate, field: PdfFormField): Box => {
  const rect = update.file.resolve(field.dict.entries.get('Rect'))
  const [left, bottom, right, top] = isKind(rect, 'array') ? numbersOf(rect) : []
  if (left === undefined || bottom === undefined || right === undefined || top === undefined)
    throw new PdfFault('pdf.form')
  return { width: right - left, height: top - bottom }
}

const numbersOf = (rect: PdfArray): readonly number[] => rect.items.filter((item) => typeof item === 'number')

/** Writes the signature into the update and closes it. The update may hold other changes that belong to the same act. */
export const writeSignature = async (
  update: PdfUpdate,
  request: SignatureRequest,
): Promise<Result<Uint8Array, SigningRefusal>> => {
  const field = findField(update, request.field)
  if (field === undefined) return refuse({ code: 'signature.field-missing', field: request.field })
  const signature = update.reserve()
  const drawn = draw(update, request.appearance, boxOf(update, field))
  if (drawn === undefined) return refuse({ code: 'signature.picture-unusable' })
  update.replace(field.ref, withEntries(field.dict, { V: signature, AP: dict({ N: drawn }) }))
  try {
    return accept(await sealRoom(update, signature, roomOf(request), (digest) => signInTime(digest, request)))
  } catch (error) {
    if (error instanceof Unsigned) return refuse(error.refusal)
    throw error
  }
}

const draw = (update: PdfUpdate, appearance: Appearance, box: Box) => {
  try {
    return drawAppearance(appearance, box, update.add)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Carries a refusal through the writer of the update. */
class Unsigned extends Error {
  readonly refusal: SigningRefusal
  constructor(refusal: SigningRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const signInTime = async (digest: Uint8Array, request: SignatureRequest): Promise<Buffer> => {
  const authority = request.timeStampAuthority
  let isStamping = false
  const stamp = async (signature: Uint8Array): Promise<Uint8Array> => {
    isStamping = true
    if (authority === undefined) throw new Error('no time-stamp authority')
    return requestTimeStamp(authority, signature)
  }
  try {
    return await signDigest(digest, { key: request.key, timeStamp: authority === undefined ? undefined : stamp })
  } catch (error) {
    if (isStamping) throw new Unsigned({ code: 'signature.time-stamp-unavailable' })
    const refusal: KeyRefusal = error instanceof KeyFault ? error.refusal : { code: 'signature.key-unavailable' }
    throw new Unsigned(refusal)
  }
}

/** The dictionary up to the range, and bytes for certificates, attributes, the value, and the time-stamp with its certificates. */
const roomOf = (request: SignatureRequest): SignatureRoom => {
  const own = request.key.certificateChain[0]
  const signer = own === undefined ? '' : nameOf(new X509Certificate(own)).commonName
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['Name', signer],
    ['Reason', request.reason],
    ['Location', request.location],
  ]
  const optional = texts.flatMap(([key, text]) =>
    text === undefined ? [] : [`/${key} ${serialize(textString(text)).toString('latin1')}\n`],
  )
  const certificates = request.key.certificateChain.reduce((sum, certificate) => sum + certificate.length, 0)
  return {
    // The time is the claimed one (/M).
    head: `<</Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (${pdfDate(request.signingTime)})\n${optional.join('')}/ByteRange [`,
    bytes: certificates + 2_048 + (request.timeStampAuthority === undefined ? 0 : 12_288),
  }
}

/** `D:20260828162000+07'00'` */
const pdfDate = (at: Temporal.Instant): string => {
  const local = localTime(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${String(local.year).padStart(4, '0')}${two(local.month)}${two(local.day)}`
  return `D:${day}${two(local.hour)}${two(local.minute)}${two(local.second)}+07'00'`
}
