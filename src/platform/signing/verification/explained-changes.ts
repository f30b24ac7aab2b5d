import type { PdfFile } from '../../pdf/file/pdf-file.ts'
import {
  catalogOf,
  formFieldsOf,
  formOf,
  type PdfFormField,
  type PdfPage,
  pagesOf,
} from '../../pdf/file/pdf-form-field.ts'
import {
  changedKeys,
  isKind,
  isSameValue,
  type PdfDict,
  PdfFault,
  type PdfRef,
  type PdfValue,
  textOf,
} from '../../pdf/file/pdf-object.ts'
import type { Comparison } from './comparison.ts'
import { allowed, type Finding, finding } from './verification-report.ts'

/** They are compared with each other, so a hostile page could ask for too much. */
const mostAnnotations = 3_000

/** Takes the new objects that an allowed change brings as explained. Objects that were signed are never explained this way. */
const absorb = (comparison: Comparison, value: PdfValue | undefined): void => {
  const open: PdfValue[] = [value ?? null]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null || typeof next !== 'object') continue
    if (next.kind === 'array') for (const item of next.items) open.push(item)
    else if (next.kind === 'dict') for (const item of next.entries.values()) open.push(item)
    else if (next.kind === 'stream') for (const item of next.dict.entries.values()) open.push(item)
    else if (next.kind === 'ref' && isNew(comparison, next.number) && !comparison.explained.has(next.number)) {
      comparison.explained.add(next.number)
      open.push(comparison.file.object(next.number))
    }
  }
}

const isNew = (comparison: Comparison, number: number): boolean =>
  comparison.changed.has(number) && (comparison.signed.entries.get(number)?.kind ?? 'free') === 'free'

/** The list of fields may grow by signatures; the fields that were signed may only be filled or signed. */
export const explainForm = (comparison: Comparison): readonly Finding[] => {
  const before = new Map(formFieldsOf(comparison.signed).map((field) => [field.ref.number, field]))
  const after = formFieldsOf(comparison.file)
  const kept = new Set(after.map((field) => field.ref.number))
  const removed = [...before.values()].filter((field) => !kept.has(field.ref.number))
  const findings = after
    .filter((field) => comparison.changed.has(field.ref.number))
    .map((field) => explainField(comparison, before.get(field.ref.number), field))
  return [
    ...findings,
    ...removed.map((field) => finding('later.field-removed', { field: field.name })),
    ...explainFormDictionary(comparison),
  ]
}

const explainField = (comparison: Comparison, before: PdfFormField | undefined, after: PdfFormField): Finding => {
  const { number } = after.ref
  const isUsed = before?.dict.entries.has('V') === true
  const keys = before === undefined ? [] : changedKeys(before.dict, after.dict)
  comparison.explained.add(number)
  if (after.type === 'Sig' && !isUsed && keys.every((key) => key === 'V' || key === 'AP')) {
    const signature = comparison.signatures.find((each) => each.field === number)
    if (before === undefined && signature === undefined) return finding('later.field-added', { field: after.name })
    absorb(comparison, after.dict.entries.get('V'))
    absorb(comparison, after.dict.entries.get('AP'))
    const code = signature?.kind === 'time-stamp' ? 'later.time-stamp' : 'later.signature'
    return { code, isAllowed: signature?.isSound === true, field: after.name }
  }
  if (before === undefined) return finding('later.field-added', { field: after.name })
  const isFilling = after.type === 'Tx' && !isUsed && keys.every((key) => key === 'V' || key === 'AP' || key === 'Ff')
  if (!isFilling || !comparison.fillable.has(after.name)) return finding('later.field-changed', { field: after.name })
  absorb(comparison, after.dict.entries.get('AP'))
  const text = textOf(comparison.file.resolve(after.dict.entries.get('V'))) ?? ''
  return isSealed(comparison, number)
    ? allowed('later.field-filled', { field: after.name, text })
    : finding('later.field-filled-unsealed', { field: after.name, text })
}

