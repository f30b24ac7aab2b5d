import { posix } from 'node:path'
import { parseXml } from '../signing/xml/parse-xml.ts'
import { checkDescription, type Description, type Field, fileFields, recordFields } from './description.ts'
import { readDescription } from './ead.ts'
import { type FoundFile, type OpenedPackage, openPackage, type PackageFault } from './open-package.ts'
import { folderOf } from './package-content.ts'
import { type ReadMets, readMets } from './read-mets.ts'

/** Of a record on paper there is the description alone: its path and its digest are null. */
export type VerifiedRecord = {
  readonly path: string | null
  readonly sha256: string | null
  readonly description: Description
}

/** What a package holds, and everything that is wrong with it; without faults it may be accepted. */
export type PackageVerdict = {
  readonly objectId: string
  readonly kind: string
  readonly fonds: string
  readonly description: Description
  readonly records: readonly VerifiedRecord[]
  readonly files: number
  readonly bytes: number
  readonly faults: readonly PackageFault[]
}

const compare = (
  path: string,
  named: { sha256: string; sizeBytes: number },
  found: FoundFile,
): readonly PackageFault[] => {
  if (found.sizeBytes !== named.sizeBytes) return [{ kind: 'size-differs', path }]
  return found.sha256 === named.sha256 ? [] : [{ kind: 'digest-differs', path }]
}

/** What one METS says of the files below its folder, against those that are there. */
const checkMets = (opened: OpenedPackage, base: string, mets: ReadMets): readonly PackageFault[] => [
  ...mets.files.flatMap((named): readonly PackageFault[] => {
    const path = posix.join(base, named.href)
    const found = opened.files.get(path)
    if (path.startsWith('..')) return [{ kind: 'unsafe-name', path }]
    return found === undefined ? [{ kind: 'missing', path }] : compare(path, named, found)
  }),
  ...mets.loosePointers.map(
    (id) => ({ kind: 'pointer-broken', path: posix.join(base, 'METS.xml'), detail: id }) as const,
  ),
]

type Described = { readonly description: Description; readonly faults: readonly PackageFault[] }

const describe = (opened: OpenedPackage, path: string, fields: readonly Field[]): Described => {
  const parsed = parseXml(opened.files.get(path)?.text ?? '')
  if (!parsed.ok) return { description: {}, faults: [{ kind: 'xml-broken', path }] }
  const description = readDescription(parsed.value.root)
  const faults = checkDescription(fields, description)
  return {
    description,
    faults: faults.map(({ field, fault }) => ({ kind: 'description-broken', path, detail: `${field}: ${fault}` })),
  }
}

const rep = 'representations/rep1'

const descriptionOf = (href: string): string =>
  `metadata/descriptive/EAD_doc_${posix.basename(href, posix.extname(href))}.xml`

const recordsOf = (opened: OpenedPackage, mets: ReadMets): readonly (VerifiedRecord & Described)[] => {
  const stored = new Set(mets.data.map(descriptionOf))
  return [
    ...mets.data.map((href) => {
      const path = posix.join(rep, href)
      const described = describe(opened, posix.join(rep, descriptionOf(href)), recordFields)
      return { path, sha256: opened.files.get(path)?.sha256 ?? '', ...described }
    }),
    ...mets.descriptions
      .filter((href) => !stored.has(href))
      .map((href) => ({ path: null, sha256: null, ...describe(opened, posix.join(rep, href), recordFields) })),
  ]
}

const bytesOf = (opened: OpenedPackage): number =>
  [...opened.files.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)

const unnamed = (opened: OpenedPackage, mets: ReadMets): readonly PackageFault[] => {
  const named = new Set(['METS.xml', ...mets.files.map(({ href }) => posix.normalize(href))])
  return [...opened.files.keys()].filter((path) => !named.has(path)).map((path) => ({ kind: 'not-named', path }))
}

const countFaults = (description: Description, records: number): readonly PackageFault[] =>
  description.totalDoc?.[0] === String(records)
    ? []
    : [{ kind: 'count-differs', path: 'metadata/descriptive/EAD.xml', detail: `totalDoc: ${records}` }]

/**
 * Reads a package back: every byte against the digest that its METS names, every description against its rules, nothing missing and
 * nothing that is not named. Its own METS nothing in it can vouch for: keep the digest of the whole package beside it.
 */
export const verifyPackage = async (blob: Blob): Promise<PackageVerdict> => {
  const opened = await openPackage(blob)
  const nothing = { objectId: '', kind: '', fonds: '', description: {}, records: [] }
  const figures = { files: opened.files.size, bytes: bytesOf(opened) }
  const mets = readMets(opened.files.get('METS.xml')?.text ?? '')
  if (mets === null) {
    const faults = opened.faults.length > 0 ? opened.faults : [{ kind: 'xml-broken', path: 'METS.xml' } as const]
    return { ...nothing, ...figures, faults }
  }
  const inner = readMets(opened.files.get(`${rep}/METS.xml`)?.text ?? '')
  const file = describe(opened, 'metadata/descriptive/EAD.xml', fileFields(mets.packageType !== 'SIP'))
  const records = inner === null ? [] : recordsOf(opened, inner)
  const faults: readonly PackageFault[] = [
    ...opened.faults,
    ...(opened.folder === folderOf(mets.objectId) ? [] : [{ kind: 'foreign-folder', path: opened.folder } as const]),
    ...checkMets(opened, '', mets),
    ...(inner === null ? [{ kind: 'xml-broken', path: `${rep}/METS.xml` } as const] : checkMets(opened, rep, inner)),
    ...unnamed(opened, mets),
    ...file.faults,
    ...records.flatMap((record) => record.faults),
    ...countFaults(file.description, records.length),
  ]
  return {
    objectId: mets.objectId,
    kind: mets.packageType,
    fonds: mets.fonds,
    description: file.description,
    records: records.map(({ path, sha256, description }) => ({ path, sha256, description })),
    ...figures,
    faults,
  }
}
