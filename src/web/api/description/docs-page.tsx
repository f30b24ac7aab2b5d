import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { json, page, type Route } from '#web/http/route.ts'
import { type Locale, type Messages, messages } from '#web/messages/index.ts'
import { ApiDocsPage, type ApiDocsView, type ApiOperationView } from '#web/ui/views/citizen/api-docs.tsx'
import { noteOf, type Operation, type OperationGroup } from '../operation.ts'
import { operations } from '../operations/index.ts'
import { apiVersion, openApiOf, schemaOf } from './open-api.ts'

type Property = {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Property[]
  readonly items?: Property
}

/** A kind in the words of JSON Schema, which whoever programs against it reads. */
const kindOf = (property: Property): string => {
  if (property.enum !== undefined) return property.enum.map(String).join(' | ')
  if (property.const !== undefined) return JSON.stringify(property.const)
  if (property.anyOf !== undefined) return property.anyOf.map(kindOf).join(' | ')
  if (property.type === 'array') return `${property.items === undefined ? 'any' : kindOf(property.items)}[]`
  return property.format ?? (typeof property.type === 'string' ? property.type : 'any')
}

type Shape = NonNullable<Operation['body']>

const parametersOf = (t: Messages, shape: Shape | undefined): ApiOperationView['parameters'] => {
  if (shape === undefined) return []
  const names: Readonly<Record<string, string>> = t.api.names
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    readonly properties?: Readonly<Record<string, Property>>
    readonly required?: readonly string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    kind: kindOf(property),
    meaning: names[name] ?? '',
    isRequired: required.includes(name),
  }))
}

const rightText = (t: Messages, { access }: Operation): string | undefined => {
  if (access === 'public') return undefined
  if (access === 'citizen') return t.api.rights.citizen
  if (access === 'signed-in') return t.api.rights.signedIn
  if (access === 'machine') return t.api.rights.machine
  return access.officer === 'any' ? t.api.rights.officer : access.officer.join(', ')
}

const exampleOf = ({ method, path, access, body, upload }: Operation): string => {
  const key = access === 'public' ? '' : ' -H "Authorization: Bearer $KEY"'
  const act = method === 'GET' ? '' : ' -X POST'
  const content =
    upload === true ? ' -F paper=… -F file=@…' : body === undefined ? '' : " -H 'Content-Type: application/json' -d @…"
  return `curl${act}${key}${content} https://…${path}`
}

const operationView = (t: Messages, operation: Operation): ApiOperationView => {
  const file = { name: 'file', kind: 'binary', meaning: t.api.names.file, isRequired: true }
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    summary: t.api.operations[operation.id],
    description: noteOf(t, operation.id),
    scope: rightText(t, operation),
    parameters: [
      ...parametersOf(t, operation.params),
      ...parametersOf(t, operation.query),
      ...parametersOf(t, operation.body),
      ...(operation.upload === true ? [file] : []),
    ],
    answers: [
      {
        status: operation.creates === true ? '201' : '200',
        meaning: t.api.answers[operation.reply === 'file' ? 'file' : 'done'],
      },
      { status: '4xx', meaning: t.api.answers.problem },
    ],
    example: exampleOf(operation),
  }
}

const viewOf = (t: Messages, locale: Locale): ApiDocsView => ({
  specificationHref: locale === 'en' ? '/en/api/openapi.json' : '/api/openapi.json',
  version: apiVersion,
  groups: (Object.keys(t.api.groups) as OperationGroup[]).map((group) => ({
    title: t.api.groups[group],
    operations: operations.filter((one) => one.group === group).map((one) => operationView(t, one)),
  })),
})

/** The interface as people read it. */
const docsPage: Route = {
  method: 'GET',
  path: '/api',
  access: 'public',
  inEnglish: true,
  statementBudget: 0,
  handler: async (request) => {
    const t = messages(request.locale)
    const frame = { title: t.transparency.apiTitle, isBilingual: true } as const
    return page(citizenDocument(request, frame, <ApiDocsPage t={t} view={viewOf(t, request.locale)} />))
  },
}

const specification: Route = {
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  inEnglish: true,
  statementBudget: 0,
  handler: async (request) => json(openApiOf(messages(request.locale), request.deps.publicUrl(request.province))),
}

export const descriptionRoutes: readonly Route[] = [docsPage, specification]
