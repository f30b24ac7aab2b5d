import { fieldsOf } from './fields.ts'
import type { FormDefinition } from './form-definition.ts'
import { valueAt } from './form-values.ts'

/** How many of what fees are counted by were asked for, as far as the e-form asks: `bản` → 3. Rows of a list are added up. */
export const quantitiesOf = (definition: FormDefinition, values: unknown): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  const add = (per: string, value: unknown): void => {
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) found.set(per, (found.get(per) ?? 0) + value)
  }
  for (const { countsFor, list, path } of fieldsOf(definition)) {
    if (countsFor === undefined) continue
    if (list === null) {
      add(countsFor, valueAt(values, path))
      continue
    }
    const rows = valueAt(values, list)
    const name = path.slice(`${list}[].`.length)
    for (const row of Array.isArray(rows) ? rows : []) add(countsFor, valueAt(row, name))
  }
  return found
}
