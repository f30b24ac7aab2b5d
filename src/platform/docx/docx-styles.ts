import type { DocxAlign } from './docx-text.ts'
import { attributeOf, childOf, elementsOf, numberOf, settingOf, switchOf } from './xml-tree.ts'

export type TextLook = {
  readonly bold: boolean | undefined
  readonly italic: boolean | undefined
  readonly underline: boolean | undefined
  readonly caps: boolean | undefined
}

export type ListPlace = { readonly listId: string | undefined; readonly level: number | undefined }

export type ParagraphLook = TextLook &
  ListPlace & { readonly align: DocxAlign | undefined; readonly heading: number | undefined }

export type DocxStyles = {
  /** What a paragraph style says, its ancestors included; the usual one for undefined. */
  readonly paragraph: (styleId: string | undefined) => ParagraphLook
  readonly characters: (styleId: string | undefined) => TextLook
}

const aligns: Readonly<Record<string, DocxAlign>> = { center: 'center', right: 'end', end: 'end' }

/** `both`, `left`, `distribute` are all one: the form sets the text to both margins. */
export const alignOf = (properties: Element | undefined): DocxAlign | undefined => {
  const value = settingOf(properties, 'jc')
  return value === undefined ? undefined : (aligns[value] ?? 'start')
}

export const textLookOf = (properties: Element | undefined): TextLook => ({
  bold: switchOf(properties, 'b'),
  italic: switchOf(properties, 'i'),
  underline: switchOf(properties, 'u'),
  caps: switchOf(properties, 'caps'),
})

export const listPlaceOf = (properties: Element | undefined): ListPlace => {
  const list = childOf(properties, 'numPr')
  return { listId: settingOf(list, 'numId'), level: numberOf(settingOf(list, 'ilvl')) }
}

export const headingOf = (properties: Element | undefined): number | undefined => {
  const level = numberOf(settingOf(properties, 'outlineLvl'))
  return level === undefined || level < 0 || level > 8 ? undefined : level + 1
}

/** Lays what is nearer over what is further away. */
export const layOver = <Look extends object>(near: Look, far: Look): Look =>
  Object.fromEntries(
    Object.keys({ ...far, ...near }).map((key) => [key, near[key as keyof Look] ?? far[key as keyof Look]]),
  ) as Look

const nothing: ParagraphLook = {
  ...textLookOf(undefined),
  ...listPlaceOf(undefined),
  align: undefined,
  heading: undefined,
}

type Style = { readonly basedOn: string | undefined; readonly look: ParagraphLook }

const styleOf = (element: Element): Style => {
  const paragraph = childOf(element, 'pPr')
  const named = /^(?:heading|tiêu đề) (\d)$/i.exec(settingOf(element, 'name') ?? '')?.[1]
  const heading = headingOf(paragraph) ?? (named === undefined ? undefined : Number(named))
  return {
    basedOn: settingOf(element, 'basedOn'),
    look: { ...textLookOf(childOf(element, 'rPr')), ...listPlaceOf(paragraph), align: alignOf(paragraph), heading },
  }
}

/** Styles may be based on each other; a ring of them ends here. */
const longestLine = 20

export const readStyles = (root: Element | null): DocxStyles => {
  const styles = new Map<string, Style>()
  let usual: string | undefined
  for (const element of root === null ? [] : elementsOf(root)) {
    const id = attributeOf(element, 'styleId')
    if (element.localName !== 'style' || id === undefined) continue
    styles.set(id, styleOf(element))
    const isUsual = /^(?:1|true|on)$/.test(attributeOf(element, 'default') ?? '')
    if (isUsual && attributeOf(element, 'type') === 'paragraph') usual = id
  }
  const resolve = (id: string | undefined): ParagraphLook => {
    let look = nothing
    let at = id
    for (let depth = 0; at !== undefined && depth < longestLine; depth += 1) {
      const style = styles.get(at)
      if (style === undefined) break
      look = layOver(look, style.look)
      at = style.basedOn
    }
    return look
  }
  return { paragraph: (id) => resolve(id ?? usual), characters: resolve }
}
