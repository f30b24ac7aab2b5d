import { formatDong } from '#kernel/money.ts'
import type { ProcedureLevel, TimeLimit } from '#modules/procedures/domain/index.ts'
import type { ProcedureCost } from '#modules/procedures/index.ts'
import type { Messages } from '#web/messages/index.ts'

/** `7 ngày làm việc`; the words of the source where no limit can be counted; undefined where it says nothing. */
export const limitWords = (t: Messages, limit: TimeLimit | null, sourceText: string): string | undefined => {
  if (limit !== null) return t.publicPages.limit[limit.unit](limit.amount)
  // The national database holds many limits as a bare number: of hours, days or months is not known.
  if (/^[\d.,]+$/.test(sourceText)) return t.publicPages.limitWithoutUnit(sourceText)
  return sourceText === '' ? undefined : sourceText
}

/** What it costs, in one line; undefined where it is free. */
export const costWords = (t: Messages, cost: ProcedureCost): string | undefined => {
  switch (cost.kind) {
    case 'free':
      return undefined
    case 'unpublished':
      return t.publicPages.costUnpublished
    case 'set-elsewhere':
      return t.publicPages.costElsewhere
    case 'by-case':
      return t.publicPages.costByCase
    case 'amount': {
      const amount =
        cost.least === cost.most
          ? formatDong(cost.least)
          : t.publicPages.costRange(formatDong(cost.least), formatDong(cost.most))
      return cost.isOpen ? t.publicPages.costAndMore(amount) : amount
    }
  }
}

export const levelWords = (t: Messages, levels: readonly ProcedureLevel[]): string =>
  levels.map((level) => t.publicPages.levels[level]).join(', ')
