import { createHash } from 'node:crypto'
import { element, xmlBytes } from '../xml/build-xml.ts'
import { checkDescription, type DescriptionFault, fileFields, recordFields } from './description.ts'
import { eadBytes } from './ead.ts'
import { guideBytes } from './guide.ts'
import { descriptionSection, type MetsFile, type MetsGroup, metsBytes, pointerTo, preservationSection } from './mets.ts'
import { folderOf, objectIdOf, type PackageContent, type PackageEntry, type RecordData } from './package-content.ts'
import { premisOfFile, premisOfRecords } from './premis.ts'
import { schemaOf } from './schema-of.ts'

const rep = 'representations/rep1/'

const made = (content: PackageContent, path: string, bytes: Buffer, mediaType = 'text/xml'): PackageEntry => ({
  path,
  mediaType,
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sizeBytes: bytes.length,
  createdAt: content.madeAt,
})

/** `H44.12.2026.03.0007` and 7 → `H44.12.2026.03.0007.0000007`, before `.pdf`. @legal TT-05-2025-BNV Phụ lục I */
const stemOf = (code: string, ordinal: number): string =>
  `${code.replace(/[^A-Za-z0-9.-]/g, '-')}.${String(ordinal).padStart(7, '0')}`

const codeOf = ({ kind, description }: PackageContent): string =>
  description[kind === 'SIP' ? 'fileCode' : 'arcFileCode']?.[0] ?? ''

type RecordFiles = { readonly data: MetsFile | null; readonly description: MetsFile }

const dataOf = (data: RecordData, name: string, id: string): MetsFile => {
  const { mediaType, sha256, sizeBytes, madeAt } = data
  const href = `data/${name}`
  return { id, href, entry: { path: rep + href, mediaType, sha256, sizeBytes, createdAt: madeAt } }
}

const recordFilesOf = (content: PackageContent): readonly RecordFiles[] =>
  content.records.map((record, index) => {
    const { data } = record
    const stem = stemOf(codeOf(content), index + 1)
    const bytes = eadBytes('eadDoc', recordFields, record.description, '../../../../schemas/EAD_doc.xsd')
    const eadHref = `metadata/descriptive/EAD_doc_${stem}.xml`
    return {
      data: data === null ? null : dataOf(data, `${stem}.${data.extension}`, `file-${index + 1}`),
      description: { id: `ead-${index + 1}`, href: eadHref, entry: made(content, rep + eadHref, bytes) },
    }
  })

/** The METS of the representation: each record, its description, and which belongs to which. */
const representation = (content: PackageContent, records: readonly RecordFiles[]): readonly PackageEntry[] => {
  const data = records.flatMap((record) => record.data ?? [])
  const premisHref = 'metadata/preservation/PREMIS_rep1.xml'
  const premis = premisOfRecords(
    content,
    records.flatMap(({ data: file }, index) => {
      const record = content.records[index]?.data ?? null
      return file === null || record === null ? [] : [{ id: file.id, record }]
    }),
  )
  const preservation = { id: 'premis', href: premisHref, entry: made(content, rep + premisHref, premis) }
  const mets = metsBytes({
    content,
    objectId: 'rep1',
    type: 'representation',
    descriptions: records.map((record) => record.description),
    preservation,
    groups: [{ use: 'Data', files: data }],
    structure: [
      element(
        'mets:div',
        { ID: 'div-root', LABEL: 'rep1' },
        element(
          'mets:div',
          { ID: 'div-data', LABEL: 'Data' },
          ...data.map((file) => element('mets:div', { ID: `div-${file.id}`, LABEL: file.href }, pointerTo(file.id))),
        ),
        element(
          'mets:div',
          { ID: 'div-links', LABEL: 'MetadataLink' },
          ...records.map(({ data: file, description }, index) =>
            element(
              'mets:div',
              {
                ID: `uuid-${(content.records[index]?.id ?? '').toUpperCase()}`,
                LABEL: 'MetadataLink/File',
                DMDID: descriptionSection(description),
                ADMID: preservationSection,
              },
              ...(file === null ? [] : [pointerTo(file.id)]),
            ),
          ),
        ),
      ),
    ],
  })
  return [
    made(content, `${rep}METS.xml`, mets),
    preservation.entry,
    ...records.flatMap(({ description, data: file }) => [description.entry, ...(file === null ? [] : [file.entry])]),
  ]
}

