import { z } from 'zod'

/** A rectangle on a page that is left free for a later step, in points from the top left corner of the page. */
export type FormField = {
  readonly name: string
  readonly kind: 'text' | 'signature'
  /** 1 for the first page. */
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Size of the lettering in points, for text fields. */
  readonly size: number
  readonly style: 'regular' | 'italic'
  readonly align: 'left' | 'center' | 'right'
}

const FormFields = z.array(
  z.object({
    value: z.object({
      name: z.string(),
      kind: z.enum(['text', 'signature']),
      page: z.int().positive(),
      x: z.number(),
      y: z.number(),
      width: z.number().positive(),
      height: z.number().positive(),
      size: z.number().positive(),
      style: z.enum(['regular', 'italic']),
      align: z.enum(['left', 'center', 'right']),
    }),
  }),
)

export const parseFormFields = (found: unknown): readonly FormField[] =>
  FormFields.parse(found).map((element) => element.value)
