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

export const demoForms = (province: string): readonly FormDefinition[] =>
  filesOf(`${province}/forms/`).map((name) => FormDefinition.parse(demoFile(`${province}/forms/${name}`)))

export const demoForm = (key: string): FormDefinition => FormDefinition.parse(demoFile(`phu-tho/forms/${key}.json`))

export const demoProcedures = (province: string): readonly Procedure[] =>
  filesOf(`${province}/procedures/`).map((name) => Procedure.parse(demoFile(`${province}/procedures/${name}`)))
