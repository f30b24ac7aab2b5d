import { localTime } from '#kernel/time.ts'
import { element, type XmlElement, xmlBytes } from '../xml/build-xml.ts'
import type { PackageContent, PackageEntry } from './package-content.ts'

export const metsNamespaces = {
  mets: 'http://www.loc.gov/METS/',
  xlink: 'http://www.w3.org/1999/xlink',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  csip: 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
}

/** A file as METS speaks of it: its identifier there, and its address from the folder in which the METS lies. */
export type MetsFile = { readonly id: string; readonly href: string; readonly entry: PackageEntry }

export type MetsGroup = { readonly use: string; readonly files: readonly MetsFile[] }

type Mets = {
  readonly content: PackageContent
  readonly objectId: string
  readonly type: string
  readonly descriptions: readonly MetsFile[]
  readonly preservation: MetsFile
  readonly groups: readonly MetsGroup[]
  readonly structure: readonly XmlElement[]
}

const at = (instant: PackageContent['madeAt']): string =>
  localTime(instant).toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })

const fixity = ({ entry }: MetsFile) => ({
  MIMETYPE: entry.mediaType,
  SIZE: entry.sizeBytes,
  CREATED: at(entry.createdAt),
  CHECKSUM: entry.sha256,
  CHECKSUMTYPE: 'SHA-256',
})

const reference = (file: MetsFile, kind: string): XmlElement =>
  element('mets:mdRef', {
    ID: `mdref-${file.id}`,
    LOCTYPE: 'URL',
    MDTYPE: kind === 'PREMIS' ? 'PREMIS' : 'OTHER',
    OTHERMDTYPE: kind === 'PREMIS' ? undefined : kind,
    ...fixity(file),
    'xlink:type': 'simple',
    'xlink:href': file.href,
  })

const header = ({ content }: Mets): XmlElement =>
  element(
    'mets:metsHdr',
    { CREATEDATE: at(content.madeAt), RECORDSTATUS: 'NEW', 'csip:OAISPACKAGETYPE': content.kind },
    element(
      'mets:agent',
      { ROLE: 'ARCHIVIST', TYPE: 'ORGANIZATION' },
      element('mets:name', {}, content.agencyName),
      element('mets:note', { 'csip:NOTETYPE': 'IDENTIFICATIONCODE' }, content.fonds),
    ),
    element(
      'mets:agent',
      { ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' },
      element('mets:name', {}, content.software),
      element('mets:note', { 'csip:NOTETYPE': 'SOFTWARE VERSION' }, content.software),
    ),
  )

const fileSection = (groups: readonly MetsGroup[]): XmlElement =>
  element(
    'mets:fileSec',
    { ID: 'fs' },
    ...groups.map(({ use, files }, index) =>
      element(
        'mets:fileGrp',
        { ID: `fg-${index + 1}`, USE: use },
        ...files.map((file) =>
          element(
            'mets:file',
            { ID: file.id, ...fixity(file) },
            element('mets:FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': file.href }),
          ),
        ),
      ),
    ),
  )

export const pointerTo = (fileId: string): XmlElement => element('mets:fptr', { FILEID: fileId })

/** The identifier of the section in which METS speaks of a description. */
export const descriptionSection = (file: MetsFile): string => `dmd-${file.id}`

export const preservationSection = 'amd'

/** One METS document; every file it names carries size and digest. @legal TT-05-2025-BNV Phụ lục I */
export const metsBytes = (mets: Mets): Buffer => {
  const { content, objectId, type, descriptions, preservation, groups, structure } = mets
  return xmlBytes(
    element(
      'mets:mets',
      {
        OBJID: objectId,
        LABEL: content.description.title?.[0],
        TYPE: type,
        PROFILE: 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml',
      },
      header(mets),
      ...descriptions.map((file) =>
        element(
          'mets:dmdSec',
          { ID: descriptionSection(file), CREATED: at(content.madeAt), STATUS: 'CURRENT' },
          reference(file, 'EAD'),
        ),
      ),
      element(
        'mets:amdSec',
        { ID: preservationSection },
        element('mets:digiprovMD', { ID: 'digiprov', STATUS: 'CURRENT' }, reference(preservation, 'PREMIS')),
      ),
      fileSection(groups),
      element('mets:structMap', { ID: 'sm', LABEL: 'CSIP', TYPE: 'PHYSICAL' }, ...structure),
    ),
    metsNamespaces,
  )
}
