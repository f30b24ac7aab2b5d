import { z } from 'zod'
import type { DocxLoss } from '#platform/docx/docx-text.ts'

const losses = {
  pictures: true,
  'text-boxes': true,
  footnotes: true,
  comments: true,
  'tracked-changes': true,
  formulas: true,
  objects: true,
  'merged-cells': true,
  'nested-tables': true,
  columns: true,
  landscape: true,
  headers: true,
  'hidden-text': true,
  'struck-text': true,
  'raised-text': true,
  symbols: true,
} as const satisfies Record<DocxLoss, true>

/** The file from which a wording was read. */
export const DraftSource = z.strictObject({
  fileName: z.string().max(200),
  attachmentId: z.uuid(),
  /** The file as an office program lays it out, as a PDF; absent where this installation has none. */
  layoutId: z.uuid().optional(),
  /** How often there was what the text cannot say. */
  losses: z.partialRecord(z.enum(Object.keys(losses) as DocxLoss[]), z.int().min(1)),
})
export type DraftSource = z.infer<typeof DraftSource>
