import type { Route } from '../http/route.ts'
import { actRoute } from './acts/act.ts'
import { acts } from './acts/available-acts.ts'
import { dossierFileRoutes } from './dossier/dossier-files.ts'
import { dossierPage, revealIdentity, showDossier } from './dossier/dossier-page.tsx'
import { exportList } from './list/export-list.ts'
import { workListPage } from './list/list-page.tsx'

/** The pages on which officers work with dossiers. */
export const officerRoutes: readonly Route[] = [
  workListPage,
  exportList,
  dossierPage,
  revealIdentity,
  ...dossierFileRoutes,
  ...acts.map((act) => actRoute(act, (request, id, failed) => showDossier(request, id, { failed }))),
]
