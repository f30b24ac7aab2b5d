import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Appearance } from '#platform/signing/appearance/appearance.ts'
import { numberAndSeal } from '#platform/signing/number-and-seal.ts'
import { type SigningRefusal, signPdf } from '#platform/signing/sign-pdf.ts'
import { requestTimeStamp } from '#platform/signing/timestamp.ts'
import type { SignatureLevel } from '#platform/signing/verification/verification-report.ts'
import { signXml, type XmlSigningRefusal } from '#platform/signing/xml/sign-xml.ts'
import { verifyXml, type XmlReport } from '#platform/signing/xml/verify-xml.ts'
import type { KeyHolder } from '../domain/key-holder.ts'
import type { OpenKeyRefusal } from '../domain/refusals.ts'
import { loadTrust } from '../queries/load-trust.ts'
import type { Confirmation, HeldKey, SignatureDeps } from './open-key.ts'
import { openKey } from './open-key.ts'

export type SigningMeans = SignatureDeps

/** A stamp over some bytes, to see whether the authority answers; tells when it was given. */
export const tryTimeStamp = async (
  deps: Pick<SigningMeans, 'clock' | 'timeStampAuthority'>,
  bytes: Uint8Array,
): Promise<Result<Temporal.Instant, { readonly code: 'signature.time-stamp-unavailable' }>> => {
  const unavailable = { code: 'signature.time-stamp-unavailable' } as const
  if (deps.timeStampAuthority === undefined) return refuse(unavailable)
  try {
    await requestTimeStamp(deps.timeStampAuthority, bytes)
    return accept(deps.clock.now())
  } catch {
    return refuse(unavailable)
  }
}

type Placed = {
  readonly pdf: Uint8Array
  readonly appearance: Appearance
  readonly reason?: string
  readonly location?: string
}

export type DocumentToSign = Placed & { readonly field: string }
export type DocumentToSeal = Placed & {
  /** As printed before the slash: `08`, `15`. */
  readonly number: string
  /** As printed: `ngày 28 tháng 8 năm 2026`. */
  readonly date: string
}

export type SignedDocument = {
  readonly pdf: Uint8Array
  readonly level: SignatureLevel
  readonly certificateSerial: string
  readonly keyPlace: HeldKey['place']
}

const signedBy = (held: HeldKey, pdf: Uint8Array): SignedDocument => ({
  pdf,
  level: held.isStamped ? 'B-T' : 'B-B',
  certificateSerial: held.serial,
  keyPlace: held.place,
})

const commonOf = (deps: SigningMeans, held: HeldKey) => ({
  key: held.key,
  signingTime: deps.clock.now(),
  ...(deps.timeStampAuthority === undefined || !held.isStamped ? {} : { timeStampAuthority: deps.timeStampAuthority }),
})

/** Signs with a key in hand, in one revision of the file. Whether the holder may sign is for the deed to say that asks. */
export const signDocument = async (
  deps: SigningMeans,
  held: HeldKey,
  document: DocumentToSign,
): Promise<Result<SignedDocument, SigningRefusal>> => {
  const { pdf, ...request } = document
  const signed = await signPdf(pdf, { ...request, ...commonOf(deps, held) })
  return signed.ok ? accept(signedBy(held, signed.value)) : signed
}

/** Number, date and the agency's seal in one revision of a file that a leader has signed. @legal ND-30-2020 15, 17 */
export const sealDocument = async (
  deps: SigningMeans,
  held: HeldKey,
  document: DocumentToSeal,
): Promise<Result<SignedDocument, SigningRefusal>> => {
  const { pdf, ...request } = document
  const sealed = await numberAndSeal(pdf, { ...request, ...commonOf(deps, held) })
  return sealed.ok ? accept(signedBy(held, sealed.value)) : sealed
}

/** Opens a holder's key, uses it, and closes it whatever happens. */
export const withKey = async <Value, Refusal>(
  deps: SignatureDeps,
  holder: KeyHolder,
  confirmation: Confirmation,
  use: (held: HeldKey) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | OpenKeyRefusal>> => {
  const opened = await openKey(deps, holder, confirmation)
  if (!opened.ok) return opened
  try {
    return await use(opened.value)
  } finally {
    await opened.value.close()
  }
}

/** An XML document signed as a whole (XAdES baseline B), for partners who want one. */
export const signXmlDocument = (
  deps: Pick<SigningMeans, 'clock'>,
  held: HeldKey,
  xml: string,
): Promise<Result<string, XmlSigningRefusal>> => signXml(xml, held.key, deps.clock.now())

/** Whether an XML document is as it was signed, by whom, and whether the province believes the certificate. */
export const judgeXmlDocument = async (
  deps: Pick<SigningMeans, 'clock' | 'database'>,
  xml: string,
): Promise<XmlReport> => {
  const now = deps.clock.now()
  return verifyXml(xml, await loadTrust(deps.database, now), now.epochMilliseconds)
}
