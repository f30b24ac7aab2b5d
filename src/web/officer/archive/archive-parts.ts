import type { ArchiveRefusal } from '#modules/archive/domain/index.ts'
import type { ArchiveDeps } from '#modules/archive/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { DeskItem, DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerDeedView } from '#web/ui/views/officer/officer-act.tsx'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { archivePath, destructionsPath, handOversPath, readingsPath } from '../files/file-paths.ts'

export const archiveTabs = (t: Messages, path: string): DeskView['tabs'] => ({
  label: t.officer.archive.navigation,
  links: [
    { href: archivePath, text: t.officer.archive.store, current: path === archivePath },
    { href: handOversPath, text: t.officer.archive.handOvers, current: path.startsWith(handOversPath) },
    { href: destructionsPath, text: t.officer.archive.destruction.tab, current: path.startsWith(destructionsPath) },
    { href: readingsPath, text: t.officer.archive.readings, current: path.startsWith(readingsPath) },
  ],
})

export const archiveDeps = ({ province, deps }: PageRequest): ArchiveDeps => ({
  ...deps.dossiers(province),
  files: deps.files(province),
})

/** What went wrong with one line of a page, told at that line. */
export type Trouble = { readonly id: string; readonly deed: string; readonly text: string; readonly status: number }

export const troubleOf = (t: Messages, id: string, deed: string, refusal: ArchiveRefusal): Trouble => ({
  id,
  deed,
  ...answerArchiveRefusal(t, refusal),
})

/** A deed on one line of a page, with why it was refused just now. */
export const deedAt = (
  request: PageRequest,
  at: { readonly id: string; readonly action: string; readonly deed: string },
  words: Omit<OfficerDeedView, 'target'>,
  trouble: Trouble | undefined,
): OfficerDeedView => ({
  ...words,
  target: { action: at.action, csrf: request.csrfToken },
  ...(trouble?.id === at.id && trouble.deed === at.deed ? { isOpen: true, problem: trouble.text } : {}),
})

export const reasonName = 'ly-do'

export const reasonFields = (id: string, label: string) => ({
  sections: [{ id }],
  fields: [{ section: id, name: reasonName, type: 'textarea' as const, label, required: true, maxLength: 1000 }],
})

export type Acts = NonNullable<DeskItem['acts']>
