import type { Messages } from '#web/messages/index.ts'

/** Tells how much was said before the first that is shown: what is said is numbered from one, without a gap. */
export const earlierSaid = (
  t: Messages,
  said: readonly { readonly seq: number }[],
): { readonly earlier?: string | undefined } => {
  const before = (said[0]?.seq ?? 1) - 1
  return before > 0 ? { earlier: t.incoming.earlierSaid(before) } : {}
}
