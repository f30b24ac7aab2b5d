import type { Route } from '#web/http/route.ts'
import { filePageRoutes } from './file-page.tsx'
import { listFilesPage } from './list-page.tsx'
import { openFileRoutes } from './open-page.tsx'

/** The pages on which officers keep the files of their work. */
export const workFileRoutes: readonly Route[] = [listFilesPage, ...openFileRoutes, ...filePageRoutes]
