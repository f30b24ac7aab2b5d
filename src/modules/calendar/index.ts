export { loadWorkingDays, type WorkingDayToLoad } from './store/load-working-days.ts'
export { openWorkingTime, type WorkingTime, type WorkingTimeSource } from './store/working-time.ts'
