import { z } from 'zod'

/** What a template may speak of. An unknown word in braces is refused when the template is read, not when a letter leaves. */
export const placeholders = [
  'owner',
  'code',
  'procedure',
  'agency',
  'phone',
  'dueAt',
  'answerBy',
  'items',
  'reason',
  'amount',
  'receipt',
  'reference',
  'surplus',
  'notation',
  'returnHow',
  'link',
] as const
export type Placeholder = (typeof placeholders)[number]

const known: ReadonlySet<string> = new Set(placeholders)
const braces = /\{([^{}]*)\}/g

const knowsItsWords = (text: string): boolean => [...text.matchAll(braces)].every(([, word = '']) => known.has(word))

const Text = (longest: number) =>
  z.string().min(1).max(longest).refine(knowsItsWords, 'speaks of something that no event tells')

/** One letter for one kind of event: plain text with words in braces, edited by the province. */
export const NoticeTemplate = z.strictObject({
  key: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** Type of the event that it tells of. */
  event: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  /** Only when the event says so: `{ "kind": "refused" }`. */
  when: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  subject: Text(200),
  body: Text(5_000),
})
export type NoticeTemplate = z.infer<typeof NoticeTemplate>

export const NoticeTemplates = z
  .array(NoticeTemplate)
  .refine((all) => new Set(all.map((one) => one.key)).size === all.length, 'two templates have the same key')

export type NoticeValues = Readonly<Record<Placeholder, string>>

export const templatesFor = (
  templates: readonly NoticeTemplate[],
  event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
): readonly NoticeTemplate[] =>
  templates.filter(
    (template) =>
      template.event === event.type &&
      Object.entries(template.when).every(([name, value]) => event.data[name] === value),
  )

// Signs that steer instead of being read: a value must not begin a new header or turn the writing.
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

const inLine = (value: string): string => value.replace(steering, ' ').trim()

const fill = (text: string, values: NoticeValues, tame: (value: string) => string): string =>
  text.replace(braces, (_, word: string) => tame(values[word as Placeholder]))

const speaksOfNothing = (line: string, values: NoticeValues): boolean =>
  [...line.matchAll(braces)].some(([, word = '']) => values[word as Placeholder] === '')

const listed = (value: string): string => value.split('\n').map(inLine).join('\n')

export type RenderedNotice = { readonly subject: string; readonly body: string }

/**
 * The letter as it will be read. A line that speaks of something unknown is left out. Values are put in once: braces in them stay
 * braces.
 */
export const renderNotice = (template: NoticeTemplate, values: NoticeValues): RenderedNotice => ({
  subject: fill(template.subject, values, inLine).slice(0, 200),
  body: template.body
    .split('\n')
    .filter((line) => !speaksOfNothing(line, values))
    .map((line) => fill(line, values, listed))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim(),
})
