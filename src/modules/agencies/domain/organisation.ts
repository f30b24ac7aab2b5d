import { z } from 'zod'
import { CalendarDate } from '#modules/calendar/domain/index.ts'
import { OfficerLogin, roles } from '#modules/identity/domain/index.ts'

/** `H44`, `H44.12`: the code of an agency, in groups of letters and digits. @legal QD-20-2020 mã định danh điện tử */
export const AgencyCode = z.string().regex(/^[A-Z]\d{2}(?:\.\d{1,3}){0,3}$/)
export type AgencyCode = z.infer<typeof AgencyCode>

/** The key of a unit within its agency: `culture-society`. Units of the same duty have the same key in every commune. */
export const UnitKey = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60)
export type UnitKey = z.infer<typeof UnitKey>

export const AgencyKind = z.enum(['peoples-committee', 'department', 'one-stop-desk', 'office', 'vertical'])
export type AgencyKind = z.infer<typeof AgencyKind>
export const AgencyLevel = z.enum(['province', 'commune', 'ministry'])
export type AgencyLevel = z.infer<typeof AgencyLevel>
export const UnitKind = z.enum(['one-stop-desk', 'professional', 'leadership', 'clerical'])
export type UnitKind = z.infer<typeof UnitKind>
export const OfficerRole = z.enum(roles)

const line = z.string().trim().max(500)
const named = line.min(1)
const email = z.email().or(z.literal(''))

/** An agency as it is to be from a day on, by the law that says so. */
export const AgencyEntry = z.strictObject({
  code: AgencyCode,
  kind: AgencyKind,
  level: AgencyLevel,
  name: named,
  shortName: named.max(200),
  /** Code of the agency above; null at the top. */
  parent: AgencyCode.nullable(),
  communeCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  address: line,
  phone: line.max(50),
  email,
  openingHours: line,
  /** How it is written behind the number of a document. */
  notation: line.max(30),
  from: CalendarDate,
  legalSource: line.max(300),
})
export type AgencyEntry = z.infer<typeof AgencyEntry>

export const UnitEntry = z.strictObject({ agency: AgencyCode, key: UnitKey, name: named, kind: UnitKind })
export type UnitEntry = z.infer<typeof UnitEntry>

export const OfficerEntry = z.strictObject({
  login: OfficerLogin,
  fullName: named.max(200),
  email,
  phone: line.max(50),
})
export type OfficerEntry = z.infer<typeof OfficerEntry>

/** A seat an officer takes on a day. Without a unit it is of the whole agency. */
export const SeatEntry = z.strictObject({
  agency: AgencyCode,
  unit: UnitKey.nullable(),
  role: OfficerRole,
  title: named.max(200),
  /** Held beside another post. */
  concurrent: z.boolean(),
  from: CalendarDate,
})
export type SeatEntry = z.infer<typeof SeatEntry>

/** What an entry came to; the same entry again changes nothing. */
export type EntryOutcome = 'added' | 'changed' | 'unchanged'

/** Why a change of the organisation is refused. */
export type OrganisationRefusal =
  | { readonly code: 'organisation.not-permitted' }
  | { readonly code: 'agency.unknown' }
  | { readonly code: 'agency.code-taken' }
  | { readonly code: 'agency.parent-unknown' }
  /** It would stand below itself. */
  | { readonly code: 'agency.parent-below-itself' }
  /** Only what holds already can be written down; what was decided for later waits for its day. */
  | { readonly code: 'agency.day-to-come' }
  /** Something later is known of it. */
  | { readonly code: 'agency.before-last-change' }
  | { readonly code: 'agency.abolished-already' }
  | { readonly code: 'agency.others-below' }
  | { readonly code: 'agency.successor-unknown' }
  | { readonly code: 'agency.other-code-taken' }
  | { readonly code: 'unit.unknown' }
  | { readonly code: 'officer.unknown' }
  | { readonly code: 'officer.login-taken' }
  /** He has a post in an agency that another administrator answers for. */
  | { readonly code: 'officer.works-elsewhere' }
  | { readonly code: 'post.held-already' }
  | { readonly code: 'post.unknown' }
  | { readonly code: 'post.ends-before-it-begins' }
  | { readonly code: 'post.last-administrator' }