/** Why a copy was handed out. @legal TT-05-2025-BNV Phụ lục V */
const requestBytes = (request: Readonly<Record<string, string>>): Buffer =>
  xmlBytes(
    element(
      'request',
      {},
      ...Object.entries(request)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => element(name, {}, value)),
    ),
    {},
  )

const named = (id: string, entry: PackageEntry): MetsFile => ({ id, href: entry.path, entry })

/** The METS of the whole package: it names every other file, so that one missing or changed anywhere is found from here. */
const rootMets = (content: PackageContent, inner: readonly PackageEntry[], own: OwnEntries): Buffer => {
  const group = (use: string, key: string, entries: readonly PackageEntry[]): MetsGroup => ({
    use,
    files: entries.map((entry, index) => named(`${key}-${index + 1}`, entry)),
  })
  const description = named('ead', own.ead)
  const schemas = group('Schemas', 'schema', own.schemas)
  const guides = group('Documentation', 'guide', [own.guide])
  const others = own.request === undefined ? [] : [group('Metadata/other', 'other', [own.request])]
  const representations = group('Representations/rep1', 'rep1', inner)
  const div = ({ use, files }: MetsGroup, id: string) =>
    element('mets:div', { ID: id, LABEL: use }, ...files.map(({ id: file }) => pointerTo(file)))
  const { kind } = content
  return metsBytes({
    content,
    objectId: objectIdOf(content),
    type: kind,
    descriptions: [description],
    preservation: named('premis', own.premis),
    groups: [schemas, guides, ...others, representations],
    structure: [
      element(
        'mets:div',
        { ID: 'div-root', LABEL: folderOf(objectIdOf(content)) },
        element('mets:div', {
          ID: 'div-metadata',
          LABEL: 'Metadata',
          DMDID: descriptionSection(description),
          ADMID: preservationSection,
        }),
        div(schemas, 'div-schemas'),
        div(guides, 'div-guides'),
        ...others.map((one) => div(one, 'div-other')),
        element(
          'mets:div',
          { ID: 'div-rep1', LABEL: 'Representations/rep1' },
          element('mets:mptr', {
            LOCTYPE: 'URL',
            'xlink:type': 'simple',
            'xlink:href': `${rep}METS.xml`,
            'xlink:title': representations.files[0]?.id,
          }),
        ),
      ),
    ],
  })
}

type OwnEntries = {
  readonly ead: PackageEntry
  readonly premis: PackageEntry
  readonly guide: PackageEntry
  readonly schemas: readonly PackageEntry[]
  readonly request?: PackageEntry
}

export type ContentFault = DescriptionFault & {
  /** Position of the record in the file from 1; absent when the file itself is described wrongly. */
  readonly record?: number
}

/** What stands against depositing a file: every description is whole, or nothing is packed. */
export const checkContent = (content: PackageContent): readonly ContentFault[] => [
  ...checkDescription(fileFields(content.kind !== 'SIP'), content.description),
  ...content.records.flatMap(({ description }, index) =>
    checkDescription(recordFields, description).map((fault) => ({ ...fault, record: index + 1 })),
  ),
]

/** Every file of a package under its folder. The same content gives the same files. */
export const layOut = (
  content: PackageContent,
): { readonly folder: string; readonly entries: readonly PackageEntry[] } => {
  const fields = fileFields(content.kind !== 'SIP')
  const objectId = objectIdOf(content)
  const records = recordFilesOf(content)
  const inner = representation(content, records)
  const own: OwnEntries = {
    ead: made(
      content,
      'metadata/descriptive/EAD.xml',
      eadBytes('ead', fields, content.description, '../../schemas/EAD.xsd'),
    ),
    premis: made(content, 'metadata/preservation/PREMIS.xml', premisOfFile(content, objectId)),
    guide: made(
      content,
      'documentation/index.html',
      guideBytes(
        content,
        records.map(({ data }) => data?.entry.path ?? null),
      ),
      'text/html',
    ),
    schemas: [
      made(content, 'schemas/EAD.xsd', schemaOf('ead', fields)),
      made(content, 'schemas/EAD_doc.xsd', schemaOf('eadDoc', recordFields)),
    ],
    ...(content.request === undefined
      ? {}
      : { request: made(content, 'metadata/other/request.xml', requestBytes(content.request)) }),
  }
  const asked = own.request === undefined ? [] : [own.request]
  const root = made(content, 'METS.xml', rootMets(content, inner, own))
  return {
    folder: folderOf(objectId),
    entries: [root, own.ead, own.premis, ...own.schemas, own.guide, ...asked, ...inner],
  }
}
