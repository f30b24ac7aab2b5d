import { isUuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { QualityRefusal } from '#modules/quality/domain/index.ts'
import { fieldOf, type PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { OfficerActView, OfficerDeedView } from '#web/ui/views/officer/officer-act.tsx'
import { strayProblem } from '../stray-problem.ts'

export const qualityPath = '/can-bo/chat-luong'
export const processPath = (id: string): string => `${qualityPath}/quy-trinh/${id}`
export const draftPath = `${qualityPath}/soan-quy-trinh`
export const auditPath = (id: string): string => `${qualityPath}/danh-gia/${id}`

export const qualityDeps = ({ province, deps }: PageRequest) => ({ database: province.database, clock: deps.clock })

/** What went wrong with one deed of a page, told where it was asked for. */
export type Trouble = { readonly deed: string; readonly text: string; readonly status: number }

const statusOf = ({ code }: QualityRefusal): number =>
  code === 'quality.not-permitted' ? 403 : code === 'quality.not-found' ? 404 : 422

export const troubleOf = (t: Messages, deed: string, refusal: QualityRefusal): Trouble => ({
  deed,
  text: t.quality.refusals[refusal.code],
  status: statusOf(refusal),
})

/** Told above the page where the button of the deed is gone. */
export const strayTrouble = (trouble: Trouble | undefined, shown: readonly OfficerActView[]) =>
  strayProblem(trouble === undefined ? undefined : { action: trouble.deed, text: trouble.text }, shown)

/** A deed whose form could not be read is a deed with something missing. */
export const unread: Result<never, QualityRefusal> = { ok: false, refusal: { code: 'quality.answer-missing' } }

type Question = Omit<FormFieldView, 'section' | 'value'>

/** A deed of a page: its button, its questions with what was typed, and why it was refused just now. */
export const deedOf = (
  request: PageRequest,
  action: string,
  words: Omit<OfficerDeedView, 'target' | 'fields'> & {
    readonly hidden?: Readonly<Record<string, string>>
    readonly asks?: readonly Question[]
  },
  trouble?: Trouble,
): OfficerDeedView => {
  const { asks, hidden, ...said } = words
  const isRefused = trouble?.deed === action
  return {
    ...said,
    target: { action, csrf: request.csrfToken, hidden },
    ...(asks === undefined
      ? {}
      : {
          fields: {
            sections: [{ id: action }],
            fields: asks.map((ask) => ({
              ...ask,
              section: action,
              value: isRefused ? fieldOf(request.form, ask.name) : undefined,
            })),
          },
        }),
    ...(isRefused ? { isOpen: true, problem: trouble.text } : {}),
  }
}

export const uuidIn = (request: PageRequest, name: string): string | null => {
  const typed = fieldOf(request.form, name)
  return isUuid(typed) ? typed : null
}

export const dayIn = (request: PageRequest, name: string): Temporal.PlainDate | undefined => {
  const day = parseDateInput(fieldOf(request.form, name))
  return day === undefined ? undefined : Temporal.PlainDate.from(day)
}

/** `92,35%`; hundredths of a per cent. */
export const shareOf = (hundredths: number): string =>
  `${(hundredths / 100).toLocaleString('vi', { maximumFractionDigits: 2 })}%`