/** Whether a sound later signature covers the newest state of an object. */
const isSealed = (comparison: Comparison, number: number): boolean => {
  const newest =
    comparison.file.sections.find((section) => section.entries.has(number))?.offset ?? Number.POSITIVE_INFINITY
  return comparison.signatures.some(
    (each) => each.kind === 'signature' && each.isSound && each.end > comparison.end && newest < each.end,
  )
}

const explainFormDictionary = (comparison: Comparison): readonly Finding[] => {
  const [before, after] = [formOf(comparison.signed), formOf(comparison.file)]
  if (before === undefined && after === undefined) return []
  if (before === undefined || after === undefined) return [finding('later.form-changed')]
  const keys = changedKeys(before, after)
  const reference = catalogOf(comparison.file).entries.get('AcroForm')
  if (isKind(reference, 'ref')) comparison.explained.add(reference.number)
  const list = after.entries.get('Fields')
  if (isKind(list, 'ref')) comparison.explained.add(list.number)
  // Added and removed fields have their own findings; any other key changes how fields are shown.
  return keys.every((key) => key === 'Fields' || key === 'SigFlags') ? [] : [finding('later.form-changed')]
}

export const explainPages = (comparison: Comparison): readonly Finding[] => {
  const before = pagesOf(comparison.signed)
  const after = pagesOf(comparison.file)
  const numbers = (pages: readonly PdfPage[]): ReadonlySet<number> => new Set(pages.map((page) => page.ref.number))
  const [numbersBefore, numbersAfter] = [numbers(before), numbers(after)]
  const findings: Finding[] = [
    ...strangers(after, numbersBefore).map((page) => finding('later.page-added', { page })),
    ...strangers(before, numbersAfter).map((page) => finding('later.page-removed', { page })),
  ]
  const pagesAfter = new Map(after.map((page) => [page.ref.number, page]))
  before.forEach((page, index) => {
    const today = pagesAfter.get(page.ref.number)
    if (today !== undefined) findings.push(...explainPage(comparison, page, today, index + 1))
  })
  return findings
}

/** The places (from 1) of the pages that the other list has not. */
const strangers = (pages: readonly PdfPage[], others: ReadonlySet<number>): readonly number[] =>
  pages.flatMap((page, index) => (others.has(page.ref.number) ? [] : [index + 1]))

const explainPage = (comparison: Comparison, before: PdfPage, after: PdfPage, page: number): readonly Finding[] => {
  const findings: Finding[] = []
  const keys = changedKeys(before.dict, after.dict)
  if (comparison.changed.has(after.ref.number)) comparison.explained.add(after.ref.number)
  if (keys.includes('Contents')) findings.push(finding('later.page-content-replaced', { page }))
  if (keys.some((key) => key !== 'Contents' && key !== 'Annots')) findings.push(finding('later.page-changed', { page }))
  for (const reference of refsOf(comparison.signed, before.dict.entries.get('Contents'))) {
    if (!comparison.changed.has(reference.number) || comparison.explained.has(reference.number)) continue
    comparison.explained.add(reference.number)
    findings.push(finding('later.page-content-replaced', { page, object: reference.number }))
  }
  return [...findings, ...explainAnnotations(comparison, before, after, page)]
}

/** A reference to an array stands for the array and its items. */
const refsOf = (file: PdfFile, value: PdfValue | undefined): readonly PdfRef[] => {
  const own = isKind(value, 'ref') ? [value] : []
  const list = file.resolve(value)
  return isKind(list, 'array') ? [...own, ...list.items.filter((item) => isKind(item, 'ref'))] : own
}

