/** An amount in đồng as people type it: `75000`, `75.000`, `75 000 đ`; null when it is none. */
export const readAmount = (text: string): number | null => {
  const digits = text.replaceAll(/[\s.,]|đ|vnd/giu, '')
  if (!/^\d{1,12}$/.test(digits)) return null
  const amount = Number(digits)
  return amount > 0 ? amount : null
}
