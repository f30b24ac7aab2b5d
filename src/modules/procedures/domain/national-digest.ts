import { createHash } from 'node:crypto'
import type { PublishedProcedure } from './published-procedure.ts'

/** JSON with the keys of every object in order, so that equal data has equal text. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}

/** SHA-256, in hex, over the published part: the same content has the same digest whatever the order of its keys. */
export const digestOf = (published: PublishedProcedure): string =>
  createHash('sha256').update(canonical(published)).digest('hex')

export type PublishedField = keyof PublishedProcedure

/** One field that differs; a part of it that is new, gone or other. Texts are cut for display. */
export type RecordDifference = {
  readonly field: PublishedField
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: string
  readonly after: string
}

const longestShown = 2_000

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : canonical(value ?? null)).slice(0, longestShown)

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** What a new edition of a procedure changes, field by field in the order of the schema; empty when nothing does. */
export const compareRecords = (before: PublishedProcedure, after: PublishedProcedure): readonly RecordDifference[] =>
  (Object.keys({ ...before, ...after }) as PublishedField[]).flatMap((field): RecordDifference[] => {
    const old = before[field]
    const now = after[field]
    if (canonical(old ?? null) === canonical(now ?? null)) return []
    const kind = isEmpty(old) ? 'added' : isEmpty(now) ? 'removed' : 'changed'
    return [{ field, kind, before: shown(old), after: shown(now) }]
  })
