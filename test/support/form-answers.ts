import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FormValues } from '#modules/forms/domain/index.ts'

const folder = join(import.meta.dirname, '../../db/demo-data/phu-tho/sample-answers')

/** A valid, believable answer to each e-form of the demo province, by the key of the form. Every person and number is invented. */
export const formAnswers: Readonly<Record<string, FormValues>> = Object.fromEntries(
  readdirSync(folder).map((file) => [
    basename(file, '.json'),
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as FormValues,
  ]),
)
