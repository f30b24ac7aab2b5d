import { Readable } from 'node:stream'
import { formatInstant, localDate } from '#kernel/time.ts'
import { listWork, type WorkPlace, type WorkRow, workLevels } from '#modules/dossiers/index.ts'
import { csvLine, csvMark } from '#modules/reports/domain/index.ts'
import { download, type PageRequest, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { officerOf } from '../officer-of.ts'
import { listPath, readListAddress } from './list-address.ts'
import { workMoment } from './load-list.ts'

const rowsAtOnce = 500

const levelText = (t: Messages, level: WorkRow['level']): string =>
  ({
    critical: t.officer.groupCritical,
    overdue: t.officer.groupOverdue,
    soon: t.officer.groupSoon,
    later: t.officer.groupLater,
  })[level]

const lineOf = (t: Messages, row: WorkRow): string =>
  csvLine([
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
  ])

/** The list as it is filtered, level by level and page by page: it never stands in memory as a whole. */
async function* linesOf(request: PageRequest): AsyncGenerator<string> {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const { database, workingTime } = request.deps.dossiers(request.province)
  const moment = workMoment(await workingTime(database), request.now)
  const filter = readListAddress(request.query)
  yield csvMark + csvLine(Object.values(t.officer.exportColumns))
  for (const level of workLevels) {
    let after: WorkPlace | null = null
    for (;;) {
      const page = { filter, moment, levels: [level], after, limit: rowsAtOnce }
      const rows: readonly WorkRow[] = await listWork(database, actor, page)
      yield rows.map((row) => lineOf(t, row)).join('')
      const last = rows.at(-1)
      if (last === undefined || rows.length < rowsAtOnce) break
      after = { rank: last.rank, pressingAt: last.pressingAt?.toString() ?? null, id: last.itemId }
    }
  }
}

export const exportList: Route = {
  method: 'GET',
  path: `${listPath}/xuat.csv`,
  access: { officer: 'any' },
  rateLimit: 'file',
  handler: async (request) =>
    download({
      content: Readable.from(linesOf(request), { objectMode: false }),
      name: messages(request.locale).officer.exportName(localDate(request.now).toString()),
      mediaType: 'text/csv; charset=utf-8',
    }),
}
