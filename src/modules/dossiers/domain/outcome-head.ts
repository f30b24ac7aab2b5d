import { notationOf, type OutcomeHead, type OutcomeTemplate } from './outcome-template.ts'

/** What is known of the agency that issues a result. */
export type IssuingAgency = {
  readonly kind: string
  readonly name: string
  readonly parentName: string | null
  /** The letters of the agency in the numbers of its documents: `UBND`. */
  readonly notation: string
}

export type Signatory = { readonly fullName: string; readonly title: string }

// The place that leads the date is the commune or the province itself: `Hy Cương, ngày …`.
const placePattern = /(?:xã|phường|đặc khu|tỉnh|thành phố)\s+(.+)$/iu

export const placeOfAgency = (agencyName: string): string => placePattern.exec(agencyName)?.[1] ?? agencyName

const chiefOf = (title: string): string => {
  const chief = title.replace(/^phó\s+/iu, '')
  return chief.charAt(0).toUpperCase() + chief.slice(1)
}

const shortTitle = (title: string): string =>
  title.replace(/\s+(?:Ủy|Uỷ) ban nhân dân.*$/iu, '').replace(/\s+(?:Sở|xã|phường)\s.*$/iu, '')

/**
 * The lines above a signature: for the People's Committee as a body, for the chief by the deputy.
 * @legal ND-30-2020 Phụ lục I, phần I, mục II.7: TM., KT.
 */
export const signatureLines = (agency: Pick<IssuingAgency, 'kind'>, title: string): readonly string[] => {
  const own = shortTitle(title)
  const isDeputy = /^phó\s/iu.test(own)
  const onBehalf = agency.kind === 'peoples-committee' ? ['TM. Ủy ban nhân dân'] : []
  return isDeputy ? [...onBehalf, `KT. ${chiefOf(own)}`, own] : [...onBehalf, own]
}

/** The head of a result: the issuing agency, the letters behind the number, the place, and who signs. */
export const outcomeHeadOf = (
  template: Pick<OutcomeTemplate, 'notation'>,
  agency: IssuingAgency,
  signatory: Signatory,
  year: number,
): OutcomeHead => ({
  ...(agency.parentName === null ? {} : { parentAgency: agency.parentName }),
  agency: agency.name,
  notation: notationOf(template, agency.notation, year),
  place: placeOfAgency(agency.name),
  signer: { lines: signatureLines(agency, signatory.title), name: signatory.fullName },
  qrCaption: 'Quét để kiểm tra văn bản',
})
