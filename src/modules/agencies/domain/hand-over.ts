import { z } from 'zod'

export type Successor = { readonly officerId: string; readonly fullName: string; readonly title: string }

/** Open work of one officer that one colleague can take over as a whole. */
export type OpenWorkGroup = {
  /** The same for the same work, so that a preview can be compared with what is there when it is sent. */
  readonly key: string
  /** `work`, `following`, `delegation` */
  readonly kind: string
  readonly subjectKind: string
  readonly role: string | null
  readonly place: string
  readonly count: number
  /** Who holds a post from which it can be done, today and in his own right. */
  readonly successors: readonly Successor[]
  /** It may go back to everybody who holds such a post, or end where it binds only this officer. */
  readonly mayRelease: boolean
}

/** Where a group goes when nobody in person shall have it. */
export const released = 'released'

export const HandOver = z.strictObject({
  officerId: z.uuid(),
  /** What was seen in the preview, and who takes it. */
  shares: z
    .array(
      z.strictObject({
        key: z.string().max(300),
        count: z.int().positive(),
        to: z.union([z.uuid(), z.literal(released), z.literal('')]),
      }),
    )
    .max(500),
})
export type HandOver = z.infer<typeof HandOver>

type Seen = HandOver['shares'][number]

export type Share = { readonly group: OpenWorkGroup; readonly toOfficerId: string | null }

/** Whether what was seen is still what is there, and every part of it goes to somebody who can do it. */
export const decideShares = (
  groups: readonly OpenWorkGroup[],
  seen: readonly Seen[],
): readonly Share[] | 'changed' | 'left-behind' | 'unfit' => {
  if (seen.length !== groups.length) return 'changed'
  const shares: Share[] = []
  for (const group of groups) {
    const one = seen.find(({ key }) => key === group.key)
    if (one === undefined || one.count !== group.count) return 'changed'
    if (one.to === '') return 'left-behind'
    const isFit =
      one.to === released ? group.mayRelease : group.successors.some(({ officerId }) => officerId === one.to)
    if (!isFit) return 'unfit'
    shares.push({ group, toOfficerId: one.to === released ? null : one.to })
  }
  return shares
}
