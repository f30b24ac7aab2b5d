import { join } from 'node:path'
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { Temporal } from '#kernel/time.ts'
import { installedPath } from '../installed-path.ts'
import { qrSvg } from '../qr/qr-code.ts'
import { type FormField, parseFormFields } from './form-field.ts'
import { type JsonValue, printableValue } from './printable-text.ts'
import type { PdfTemplate, TemplateData } from './template-data.ts'
import { tinosBytes, tinosStyles } from './tinos.ts'

/** What every template takes beside its own data. */
export type PdfOptions = {
  /** The title in the file's properties, shown by viewers instead of its name. */
  readonly title: string
  /** The moment written into the file as its creation; the same data and moment give the same bytes. */
  readonly createdAt: Temporal.Instant
  /** Text of the QR code, usually the address where the dossier is looked up. */
  readonly qrText?: string
}

export type CompiledForm = {
  readonly pdf: Uint8Array
  /** Where number, date, signature and seal belong; empty for templates that have none. */
  readonly fields: readonly FormField[]
}

/** Data longer than this (as JSON, in characters) is refused: a page is for reading, and the compiler has no time limit. */
const longestData = 8_000_000

/**
 * A PDF/A-2b file from one of the project's templates. Values are only ever shown as text: they reach the template as
 * JSON, never as code. Throws when the data is too long or the template fails, which is a fault of the program.
 */
export const compilePdf = async <Template extends PdfTemplate>(
  template: Template,
  data: TemplateData[Template],
  options: PdfOptions,
): Promise<Uint8Array> => (await compileForm(template, data, options)).pdf

/** The pages one below the other as one picture (SVG), for screens that show no PDF inside a page, as telephones do. */
export const compilePicture = <Template extends PdfTemplate>(
  template: Template,
  data: TemplateData[Template],
  options: PdfOptions,
): Promise<string> => compileWith(template, data, options, (typst, document) => typst.plainSvg(document))

/** As `compilePdf`, with the places that later steps fill. */
export const compileForm = <Template extends PdfTemplate>(
  template: Template,
  data: TemplateData[Template],
  options: PdfOptions,
): Promise<CompiledForm> =>
  compileWith(template, data, options, (typst, document) => {
    const pdf = typst.pdf(document, {
      pdfStandard: 'a-2b',
      creationTimestamp: Math.floor(options.createdAt.epochMilliseconds / 1000),
    })
    return { pdf, fields: parseFormFields(typst.query(document, { selector: '<field>' })) }
  })

const compileWith = async <Template extends PdfTemplate, Made>(
  template: Template,
  data: TemplateData[Template],
  options: PdfOptions,
  make: (typst: NodeCompiler, document: NodeTypstDocument) => Made,
): Promise<Made> => {
  const json = JSON.stringify({
    ...(printableValue(data as JsonValue) as Record<string, JsonValue>),
    documentTitle: options.title,
    ...(options.qrText === undefined ? {} : { qrSvg: qrSvg(options.qrText) }),
  })
  if (json.length > longestData) throw new RangeError(`data of ${template} too long: ${json.length} characters`)
  const typst = await loadCompiler()
  const made = make(typst, compileDocument(typst, template, json))
  // Compiled parts are kept for a few further documents, not for ever: personal data must not stay in memory.
  typst.evictCache(4)
  return made
}

const compileDocument = (typst: NodeCompiler, template: PdfTemplate, json: string): NodeTypstDocument => {
  const compiled = typst.compile({ mainFilePath: join(templateFolder(), `${template}.typ`), inputs: { data: json } })
  const document = compiled.result
  if (document !== null) return document
  const error = compiled.takeError()
  // The diagnostics name places in the template, never values of the data.
  throw new Error(`template ${template} failed: ${JSON.stringify(error?.shortDiagnostics ?? 'unknown reason')}`)
}

const templateFolder = (): string => installedPath('src/platform/pdf/typst-templates')

let compiler: Promise<NodeCompiler> | undefined

/** The native compiler and the fonts are loaded by the first document (about 70 ms), not by the start of the program. */
const loadCompiler = (): Promise<NodeCompiler> => {
  compiler ??= import('@myriaddreamin/typst-ts-node-compiler').then((typst) =>
    typst.NodeCompiler.create({
      workspace: templateFolder(),
      fontArgs: [{ fontBlobs: tinosStyles.map((style) => tinosBytes(style)) }],
    }),
  )
  return compiler
}
