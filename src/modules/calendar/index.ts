export { calendarSubject } from './domain/calendar-subject.ts'
export { type LastRecomputation, lastRecomputation } from './queries/last-recomputation.ts'
export { listKnownYears, listWorkingDays, type WorkingDayView } from './queries/list-working-days.ts'
export { loadWorkingDays, type WorkingDayToLoad } from './store/load-working-days.ts'
export { lockWorkingDays } from './store/working-day-exceptions.ts'
export { openWorkingTime, type WorkingTime, type WorkingTimeSource } from './store/working-time.ts'
export { AddWorkingDay, addWorkingDay } from './use-cases/add-working-day.ts'
export { RemoveWorkingDay, removeWorkingDay } from './use-cases/remove-working-day.ts'
export {
  recomputeDeadlinesTask,
  type WorkingDayDeps,
  type WorkingDayRefusal,
} from './use-cases/working-day-deed.ts'
