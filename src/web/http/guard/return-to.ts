/** An address of this site to go to later, or nothing: whatever could lead elsewhere is dropped. */
export const safeReturnTo = (address: string | undefined): string | undefined => {
  if (address === undefined || address.length > 600 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(address)) return undefined
  try {
    const url = new URL(address, 'http://here.invalid')
    return url.host === 'here.invalid' ? url.pathname + url.search + url.hash : undefined
  } catch {
    return undefined
  }
}

export const signInPath = { citizen: '/dang-nhap', officer: '/can-bo/dang-nhap' } as const

export const signInAddress = (as: 'citizen' | 'officer', returnTo: string): string =>
  safeReturnTo(returnTo) === undefined || returnTo === '/'
    ? signInPath[as]
    : `${signInPath[as]}?tiep=${encodeURIComponent(returnTo)}`
