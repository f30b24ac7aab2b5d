/**
 * Reads `--name=value`, `--name value` and `--flag`. Null when something is unknown, missing or given twice: the command then says its usage.
 */
export const readOptions = <const Wanted extends Readonly<Record<string, 'required' | 'optional' | 'flag'>>>(
  given: readonly string[],
  wanted: Wanted,
): Options<Wanted> | null => {
  const found = new Map<string, string | true>()
  for (let index = 0; index < given.length; index++) {
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(given[index] ?? '') ?? []
    const kind = Object.hasOwn(wanted, name) ? wanted[name] : undefined
    if (kind === undefined || found.has(name)) return null
    if (kind === 'flag') {
      if (inline !== undefined) return null
      found.set(name, true)
      continue
    }
    const value = inline ?? given[++index]
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) return null
    found.set(name, value)
  }
  const isComplete = Object.entries(wanted).every(([name, kind]) => kind !== 'required' || found.has(name))
  return isComplete ? (Object.fromEntries(found) as Options<Wanted>) : null
}

export type Options<Wanted extends Readonly<Record<string, 'required' | 'optional' | 'flag'>>> = {
  readonly [Name in keyof Wanted as Wanted[Name] extends 'required' ? Name : never]: string
} & {
  readonly [Name in keyof Wanted as Wanted[Name] extends 'optional' ? Name : never]?: string
} & { readonly [Name in keyof Wanted as Wanted[Name] extends 'flag' ? Name : never]?: true }
