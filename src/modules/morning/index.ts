export { type AwaitedKind, type AwaitedWork, awaitedWork } from './queries/awaited-work.ts'
export { type OfficeKind, type OfficeWork, officeWork } from './queries/office-work.ts'
export {
  mostCounted,
  type WaitingCount,
  type WaitingKind,
  type WaitingRow,
  type WaitingWork,
  waitingWork,
} from './queries/waiting-work.ts'
