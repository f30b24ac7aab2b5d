/** The element id of a field: letters, digits and dashes only, so that it works in an address and in a style rule. */
export const fieldId = (name: string): string =>
  `f-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '')}`

export const hintId = (name: string): string => `${fieldId(name)}-hint`
export const errorId = (name: string): string => `${fieldId(name)}-error`

export type Described = {
  readonly name: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** What a screen reader says after the label: first the hint, then what is wrong. */
export const describedBy = ({ name, hint, error }: Described): string | undefined => {
  const ids = [hint === undefined ? '' : hintId(name), error === undefined ? '' : errorId(name)].filter(
    (id) => id !== '',
  )
  return ids.length === 0 ? undefined : ids.join(' ')
}
