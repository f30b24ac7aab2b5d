import { isUuid } from '#kernel/ids.ts'
import { type TaskFilter, type TaskPlace, type TaskScope, taskLevels, taskScopes } from '#modules/tasks/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'

export const tasksPath = '/can-bo/nhiem-vu'
export const assignPath = `${tasksPath}/giao`
/** The form of a task that comes of a document or a dossier. */
export const assignFromHref = (kind: 'document' | 'dossier', id: string): string =>
  `${assignPath}?tu=${kind}&tu-ma=${id}`
export const figuresPath = `${tasksPath}/tong-hop`
export const taskPath = (id: string): string => `${tasksPath}/${id}`
export const taskFilePath = (id: string, fileId: string): string => `${taskPath(id)}/tep/${fileId}`

const words = { scope: 'cua', level: 'han', search: 'tim', place: 'noi', after: 'sau' } as const

export type TaskListAddress = TaskFilter & { readonly after: TaskPlace | null }

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

export const readTaskList = (query: FormBody, usual: TaskScope): TaskListAddress => {
  const place = fieldOf(query, words.place)
  return {
    scope: among(taskScopes, fieldOf(query, words.scope)) ?? usual,
    level: among(taskLevels, fieldOf(query, words.level)) ?? null,
    words: fieldOf(query, words.search).slice(0, 100),
    placeId: isUuid(place) ? place : null,
    after: readPlace(fieldOf(query, words.after)),
  }
}

/** The address of a list; what is not told stays as usual. */
export const taskListHref = (wanted: Partial<TaskListAddress>): string => {
  const { scope, level, words: search, placeId, after } = wanted
  const query = new URLSearchParams()
  if (scope !== undefined) query.set(words.scope, scope)
  if (level !== undefined && level !== null) query.set(words.level, level)
  if (search !== undefined && search !== '') query.set(words.search, search)
  if (placeId !== undefined && placeId !== null) query.set(words.place, placeId)
  if (after !== undefined && after !== null) query.set(words.after, `${after.dueAt ?? ''}.${after.id}`)
  const text = query.toString()
  return text === '' ? tasksPath : `${tasksPath}?${text}`
}

/** How the parts of the address are called. */
export const keptNames = words
