import { formatDate, localDate, type Temporal } from '#kernel/time.ts'

export type TaskLetterFacts = {
  readonly now: Temporal.Instant
  readonly listLink: string
  readonly tasks: readonly { readonly title: string; readonly dueAt: Temporal.Instant; readonly link: string }[]
}

const mostNamed = 30

/** The letter of the morning with the tasks that are near their day or past it, what is late first. */
export const taskLetter = ({
  now,
  listLink,
  tasks,
}: TaskLetterFacts): { readonly subject: string; readonly body: string } => {
  const late = tasks.filter(({ dueAt }) => dueAt.epochMilliseconds < now.epochMilliseconds)
  const near = tasks.filter((task) => !late.includes(task))
  const line = (task: TaskLetterFacts['tasks'][number]) =>
    `- ${task.title} (hạn ${formatDate(localDate(task.dueAt))})\n  ${task.link}`
  const named = [...late, ...near].slice(0, mostNamed)
  const part = (title: string, of: readonly TaskLetterFacts['tasks'][number][]) =>
    of.length === 0 ? [] : [[title, ...of.map(line)].join('\n')]
  return {
    subject: late.length > 0 ? `Có ${late.length} nhiệm vụ quá hạn` : `Có ${near.length} nhiệm vụ sắp đến hạn`,
    body: [
      ...part(
        'Quá hạn:',
        named.filter((task) => late.includes(task)),
      ),
      ...part(
        'Sắp đến hạn:',
        named.filter((task) => near.includes(task)),
      ),
      `Xem tất cả: ${listLink}`,
    ].join('\n\n'),
  }
}
