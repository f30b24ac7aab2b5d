import { access } from './access.ts'
import { account } from './account.ts'
import { admin } from './admin.ts'
import { api } from './api.ts'
import { demo } from './demo.ts'
import { drafting } from './documents/drafting.ts'
import { incoming } from './documents/incoming.ts'
import { issuing } from './documents/issuing.ts'
import { outgoing } from './documents/outgoing.ts'
import { documentSearch } from './documents/search.ts'
import { signingRules } from './documents/signing-rules.ts'
import { errors } from './errors.ts'
import { everyPage } from './every-page.ts'
import { filing } from './filing.ts'
import { form } from './form.ts'
import { layout } from './layout.ts'
import { meetings } from './office/meetings.ts'
import { personnel } from './office/personnel.ts'
import { quality } from './office/quality.ts'
import { signingPages } from './office/signing.ts'
import { officer } from './officer.ts'
import { publicPages } from './public.ts'
import { refusals } from './refusals.ts'
import { security } from './security.ts'
import { statuses } from './statuses.ts'
import { tasks } from './tasks.ts'
import { tracking } from './tracking.ts'
import { transparency } from './transparency.ts'
import { signing, verification } from './verification.ts'

/** The source of truth: every text of every screen, by area. */
export const vi = {
  access,
  account,
  admin,
  api,
  common: everyPage,
  demo,
  documentSearch,
  errors,
  filing,
  form,
  incoming,
  issuing,
  layout,
  meetings,
  officer,
  drafting,
  outgoing,
  personnel,
  publicPages,
  quality,
  refusals,
  security,
  statuses,
  tasks,
  tracking,
  transparency,
  signing,
  signingPages,
  signingRules,
  verification,
}
