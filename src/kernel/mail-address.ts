const addressPattern = /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]{1,250}\.[^\s@<>(),;:"\\[\].]{2,63}$/

/** An address that can be written to as it stands; anything else gets no letter. */
export const usableAddress = (text: string): string | null => {
  const trimmed = text.trim()
  return trimmed.length <= 254 && addressPattern.test(trimmed) ? trimmed : null
}

/** `giang.nguyen@example.vn` → `g•••@example.vn`: how an address is shown to officers. */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return at < 1 ? '•••' : `${address.slice(0, 1)}•••${address.slice(at)}`
}
