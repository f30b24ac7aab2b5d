import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CalendarDate } from '#modules/calendar/domain/index.ts'

const line = z.string().min(1).max(2_000)
const StandingDeed = z.enum(['receive', 'assign', 'handle', 'review', 'sign', 'number', 'return'])
export type StandingDeed = z.infer<typeof StandingDeed>

/** How a dossier went, or where it stands now. Days are working days before the first start. */
const Course = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('settled'),
    how: z.enum(['early', 'on-time', 'late']),
    daysAgo: z.int().min(1).max(45),
    supplement: z.boolean().default(false),
    apology: z.boolean().default(false),
    rating: z.int().min(1).max(5).optional(),
  }),
  z.strictObject({
    is: z.literal('standing'),
    at: StandingDeed,
    press: z.enum(['usual', 'soon', 'overdue', 'critical']),
    apology: z.boolean().default(false),
  }),
  z.strictObject({ is: z.literal('waiting-for-supplement'), at: z.enum(['receive', 'handle']) }),
  z.strictObject({ is: z.literal('waiting-for-payment') }),
  z.strictObject({ is: z.literal('refused'), daysAgo: z.int().min(1).max(45), reason: line }),
  z.strictObject({ is: z.literal('withdrawn'), daysAgo: z.int().min(1).max(45) }),
])
export type Course = z.infer<typeof Course>

const LivedDossier = z.strictObject({
  /** A citizen's login or an invented person's key. */
  who: line,
  procedure: line,
  /** The code of the desk. */
  desk: line,
  by: z.enum(['own-portal', 'national-portal', 'counter']),
  course: Course,
})
export type LivedDossier = z.infer<typeof LivedDossier>

const Person = z.strictObject({
  key: line,
  fullName: line,
  gender: z.enum(['male', 'female']),
  birthDate: CalendarDate,
  ethnicity: line,
  identityNumber: z.string().regex(/^\d{12}$/),
  phone: line,
  address: line,
})

/** Somebody whose dossiers these are; those with an account file on the province's own portal. */
export type LivedPerson = z.infer<typeof Person> & {
  readonly kind: 'citizen' | 'business' | 'organisation'
  readonly email: string
  readonly accountId: string | null
}

/** What an officer writes into the fields of a result; `{fullName}` and the like stand for the person. */
const Fields = z.record(z.string(), line)

const Words = z.strictObject({
  note: line,
  procedures: z.record(z.string(), z.strictObject({ subject: line, content: line, outcome: Fields })),
  supplement: z.strictObject({ reason: line, items: z.array(line).min(1), answer: line }),
  apology: z.strictObject({ reason: line }),
  withdrawal: z.strictObject({ reason: line }),
  finance: z.strictObject({ name: line, amount: z.int().positive() }),
  /** For fields of a result that nothing fills in and of which the procedure says nothing. */
  outcome: Fields,
  ratings: z.array(line).min(1),
  given: z.record(z.enum(['male', 'female', 'departed']), z.array(line).min(1)),
})
export type LivedWords = z.infer<typeof Words>

export type LivedData = {
  readonly dossiers: readonly LivedDossier[]
  readonly people: readonly z.infer<typeof Person>[]
  readonly words: LivedWords
  /** A good answer to an e-form, by the key of the form. */
  readonly sampleAnswers: (formKey: string) => Promise<Readonly<Record<string, unknown>>>
}

const read = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> => {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!parsed.success) throw new Error(`${path} is not as it should be:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Reads what a demo province lived through; `folder` is that of the province. */
export const readLivedData = async (folder: string): Promise<LivedData> => {
  const lived = join(folder, 'lived')
  const known = new Map<string, Readonly<Record<string, unknown>>>()
  return {
    dossiers: (await read(join(lived, 'dossiers.json'), z.object({ dossiers: z.array(LivedDossier) }))).dossiers,
    people: (await read(join(lived, 'people.json'), z.object({ people: z.array(Person) }))).people,
    words: await read(join(lived, 'words.json'), Words),
    sampleAnswers: async (formKey) => {
      const answers =
        known.get(formKey) ??
        (await read(join(folder, 'sample-answers', `${formKey}.json`), z.record(z.string(), z.unknown())))
      known.set(formKey, answers)
      return answers
    },
  }
}
