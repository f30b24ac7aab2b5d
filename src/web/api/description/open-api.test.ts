import Ajv2020 from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { messages } from '#web/messages/index.ts'
import { routes } from '#web/routes.ts'
import { operations } from '../operations/index.ts'
import { openApiOf, schemaOf, templateOf } from './open-api.ts'

const description = openApiOf(messages('vi'), 'https://dichvucong.example')

/** The parts of the rules of OpenAPI 3.1 that this description uses, as a schema of its own: what is not named here may not be there. */
const text = { type: 'string', minLength: 1 } as const
const reference = {
  type: 'object',
  required: ['$ref'],
  additionalProperties: false,
  properties: { $ref: { type: 'string', pattern: '^#/components/(schemas|responses)/[A-Za-z0-9._-]+$' } },
} as const
const content = {
  type: 'object',
  minProperties: 1,
  additionalProperties: {
    type: 'object',
    required: ['schema'],
    additionalProperties: false,
    properties: { schema: { type: 'object' } },
  },
} as const
const answer = {
  type: 'object',
  required: ['description'],
  additionalProperties: false,
  properties: { description: text, content },
} as const
const operation = {
  type: 'object',
  required: ['operationId', 'tags', 'summary', 'responses', 'security'],
  additionalProperties: false,
  properties: {
    operationId: text,
    tags: { type: 'array', items: text, minItems: 1 },
    summary: text,
    description: text,
    parameters: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'in', 'required', 'description', 'schema'],
        additionalProperties: false,
        properties: {
          name: text,
          in: { enum: ['path', 'query'] },
          required: { type: 'boolean' },
          description: text,
          schema: { type: 'object' },
        },
        if: { properties: { in: { const: 'path' } } },
        // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
        then: { properties: { required: { const: true } } },
      },
    },
    requestBody: {
      type: 'object',
      required: ['content'],
      additionalProperties: false,
      properties: { required: { type: 'boolean' }, content },
    },
    responses: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[1-5]\\d\\d$' },
      additionalProperties: { anyOf: [reference, answer] },
    },
    security: { type: 'array', items: { type: 'object', additionalProperties: { type: 'array' } } },
  },
} as const
const rules = {
  type: 'object',
  required: ['openapi', 'info', 'paths', 'components'],
  additionalProperties: false,
  properties: {
    openapi: { const: '3.1.0' },
    jsonSchemaDialect: { type: 'string', format: 'uri' },
    info: { type: 'object', required: ['title', 'version'] },
    servers: { type: 'array', items: { type: 'object', required: ['url'], properties: { url: { format: 'uri' } } } },
    tags: { type: 'array', items: { type: 'object', required: ['name'] } },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { get: operation, post: operation },
      },
    },
    components: {
      type: 'object',
      additionalProperties: false,
      properties: {
        schemas: { type: 'object', propertyNames: { pattern: '^[A-Za-z0-9._-]+$' } },
        responses: { type: 'object', additionalProperties: answer },
        securitySchemes: { type: 'object', additionalProperties: { type: 'object', required: ['type'] } },
      },
    },
  },
} as const

const ajv = new Ajv2020.default({ strict: false, allErrors: true })
formats.default(ajv)

const refsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  )
}

const operationsOf = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ name: `${method.toUpperCase()} ${path}`, path, one })),
  )

describe('the description of the interface', () => {
  it('keeps the rules of OpenAPI 3.1', () => {
    const isValid = ajv.validate(rules, JSON.parse(JSON.stringify(description)))
    expect([isValid, ajv.errors]).toEqual([true, null])
  })

  it('leads every reference to something', () => {
    const { components } = description
    for (const ref of refsIn(description)) {
      const [, , kind, name] = ref.split('/')
      const found = kind === 'schemas' ? components.schemas : components.responses
      expect([ref, Object.hasOwn(found, name ?? '')]).toEqual([ref, true])
    }
  })

  it('describes every route that there is, and no other', () => {
    const served = routes.filter((route) => /^\/api\/v\d/.test(route.path))
    expect(
      operationsOf()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(served.map((route) => `${route.method} ${templateOf(route.path)}`).sort())
  })

  it('names every operation once, and every part of a path', () => {
    const ids = operationsOf().map(({ one }) => one.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, one } of operationsOf()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const parameters = (one.parameters ?? []) as readonly { readonly name: string; readonly in: string }[]
      expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(named)
    }
  })

  it('has schemas that a checker of JSON Schema takes', () => {
    for (const [name, schema] of Object.entries(description.components.schemas))
      expect([name, ajv.validateSchema({ ...schema })]).toEqual([name, true])
  })

  it('says what every parameter and every field means, in both languages', () => {
    const names = operations.flatMap(({ params, query, body }) =>
      [params, query, body].flatMap((shape) => (shape === undefined ? [] : Object.keys(shape.shape))),
    )
    for (const locale of ['vi', 'en'] as const)
      expect([...new Set(names)].filter((name) => !Object.hasOwn(messages(locale).api.names, name))).toEqual([])
  })

  it('takes no fields that it does not know, anywhere in what is sent', () => {
    const open = operations.flatMap(({ id, body, upload }) => {
      if (body === undefined || upload === true) return []
      return (schemaOf(body, 'input') as { additionalProperties?: unknown }).additionalProperties === false ? [] : [id]
    })
    expect(open).toEqual([])
  })

  it('gives back what it was made of', () => {
    expect(schemaOf(z.strictObject({ note: z.string().max(3).default('') }), 'input')).toEqual({
      type: 'object',
      properties: { note: { type: 'string', maxLength: 3, default: '' } },
      additionalProperties: false,
    })
  })
})
