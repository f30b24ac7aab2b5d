/** What an e-form holds: plain data, as JSON has it. */
export type FormValue = string | number | boolean | readonly FormValue[] | FormValues
export type FormValues = { readonly [key: string]: FormValue }

/** The same while it is being built. */
export type OpenValues = { [key: string]: FormValue | OpenValues | OpenValues[] }

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at `mother.fullName` or `members[0].fullName`; undefined when there is none. Reads own properties only. */
export const valueAt = (values: unknown, name: string): unknown => {
  let at: unknown = values
  for (const part of name.split(/[.[\]]+/).filter((piece) => piece !== '')) {
    if (Array.isArray(at)) at = at[Number(part)]
    else if (isRecord(at) && Object.hasOwn(at, part)) at = at[part]
    else return undefined
  }
  return at
}
