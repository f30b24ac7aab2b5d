import { access } from './access.ts'
import { account } from './account.ts'
import { common } from './common.ts'
import { errors } from './errors.ts'
import { filing } from './filing.ts'
import { form } from './form.ts'
import { layout } from './layout.ts'
import { publicPages } from './public.ts'
import { statuses } from './statuses.ts'
import { tracking } from './tracking.ts'
import { transparency } from './transparency.ts'

/** The areas that the public sees. */
export const en = {
  access,
  account,
  common,
  errors,
  filing,
  form,
  layout,
  publicPages,
  statuses,
  tracking,
  transparency,
}
