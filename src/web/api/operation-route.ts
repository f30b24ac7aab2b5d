import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import {
  type Answer,
  type DownloadAnswer,
  download,
  json,
  type PageRequest,
  type Route,
  text,
} from '#web/http/route.ts'
import { problemDetails, problemMediaType } from '#web/http/send/problem-json.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type ApiRefusal, refusedUpload } from './api-refusal.ts'
import type { Operation } from './operation.ts'
import { faultOfJson } from './sound-json.ts'

const told = ({ status, code, detail, errors }: ApiRefusal): Answer => {
  const more = { ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors }) }
  return text(JSON.stringify(problemDetails(status, code, more)), problemMediaType, status)
}

const mostErrors = 40

const issueText = (t: Messages, issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return t.api.faults.unknownFields(issue.keys.slice(0, 10).join(', ').slice(0, 200))
    case 'invalid_type':
      return t.api.faults.wrongType(issue.expected)
    case 'too_big':
      return t.api.faults.tooBig(String(issue.maximum))
    case 'too_small':
      return t.api.faults.tooSmall(String(issue.minimum))
    case 'invalid_value':
      return t.api.faults.notOneOf(issue.values.slice(0, 20).map(String).join(', '))
    default:
      return t.api.faults.wrongFormat
  }
}

type Part = 'params' | 'query' | 'body'

const parse = <Output>(
  t: Messages,
  part: Part,
  schema: z.ZodType<Output> | undefined,
  value: unknown,
): Result<Output, ApiRefusal> => {
  const parsed = (schema ?? z.object({})).safeParse(value)
  if (parsed.success) return accept(parsed.data as Output)
  // An address with a part that cannot be one names nothing.
  if (part === 'params') return refuse({ status: 404, code: 'http.404' })
  const errors = parsed.error.issues.slice(0, mostErrors).map((issue) => ({
    name: issue.path.map(String).join('.').slice(0, 200),
    text: issueText(t, issue),
  }))
  return refuse({ status: 422, code: `request.${part}-faulty`, detail: t.api.faults[part], errors })
}

const bodyOf = (operation: Operation, request: PageRequest): unknown => {
  if (operation.upload === true) return { ...request.form }
  return request.body ?? {}
}

/** A cross-site form cannot send this type, and what is not this type has not been read as it was meant. */
const isJson = (request: PageRequest): boolean =>
  request.body === undefined ||
  request.body === null ||
  /^application\/json\b/i.test(request.header('content-type') ?? '')

const bodyFault = (operation: Operation, request: PageRequest, t: Messages): ApiRefusal | null => {
  if (operation.method === 'GET') return null
  if (operation.upload === true) {
    if (request.uploadFault !== undefined) return refusedUpload(t, request.uploadFault).refusal
    return request.files.length === 1
      ? null
      : { status: 422, code: 'upload.not-one-file', detail: t.api.faults.notOneFile }
  }
  if (!isJson(request)) return { status: 415, code: 'http.415' }
  return null
}

const readCall = (operation: Operation, request: PageRequest, t: Messages) => {
  const fault = bodyFault(operation, request, t)
  if (fault !== null) return refuse(fault)
  const body = bodyOf(operation, request)
  const unsound = faultOfJson([request.params, request.query, body])
  if (unsound !== null)
    return refuse({ status: 400, code: `request.${unsound}`, detail: t.api.faults.unsound[unsound] } as const)
  const params = parse(t, 'params', operation.params, request.params)
  if (!params.ok) return params
  const query = parse(t, 'query', operation.query, request.query)
  if (!query.ok) return query
  const parsed = operation.method === 'GET' ? accept({}) : parse(t, 'body', operation.body ?? z.strictObject({}), body)
  return parsed.ok ? accept({ params: params.value, query: query.value, body: parsed.value }) : parsed
}

const answer = (operation: Operation, value: unknown): Answer => {
  if (operation.reply === 'file') return download(value as Omit<DownloadAnswer, 'kind'>)
  // Nothing leaves that the description does not promise.
  return json(operation.reply.parse(value), operation.creates === true ? 201 : 200)
}

/** The route of an operation: what came is parsed by its schemas, what goes is held to them, what is refused is told as a problem. */
export const operationRoute = (operation: Operation): Route => ({
  method: operation.method,
  path: operation.path,
  access: operation.access,
  caller: 'api',
  ...(operation.upload === true ? { upload: true } : {}),
  ...(operation.signs === true ? { signs: true } : {}),
  ...(operation.rateLimit === undefined ? {} : { rateLimit: operation.rateLimit }),
  ...(operation.statementBudget === undefined ? {} : { statementBudget: operation.statementBudget }),
  handler: async (request) => {
    const t = messages('vi')
    const call = readCall(operation, request, t)
    if (!call.ok) return told(call.refusal)
    const { actor } = request
    const deps = request.deps.dossiers(request.province)
    const result = await operation.run({ request, t, deps, actor, ...call.value })
    return result.ok ? answer(operation, result.value) : told(result.refusal)
  },
})
