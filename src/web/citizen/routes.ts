import type { Route } from '../http/route.ts'
import { demoAccounts, demoMail } from './demo/demo-pages.tsx'
import { checkStep, submitFiling } from './filing/check-step.tsx'
import { donePage } from './filing/done-page.tsx'
import { autosaveForm, formStep, saveForm } from './filing/form-step.tsx'
import { papersStep, savePapers, uploadPaper } from './filing/papers-step.tsx'
import { autosaveWho, saveWho, startFiling, whoStep } from './filing/who-step.tsx'
import { citizenGuide } from './public/guide-page.tsx'
import { home } from './public/home-page.tsx'
import { procedure } from './public/procedure-page.tsx'
import { searchPage, suggestions } from './public/search-page.tsx'
import { looksPage } from './tracking/looks-page.tsx'
import { discardDraft, myDossiers } from './tracking/my-dossiers-page.tsx'
import { ownCopy, ownReceipt, ownResult, ownSlip } from './tracking/own-files.ts'
import { ownDossier } from './tracking/owner-page.tsx'
import {
  paymentNotice,
  paymentNoticeOfProvince,
  paymentPage,
  paymentReturn,
  startPayment,
} from './tracking/payment-page.tsx'
import { ratingPage, sendRating } from './tracking/rating-page.tsx'
import { sendSupplement, supplementPage, uploadSupplement } from './tracking/supplement-page.tsx'
import { track } from './tracking/track-page.tsx'
import { withdraw } from './tracking/withdraw.ts'

/** Pages for citizens. */
export const citizenRoutes: readonly Route[] = [
  home,
  searchPage,
  suggestions,
  procedure,
  citizenGuide,
  startFiling,
  whoStep,
  saveWho,
  autosaveWho,
  formStep,
  saveForm,
  autosaveForm,
  papersStep,
  savePapers,
  uploadPaper,
  checkStep,
  submitFiling,
  donePage,
  track,
  ownDossier,
  ownCopy,
  ownSlip,
  ownResult,
  ownReceipt,
  myDossiers,
  discardDraft,
  supplementPage,
  sendSupplement,
  uploadSupplement,
  paymentPage,
  startPayment,
  paymentReturn,
  paymentNotice,
  paymentNoticeOfProvince,
  ratingPage,
  sendRating,
  looksPage,
  withdraw,
  demoAccounts,
  demoMail,
]
