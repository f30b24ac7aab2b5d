import { localDate } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { writtenFileCode } from '#modules/work-files/domain/index.ts'
import {
  DraftFileList,
  draftFileList,
  entriesToOpen,
  type FileListLine,
  keepsList,
  listFileLists,
  OpenPlannedFile,
  openPlannedFile,
} from '#modules/work-files/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { answerWorkFileRefusal } from '../../../refusals/work-file-refusals.ts'
import { officerOf } from '../../officer-of.ts'
import { filePath, listPath, listsPath } from '../file-paths.ts'
import { fileTabs, listDeps, refusedStatus } from './list-parts.ts'

const names = { agency: 'co-quan', year: 'nam', entry: 'ho-so' } as const

/** Lists that this officer may draw up and that are not there yet: of this year, and of the next from its last quarter on. */
const draftActs = (request: PageRequest, t: Messages, lists: readonly FileListLine[]): readonly OfficerActView[] => {
  const actor = officerOf(request)
  const today = localDate(request.now)
  const years = today.month >= 10 ? [today.year, today.year + 1] : [today.year]
  const agencies = new Map(actor.posts.map((post) => [post.agencyId, post.agencyName]))
  const kept = [...agencies].filter(([agencyId]) => keepsList(actor, agencyId))
  return kept.flatMap(([agencyId, agencyName]) =>
    years
      .filter((year) => !lists.some((one) => one.agencyId === agencyId && one.year === year))
      .map((year) => ({
        text: kept.length === 1 ? t.officer.lists.draft(year) : t.officer.lists.draftFor(year, agencyName),
        explains: t.officer.lists.draftExplains,
        target: {
          action: listsPath,
          csrf: request.csrfToken,
          hidden: { [names.agency]: agencyId, [names.year]: String(year) },
        },
      })),
  )
}

const lineOf = (t: Messages, list: FileListLine) => ({
  key: list.id,
  title: t.officer.lists.ofYear(list.year),
  href: listPath(list.id),
  badge: t.officer.lists.states[list.state],
  lines: [list.agencyName, t.officer.lists.counts(list.entries, list.opened)],
})

const openingsOf = (request: PageRequest, t: Messages, entries: Awaited<ReturnType<typeof entriesToOpen>>) =>
  entries.map((one) => ({
    key: one.id,
    title: `${writtenFileCode(one)} · ${one.title}`,
    lines: [],
    acts: [
      {
        text: t.officer.lists.openEntry,
        target: { action: `${listsPath}/mo-ho-so`, csrf: request.csrfToken, hidden: { [names.entry]: one.id } },
      },
    ],
  }))

const show = async (request: PageRequest, problem?: { readonly text: string; readonly status: number }) => {
  const t = messages(request.locale)
  const { lists: words } = t.officer
  const { database } = request.province
  const actor: OfficerActor = officerOf(request)
  const [lists, entries] = await Promise.all([
    listFileLists(database, actor),
    entriesToOpen(database, actor.officerId, localDate(request.now).year),
  ])
  const view: DeskView = {
    title: words.title,
    lead: words.lead,
    tabs: fileTabs(t, listsPath),
    notices: problem === undefined ? undefined : [{ kind: 'attention', text: problem.text }],
    acts: draftActs(request, t, lists),
    main: [{ title: words.all, items: lists.map((list) => lineOf(t, list)), none: words.none }],
    beside: [{ title: words.toOpen, items: openingsOf(request, t, entries), none: words.toOpenNone }],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: problem?.status ?? 200,
  })
}

const takeDraft = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = DraftFileList.safeParse({
    agencyId: fieldOf(request.form, names.agency),
    year: Number(fieldOf(request.form, names.year)),
  })
  if (!command.success) return notFound
  const done = await draftFileList(listDeps(request), officerOf(request), command.data)
  if (!done.ok)
    return show(request, { text: t.officer.lists.refusals[done.refusal.code], status: refusedStatus(done.refusal) })
  return redirect(listPath(done.value), { notice: { kind: 'done', text: t.officer.lists.drafted } })
}

const takeOpening = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const command = OpenPlannedFile.safeParse({ entryId: fieldOf(request.form, names.entry) })
  if (!command.success) return notFound
  const done = await openPlannedFile(listDeps(request), officerOf(request), command.data)
  if (!done.ok) return show(request, answerWorkFileRefusal(t, done.refusal))
  return redirect(filePath(done.value), { notice: { kind: 'done', text: t.officer.lists.opened } })
}

const access = { officer: fileRoles }

export const fileListsRoutes: readonly Route[] = [
  { method: 'GET', path: listsPath, access, statementBudget: 2, handler: (request) => show(request) },
  { method: 'POST', path: listsPath, access, handler: takeDraft },
  { method: 'POST', path: `${listsPath}/mo-ho-so`, access, handler: takeOpening },
]
