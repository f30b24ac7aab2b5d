import type { DraftVersion } from '#modules/official-documents/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { DraftSourceView } from '#web/ui/views/officer/drafting/source-notice.tsx'
import { sourcePath } from './outgoing-paths.ts'

export const sourceView = (t: Messages, { documentId, source }: DraftVersion): DraftSourceView | undefined => {
  if (source === null) return undefined
  const { losses } = t.drafting
  return {
    fileName: source.fileName,
    href: sourcePath(documentId, source.attachmentId),
    layoutHref: source.layoutId === undefined ? undefined : sourcePath(documentId, source.layoutId),
    losses: (Object.keys(losses) as (keyof typeof losses)[]).flatMap((loss) => {
      const count = source.losses[loss]
      return count === undefined ? [] : [losses[loss](count)]
    }),
  }
}
