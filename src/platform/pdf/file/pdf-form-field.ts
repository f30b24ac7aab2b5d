import type { PdfFile } from './pdf-file.ts'
import { isKind, type PdfDict, PdfFault, type PdfRef, type PdfValue, textOf } from './pdf-object.ts'

/** A page with its number of object; pages are dictionaries of their own, never shared. */
export type PdfPage = { readonly ref: PdfRef; readonly dict: PdfDict }

/** A field that has a value of its own, with the full name that its parents give it. */
export type PdfFormField = {
  readonly name: string
  readonly ref: PdfRef
  readonly dict: PdfDict
  readonly type: string
}

const mostPages = 20_000
const mostFields = 5_000
const deepest = 40

export const catalogOf = (file: PdfFile): PdfDict => {
  const catalog = file.resolve(file.trailer.entries.get('Root'))
  if (!isKind(catalog, 'dict')) throw new PdfFault('pdf.catalog-missing')
  return catalog
}

export const pagesOf = (file: PdfFile): readonly PdfPage[] => {
  const pages: PdfPage[] = []
  const seen = new Set<number>()
  const walk = (node: PdfValue | undefined, depth: number): void => {
    if (!isKind(node, 'ref') || seen.has(node.number) || depth > deepest || seen.size > mostPages)
      throw new PdfFault('pdf.page-tree')
    seen.add(node.number)
    const value = file.resolve(node)
    if (!isKind(value, 'dict')) throw new PdfFault('pdf.page-tree')
    const kids = file.resolve(value.entries.get('Kids'))
    if (isKind(kids, 'array')) for (const kid of kids.items) walk(kid, depth + 1)
    else pages.push({ ref: node, dict: value })
  }
  walk(catalogOf(file).entries.get('Pages'), 0)
  return pages
}

/** Height of a page in points, its own or inherited. */
export const pageSize = (file: PdfFile, page: PdfPage): { readonly width: number; readonly height: number } => {
  let node: PdfValue = page.dict
  for (let depth = 0; depth < deepest && isKind(node, 'dict'); depth += 1) {
    const box = file.resolve(node.entries.get('MediaBox'))
    const [left, bottom, right, top] = isKind(box, 'array') ? box.items.map((item) => file.resolve(item)) : []
    if (typeof left === 'number' && typeof bottom === 'number' && typeof right === 'number' && typeof top === 'number')
      return { width: right - left, height: top - bottom }
    node = file.resolve(node.entries.get('Parent'))
  }
  throw new PdfFault('pdf.page-size')
}

export const formOf = (file: PdfFile): PdfDict | undefined => {
  const form = file.resolve(catalogOf(file).entries.get('AcroForm'))
  return isKind(form, 'dict') ? form : undefined
}

/** Fields of the form in their order. A dictionary that is both field and widget counts once. */
export const formFieldsOf = (file: PdfFile): readonly PdfFormField[] => {
  const fields: PdfFormField[] = []
  const seen = new Set<number>()
  const walk = (node: PdfValue, parentName: string, parentType: string, depth: number): void => {
    if (!isKind(node, 'ref') || seen.has(node.number) || depth > deepest || seen.size > mostFields)
      throw new PdfFault('pdf.form')
    seen.add(node.number)
    const dict = file.resolve(node)
    if (!isKind(dict, 'dict')) throw new PdfFault('pdf.form')
    const part = textOf(file.resolve(dict.entries.get('T')))
    const own = file.resolve(dict.entries.get('FT'))
    const type = isKind(own, 'name') ? own.name : parentType
    const name = [parentName, part].filter((text) => text !== undefined && text !== '').join('.')
    const kids = file.resolve(dict.entries.get('Kids'))
    if (isKind(kids, 'array') && kids.items.some((kid) => hasName(file, kid)))
      for (const kid of kids.items) walk(kid, name, type, depth + 1)
    else fields.push({ name, ref: node, dict, type })
  }
  const list = file.resolve(formOf(file)?.entries.get('Fields'))
  if (isKind(list, 'array')) for (const item of list.items) walk(item, '', '', 0)
  return fields
}

const hasName = (file: PdfFile, kid: PdfValue): boolean => {
  const dict = file.resolve(kid)
  return isKind(dict, 'dict') && dict.entries.has('T')
}
