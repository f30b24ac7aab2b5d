import type { OpenProvince, Provinces } from '#platform/database/provinces.ts'

/** The province that a command means by its key; without one the default province. */
export const provinceOf = (provinces: Provinces, key: string | null): OpenProvince | undefined =>
  key === null ? (provinces.all.find((open) => open.province.isDefault) ?? provinces.all[0]) : provinces.byKey(key)
