export { type OnTimeByAgency, onTimeByAgency } from './queries/on-time-by-agency.ts'
export { openProvinceFigures, type ProvinceFigures, type ProvinceFiguresSource } from './queries/province-figures.ts'
export { type SettledInMonth, settledByMonth } from './queries/settled-by-month.ts'
