const placePattern = /(?:xã|phường|đặc khu|tỉnh|thành phố)\s+(.+)$/iu

/** The place that leads the date: the unit in which the agency sits, as its name or that of its superior says. @legal ND-30-2020 Phụ lục I */
export const placeOfIssue = (agencyName: string, parentName: string | null): string =>
  placePattern.exec(agencyName)?.[1] ?? placePattern.exec(parentName ?? '')?.[1] ?? agencyName
