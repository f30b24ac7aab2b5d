import { formatDate } from '#kernel/time.ts'
import type { FileListRefusal, FilingRule } from '#modules/work-files/domain/index.ts'
import type { EntryView, FileListView } from '#modules/work-files/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { duePath, filesPath, listsPath, proposalsPath } from '../file-paths.ts'

/** The pages of files of work, beside each other. */
export const fileTabs = (t: Messages, path: string): DeskView['tabs'] => ({
  label: t.officer.lists.navigation,
  links: [
    { href: filesPath, text: t.officer.lists.files, current: path === filesPath },
    { href: proposalsPath, text: t.officer.lists.proposals, current: path === proposalsPath },
    { href: duePath, text: t.officer.archive.due, current: path === duePath },
    { href: listsPath, text: t.officer.lists.title, current: path.startsWith(listsPath) },
  ],
})

export const listDeps = ({ province, deps }: PageRequest) => ({ database: province.database, clock: deps.clock })

export const refusedStatus = ({ code }: FileListRefusal): 403 | 404 | 409 | 422 => {
  if (code === 'file-list.not-found') return 404
  if (code === 'file-list.not-permitted') return 403
  return code === 'file-list.not-draft' || code === 'file-list.not-submitted' || code === 'file-list.exists' ? 409 : 422
}

/** What a rule asks, in one line; nothing for a rule that asks nothing. */
export const ruleText = (t: Messages, rule: FilingRule): string => {
  const { rulePart, ruleOf } = t.officer.lists
  const parts = [
    [rulePart.types, rule.types.join(', ')],
    [rulePart.author, rule.author],
    [rulePart.words, rule.words],
  ].filter(([, value]) => value !== '')
  return parts.length === 0 ? '' : ruleOf(parts.map(([label, value]) => `${label} ${value}`))
}

export const totalsOf = (t: Messages, entries: readonly EntryView[]): string =>
  t.officer.lists.totals(entries.length, entries.filter(({ retentionYears }) => retentionYears === null).length)

export const decisionText = (t: Messages, list: FileListView): string =>
  list.decisionDate === null
    ? ''
    : t.officer.lists.decisionOf(list.decisionCode, formatDate(list.decisionDate), list.issuedByName ?? '')
