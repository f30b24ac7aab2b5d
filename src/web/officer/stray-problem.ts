import type { NoticeView } from '#web/ui/parts/notice.tsx'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'

/** Why a deed was refused, told above the page where its button is gone: somebody else was faster. */
export const strayProblem = (
  refused: { readonly action: string; readonly text: string } | undefined,
  shown: readonly OfficerActView[],
): readonly NoticeView[] => {
  if (refused === undefined) return []
  const isShown = shown.some((act) => 'target' in act && act.target.action === refused.action)
  return isShown ? [] : [{ kind: 'attention', text: refused.text, live: true }]
}
