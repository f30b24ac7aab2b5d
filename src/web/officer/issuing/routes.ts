import type { Route } from '../../http/route.ts'
import { addressRoutes } from './address-page.tsx'
import { bookRoutes } from './book-page.tsx'
import { copyRoutes } from './copy-page.tsx'
import { envelopesPdf } from './envelopes.ts'
import { keptCopiesPage } from './kept-copies-page.tsx'
import { paperRoutes } from './paper-page.tsx'
import { sharesRoutes } from './shares-page.tsx'

/** The pages on which a registry issues: books, papers signed by hand, certified copies. */
export const issuingRoutes: readonly Route[] = [
  ...bookRoutes,
  keptCopiesPage,
  ...paperRoutes,
  ...addressRoutes,
  ...copyRoutes,
  envelopesPdf,
  ...sharesRoutes,
]
