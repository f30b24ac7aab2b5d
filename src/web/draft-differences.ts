import { formatDate, Temporal } from '#kernel/time.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FormFieldsView, FormFieldView } from '#web/ui/form/form-field-view.ts'
import type { FlatAnswers } from './e-form-view.ts'

/** One question that two devices answered differently. */
export type DraftDifference = {
  readonly question: string
  readonly label: string
  readonly mine: string
  readonly kept: string
}

/** The question a posted name belongs to. All rows of a list are one question: half of one list and half of another make no list. */
const questionOf = (name: string): string => name.replace(/\[\d+\].*$/, '')

const choiceName = (question: string): string => `_choose.${question}`

const valuesOf = (value: FormFieldView['value']): readonly string[] =>
  (typeof value === 'string' ? [value] : (value ?? []))
    .map((text) => text.replaceAll('\r\n', '\n').trim())
    .filter(Boolean)

const dayText = (value: string): string => {
  try {
    return formatDate(Temporal.PlainDate.from(value))
  } catch {
    return value
  }
}

const shownText = (field: FormFieldView): string =>
  valuesOf(field.value)
    .map((value) => field.options?.find((option) => option.value === value)?.text ?? value)
    .map((text) => (field.type === 'date' ? dayText(text) : text))
    .join(', ')

type Answered = { readonly label: string; readonly raw: string; readonly text: string }

/** What was answered to each question, as it is compared and as it is shown. */
const answeredIn = (t: Messages, view: FormFieldsView): ReadonlyMap<string, Answered> => {
  const answered = new Map<string, Answered>()
  for (const field of view.fields) {
    const question = questionOf(field.name)
    const list = view.sections.find((section) => section.id === field.section)?.repeat
    const isEmpty = valuesOf(field.value).length === 0
    const raw = isEmpty ? '' : `${field.name}=${JSON.stringify(valuesOf(field.value))}`
    const said = field.type === 'checkbox' && !isEmpty ? t.filing.conflictTicked : shownText(field)
    const text = isEmpty || list === undefined ? said : `${field.label}: ${said}`
    const before = answered.get(question)
    const join = (one: string | undefined, other: string): string => [one ?? '', other].filter(Boolean).join('\n')
    answered.set(question, {
      label: list?.itemName ?? field.label,
      raw: join(before?.raw, raw),
      text: join(before?.text, text),
    })
  }
  return answered
}

const nothing: Omit<Answered, 'label'> = { raw: '', text: '' }

/** The questions answered differently, in the order of the page; the same page drawn from what was typed and from what is kept. */
export const draftDifferences = (
  t: Messages,
  mine: FormFieldsView,
  kept: FormFieldsView,
): readonly DraftDifference[] => {
  const [typed, stored] = [answeredIn(t, mine), answeredIn(t, kept)]
  return [...new Map([...typed, ...stored])].flatMap(([question, { label }]) => {
    const [ours, theirs] = [typed.get(question) ?? nothing, stored.get(question) ?? nothing]
    return ours.raw === theirs.raw ? [] : [{ question, label, mine: ours.text, kept: theirs.text }]
  })
}

/** The names of the choice of a difference and of what it may be. */
export const choiceOf = (difference: DraftDifference) => ({
  name: choiceName(difference.question),
  mine: 'mine',
  kept: 'kept',
})

/** What was posted, with the kept answers in the place of those that were given up for them. */
export const withChoices = (form: FormBody, kept: FlatAnswers): FormBody => {
  const isKept = (name: string): boolean => fieldOf(form, choiceName(questionOf(name))) === 'kept'
  const own = Object.entries(form).filter(([name]) => !isKept(name))
  return Object.fromEntries([...own, ...Object.entries(kept).filter(([name]) => isKept(name))])
}
