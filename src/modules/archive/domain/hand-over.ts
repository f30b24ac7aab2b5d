export const handOverSubject = 'hand-over'

export const handOverStates = ['offered', 'received', 'signed', 'done', 'returned', 'withdrawn'] as const
export type HandOverState = (typeof handOverStates)[number]

export type HandOverLineState = 'waiting' | 'accepted' | 'returned' | 'withdrawn'

/** Files that an officer hands to the archive of his agency together, with a list and minutes. @legal ND-30-2020 Điều 30 khoản 3 */
export type HandOver = {
  readonly id: string
  readonly agencyId: string
  readonly year: number
  readonly number: number
  readonly title: string
  readonly state: HandOverState
  readonly giverId: string
  readonly giverTitle: string
  readonly receiverId: string | null
  readonly condition: string
}

/** What follows when the archive has looked at the files: minutes when it takes any, else all go back; null while some still wait. */
export const conclusionOf = (
  lines: readonly { readonly state: HandOverLineState }[],
): 'minutes' | 'all-returned' | null => {
  if (lines.some(({ state }) => state === 'waiting')) return null
  return lines.some(({ state }) => state === 'accepted') ? 'minutes' : 'all-returned'
}
