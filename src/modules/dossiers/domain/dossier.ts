import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { TimeLimit } from '#modules/calendar/domain/index.ts'
import type { Assurance } from '#modules/identity/domain/index.ts'
import type { Status } from './status.ts'

/** How a filing came in. */
export const FilingChannel = z.enum(['own-portal', 'national-portal', 'counter', 'post', 'other-office'])
export type FilingChannel = z.infer<typeof FilingChannel>

/** The national codes of the channel: 1 at the counter, 2 online, 3 by post. */
export const nationalChannel = {
  counter: 1,
  'other-office': 1,
  'own-portal': 2,
  'national-portal': 2,
  post: 3,
} as const satisfies Record<FilingChannel, 1 | 2 | 3>

export const ReturnMethod = z.enum(['electronic', 'desk', 'post'])
export type ReturnMethod = z.infer<typeof ReturnMethod>

const line = (longest: number) => z.string().trim().max(longest)

/** Whose dossier it is. @legal TT-03-2025 Mẫu số 01: name, identity number, address, telephone, e-mail */
export const Owner = z.strictObject({
  /** 1 citizen, 2 business, 3 state body, 4 other organisation. */
  kind: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(1),
  name: line(300),
  identityNumber: line(30).default(''),
  phone: line(20).default(''),
  email: line(200).default(''),
  address: line(500).default(''),
})
export type Owner = z.infer<typeof Owner>

/** Who hands in for the owner, and on the strength of which paper. */
export const Submitter = z.strictObject({
  name: line(300),
  identityNumber: line(30).default(''),
  phone: line(20).default(''),
  email: line(200).default(''),
  address: line(500).default(''),
  authority: line(500).default(''),
})
export type Submitter = z.infer<typeof Submitter>

/** A dossier as decisions see it. */
export type Dossier = {
  readonly id: string
  readonly filingId: string
  readonly code: string
  readonly procedureId: string
  readonly procedureName: string
  readonly processDefinitionId: string | null
  readonly status: Status
  readonly receivingAgencyId: string
  readonly decidingAgencyId: string
  readonly accountId: string | null
  readonly ownerName: string
  readonly ownerAssurance: Assurance
  readonly returnMethod: ReturnMethod
  readonly limit: TimeLimit | null
  readonly filedAt: Temporal.Instant
  readonly acceptedAt: Temporal.Instant | null
  readonly dueAt: Temporal.Instant | null
  readonly finishedAt: Temporal.Instant | null
  readonly reappointments: number
  readonly version: number
}

/** Names the fields of an owner without which no dossier can be taken. @legal TT-03-2025 Mẫu số 01 */
export const missingOwnerFields = (owner: Owner): readonly string[] => {
  const missing: string[] = []
  if (owner.name === '') missing.push('name')
  if (!/^(\d{9}|\d{10}|\d{12}|\d{10}-\d{3}|[A-Z]\d{7,8})$/.test(owner.identityNumber)) missing.push('identityNumber')
  if (!/^(\+84|0)\d{8,10}$/.test(owner.phone.replace(/[\s.]/g, ''))) missing.push('phone')
  if (owner.email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(owner.email)) missing.push('email')
  if (owner.address === '') missing.push('address')
  return missing
}
