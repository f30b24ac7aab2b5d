import { zipFile } from './sample-files.ts'

const own = { office: 'office', text: 'text', table: 'table', draw: 'drawing', svg: 'svg-compatible' }
const spaces = Object.entries(own)
  .map(([short, name]) => `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')
const head = '<?xml version="1.0" encoding="UTF-8"?>'
const kind = 'application/vnd.oasis.opendocument.text'
const manifest = `${head}<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.3"><m:file-entry m:full-path="/" m:media-type="${kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>`

/** A text of LibreOffice (ODT), as small as one can be; `body` is XML of paragraphs and tables. */
export const openDocumentFile = (body: string): Buffer =>
  zipFile([
    { name: 'mimetype', content: kind, isStored: true },
    {
      name: 'content.xml',
      content: `${head}<office:document-content ${spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    },
    { name: 'META-INF/manifest.xml', content: manifest },
  ])
