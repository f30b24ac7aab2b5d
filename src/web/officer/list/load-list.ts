import { localDate, type Temporal } from '#kernel/time.ts'
import { addWorkingMinutes } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import {
  countWork,
  listWork,
  type WorkCount,
  type WorkMoment,
  type WorkRow,
  workLevels,
} from '#modules/dossiers/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { ListAddress } from './list-address.ts'

/** Rows of a level where all levels are shown, and where one is alone. */
const rowsOfEach = 20
const rowsOfOne = 50

export type LoadedList = {
  readonly address: ListAddress
  readonly counts: readonly WorkCount[]
  /** One row more than is shown where there is more. */
  readonly rows: readonly WorkRow[]
  readonly shown: number
  readonly workingTime: WorkingTime
  readonly now: Temporal.Instant
}

/** The present for a work list, and until when work is due soon by the rules of the day. */
export const workMoment = (workingTime: WorkingTime, now: Temporal.Instant): WorkMoment => ({
  now,
  soonUntil: addWorkingMinutes(workingTime.calendar, now, workingTime.rulesOn(localDate(now)).dueSoonMinutes),
})

/** Three statements: the working time, the counts, the rows. */
export const loadList = async (
  request: PageRequest,
  actor: OfficerActor,
  address: ListAddress,
): Promise<LoadedList> => {
  const { database, workingTime: source } = request.deps.dossiers(request.province)
  const workingTime = await source(database)
  const moment = workMoment(workingTime, request.now)
  const shown = address.level === null ? rowsOfEach : rowsOfOne
  const [counts, rows] = await Promise.all([
    countWork(database, actor, address.scope, moment),
    listWork(database, actor, {
      filter: address,
      moment,
      levels: address.level === null ? workLevels : [address.level],
      after: address.after,
      limit: shown + 1,
    }),
  ])
  return { address, counts, rows, shown, workingTime, now: request.now }
}
