import { readdirSync, readFileSync } from 'node:fs'
import { FormDefinition } from '#modules/forms/domain/index.ts'
import { Procedure } from '#modules/procedures/domain/index.ts'

const folder = new URL('../../db/demo-data/', import.meta.url)

/** A data file of a demo province, as plain JSON. */
export const demoFile = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'))

const filesOf = (path: string): readonly string[] =>
  readdirSync(new URL(path, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()

/** The e-forms of a demo province: its own, and those every province has. */
export const demoForms = (province: string): readonly FormDefinition[] =>
  [`${province}/forms/`, '../reference-data/forms/'].flatMap((path) =>
    filesOf(path).map((name) => FormDefinition.parse(demoFile(`${path}${name}`))),
  )

export const demoForm = (key: string): FormDefinition => {
  const found = demoForms('phu-tho').find((form) => form.key === key)
  if (found === undefined) throw new Error(`no e-form ${key}`)
  return found
}

export const demoProcedures = (province: string): readonly Procedure[] =>
  filesOf(`${province}/procedures/`).map((name) => Procedure.parse(demoFile(`${province}/procedures/${name}`)))
