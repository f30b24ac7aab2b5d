import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { messages } from '../../messages/index.ts'
import { CheckboxGroup } from './checkbox-group.tsx'
import { DateField } from './date-field.tsx'
import { parseDateInput } from './date-input.ts'
import { ErrorSummary } from './error-summary.tsx'
import { fieldId } from './field-id.ts'
import { FileField } from './file-field.tsx'
import { Form } from './form.tsx'
import type { FormFieldView } from './form-field-view.ts'
import { FormFields } from './form-fields.tsx'
import { RadioGroup } from './radio-group.tsx'
import { TextInput } from './text-input.tsx'

const t = messages('vi')
const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>'&`

const place = (html: string, part: string): number => {
  expect(html).toContain(part)
  return html.indexOf(part)
}

describe('a field', () => {
  const html = renderToString(
    <TextInput name="child.name" label="Họ tên" hint="Viết hoa" error="Ghi họ tên" autocomplete="name" required />,
  )

  it('joins its label, hint and error to its control', () => {
    expect(html).toContain('<label class="ds-label" for="f-child-name">')
    expect(html).toContain('aria-describedby="f-child-name-hint f-child-name-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('autocomplete="name"')
  })

  it('says what is wrong between label and control', () => {
    const order = ['<label', 'id="f-child-name-hint"', 'id="f-child-name-error"', '<input'].map((part) =>
      place(html, part),
    )
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  it('describes nothing when there is nothing to say', () => {
    const plain = renderToString(<TextInput name="x" label="X" />)
    expect(plain).not.toContain('aria-describedby')
    expect(plain).not.toContain('aria-invalid')
  })

  it('marks what may stay empty, not what must be filled', () => {
    const text = t.form.optional
    expect(renderToString(<TextInput name="x" label="X" optionalText={text} />)).toContain(text)
    expect(renderToString(<TextInput name="x" label="X" optionalText={text} required />)).not.toContain(text)
  })
})

describe('a group of choices', () => {
  it('is a fieldset that an error can lead to', () => {
    const html = renderToString(
      <RadioGroup name="sex" label="Giới tính" error="Chọn một" value="nu" options={[{ value: 'nu', text: 'Nữ' }]} />,
    )
    expect(html).toMatch(/<fieldset[^>]*id="f-sex"[^>]*tabindex="-1"/)
    expect(html).toContain('aria-describedby="f-sex-error"')
    expect(html).toMatch(/type="radio"[^>]*checked/)
  })

  it('keeps every chosen value', () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, text: value }))
    const html = renderToString(<CheckboxGroup name="x" label="X" options={options} values={['a', 'c']} />)
    expect(html.match(/ checked/g)).toHaveLength(2)
  })
})

describe('a date', () => {
  it.each([
    ['7/9/2026', '2026-09-07'],
    [' 07.09.2026 ', '2026-09-07'],
    ['07 - 09 - 2026', '2026-09-07'],
    ['2026-09-07', '2026-09-07'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2026', undefined],
    ['31/04/2026', undefined],
    ['9/2026', undefined],
    ['hôm qua', undefined],
    ['', undefined],
  ])('"%s" is read as %s', (text, day) => expect(parseDateInput(text)).toBe(day))

  it('is read back as it was written', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10)
          const [year, month, day] = iso.split('-')
          return parseDateInput(`${day}/${month}/${year}`) === iso && parseDateInput(iso) === iso
        },
      ),
    ))

  it('gives a wrong text back to be corrected', () => {
    const html = renderToString(<DateField name="d" label="Ngày" value="31/02/2026" error="Không có ngày này" />)
    expect(html).toContain('type="text"')
    expect(html).toContain('value="31/02/2026"')
    expect(renderToString(<DateField name="d" label="Ngày" value="2026-02-01" />)).toContain('type="date"')
  })
})

describe('the error summary', () => {
  it('leads to each field', () => {
    const html = renderToString(<ErrorSummary t={t} errors={[{ name: 'child.name', text: 'Ghi họ tên' }]} />)
    expect(html).toContain(`href="#${fieldId('child.name')}"`)
    expect(html).toContain('tabindex="-1"')
  })
  it('is absent when nothing is wrong', () => expect(renderToString(<ErrorSummary t={t} errors={[]} />)).toBe(''))
})

describe('a form', () => {
  it('is posted with its token and key', () => {
    const html = renderToString(
      <Form target={{ action: '/x', csrf: 'token', key: 'once', hidden: { step: '2' } }}>{null}</Form>,
    )
    expect(html).toContain('method="post"')
    for (const pair of ['name="_csrf" value="token"', 'name="_key" value="once"', 'name="step" value="2"'])
      expect(html).toContain(pair)
  })

  const field = (more: Partial<FormFieldView>): FormFieldView => ({
    section: 's',
    name: 'n',
    type: 'text',
    label: 'L',
    ...more,
  })

  it('adds and removes rows by submit buttons that skip the checks', () => {
    const html = renderToString(
      <FormFields
        t={t}
        sections={[{ id: 's', title: 'Con', repeat: { name: 'children', itemName: 'Người con', minimum: 1 } }]}
        fields={[field({ name: 'children.0.name', row: 0 }), field({ name: 'children.1.name', row: 1 })]}
      />,
    )
    expect(html).toMatch(/<button[^>]*name="_add"[^>]*value="children"[^>]*formnovalidate/)
    expect(html).toMatch(/<button[^>]*name="_remove"[^>]*value="children.1"[^>]*formnovalidate/)
  })

  it('draws every kind of question', () => {
    const types: readonly FormFieldView['type'][] = [
      'text',
      'textarea',
      'number',
      'money',
      'date',
      'email',
      'phone',
      'identity-number',
      'select',
      'radio',
      'checkbox',
      'checkboxes',
      'file',
    ]
    const fields = types.map((type) => field({ type, name: type, options: [{ value: 'a', text: 'A' }] }))
    const html = renderToString(<FormFields t={t} sections={[{ id: 's' }]} fields={fields} />)
    for (const type of types) expect(html).toContain(`name="${type}"`)
  })

  it('escapes what people type', () => {
    const types: readonly FormFieldView['type'][] = [
      'text',
      'textarea',
      'select',
      'radio',
      'checkboxes',
      'file',
      'note',
    ]
    const fields = types.map((type) =>
      field({
        type,
        name: `${type}${hostile}`,
        label: hostile,
        hint: hostile,
        error: hostile,
        source: hostile,
        value: hostile,
        options: [{ value: hostile, text: hostile, hint: hostile }],
        files: [{ id: hostile, name: hostile, size: hostile }],
      }),
    )
    const html = renderToString(<FormFields t={t} sections={[{ id: 's', title: hostile }]} fields={fields} />)
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;script')
  })

  it('keeps the files that were sent before', () => {
    const html = renderToString(
      <FileField
        t={t}
        name="p"
        label="Giấy"
        removeName="_remove-file"
        files={[{ id: '7', name: 'a.pdf', size: '1 MB' }]}
      />,
    )
    expect(html).toMatch(/name="_remove-file"[^>]*value="7"/)
    expect(html).toContain('a.pdf')
  })
})
