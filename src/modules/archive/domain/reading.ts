import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import type { UseMode } from '#modules/work-files/domain/index.ts'

export type ReadingState = 'asked' | 'granted' | 'declined' | 'ended'

/** Codes by which the circular knows why somebody reads. @legal TT-05-2025-BNV Phụ lục V */
export const readingPurposes = ['01', '02', '03'] as const

/** The archivist lets open files be read; of those under conditions a leader decides. Nobody decides for himself. */
export const mayDecideReading = (
  actor: OfficerActor,
  request: { readonly agencyId: string; readonly useMode: UseMode; readonly officerId: string },
): boolean => {
  if (request.officerId === actor.officerId) return false
  const leads = postFor(actor, 'leader', request.agencyId) !== undefined
  return leads || (request.useMode === 'open' && postFor(actor, 'archivist', request.agencyId) !== undefined)
}
