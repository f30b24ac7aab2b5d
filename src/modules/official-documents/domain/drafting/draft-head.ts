import { z } from 'zod'
import { documentTypes } from '../document-type.ts'

const line = (most: number) => z.string().trim().max(most)

/** To whom it goes: an agency of the province by its id, or anybody by name. */
export const DraftRecipient = z.strictObject({
  name: line(300).min(1),
  agencyId: z.uuid().nullable(),
  purpose: z.enum(['to-act', 'to-know', 'archive']),
  channel: z.enum(['electronic', 'paper', 'both']),
})
export type DraftRecipient = z.infer<typeof DraftRecipient>

/** On whose behalf the signer signs. @legal ND-30-2020 Phụ lục I, phần I, mục II.7.b */
export const SigningAuthority = z.enum(['own', 'TM', 'KT', 'TM-KT', 'Q', 'TL', 'TUQ'])
export type SigningAuthority = z.infer<typeof SigningAuthority>

/** Somebody who signs beside the one who is answerable: of another agency, or of a council with the position he has in it. */
export const CoSigner = z.strictObject({ postId: z.uuid(), authority: SigningAuthority, title: line(200) })
export type CoSigner = z.infer<typeof CoSigner>

/** Where on the page somebody puts his initials: after the text, for what it says; after the recipients, for form and law. */
export const initialPlaces = ['text', 'form'] as const
export type InitialPlace = (typeof initialPlaces)[number]

/** Who signs besides, and in which turn. @legal ND-30-2020 Điều 12, Điều 13 */
export const SigningPlan = z.strictObject({
  initials: z.array(z.strictObject({ postId: z.uuid(), place: z.enum(initialPlaces) })).max(6),
  coSigners: z.array(CoSigner).max(30),
  /** How many of the co-signers must sign; null: all. */
  needed: z.int().min(1).max(30).nullable(),
  turn: z.enum(['others-first', 'main-first']),
})
export type SigningPlan = z.infer<typeof SigningPlan>

export const circulations = ['', 'XEM XONG TRẢ LẠI', 'LƯU HÀNH NỘI BỘ'] as const

/** Everything of a draft but its text; a version keeps both. */
export const DraftHead = z.strictObject({
  typeCode: z.enum(documentTypes.map((type) => type.code)),
  subject: line(500).min(1),
  /** Box 9a. */
  addressees: z.array(line(300).min(1)).max(30),
  recipients: z.array(DraftRecipient).max(2_000),
  /** `VX`: the drafting unit as the notation of a letter and the last line of the recipients have it. */
  unitNotation: line(20).regex(/^[\p{L}\d]*$/u),
  /** Who decides, above the bases; empty for the usual one. */
  decider: line(300),
  signerPostId: z.uuid().nullable(),
  authority: SigningAuthority,
  urgency: z.int().min(0).max(3),
  circulation: z.enum(circulations),
  drafterMark: line(20),
  copies: z.int().min(0).max(9_999).nullable(),
  contact: z.array(line(200)).max(4),
  /** The secretary of minutes. */
  secretary: line(200),
  /** Absent: one signs, nobody puts initials. */
  signing: SigningPlan.optional(),
})
export type DraftHead = z.infer<typeof DraftHead>
