import { element, type XmlElement, xmlBytes } from '../xml/build-xml.ts'
import { archiveCodes } from './code-lists.ts'
import type { Field } from './description.ts'

const facet = (name: string, value: string | number): XmlElement => element(`xs:${name}`, { value })

const restriction = ({ kind, codes, longest }: Field): XmlElement => {
  if (kind === 'date') return element('xs:restriction', { base: 'xs:date' })
  if (kind === 'number')
    return element('xs:restriction', { base: 'xs:nonNegativeInteger' }, facet('totalDigits', longest))
  if (kind === 'code')
    return element(
      'xs:restriction',
      { base: 'xs:string' },
      ...Object.keys(archiveCodes[codes ?? 'flag']).map((value) => facet('enumeration', value)),
    )
  return element('xs:restriction', { base: 'xs:string' }, facet('minLength', 1), facet('maxLength', longest))
}

const elementOf = (field: Field): XmlElement =>
  element(
    'xs:element',
    {
      name: field.name,
      minOccurs: field.required ? undefined : 0,
      maxOccurs: field.isList === true ? 'unbounded' : undefined,
    },
    element('xs:annotation', {}, element('xs:documentation', {}, field.label)),
    element('xs:simpleType', {}, restriction(field)),
  )

/** The schema of a description, made from the same fields by which it is written and checked. */
export const schemaOf = (root: string, fields: readonly Field[]): Buffer =>
  xmlBytes(
    element(
      'xs:schema',
      { elementFormDefault: 'qualified' },
      element(
        'xs:element',
        { name: root },
        element('xs:complexType', {}, element('xs:sequence', {}, ...fields.map(elementOf))),
      ),
    ),
    { xs: 'http://www.w3.org/2001/XMLSchema' },
  )
