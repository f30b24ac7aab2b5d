import { access } from './access.ts'
import { account } from './account.ts'
import { api } from './api.ts'
import { demo } from './demo.ts'
import { errors } from './errors.ts'
import { everyPage } from './every-page.ts'
import { filing } from './filing.ts'
import { form } from './form.ts'
import { layout } from './layout.ts'
import { publicPages } from './public.ts'
import { refusals } from './refusals.ts'
import { security } from './security.ts'
import { statuses } from './statuses.ts'
import { tracking } from './tracking.ts'
import { transparency } from './transparency.ts'
import { signing, verification } from './verification.ts'

/** The areas that the public sees. */
export const en = {
  access,
  account,
  api,
  common: everyPage,
  demo,
  errors,
  filing,
  form,
  layout,
  publicPages,
  refusals,
  security,
  statuses,
  tracking,
  transparency,
  signing,
  verification,
}
