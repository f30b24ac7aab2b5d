import { railWidth } from '../http/frames/rail-width.ts'
import type { Route } from '../http/route.ts'
import { actRoute } from './acts/act.ts'
import { apologise, apologyPage } from './acts/apology-page.tsx'
import { acts } from './acts/available-acts.ts'
import { acceptBulk, previewBulk } from './acts/bulk-accept.tsx'
import { archiveRoutes } from './archive/archive-routes.ts'
import { counterPage, takeIn } from './counter/counter-page.tsx'
import { findProcedurePage } from './counter/find-procedure.tsx'
import { dossierFileRoutes } from './dossier/dossier-files.ts'
import { dossierPage, revealIdentity, showDossier } from './dossier/dossier-page.tsx'
import { draftPage, saveDraft } from './drafting/draft-page.tsx'
import { workFileRoutes } from './files/file-routes.ts'
import { officerGuide } from './guide-page.tsx'
import { incomingRoutes } from './incoming/routes.ts'
import { issuingRoutes } from './issuing/routes.ts'
import { exportList } from './list/export-list.ts'
import { workListPage } from './list/list-page.tsx'
import { liveChanges } from './list/live-changes.ts'
import { searchResults, startSearch } from './list/search.tsx'
import { meetingRoutes } from './meetings/meeting-routes.ts'
import { dossierMoneyRoutes } from './money/dossier-money-page.tsx'
import { reconciliationRoutes } from './money/reconciliation-page.tsx'
import { refundRoutes } from './money/refunds-page.tsx'
import { morningPage } from './morning/morning-page.tsx'
import { compareRoute } from './outgoing/compare-page.tsx'
import { documentRoutes } from './outgoing/document-page.tsx'
import { editorRoutes } from './outgoing/editor-page.tsx'
import { importRoutes } from './outgoing/import-page.tsx'
import { exportOutgoing, outgoingListPage } from './outgoing/outgoing-list.tsx'
import { personnelRoutes } from './personnel/personnel-routes.ts'
import { qualityRoutes } from './quality/quality-routes.ts'
import { batchRoutes } from './signing/batch-pages.tsx'
import { desktopDoorRoutes } from './signing/desktop-doors.ts'
import { desktopRoutes } from './signing/desktop-pages.tsx'
import { queueRoutes } from './signing/queues.tsx'
import { mandateRoutes } from './signing-rules/mandates-page.tsx'
import { pictureRoutes } from './signing-rules/picture-page.tsx'
import { signersRoutes } from './signing-rules/signers-page.tsx'
import { assignRoutes } from './tasks/assign-page.tsx'
import { taskFiguresPage } from './tasks/task-figures-page.tsx'
import { taskListPage } from './tasks/task-list-page.tsx'
import { taskRoutes } from './tasks/task-page.tsx'

/** The pages on which officers work with dossiers. */
export const officerRoutes: readonly Route[] = [
  morningPage,
  workListPage,
  liveChanges,
  exportList,
  startSearch,
  searchResults,
  dossierPage,
  revealIdentity,
  ...dossierFileRoutes,
  ...acts.map((act) => actRoute(act, (request, id, failed) => showDossier(request, id, { failed }))),
  draftPage,
  saveDraft,
  apologyPage,
  apologise,
  previewBulk,
  acceptBulk,
  ...batchRoutes,
  ...desktopRoutes,
  ...desktopDoorRoutes,
  ...queueRoutes,
  ...dossierMoneyRoutes,
  ...refundRoutes,
  ...reconciliationRoutes,
  taskListPage,
  ...assignRoutes,
  taskFiguresPage,
  ...taskRoutes,
  ...workFileRoutes,
  ...archiveRoutes,
  ...personnelRoutes,
  ...meetingRoutes,
  ...qualityRoutes,
  findProcedurePage,
  counterPage,
  takeIn,
  ...incomingRoutes,
  ...issuingRoutes,
  outgoingListPage,
  exportOutgoing,
  ...mandateRoutes,
  ...pictureRoutes,
  ...signersRoutes,
  ...importRoutes,
  ...editorRoutes,
  compareRoute,
  ...documentRoutes,
  officerGuide,
  railWidth,
]
