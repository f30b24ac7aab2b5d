import { common } from './common.ts'
import { form } from './form.ts'
import { layout } from './layout.ts'
import { officer } from './officer.ts'
import { statuses } from './statuses.ts'
import { tracking } from './tracking.ts'

/** The source of truth: every text of every screen, by area. */
export const vi = { common, layout, form, statuses, tracking, officer }
