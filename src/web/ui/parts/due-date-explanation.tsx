import type { Messages } from '../../messages/index.ts'

export type DueLine = {
  readonly text: string
  readonly value: string
  /** `skipped`: time that does not count. */
  readonly kind?: 'counted' | 'skipped' | undefined
}

export type DueView = {
  /** "Ngày hẹn trả kết quả" when left out. */
  readonly label?: string | undefined
  /** `09:41 thứ Hai, 21/09/2026` */
  readonly at: string
  readonly lines: readonly DueLine[]
  readonly legal?: string | undefined
  readonly open?: boolean | undefined
}

/** The day, and how it was counted line by line, so that anyone can count it again. */
export const DueDateExplanation = ({ t, due }: { readonly t: Messages; readonly due: DueView }) => (
  <div class="due">
    <p>{due.label ?? t.tracking.dueAt}</p>
    <p class="day">{due.at}</p>
    {due.lines.length > 0 && (
      <details class="more" open={due.open}>
        <summary>{t.tracking.whyThisDay}</summary>
        <dl class="due-lines">
          {due.lines.map((line) => (
            <div key={`${line.text} ${line.value}`} data-kind={line.kind}>
              <dt>{line.text}</dt>
              <dd>{line.value}</dd>
            </div>
          ))}
        </dl>
        {due.legal !== undefined && <p class="soft small">{due.legal}</p>}
      </details>
    )}
  </div>
)
