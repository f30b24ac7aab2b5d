import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { prefillOf } from './answers.ts'
import { formBodyOf, parseFormBody } from './form-body.ts'
import { FormDefinition } from './form-definition.ts'
import { formFaultText } from './form-faults.ts'
import { readNumber } from './text-formats.ts'
import { validateForm } from './validate-form.ts'

const today = Temporal.PlainDate.from('2026-11-20')

const raw = {
  key: 'small',
  version: 1,
  title: 'Tờ khai thử',
  englishTitle: 'Small form',
  official: null,
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    required: ['person', 'kind'],
    properties: {
      person: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 40, format: 'person-name' },
          born: { type: 'string', maxLength: 10, format: 'date' },
          phone: { type: 'string', maxLength: 16, format: 'phone' },
        },
      },
      kind: { type: 'string', enum: ['house', 'bridge'] },
      span: { type: 'number', minimum: 1, maximum: 500 },
      wishes: { type: 'array', maxItems: 2, uniqueItems: true, items: { type: 'string', enum: ['a', 'b'] } },
      rows: {
        type: 'array',
        maxItems: 3,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: { name: { type: 'string', maxLength: 20 }, count: { type: 'integer', minimum: 0, maximum: 9 } },
        },
      },
    },
  },
  sections: [
    {
      key: 'person',
      title: 'Người khai',
      fields: [
        { name: 'person.name', label: 'Họ và tên', widget: 'text', prefill: 'owner.fullName' },
        { name: 'person.born', label: 'Ngày sinh', widget: 'date', dateBound: 'not-after-today' },
        { name: 'person.phone', label: 'Điện thoại', widget: 'text' },
        {
          name: 'kind',
          label: 'Loại',
          widget: 'radio',
          options: [
            { value: 'house', label: 'Nhà' },
            { value: 'bridge', label: 'Cầu' },
          ],
        },
        {
          name: 'span',
          label: 'Khẩu độ',
          widget: 'number',
          showWhen: { field: 'kind', in: ['bridge'] },
          requiredWhenShown: true,
        },
        {
          name: 'wishes',
          label: 'Mong muốn',
          widget: 'checkboxes',
          options: [
            { value: 'a', label: 'A' },
            { value: 'b', label: 'B' },
          ],
        },
      ],
    },
    {
      key: 'rows',
      title: 'Dòng',
      list: { name: 'rows', itemTitle: 'Dòng', addLabel: 'Thêm dòng' },
      fields: [
        { name: 'name', label: 'Tên', widget: 'text' },
        { name: 'count', label: 'Số', widget: 'number', showWhen: { field: 'name', filled: true } },
      ],
    },
  ],
}
const form = FormDefinition.parse(raw)
const good = { person: { name: 'Lê An' }, kind: 'house' }

const faults = (values: unknown) => {
  const result = validateForm(form, values, today)
  return result.ok ? [] : result.refusal.faults.map((fault) => `${fault.field}: ${fault.code}`)
}

const bodyFaults = (body: Record<string, unknown>) => {
  const result = parseFormBody(form, body)
  return result.ok ? [] : result.refusal.faults.map((fault) => `${fault.field}: ${fault.code}`)
}

describe('a definition', () => {
  const without = (change: (copy: typeof raw) => void) => {
    const copy = structuredClone(raw)
    change(copy)
    return FormDefinition.safeParse(copy).success
  }
  it('must ask every field once', () => {
    expect(without((copy) => copy.sections[0]?.fields.pop())).toBe(false)
    expect(without((copy) => copy.sections[0]?.fields.push({ name: 'kind', label: 'Loại', widget: 'radio' }))).toBe(
      false,
    )
  })
  it('refuses a text without a greatest length, a pattern, and a name that is not a field name', () => {
    expect(without((copy) => Reflect.deleteProperty(copy.schema.properties.person.properties.name, 'maxLength'))).toBe(
      false,
    )
    expect(without((copy) => Object.assign(copy.schema.properties.kind, { pattern: '(a+)+$' }))).toBe(false)
    expect(without((copy) => Object.assign(copy.schema.properties, { constructor: { type: 'boolean' } }))).toBe(false)
  })
})

