import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { CalendarDate } from '../domain/index.ts'
import { deleteWorkingDay, findWorkingDay } from '../store/working-day-exceptions.ts'
import { onWorkingDays, recordWorkingDayDeed, type WorkingDayDeps, type WorkingDayRefusal } from './working-day-deed.ts'

export const RemoveWorkingDay = z.strictObject({ date: CalendarDate })
export type RemoveWorkingDay = z.infer<typeof RemoveWorkingDay>

/** Lets a day be what its weekday is again; what was declared of it stays in the action log. */
export const removeWorkingDay = (
  deps: WorkingDayDeps,
  actor: Actor,
  command: RemoveWorkingDay,
): Promise<Result<{ readonly date: Temporal.PlainDate }, WorkingDayRefusal>> =>
  onWorkingDays(deps, actor, command.date, async (scene) => {
    const day = await findWorkingDay(scene.tx, command.date)
    if (day === null) return refuse({ code: 'working-day.not-found' })
    await deleteWorkingDay(scene.tx, command.date)
    await recordWorkingDayDeed(scene, 'working-day.removed', { ...day, date: command.date.toString() })
    return accept({ date: command.date })
  })
