import { isUuid } from '#kernel/ids.ts'
import { formatDate, Temporal } from '#kernel/time.ts'
import { type WorkFileState, workFileStates, writtenFileCode } from '#modules/work-files/domain/index.ts'
import { listWorkFiles, type WorkFileLine, type WorkFilePlace } from '#modules/work-files/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { WorkFilesPage, type WorkFilesView } from '#web/ui/views/officer/work-files.tsx'
import { addressWith } from '../../report-period.ts'
import { officerOf } from '../officer-of.ts'
import { filePath, filesPath, openFilePath } from './file-paths.ts'
import { fileTabs } from './lists/list-parts.ts'

const names = { words: 'tim', state: 'trang-thai', scope: 'xem', after: 'sau' } as const
const pageLength = 50
const longestWords = 100

const placeOf = (text: string): WorkFilePlace | null => {
  const [at = '', id = ''] = text.split('_')
  if (!isUuid(id)) return null
  try {
    return { openedAt: Temporal.Instant.from(at), id }
  } catch {
    return null
  }
}

export const retentionText = (t: Messages, years: number | null): string =>
  years === null ? t.officer.files.forEver : t.officer.files.years(years)

const rowOf = (t: Messages, line: WorkFileLine) => ({
  id: line.id,
  href: filePath(line.id),
  code: `${writtenFileCode(line)} · ${line.year}`,
  title: line.title,
  state: t.officer.files.states[line.state],
  keeper: line.keeperName ?? t.officer.files.bySystem,
  retention: retentionText(t, line.retentionYears),
  documents: String(line.items),
  handOverBy: line.handOverBy === null ? '' : formatDate(line.handOverBy),
})

const show = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { query } = request
  const scope = fieldOf(query, names.scope) === 'tat-ca' ? 'all' : 'mine'
  const words = fieldOf(query, names.words).slice(0, longestWords)
  const state = workFileStates.find((one) => one === fieldOf(query, names.state))
  const after = placeOf(fieldOf(query, names.after))
  const question = { scope, state, words } as const
  const { lines, next } = await listWorkFiles(
    request.province.database,
    officerOf(request),
    question,
    pageLength,
    after,
  )
  const scopeText = scope === 'all' ? 'tat-ca' : ''
  const hrefOf = (more: Readonly<Record<string, string>>): string =>
    addressWith(filesPath, { [names.scope]: scopeText, [names.words]: words, [names.state]: state ?? '', ...more })
  const view: WorkFilesView = {
    action: filesPath,
    openHref: openFilePath,
    tabs: fileTabs(t, filesPath),
    scopes: [
      { href: hrefOf({ [names.scope]: '' }), text: t.officer.files.scopes.mine, current: scope === 'mine' },
      { href: hrefOf({ [names.scope]: 'tat-ca' }), text: t.officer.files.scopes.all, current: scope === 'all' },
    ],
    scope: scopeText,
    names,
    words,
    state: state ?? '',
    states: workFileStates.map((value: WorkFileState) => ({ value, text: t.officer.files.states[value] })),
    rows: lines.map((line) => rowOf(t, line)),
    pages: {
      nextHref: next === null ? undefined : hrefOf({ [names.after]: `${next.openedAt}_${next.id}` }),
      previousHref: after === null ? undefined : hrefOf({}),
    },
  }
  return page(officerDocument(request, { title: t.officer.files.title }, <WorkFilesPage t={t} view={view} />))
}

export const listFilesPage: Route = {
  method: 'GET',
  path: filesPath,
  access: { officer: fileRoles },
  statementBudget: 1,
  handler: show,
}
