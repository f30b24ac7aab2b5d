import { unreachable } from '#kernel/result.ts'
import { formatInstant } from '#kernel/time.ts'
import {
  type AskImportRefusal,
  askImport,
  importFileBytes,
  type LastImport,
  lastImport,
  listDoubtful,
} from '#modules/procedures/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { ImportReportPage, type ImportReportView, type ImportRunView } from '#web/ui/views/admin/import-report.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import { type Answer, fieldOf, forbidden, type PageRequest, page, type Route, redirect } from '../http/route.ts'
import { administrators } from './administrators.ts'

const path = '/quan-tri/nhap-thu-tuc'
const fileName = 'tep'
const afterName = 'sau'
const doubtfulOnPage = 50
const refusedShown = 20
const longestText = 120
const megabytes = importFileBytes / 1024 / 1024

const count = (number: number): string => number.toLocaleString('vi')

const runView = (t: Messages, run: LastImport): ImportRunView => ({
  state: run.state,
  fileName: run.fileName,
  by: run.askedBy,
  at: formatInstant(run.finishedAt ?? run.askedAt),
  lines: count(run.counts.lines),
  counts: {
    added: count(run.counts.imported),
    changed: count(run.counts.changed),
    same: count(run.counts.unchanged),
    doubtful: count(run.counts.doubtful),
    refused: count(run.counts.refused),
  },
  missing: run.missing.length === 0 ? undefined : t.admin.importMissingText(count(run.missing.length)),
  failure: run.failure === null ? undefined : (t.admin.importFailures[run.failure] ?? run.failure),
  refused: run.refusals.slice(0, refusedShown).map(({ line, code, text }) => ({
    line: count(line),
    reason: t.admin.importRefusals[code] ?? code,
    text: text.slice(0, longestText),
  })),
})

const reasonText = (t: Messages, code: string): string => {
  const names: Readonly<Record<string, string>> = t.admin.importDoubts
  return names[code] ?? code
}

const show = async (request: PageRequest, error?: string): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const after = fieldOf(request.query, afterName)
  const run = await lastImport(database)
  const doubtful = await listDoubtful(database, after, doubtfulOnPage)
  const view: ImportReportView = {
    form: {
      target: { action: path, csrf: request.csrfToken },
      name: fileName,
      megabytes,
      errors: error === undefined ? [] : [{ name: fileName, text: error }],
    },
    reloadHref: path,
    run: run === null ? undefined : runView(t, run),
    doubtful: doubtful.procedures.map(({ code, name, doubts }) => ({
      code,
      name,
      href: `/thu-tuc/${code}`,
      reasons: [...new Set(doubts.map((doubt) => reasonText(t, doubt.code)))],
    })),
    pages: {
      previousHref: after === '' ? undefined : path,
      nextHref: doubtful.next === null ? undefined : `${path}?${afterName}=${doubtful.next}`,
    },
  }
  return page(officerDocument(request, { title: t.admin.importTitle }, <ImportReportPage t={t} view={view} />), {
    status: error === undefined ? 200 : 422,
  })
}

const faultOf = (t: Messages, refusal: AskImportRefusal): string | null => {
  const { importFaults: words } = t.admin
  switch (refusal.code) {
    case 'import.not-permitted':
      return null
    case 'import.empty':
      return words.empty
    case 'import.file-too-large':
      return words.tooLarge(megabytes)
    case 'import.running-already':
      return words.running
    default:
      return unreachable(refusal)
  }
}

const handIn = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { importFaults: words } = t.admin
  if (request.uploadFault !== undefined) return show(request, words.tooLarge(megabytes))
  const file = request.files.find(({ field }) => field === fileName)
  if (file === undefined) return show(request, words.missing)
  const { province, deps } = request
  const result = await askImport(
    { database: province.database, clock: deps.clock, files: deps.files(province) },
    request.actor,
    { fileName: file.name, sizeBytes: file.sizeBytes, content: file.stream },
  )
  if (result.ok) return redirect(path, { notice: { kind: 'done', text: t.admin.importAsked } })
  const fault = faultOf(t, result.refusal)
  return fault === null ? forbidden : show(request, fault)
}

export const procedureImportRoutes: readonly Route[] = [
  { method: 'GET', path, access: administrators, statementBudget: 2, handler: (request) => show(request) },
  { method: 'POST', path, access: administrators, upload: true, maxFileBytes: importFileBytes, handler: handIn },
]