const explainAnnotations = (
  comparison: Comparison,
  before: PdfPage,
  after: PdfPage,
  page: number,
): readonly Finding[] => {
  const value = after.dict.entries.get('Annots')
  if (isKind(value, 'ref')) comparison.explained.add(value.number)
  const [old, today] = [itemsOf(comparison.signed, before.dict.entries.get('Annots')), itemsOf(comparison.file, value)]
  const added = today.filter((item) => !old.some((other) => isSameValue(item, other)))
  const removed = old.filter((item) => !today.some((other) => isSameValue(item, other)))
  const laidOver = added.filter((item) => !(isKind(item, 'ref') && comparison.explained.has(item.number)))
  for (const item of laidOver) {
    if (isKind(item, 'ref')) comparison.explained.add(item.number)
    const annotation = comparison.file.resolve(item)
    if (isKind(annotation, 'dict')) for (const entry of annotation.entries.values()) absorb(comparison, entry)
  }
  const changed = old.filter(
    (item) => isKind(item, 'ref') && comparison.changed.has(item.number) && !comparison.explained.has(item.number),
  )
  for (const item of changed) if (isKind(item, 'ref')) comparison.explained.add(item.number)
  return [
    ...laidOver.map(() => finding('later.annotation-added', { page })),
    ...[...removed, ...changed].map(() => finding('later.annotation-changed', { page })),
  ]
}

const itemsOf = (file: PdfFile, value: PdfValue | undefined): readonly PdfValue[] => {
  const list = file.resolve(value)
  if (isKind(list, 'array') && list.items.length > mostAnnotations) throw new PdfFault('pdf.too-large')
  return isKind(list, 'array') ? list.items : []
}

export const explainCatalog = (comparison: Comparison): readonly Finding[] => {
  const [before, after] = [catalogOf(comparison.signed), catalogOf(comparison.file)]
  const root = comparison.file.trailer.entries.get('Root')
  if (isKind(root, 'ref')) comparison.explained.add(root.number)
  const keys = changedKeys(before, after)
  const hasMore = keys.includes('DSS') ? absorbStore(comparison, after) : explainGrownStore(comparison, after)
  const other = keys.filter((key) => key !== 'DSS' && key !== 'Extensions')
  return [
    ...(hasMore ? [allowed('later.validation-data')] : []),
    ...(other.length > 0 ? [finding('later.catalog-changed')] : []),
  ]
}

const absorbStore = (comparison: Comparison, catalog: PdfDict): boolean => {
  absorb(comparison, catalog.entries.get('DSS'))
  return true
}

const storeKeys: ReadonlySet<string> = new Set(['Type', 'Certs', 'OCSPs', 'CRLs', 'VRI'])

/** A store that was signed may be replaced by one that holds more; as long as it is nothing but a store, no page can use it otherwise. */
const explainGrownStore = (comparison: Comparison, catalog: PdfDict): boolean => {
  const reference = catalog.entries.get('DSS')
  if (!isKind(reference, 'ref') || !comparison.changed.has(reference.number)) return false
  const states = [comparison.signed, comparison.file].map((file) => file.object(reference.number))
  const areStores = states.every(
    (state) => isKind(state, 'dict') && [...state.entries.keys()].every((key) => storeKeys.has(key)),
  )
  if (!areStores) return false
  comparison.explained.add(reference.number)
  const today = comparison.file.object(reference.number)
  if (isKind(today, 'dict')) for (const entry of today.entries.values()) absorb(comparison, entry)
  return true
}

/** What is left: metadata is harmless; any other replaced object may show on a page, any other new one waits for a use. */
export const explainRest = (comparison: Comparison): readonly Finding[] => {
  const information = comparison.file.trailer.entries.get('Info')
  const metadata = catalogOf(comparison.file).entries.get('Metadata')
  const harmless = new Set([information, metadata].flatMap((value) => (isKind(value, 'ref') ? [value.number] : [])))
  const open = [...comparison.changed].filter((number) => !comparison.explained.has(number))
  return open.map((number) => {
    if (harmless.has(number)) return allowed('later.metadata', { object: number })
    return finding(isNew(comparison, number) ? 'later.object-unexplained' : 'later.object-replaced', { object: number })
  })
}
