import { z } from 'zod'
import type { Messages } from '#web/messages/index.ts'
import { noteOf, type Operation } from '../operation.ts'
import { operations } from '../operations/index.ts'

export const apiVersion = '1.0.0'

/** JSON Schema of one side of the wire, without what only names its dialect: OpenAPI 3.1 states that once. */
type Schema = Readonly<Record<string, unknown>>

export type OpenApi = {
  readonly openapi: '3.1.0'
  readonly jsonSchemaDialect: string
  readonly info: Schema
  readonly servers: readonly Schema[]
  readonly tags: readonly Schema[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>
  readonly components: Readonly<Record<'schemas' | 'securitySchemes' | 'responses', Readonly<Record<string, Schema>>>>
}

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ name: z.string(), text: z.string() })).optional(),
})

export const schemaOf = (schema: z.ZodType, side: 'input' | 'output'): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' })
  return rest
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const requestName = ({ id }: Operation): string => `${capital(id)}Request`
const replyName = ({ id }: Operation): string => `${capital(id)}Reply`
const refTo = (kind: 'schemas' | 'responses', name: string): Schema => ({ $ref: `#/components/${kind}/${name}` })

/** `/api/v1/dossiers/:id/accept` as OpenAPI writes it. */
export const templateOf = (path: string): string => path.replaceAll(/:([A-Za-z]+)/g, '{$1}')

type Where = 'path' | 'query'

const parametersIn = (t: Messages, where: Where, shape: z.ZodObject | undefined): readonly Schema[] => {
  if (shape === undefined) return []
  const names: Readonly<Record<string, string>> = t.api.names
  const { required = [] } = schemaOf(shape, 'input') as { readonly required?: readonly string[] }
  return Object.entries(shape.shape).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    description: names[name] ?? '',
    schema: schemaOf(schema as z.ZodType, 'input'),
  }))
}

const problemStatuses = (operation: Operation): readonly number[] => [
  ...(operation.access === 'public' ? [] : [401, 403]),
  404,
  ...(operation.method === 'POST' ? [400, 409, 413, 415] : []),
  422,
  429,
]

const fileSchema = { type: 'string', contentMediaType: 'application/octet-stream' } as const

const multipartSchema = (operation: Operation): Schema => {
  const fields = operation.body === undefined ? {} : schemaOf(operation.body, 'input')
  const { properties = {}, required = [] } = fields as { properties?: Schema; required?: readonly string[] }
  return { type: 'object', properties: { ...properties, file: fileSchema }, required: [...required, 'file'] }
}

const requestBody = (operation: Operation): Schema => {
  if (operation.method === 'GET') return {}
  if (operation.upload === true)
    return {
      requestBody: { required: true, content: { 'multipart/form-data': { schema: multipartSchema(operation) } } },
    }
  if (operation.body === undefined) return {}
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: refTo('schemas', requestName(operation)) } },
    },
  }
}

const doneContent = (operation: Operation): Schema =>
  operation.reply === 'file'
    ? { 'application/octet-stream': { schema: fileSchema } }
    : { 'application/json': { schema: refTo('schemas', replyName(operation)) } }

const securityOf = ({ access }: Operation): readonly Schema[] => {
  if (access === 'public') return []
  return access === 'machine' ? [{ key: [] }] : [{ session: [], formToken: [] }, { key: [] }]
}

const describe = (t: Messages, operation: Operation): Schema => {
  const note = noteOf(t, operation.id)
  const status = operation.creates === true ? 201 : 200
  const problems = problemStatuses(operation).map((one) => [String(one), refTo('responses', `Problem${one}`)] as const)
  const parameters = [...parametersIn(t, 'path', operation.params), ...parametersIn(t, 'query', operation.query)]
  return {
    operationId: operation.id,
    tags: [operation.group],
    summary: t.api.operations[operation.id],
    ...(note === undefined ? {} : { description: note }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(operation),
    responses: {
      [status]: {
        description: t.api.answers[operation.reply === 'file' ? 'file' : 'done'],
        content: doneContent(operation),
      },
      ...Object.fromEntries(problems),
    },
    security: securityOf(operation),
  }
}

const pathsOf = (t: Messages): OpenApi['paths'] => {
  const paths: Record<string, Record<string, Schema>> = {}
  for (const operation of operations) {
    const template = templateOf(operation.path)
    paths[template] = { ...paths[template], [operation.method.toLowerCase()]: describe(t, operation) }
  }
  return paths
}

const schemasOf = (): Readonly<Record<string, Schema>> => {
  const schemas: Record<string, Schema> = { Problem: schemaOf(Problem, 'output') }
  for (const operation of operations) {
    if (operation.body !== undefined && operation.upload !== true)
      schemas[requestName(operation)] = schemaOf(operation.body, 'input')
    if (operation.reply !== 'file') schemas[replyName(operation)] = schemaOf(operation.reply, 'output')
  }
  return schemas
}

const responsesOf = (t: Messages): Readonly<Record<string, Schema>> => {
  const content = { 'application/problem+json': { schema: refTo('schemas', 'Problem') } }
  return Object.fromEntries(
    Object.entries(t.api.problems).map(([status, description]) => [`Problem${status}`, { description, content }]),
  )
}

/** The description of the interface, made from the very schemas by which requests are read and replies are held. */
export const openApiOf = (t: Messages, publicUrl: string): OpenApi => ({
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: {
    title: t.transparency.apiTitle,
    version: apiVersion,
    description: t.api.about,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: publicUrl }],
  tags: Object.entries(t.api.groups).map(([name, description]) => ({ name, description })),
  paths: pathsOf(t),
  components: {
    schemas: schemasOf(),
    responses: responsesOf(t),
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: t.api.bearer },
      session: { type: 'apiKey', in: 'cookie', name: 'motcua-phien', description: t.api.session },
      formToken: { type: 'apiKey', in: 'header', name: 'x-csrf-token', description: t.api.formToken },
    },
  },
})
