import { isUuid } from '#kernel/ids.ts'
import { localDate, Temporal, zone } from '#kernel/time.ts'
import {
  type FigureAsked,
  type FiguresQuestion,
  figuresBy,
  type TaskFilter,
  type TaskPlace,
  type TaskScope,
  taskFigureNames,
  taskLevels,
  taskScopes,
} from '#modules/tasks/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'

export const tasksPath = '/can-bo/nhiem-vu'
export const assignPath = `${tasksPath}/giao`
/** The form of a task that comes of a document or a dossier. */
export const assignFromHref = (kind: 'document' | 'dossier', id: string): string =>
  `${assignPath}?tu=${kind}&tu-ma=${id}`
export const figuresPath = `${tasksPath}/tong-hop`
export const taskPath = (id: string): string => `${tasksPath}/${id}`
export const taskFilePath = (id: string, fileId: string): string => `${taskPath(id)}/tep/${fileId}`

const words = {
  ...{ scope: 'cua', level: 'han', search: 'tim', after: 'sau' },
  ...{ figure: 'so', by: 'theo', within: 'noi', group: 'nhom' },
} as const

export type TaskListAddress = TaskFilter & { readonly after: TaskPlace | null }

const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(zone).toInstant()

/** The year so far, from its first day to the end of today. */
export const figuresPeriod = (now: Temporal.Instant) => {
  const today = localDate(now)
  const first = Temporal.PlainDate.from({ year: today.year, month: 1, day: 1 })
  return { first, today, from: startOf(first), until: startOf(today.add({ days: 1 })) }
}

/** What the address asks of the figures. */
export const readFigures = (query: FormBody, now: Temporal.Instant): FiguresQuestion => {
  const place = fieldOf(query, words.within)
  const { from, until } = figuresPeriod(now)
  const by = among(figuresBy, fieldOf(query, words.by)) ?? 'agency'
  return { by, withinId: isUuid(place) ? place : null, from, until, now }
}

const readFigure = (query: FormBody, now: Temporal.Instant): FigureAsked | null => {
  const figure = among(taskFigureNames, fieldOf(query, words.figure))
  if (figure === undefined) return null
  const group = fieldOf(query, words.group)
  const one = group === noGroup ? { groupId: null } : isUuid(group) ? { groupId: group } : {}
  return { ...readFigures(query, now), figure, ...one }
}

/** The line of what belongs to no unit or officer yet. */
const noGroup = '-'

export const figuresHref = ({ by, withinId }: Pick<FiguresQuestion, 'by' | 'withinId'>): string => {
  const query = new URLSearchParams({ [words.by]: by })
  if (withinId !== null) query.set(words.within, withinId)
  return `${figuresPath}?${query}`
}

const setFigure = (query: URLSearchParams, { figure, by, withinId, groupId }: FigureAsked): void => {
  query.set(words.figure, figure)
  query.set(words.by, by)
  if (withinId !== null) query.set(words.within, withinId)
  if (groupId !== undefined) query.set(words.group, groupId ?? noGroup)
}

const among = <One extends string>(all: readonly One[], typed: string): One | undefined =>
  all.find((one) => one === typed)

/** `2026-09-07T10:00:00Z.<id>`, or `.<id>` behind a row without a day. */
const readPlace = (typed: string): TaskPlace | null => {
  const cut = typed.lastIndexOf('.')
  const id = typed.slice(cut + 1)
  const dueAt = typed.slice(0, Math.max(cut, 0))
  if (!isUuid(id) || (dueAt !== '' && Number.isNaN(Date.parse(dueAt)))) return null
  return { dueAt: dueAt === '' ? null : dueAt, id }
}

export const readTaskList = (query: FormBody, usual: TaskScope, now: Temporal.Instant): TaskListAddress => {
  const figure = readFigure(query, now)
  return {
    scope: figure === null ? (among(taskScopes, fieldOf(query, words.scope)) ?? usual) : 'watched',
    level: among(taskLevels, fieldOf(query, words.level)) ?? null,
    words: fieldOf(query, words.search).slice(0, 100),
    figure,
    after: readPlace(fieldOf(query, words.after)),
  }
}

/** The address of a list; what is not told stays as usual. */
export const taskListHref = (wanted: Partial<TaskListAddress>): string => {
  const { scope, level, words: search, figure, after } = wanted
  const query = new URLSearchParams()
  if (scope !== undefined && !figure) query.set(words.scope, scope)
  if (level !== undefined && level !== null) query.set(words.level, level)
  if (search !== undefined && search !== '') query.set(words.search, search)
  if (figure !== undefined && figure !== null) setFigure(query, figure)
  if (after !== undefined && after !== null) query.set(words.after, `${after.dueAt ?? ''}.${after.id}`)
  const text = query.toString()
  return text === '' ? tasksPath : `${tasksPath}?${text}`
}

/** How the parts of the address are called. */
export const keptNames = words
