/** Deeper than any filing is; what is nested further is meant to exhaust whoever reads it. */
const deepest = 24
const mostValues = 20_000

export type JsonFault = 'too-deep' | 'too-many-values' | 'text-unsound'

/** The database takes neither NUL nor half of a surrogate pair. */
const isSound = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** What makes a parsed body unfit to be looked at further; walked without recursion, whatever its depth. */
export const faultOfJson = (body: unknown): JsonFault | null => {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 0 }]
  let values = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    values += 1
    if (depth > deepest) return 'too-deep'
    if (values > mostValues) return 'too-many-values'
    if (typeof value === 'string' && !isSound(value)) return 'text-unsound'
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value)) {
      if (!isSound(name)) return 'text-unsound'
      open.push({ value: inner, depth: depth + 1 })
    }
  }
  return null
}
