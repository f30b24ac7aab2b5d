/** Who holds a key: an officer for a signature, an agency for its seal. */
export type KeyHolder = { readonly kind: 'officer' | 'agency'; readonly id: string }

export const isSameHolder = (left: KeyHolder, right: KeyHolder): boolean =>
  left.kind === right.kind && left.id === right.id
