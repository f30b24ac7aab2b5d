import { Temporal } from '#kernel/time.ts'

export const destructionSubject = 'destruction'

export type DestructionState = 'drafted' | 'judged' | 'decided' | 'carrying-out' | 'carried-out' | 'dropped'

export type StandingOfFile = {
  readonly state: string
  /** Null: for ever. */
  readonly keptUntil: Temporal.PlainDate | null
  readonly verdict: 'destroy' | 'keep'
  readonly isDecided: boolean
  /** Somebody may read it, or asks to. */
  readonly isLent: boolean
}

export type NotDestroyed = 'not-archived' | 'for-ever' | 'not-expired' | 'kept-by-council' | 'not-decided' | 'lent'

/** Why a file may not be destroyed today; null when it may. The first reason that stands is told. @legal L-33-2024 Điều 16 */
export const whyNotDestroyed = (file: StandingOfFile, today: Temporal.PlainDate): NotDestroyed | null => {
  if (file.state !== 'archived') return 'not-archived'
  if (file.keptUntil === null) return 'for-ever'
  if (Temporal.PlainDate.compare(file.keptUntil, today) >= 0) return 'not-expired'
  if (file.verdict === 'keep') return 'kept-by-council'
  if (!file.isDecided) return 'not-decided'
  return file.isLent ? 'lent' : null
}

/** A council has one chair, one secretary and at least one more, each once. @legal L-33-2024 Điều 16 */
export const isWholeCouncil = (
  members: readonly { readonly officerId: string; readonly part: 'chair' | 'secretary' | 'member' }[],
): boolean => {
  const count = (part: string) => members.filter((one) => one.part === part).length
  const isDistinct = new Set(members.map(({ officerId }) => officerId)).size === members.length
  return isDistinct && count('chair') === 1 && count('secretary') === 1 && count('member') >= 1
}

/** Whose signature the minutes of the council want next: the secretary's, then the chair's; null when both are there. */
export const councilTurn = (signed: {
  readonly secretarySignedAt: Temporal.Instant | null
  readonly chairSignedAt: Temporal.Instant | null
}): 'secretary' | 'chair' | null => {
  if (signed.secretarySignedAt === null) return 'secretary'
  return signed.chairSignedAt === null ? 'chair' : null
}
