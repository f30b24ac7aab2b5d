import { formatInstant, localDate } from '#kernel/time.ts'
import { listWork, type WorkRow, workLevels } from '#modules/dossiers/index.ts'
import type { PageRequest, Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { everyPage, exportRows } from './export-rows.ts'
import { listPath, readListAddress } from './list-address.ts'
import { workMoment } from './load-list.ts'

const levelText = (t: Messages, level: WorkRow['level']): string =>
  ({
    critical: t.officer.groupCritical,
    overdue: t.officer.groupOverdue,
    soon: t.officer.groupSoon,
    later: t.officer.groupLater,
  })[level]

const cellsOf = (t: Messages, row: WorkRow): readonly string[] => [
  levelText(t, row.level),
  row.code,
  row.procedureName,
  row.ownerName,
  t.officer.channels[row.channel === 1 || row.channel === 3 ? row.channel : 2],
  t.officer.deeds[row.deed],
  row.pressingAt === null ? '' : formatInstant(row.pressingAt),
  row.agencyName,
  row.officerName ?? '',
  formatInstant(row.filedAt),
]

/** The list as it is filtered, level by level. */
async function* pagesOf(request: PageRequest): AsyncGenerator<readonly WorkRow[]> {
  const actor = officerOf(request)
  const { database, workingTime } = request.deps.dossiers(request.province)
  const moment = workMoment(await workingTime(database), request.now)
  const filter = readListAddress(request.query)
  for (const level of workLevels)
    yield* everyPage<WorkRow>((last, limit) => {
      const after =
        last === null ? null : { rank: last.rank, pressingAt: last.pressingAt?.toString() ?? null, id: last.itemId }
      return listWork(database, actor, { filter, moment, levels: [level], after, limit })
    })
}

export const exportList: Route = {
  method: 'GET',
  path: `${listPath}/xuat.csv`,
  access: { officer: 'any' },
  rateLimit: 'file',
  handler: async (request) => {
    const t = messages(request.locale)
    const name = t.officer.exportName(localDate(request.now).toString())
    return exportRows(name, Object.values(t.officer.exportColumns), pagesOf(request), (row) => cellsOf(t, row))
  },
}
