import type { z } from 'zod'
import type { Result } from '#kernel/result.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import type { DownloadAnswer, PageRequest, Route, RouteAccess } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { ApiRefusal } from './api-refusal.ts'

export type OperationId = keyof Messages['api']['operations']
/** What is said of an operation beside its name, where the name is not enough. */
export const noteOf = (t: Messages, id: OperationId): string | undefined => {
  const notes: Partial<Readonly<Record<OperationId, string>>> = t.api.notes
  return notes[id]
}

export type OperationGroup = keyof Messages['api']['groups']

/** What a deed is done with: everything parsed, and who does it. */
export type ApiCall<Params, Query, Body> = {
  readonly request: PageRequest
  readonly t: Messages
  readonly deps: SigningDeps
  readonly actor: Actor
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

type Shape = z.ZodObject
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<never, never>

type Told<Reply> = Reply extends z.ZodType ? z.input<Reply> : Omit<DownloadAnswer, 'kind'>

type Definition<Params, Query, Body, Reply> = {
  readonly id: OperationId
  readonly group: OperationGroup
  readonly method: Route['method']
  readonly path: string
  readonly access: RouteAccess
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** What is told; `file` for bytes. */
  readonly reply: Reply
  /** Something was made by it. */
  readonly creates?: boolean
  /** Takes one file as multipart/form-data, and the fields of `body` beside it as texts. */
  readonly upload?: boolean
  readonly rateLimit?: Route['rateLimit']
  readonly statementBudget?: number
  /** Signs or seals: see `Route`. */
  readonly signs?: boolean
  readonly run: (call: ApiCall<Parsed<Params>, Parsed<Query>, Parsed<Body>>) => Promise<Result<Told<Reply>, ApiRefusal>>
}

/** An act or a question of the interface, whatever its parts are. */
export type Operation = Omit<Definition<Shape, Shape, Shape, z.ZodType | 'file'>, 'run'> & {
  readonly run: (call: ApiCall<unknown, unknown, unknown>) => Promise<Result<unknown, ApiRefusal>>
}

/** Declares an operation, with the parts of its call typed by their schemas. */
export const operation = <
  Reply extends z.ZodType | 'file',
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends Shape | undefined = undefined,
>(
  definition: Definition<Params, Query, Body, Reply>,
): Operation => definition as unknown as Operation
