/** Word writes one vocabulary under two namespaces, so names are compared without theirs. */
export const elementsOf = (parent: Element): readonly Element[] =>
  Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1)

export const childOf = (parent: Element | undefined, name: string): Element | undefined =>
  parent === undefined ? undefined : elementsOf(parent).find((child) => child.localName === name)

export const attributeOf = (element: Element | undefined, name: string): string | undefined =>
  element === undefined ? undefined : Array.from(element.attributes).find((one) => one.localName === name)?.value

/** `w:val` of a child, as most properties are written. */
export const settingOf = (parent: Element | undefined, name: string): string | undefined =>
  attributeOf(childOf(parent, name), 'val')

export const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined

/** A property that is on by standing there; undefined where nothing is said. */
export const switchOf = (parent: Element | undefined, name: string): boolean | undefined => {
  const found = childOf(parent, name)
  if (found === undefined) return undefined
  const value = attributeOf(found, 'val')
  return !(value === '0' || value === 'false' || value === 'off' || value === 'none')
}

/** Every element below, itself not counted. */
export const descendantsOf = (root: Element, name: string): readonly Element[] =>
  Array.from(root.getElementsByTagName('*')).filter((element) => element.localName === name)
