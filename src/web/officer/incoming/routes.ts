import type { Route } from '../../http/route.ts'
import { arrivalsPage, letterFile, putAsideAct, takeInArrivals } from './arrivals-page.tsx'
import { booksPage, endBookAct, openBookAct } from './books-page.tsx'
import { exportIncoming } from './export-incoming.ts'
import { incomingActRoutes } from './incoming-acts.ts'
import { incomingDocumentPage } from './incoming-document.tsx'
import { incomingFile } from './incoming-files.ts'
import { incomingListPage } from './incoming-list.tsx'
import { handlingSlipPdf, stampPdf } from './printed-pages.ts'
import { registerIncomingAct, registerIncomingPage } from './register-page.tsx'

/** The pages of incoming documents. */
export const incomingRoutes: readonly Route[] = [
  incomingListPage,
  exportIncoming,
  registerIncomingPage,
  registerIncomingAct,
  arrivalsPage,
  takeInArrivals,
  putAsideAct,
  letterFile,
  booksPage,
  openBookAct,
  endBookAct,
  incomingDocumentPage,
  incomingFile,
  stampPdf,
  handlingSlipPdf,
  ...incomingActRoutes,
]
