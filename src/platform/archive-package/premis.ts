import { localTime } from '#kernel/time.ts'
import { element, type XmlElement, xmlBytes } from '../xml/build-xml.ts'
import type { PackageContent, RecordData } from './package-content.ts'

const namespaces = {
  premis: 'http://www.loc.gov/premis/v3',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  xlink: 'http://www.w3.org/1999/xlink',
}
const schemaLocation = 'http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd'

const p = (name: string, ...children: (XmlElement | string)[]): XmlElement => element(`premis:${name}`, {}, ...children)

const identifier = (name: string, type: string, value: string): XmlElement =>
  p(name, p(`${name}Type`, type), p(`${name}Value`, value))

const root = (...children: XmlElement[]): Buffer =>
  xmlBytes(element('premis:premis', { version: '3.0', 'xsi:schemaLocation': schemaLocation }, ...children), namespaces)

const softwareId = 'software'

const agents = ({ agencyName, software, fonds }: PackageContent): XmlElement[] => [
  p('agent', identifier('agentIdentifier', 'local', fonds), p('agentName', agencyName), p('agentType', 'organization')),
  p('agent', identifier('agentIdentifier', 'local', softwareId), p('agentName', software), p('agentType', 'software')),
]

const eventOf = (id: string, type: string, at: string, detail: string, agent: string): XmlElement =>
  p(
    'event',
    identifier('eventIdentifier', 'UUID', id),
    p('eventType', type),
    p('eventDateTime', at),
    p('eventDetailInformation', p('eventDetail', detail)),
    identifier('linkingAgentIdentifier', 'local', agent),
  )

const isoOf = (at: PackageContent['madeAt']): string =>
  localTime(at).toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })

/** The file as one thing: what happened to it, and who made the package. @legal TT-05-2025-BNV Phụ lục I */
export const premisOfFile = (content: PackageContent, objectId: string): Buffer =>
  root(
    element(
      'premis:object',
      { 'xsi:type': 'premis:intellectualEntity' },
      identifier('objectIdentifier', 'local', objectId),
    ),
    ...content.events.map(({ id, type, at, detail }) => eventOf(id, type, isoOf(at), detail, content.fonds)),
    eventOf(content.id, 'packaging', isoOf(content.madeAt), content.kind, softwareId),
    ...agents(content),
  )

const objectOf = (fileId: string, record: RecordData): XmlElement =>
  element(
    'premis:object',
    { 'xsi:type': 'premis:file' },
    identifier('objectIdentifier', 'local', fileId),
    p(
      'objectCharacteristics',
      p('compositionLevel', '0'),
      p('fixity', p('messageDigestAlgorithm', 'SHA-256'), p('messageDigest', record.sha256)),
      p('size', String(record.sizeBytes)),
      p('format', p('formatDesignation', p('formatName', record.mediaType))),
    ),
  )

/** The files of a representation with their sizes and digests; paper has none. */
export const premisOfRecords = (
  content: PackageContent,
  files: readonly { readonly id: string; readonly record: RecordData }[],
): Buffer =>
  root(
    element('premis:object', { 'xsi:type': 'premis:representation' }, identifier('objectIdentifier', 'local', 'rep1')),
    ...files.map(({ id, record }) => objectOf(id, record)),
    ...agents(content),
  )
