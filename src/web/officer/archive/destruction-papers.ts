import { isUuid } from '#kernel/ids.ts'
import {
  type DestructionView,
  draftDestructionPaper,
  findDestruction,
  findDestructionPaper,
} from '#modules/archive/index.ts'
import { fileRoles } from '#web/http/frames/officer-frame.tsx'
import { type Answer, download, notFound, type Route } from '#web/http/route.ts'
import { destructionsPath } from '../files/file-paths.ts'
import { officerOf } from '../officer-of.ts'
import { archiveDeps } from './archive-parts.ts'

/** The papers of a list by their addresses: whether each is kept signed as the list stands now. */
export const destructionPaperFiles = {
  'danh-muc': { paper: 'list', isKept: ({ secretarySignedAt }: DestructionView) => secretarySignedAt !== null },
  'hoi-dong': { paper: 'council', isKept: ({ secretarySignedAt }: DestructionView) => secretarySignedAt !== null },
  'quyet-dinh': { paper: 'decision', isKept: ({ decidedByName }: DestructionView) => decidedByName !== null },
  'bien-ban': { paper: 'minutes', isKept: ({ minutesSignedAt }: DestructionView) => minutesSignedAt !== null },
} as const

type File = keyof typeof destructionPaperFiles

/** A paper as it was signed; before that as it would be set now. @legal L-33-2024 Điều 16 */
const sent = (file: File): Route => ({
  method: 'GET',
  path: `${destructionsPath}/:id/${file}.pdf`,
  access: { officer: fileRoles },
  statementBudget: 3,
  rateLimit: 'file',
  handler: async (request): Promise<Answer> => {
    const id = request.params.id ?? ''
    const { database } = request.province
    const actor = officerOf(request)
    const view = isUuid(id) ? await findDestruction(database, actor, id) : null
    if (view === null) return notFound
    const { paper, isKept } = destructionPaperFiles[file]
    const kept = isKept(view) ? await findDestructionPaper(database, id, paper) : null
    const as = { name: `tieu-huy-${file}-${view.number}-${view.year}.pdf`, mediaType: 'application/pdf', inline: true }
    if (kept !== null) return download({ content: request.deps.files(request.province).stream(kept.sha256), ...as })
    const drafted = paper === 'decision' ? null : await draftDestructionPaper(archiveDeps(request), actor, id, paper)
    return drafted === null ? notFound : download({ content: drafted, ...as })
  },
})

export const destructionPaperRoutes: readonly Route[] = [
  sent('danh-muc'),
  sent('hoi-dong'),
  sent('quyet-dinh'),
  sent('bien-ban'),
]
