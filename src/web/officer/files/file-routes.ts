import type { Route } from '#web/http/route.ts'
import { filePageRoutes } from './file-page.tsx'
import { filePaperRoutes } from './file-papers.ts'
import { listFilesPage } from './list-page.tsx'
import { fileListRoutes } from './lists/file-list-page.tsx'
import { listFormRoutes } from './lists/list-forms.ts'
import { fileListPdf } from './lists/list-pdf.ts'
import { fileListsRoutes } from './lists/lists-page.tsx'
import { openFileRoutes } from './open-page.tsx'
import { proposalRoutes } from './proposals-page.tsx'
import { putRoutes } from './put-page.tsx'

/** The pages on which officers keep the files of their work. */
export const workFileRoutes: readonly Route[] = [
  listFilesPage,
  ...openFileRoutes,
  ...proposalRoutes,
  ...putRoutes,
  ...fileListsRoutes,
  ...fileListRoutes,
  ...listFormRoutes,
  fileListPdf,
  ...filePageRoutes,
  ...filePaperRoutes,
]
