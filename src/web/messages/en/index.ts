import { common } from './common.ts'
import { form } from './form.ts'
import { layout } from './layout.ts'
import { statuses } from './statuses.ts'
import { tracking } from './tracking.ts'

/** The areas that the public sees. */
export const en = { common, layout, form, statuses, tracking }
