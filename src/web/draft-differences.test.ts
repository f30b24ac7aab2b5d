import { expect, it } from 'vitest'
import { messages } from '#web/messages/index.ts'
import type { FormFieldsView, FormFieldView } from '#web/ui/form/form-field-view.ts'
import { choiceOf, draftDifferences, withChoices } from './draft-differences.ts'

const t = messages('vi')

const question = (name: string, value: FormFieldView['value'], other: Partial<FormFieldView> = {}): FormFieldView => ({
  name,
  type: 'text',
  label: `Câu ${name}`,
  value,
  section: name.includes('[') ? 'children' : 'a',
  ...other,
})

const drawn = (...fields: FormFieldView[]): FormFieldsView => ({
  sections: [{ id: 'a' }, { id: 'children', repeat: { name: 'children', itemName: 'Con' } }],
  fields,
})

it('compares what was meant: spaces, line ends and an unanswered question make no difference', () => {
  const typed = drawn(question('a', ' x\r\ny '), question('b', ''), question('c', ['1']))
  const kept = drawn(question('a', 'x\ny'), question('c', '1'))
  expect(draftDifferences(t, typed, kept)).toEqual([])
})

it('shows answers in the words of the page, in its order', () => {
  const options = [
    { value: 'm', text: 'Nam' },
    { value: 'f', text: 'Nữ' },
  ]
  const typed = drawn(
    question('sex', 'm', { type: 'radio', options }),
    question('born', '2020-02-03', { type: 'date' }),
  )
  const kept = drawn(question('sex', 'f', { type: 'radio', options }), question('born', 'hôm qua', { type: 'date' }))
  expect(draftDifferences(t, typed, kept)).toEqual([
    { question: 'sex', label: 'Câu sex', mine: 'Nam', kept: 'Nữ' },
    { question: 'born', label: 'Câu born', mine: '03/02/2020', kept: 'hôm qua' },
  ])
})

it('takes a list as one question: its rows are never mixed', () => {
  const typed = drawn(question('children[0].name', 'An'), question('children[1].name', 'Bình'))
  const kept = drawn(question('children[0].name', 'Chi'))
  const [difference] = draftDifferences(t, typed, kept)
  if (difference === undefined) throw new Error('no difference')
  expect(difference).toMatchObject({ label: 'Con', kept: 'Câu children[0].name: Chi' })
  const choice = choiceOf(difference)
  const posted = { 'children[0].name': 'An', 'children[1].name': 'Bình', a: 'mine' }
  const stored = { 'children[0].name': 'Chi', a: 'kept' }
  expect(withChoices({ ...posted, [choice.name]: choice.kept }, stored)).toMatchObject({
    'children[0].name': 'Chi',
    a: 'mine',
  })
  expect(withChoices({ ...posted, [choice.name]: choice.kept }, stored)).not.toHaveProperty('children[1].name')
  expect(withChoices({ ...posted, [choice.name]: choice.mine }, stored)).toMatchObject(posted)
})
