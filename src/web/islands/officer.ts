import { keepDrafts } from './enhance/autosave.ts'
import { sayDates } from './enhance/date-words.ts'
import { guardSubmits } from './enhance/guard.ts'
import { warnBeforeIdle } from './enhance/idle.ts'
import { listenToKeys } from './enhance/keyboard.ts'
import { stayLive } from './enhance/live.ts'
import { comfortPage } from './enhance/page.ts'
import { foldRail } from './enhance/rail.ts'

comfortPage()
keepDrafts()
foldRail()
guardSubmits()
sayDates()
stayLive()
warnBeforeIdle()
listenToKeys()
