import { sayDates } from './enhance/date-words.ts'
import { guardSubmits } from './enhance/guard.ts'
import { comfortPage } from './enhance/page.ts'
import { offerSuggestions } from './enhance/suggestions.ts'

comfortPage()
guardSubmits()
offerSuggestions()
sayDates()