describe('checking', () => {
  it('tidies and keeps only what was asked', () =>
    expect(
      validateForm(
        form,
        { person: { name: '  Lê \t An ', phone: '0912 345.678' }, kind: 'house', span: 4, rows: [{}] },
        today,
      ),
    ).toEqual({ ok: true, value: { person: { name: 'Lê An', phone: '0912345678' }, kind: 'house' } }))

  it('names each wrong field once, in the order of the form', () =>
    expect(
      faults({
        person: { name: '123', born: '2026-02-30', phone: '12' },
        kind: 'tower',
        wishes: ['a', 'a'],
        rows: [{ count: 3 }, { name: 'x', count: 10 }],
      }),
    ).toEqual([
      'person.name: not-a-name',
      'person.born: not-a-date',
      'person.phone: not-a-phone',
      'kind: not-offered',
      'wishes: repeated',
      'rows[0].name: required',
      'rows[1].count: too-great',
    ]))

  it('wants an answer where the condition holds, and drops it where it does not', () => {
    expect(faults({ ...good, kind: 'bridge' })).toEqual(['span: required'])
    expect(faults({ ...good, kind: 'bridge', span: 12 })).toEqual([])
    expect(validateForm(form, { ...good, span: 'hỏng' }, today).ok).toBe(true)
  })

  it('knows the day', () => {
    expect(faults({ ...good, person: { name: 'An', born: '2026-11-21' } })).toEqual(['person.born: in-the-future'])
    expect(faults({ ...good, person: { name: 'An', born: '20/11/2026' } })).toEqual([])
  })

  it('says what to do', () => {
    const result = validateForm(form, { kind: 'house', person: { name: 'x'.repeat(41) } }, today)
    expect(result.ok ? '' : formFaultText(result.refusal.faults[0] ?? never())).toBe(
      '“Họ và tên” quá dài: tối đa 40 ký tự. Hãy rút gọn.',
    )
  })
})

const never = (): never => {
  throw new Error('no fault')
}

describe('hostile values', () => {
  const deep = (levels: number): unknown => (levels === 0 ? 'x' : { person: deep(levels - 1) })
  it.each([
    ['no object', 'text', [': wrong-kind']],
    ['a list', [], [': wrong-kind']],
    ['null', null, [': wrong-kind']],
    [
      'prototype pollution',
      JSON.parse('{"__proto__":{"admin":true},"person":{"name":"An"},"kind":"house"}'),
      ['__proto__: unknown-field'],
    ],
    ['a constructor', { ...good, constructor: { prototype: { admin: true } } }, ['constructor: unknown-field']],
    ['an unknown field', { ...good, admin: true }, ['admin: unknown-field']],
    ['an unknown field in a row', { ...good, rows: [{ name: 'a', admin: 1 }] }, ['rows[0].admin: unknown-field']],
    ['a list in place of a text', { ...good, person: { name: ['An', 'Bình'] } }, ['person.name: wrong-kind']],
    ['an object in place of a text', { ...good, person: { name: { toString: 'x' } } }, ['person.name: wrong-kind']],
    ['a text in place of an object', { ...good, person: 'An' }, ['person: wrong-kind']],
    ['a text in place of a list', { ...good, rows: 'x' }, ['rows: wrong-kind']],
    ['texts in place of rows', { ...good, rows: ['x'] }, ['rows[0]: wrong-kind']],
    ['1 MB of text', { ...good, person: { name: 'a'.repeat(1_000_000) } }, [': too-large']],
    ['deep nesting', deep(5_000), [': too-large']],
    ['very many rows', { ...good, rows: Array.from({ length: 100_000 }, () => ({ name: 'a' })) }, [': too-large']],
    ['too many rows', { ...good, rows: Array.from({ length: 4 }, () => ({ name: 'a' })) }, ['rows: too-many-rows']],
    ['a number that is none', { ...good, kind: 'bridge', span: Number.NaN }, ['span: not-a-number']],
  ])('%s is refused', (_, values, expected) => {
    expect(faults(values)).toEqual(expected)
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })

  it('never throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6 }), (values) => {
        const result = validateForm(form, values, today)
        return result.ok || result.refusal.faults.length > 0
      }),
      { numRuns: 500 },
    )
  })
})

