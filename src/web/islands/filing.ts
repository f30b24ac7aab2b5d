import { keepDrafts } from './enhance/autosave.ts'
import { sendFilesAtOnce } from './enhance/upload.ts'

// Stands beside `citizen` on the pages of a filing.
keepDrafts()
sendFilesAtOnce()
