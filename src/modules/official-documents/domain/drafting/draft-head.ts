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
})
export type DraftHead = z.infer<typeof DraftHead>
