import { isRecord } from './form-values.ts'

/** Bounds on anything that claims to be a filled form, before it is looked at more closely. */
export const formBounds = { depth: 8, nodes: 6_000, characters: 300_000 } as const

/** Whether posted data stays within the bounds. Walks without recursion, so that depth itself cannot hurt, and stops at the first excess. */
export const isWithinBounds = (values: unknown): boolean => {
  const rest: { value: unknown; depth: number }[] = [{ value: values, depth: 0 }]
  let nodes = 0
  let characters = 0
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value, depth } = next
    nodes += 1
    if (typeof value === 'string') characters += value.length
    if (depth > formBounds.depth || nodes > formBounds.nodes || characters > formBounds.characters) return false
    if (Array.isArray(value)) {
      if (value.length > formBounds.nodes) return false
      for (const item of value) rest.push({ value: item, depth: depth + 1 })
    } else if (isRecord(value)) {
      for (const key of Object.keys(value)) {
        characters += key.length
        rest.push({ value: value[key], depth: depth + 1 })
        if (rest.length > formBounds.nodes) return false
      }
    }
  }
  return true
}
