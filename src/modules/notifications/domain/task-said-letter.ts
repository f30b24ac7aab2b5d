import { formatInstant, type Temporal } from '#kernel/time.ts'

export type TaskSaidFacts = {
  readonly title: string
  readonly what: 'remark' | 'due-changed'
  readonly by: string
  readonly dueAt: Temporal.Instant | null
  readonly link: string
}

/** Says that something was said, not what: that is read where only those who take part read it. */
export const taskSaidLetter = ({
  title,
  what,
  by,
  dueAt,
  link,
}: TaskSaidFacts): { readonly subject: string; readonly body: string } => {
  const isMoved = what === 'due-changed' && dueAt !== null
  return {
    subject: isMoved ? `Đổi hạn nhiệm vụ: ${title}` : `Ý kiến về nhiệm vụ: ${title}`,
    body: [
      isMoved
        ? `${by} đã đổi hạn của nhiệm vụ này, hạn mới ${formatInstant(dueAt)}.`
        : `${by} có ý kiến về nhiệm vụ này.`,
      `Xem tại: ${link}`,
    ].join('\n\n'),
  }
}
