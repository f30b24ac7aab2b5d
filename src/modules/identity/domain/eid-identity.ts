import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import type { Assurance } from './actor.ts'

/** What the eID provider vouches for. */
export type EidIdentity = {
  readonly kind: 'citizen' | 'business' | 'organisation'
  readonly identityNumber: string
  readonly fullName: string
  readonly assurance: Exclude<Assurance, 'declared'>
  readonly birthDate: string | null
  readonly gender: 'male' | 'female' | 'other' | null
  readonly phone: string
  readonly email: string
  readonly address: string
}

const line = z
  .union([z.string(), z.number()])
  .optional()
  .nullable()
  .transform((value) => tidy(String(value ?? '')).slice(0, 300))

const Claims = z.object({
  SoDinhDanh: line,
  HoVaTen: line,
  TenDoanhNghiep: line,
  MaSoThue: line,
  NgayThangNamSinh: line,
  GioiTinh: line,
  DiaChi: line,
  SoDienThoai: line,
  ThuDienTu: line,
  LoaiTaiKhoan: line,
  loAs: line,
})

/** `14/03/1990`, `19900314` and `1990-03-14` are all seen; a year alone is no day. */
const readDay = (text: string): string | null => {
  const match =
    /^(?<day>\d{1,2})[/-](?<month>\d{1,2})[/-](?<year>\d{4})$/.exec(text) ??
    /^(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})/.exec(text)
  if (match?.groups === undefined) return null
  const { year, month, day } = match.groups
  try {
    const date = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

const genders: Readonly<Record<string, EidIdentity['gender']>> = {
  '1': 'male',
  '2': 'female',
  '3': 'other',
  nam: 'male',
  nữ: 'female',
  male: 'male',
  female: 'female',
}

const kinds: Readonly<Record<string, EidIdentity['kind']>> = { '1': 'citizen', '2': 'business', '3': 'organisation' }

/** Level 2 has had the face compared with the chip of the card; what is not clearly level 2 counts as level 1. */
const readAssurance = (level: string): EidIdentity['assurance'] => (/(?:^|\D)[23]$/.test(level) ? 'eid-2' : 'eid-1')

/** Reads the claims of VNeID and VNConnect. Null when there is no name or no identity number in its form: then nothing is vouched for. */
export const parseEidClaims = (claims: unknown): EidIdentity | null => {
  const parsed = Claims.safeParse(claims)
  if (!parsed.success) return null
  const said = parsed.data
  const kind = kinds[said.LoaiTaiKhoan] ?? 'citizen'
  const identityNumber = kind === 'citizen' ? said.SoDinhDanh : said.SoDinhDanh || said.MaSoThue
  const fullName = kind === 'citizen' ? said.HoVaTen : said.TenDoanhNghiep || said.HoVaTen
  if (fullName === '' || !/^\d{9,13}$/.test(identityNumber)) return null
  return {
    kind,
    identityNumber,
    fullName,
    assurance: readAssurance(said.loAs),
    birthDate: readDay(said.NgayThangNamSinh),
    gender: genders[said.GioiTinh.toLowerCase()] ?? null,
    phone: said.SoDienThoai.slice(0, 20),
    email: said.ThuDienTu,
    address: said.DiaChi,
  }
}
