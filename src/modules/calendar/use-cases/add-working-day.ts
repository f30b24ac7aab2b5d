import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { CalendarDate, ExceptionKind, type WorkingCalendar, WorkingDayException } from '../domain/index.ts'
import { restsOn, spans } from '../domain/working-time.ts'
import { findWorkingDay, insertWorkingDay } from '../store/working-day-exceptions.ts'
import { onWorkingDays, recordWorkingDayDeed, type WorkingDayDeps, type WorkingDayRefusal } from './working-day-deed.ts'

export const AddWorkingDay = z.strictObject({
  date: CalendarDate,
  kind: ExceptionKind,
  name: z.string().max(200).transform(tidy),
  legalSource: z.string().max(300).transform(tidy),
  certainty: WorkingDayException.shape.certainty,
})
export type AddWorkingDay = z.infer<typeof AddWorkingDay>

/** A public holiday may fall on a day of rest; it then only lends its name. */
const faultOf = (calendar: WorkingCalendar, day: AddWorkingDay): WorkingDayRefusal | null => {
  if (day.name === '') return { code: 'working-day.name-missing' }
  if (day.legalSource === '') return { code: 'working-day.source-missing' }
  if (!spans(calendar, day.date)) return { code: 'working-day.beyond-calendar' }
  const rests = restsOn(calendar, day.date)
  if (day.kind === 'swapped_working') return rests ? null : { code: 'working-day.works-already' }
  return rests && day.kind !== 'public_holiday' ? { code: 'working-day.rests-already' } : null
}

/**
 * Declares that a day differs from its weekday: a holiday, a day off in exchange, a day of work in exchange. What is due later is counted
 * anew at once by a job.
 */
export const addWorkingDay = (
  deps: WorkingDayDeps,
  actor: Actor,
  command: AddWorkingDay,
): Promise<Result<{ readonly date: Temporal.PlainDate }, WorkingDayRefusal>> =>
  onWorkingDays(deps, actor, command.date, async (scene) => {
    if ((await findWorkingDay(scene.tx, command.date)) !== null) return refuse({ code: 'working-day.known-already' })
    const { calendar } = await deps.workingTime(scene.tx)
    const fault = faultOf(calendar, command)
    if (fault !== null) return refuse(fault)
    await insertWorkingDay(scene.tx, command, scene.now)
    await recordWorkingDayDeed(scene, 'working-day.added', { ...command, date: command.date.toString() })
    return accept({ date: command.date })
  })
