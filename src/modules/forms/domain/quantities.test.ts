import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoForm } from '#test/support/demo-data.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { quantitiesOf } from './quantities.ts'

const form = demoForm('civil-extract')

describe('what fees are counted by', () => {
  it('is what the e-form asks for, and nothing where it asks for nothing', () => {
    expect([...quantitiesOf(form, formAnswers['civil-extract'])]).toEqual([['bản', 3]])
    expect([...quantitiesOf(demoForm('general'), formAnswers.general)]).toEqual([])
  })

  it('is added up over the rows of a list', () => {
    const copied = demoForm('certified-copy')
    const sections = copied.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => (field.name === 'copies' ? { ...field, countsFor: 'bản' } : field)),
    }))
    const documents = [{ name: 'a', pages: 1, copies: 2 }, { name: 'b', pages: 3, copies: 5 }, { name: 'c' }]
    expect([...quantitiesOf({ ...copied, sections }, { documents })]).toEqual([['bản', 7]])
  })

  it('is a whole number above nothing, whatever was answered', () => {
    fc.assert(
      fc.property(fc.anything(), (count) => {
        const found = quantitiesOf(form, { copies: { count } }).get('bản')
        expect(found === undefined || (Number.isInteger(found) && found > 0)).toBe(true)
      }),
    )
  })
})
