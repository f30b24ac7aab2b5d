import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

xmlRegisterFsInputProviders()

/** A schema as libxml2 reads it: what it says against a document, or nothing. Throws when either is no XML at all. */
export type XmlSchema = (bytes: Uint8Array) => readonly string[]

const xmlSchema = (schema: Uint8Array, url: string): XmlSchema => {
  using read = XmlDocument.fromBuffer(schema, { url })
  const validator = XsdValidator.fromDoc(read)
  return (bytes) => {
    using document = XmlDocument.fromBuffer(bytes)
    try {
      validator.validate(document)
      return []
    } catch (error) {
      if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim())
      throw error
    }
  }
}

export const ownSchema = (schema: Uint8Array): XmlSchema => xmlSchema(schema, 'package.xsd')

export const archiveSchema = (name: 'mets' | 'premis'): XmlSchema => {
  const path = join(import.meta.dirname, `${name}.xsd`)
  return xmlSchema(readFileSync(path), path)
}
