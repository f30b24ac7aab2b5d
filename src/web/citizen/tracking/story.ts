import { formatInstantLong, Temporal } from '#kernel/time.ts'
import { slipTitle } from '#modules/dossiers/domain/index.ts'
import type { StoryEntry, TrackedDossier } from '#modules/dossiers/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { TimelineEntry } from '#web/ui/parts/timeline.tsx'

type StepKey = 'receive' | 'assign' | 'handle' | 'review' | 'sign' | 'number' | 'return'

/**
 * By when whoever acts now must act: by the day of the step, but never later than the appointment; and by a new appointment where the day
 * of the step had gone by when it was made.
 */
export const actsBefore = (
  stepDueAt: Temporal.Instant | null,
  appointment: Temporal.Instant | null,
  story: readonly Pick<StoryEntry, 'kind' | 'at'>[],
): Temporal.Instant | null => {
  if (stepDueAt === null || appointment === null) return stepDueAt
  const wentBy = story.some((entry) => entry.kind === 'apology' && Temporal.Instant.compare(entry.at, stepDueAt) > 0)
  return wentBy || Temporal.Instant.compare(appointment, stepDueAt) < 0 ? appointment : stepDueAt
}

const stepEntry = (t: Messages, dossier: TrackedDossier, entry: StoryEntry): TimelineEntry => {
  const words = t.tracking.story[entry.key as StepKey]
  if (entry.isOpen) {
    const due = entry.dueAt === null ? undefined : t.tracking.actBefore(formatInstantLong(entry.dueAt))
    return { state: 'current', what: words.open, when: entry.who, note: due }
  }
  if (entry.text === 'paused') return { state: 'next', what: words.open, when: entry.who }
  const wasRefused = dossier.status === 'refused' && entry.key === 'receive'
  const done = wasRefused ? t.tracking.story.refused : words.done
  const what = entry.text === 'sent-back' ? t.tracking.story.sentBack : done
  return { state: 'done', what, when: `${formatInstantLong(entry.at)} · ${entry.who}` }
}

const entryOf = (t: Messages, dossier: TrackedDossier, entry: StoryEntry): TimelineEntry | null => {
  const when = formatInstantLong(entry.at)
  switch (entry.kind) {
    case 'step':
      return stepEntry(t, dossier, entry)
    case 'supplement':
      return {
        state: 'done',
        what: entry.key === '1' ? t.tracking.story.supplement : t.tracking.story.supplementAgain(entry.key),
        when,
        note: entry.text,
      }
    case 'answer':
      return { state: 'done', what: t.tracking.story.answer, when, note: entry.text === '' ? undefined : entry.text }
    case 'apology':
      return {
        state: 'done',
        what: t.tracking.story.apology(entry.dueAt === null ? '' : formatInstantLong(entry.dueAt)),
        when: `${when} · ${entry.who}`,
        note: entry.text,
      }
    case 'slip':
      return null
  }
}

const withdrawnOf = (t: Messages, dossier: TrackedDossier): TimelineEntry => ({
  state: 'done',
  what: t.tracking.story.withdrawn,
  when: dossier.withdrawnAt === null ? undefined : formatInstantLong(dossier.withdrawnAt),
})

/** What has happened and what happens now, as the owner reads it. */
export const timelineOf = (
  t: Messages,
  dossier: TrackedDossier,
  story: readonly StoryEntry[],
): readonly TimelineEntry[] => {
  const filed: TimelineEntry = { state: 'done', what: t.tracking.story.filed, when: formatInstantLong(dossier.filedAt) }
  const isNow = (entry: StoryEntry) => entry.kind === 'step' && entry.isOpen
  const past = story.filter((entry) => !isNow(entry))
  const open = story.filter(isNow).map((entry) => ({ ...entry, dueAt: actsBefore(entry.dueAt, dossier.dueAt, story) }))
  const told = [filed, ...[...past, ...open].flatMap((entry) => entryOf(t, dossier, entry) ?? [])]
  return dossier.status === 'withdrawn' ? [...told, withdrawnOf(t, dossier)] : told
}

/** The legal slips of the dossier, to be read and printed. */
export const slipLinks = (t: Messages, dossier: TrackedDossier, story: readonly StoryEntry[]) =>
  story
    .filter((entry) => entry.kind === 'slip')
    .map((entry) => ({
      href: `/ho-so/${dossier.code}/phieu/${entry.key}`,
      name: slipTitle(entry.who),
      note: entry.note === 'signed' ? t.tracking.slipSigned(entry.text) : t.tracking.slipUnsigned(entry.text),
    }))
