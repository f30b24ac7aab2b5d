import { element, xmlBytes } from '../xml/build-xml.ts'
import type { Description, Field } from './description.ts'

/** A description as XML, its elements in the order of the fields. */
export const eadBytes = (
  root: string,
  fields: readonly Field[],
  description: Description,
  schemaPath: string,
): Buffer =>
  xmlBytes(
    element(
      root,
      { 'xsi:noNamespaceSchemaLocation': schemaPath },
      ...fields.flatMap(({ name }) => (description[name] ?? []).map((value) => element(name, {}, value))),
    ),
    { xsi: 'http://www.w3.org/2001/XMLSchema-instance' },
  )

/** The description that an element holds; the values of the same name are together. */
export const readDescription = (root: Element): Description => {
  const found: Record<string, string[]> = Object.create(null)
  for (const node of Array.from(root.childNodes)) {
    if (node.nodeType !== node.ELEMENT_NODE) continue
    const { localName } = node as Element
    found[localName] = [...(found[localName] ?? []), node.textContent ?? '']
  }
  return { ...found }
}