describe('a posted form', () => {
  it('becomes values and back', () => {
    const body = {
      _csrf: 'abc',
      'person.name': 'Lê An',
      'person.born': '7/9/1990',
      kind: 'bridge',
      span: '12,5',
      wishes: ['a', 'b'],
      'rows[2].name': 'hai',
      'rows[0].name': 'không',
      'rows[0].count': '3',
      'rows[1].name': '',
    }
    const parsed = parseFormBody(form, body)
    if (!parsed.ok) throw new Error('refused')
    expect(parsed.value).toEqual({
      person: { name: 'Lê An', born: '7/9/1990' },
      kind: 'bridge',
      span: 12.5,
      wishes: ['a', 'b'],
      rows: [{ name: 'không', count: 3 }, { name: 'hai' }],
    })
    const checked = validateForm(form, parsed.value, today)
    if (!checked.ok) throw new Error('refused')
    expect(formBodyOf(form, checked.value)).toMatchObject({
      'person.born': '1990-09-07',
      span: '12,5',
      'rows[1].name': 'hai',
    })
  })

  it('reads one ticked box as a list', () =>
    expect(parseFormBody(form, { wishes: 'a' })).toEqual({ ok: true, value: { wishes: ['a'] } }))

  it.each([
    ['prototype pollution', JSON.parse('{"__proto__.admin":"1"}'), '__proto__.admin: unknown-field'],
    ['prototype pollution as a key', JSON.parse('{"__proto__":"1"}'), '__proto__: unknown-field'],
    ['pollution in a row', { 'rows[0].__proto__': '1' }, 'rows[0].__proto__: unknown-field'],
    ['a constructor', { 'constructor.prototype.admin': '1' }, 'constructor.prototype.admin: unknown-field'],
    ['an unknown name', { admin: '1' }, 'admin: unknown-field'],
    ['a whole object', { person: '{}' }, 'person: unknown-field'],
    ['a text posted twice', { 'person.name': ['An', 'Bình'] }, 'person.name: wrong-kind'],
    ['an object in place of a text', { 'person.name': { first: 'An' } }, 'person.name: wrong-kind'],
    ['a far row', { 'rows[9999].name': 'x' }, 'rows: too-many-rows'],
    ['a huge row number', { 'rows[99999999999].name': 'x' }, 'rows[99999999999].name: unknown-field'],
    ['1 MB of text', { 'person.name': 'a'.repeat(1_000_000) }, ': too-large'],
    ['a very long name', { ['a.'.repeat(5_000)]: 'x' }, `${'a.'.repeat(40)}: unknown-field`],
    [
      'many names',
      Object.fromEntries(Array.from({ length: 7_000 }, (_, i) => [`rows[${i}].name`, 'x'])),
      ': too-large',
    ],
  ])('%s is refused', (_, body, expected) => {
    expect(bodyFaults(body)).toEqual([expected])
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })

  it('never throws, whatever is posted', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything({ maxDepth: 2 })), (body) => {
        parseFormBody(form, body)
        return Reflect.get({}, 'admin') === undefined
      }),
    )
  })
})

describe('small things', () => {
  it.each([
    ['1.250.000', 1_250_000],
    ['1.250,75', 1250.75],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['-3', -3],
    ['1e9', undefined],
    ['', undefined],
    ['9'.repeat(40), undefined],
  ])('"%s" is read as %s', (text, number) => expect(readNumber(text)).toBe(number))

  it('fills in only what is empty', () => {
    expect(prefillOf(form, { 'owner.fullName': 'Lê An' })).toEqual({ person: { name: 'Lê An' } })
    expect(prefillOf(form, { 'owner.fullName': 'Lê An' }, { person: { name: 'Bình' } })).toEqual({
      person: { name: 'Bình' },
    })
  })
})
