import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Log } from '#platform/log/log.ts'

/** An invented person whom the demo provider vouches for. */
export type DemoCitizen = {
  readonly login: string
  readonly kind: 'citizen' | 'business' | 'organisation'
  readonly fullName: string
  readonly identityNumber: string
  readonly birthDate: string | null
  readonly gender: 'male' | 'female' | 'other' | null
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly level: 1 | 2
}

const CitizensFile = z.object({
  citizens: z.array(
    z.object({
      login: z.string(),
      kind: z.enum(['citizen', 'business', 'organisation']).default('citizen'),
      fullName: z.string(),
      identityNumber: z.string(),
      birthDate: z.string().nullable().default(null),
      gender: z.enum(['male', 'female', 'other']).nullable().default(null),
      phone: z.string().default(''),
      email: z.string().default(''),
      address: z.string().default(''),
    }),
  ),
})

const invented = { phone: '', email: '', address: 'Phường Việt Trì, tỉnh Phú Thọ', kind: 'citizen' } as const

/** People who have no account in the demo province: the first comes in with the face compared, the second without. */
export const strangers: readonly DemoCitizen[] = [
  {
    ...invented,
    login: 'khach-muc-2',
    fullName: 'Phạm Thu Trang',
    identityNumber: '025195000091',
    birthDate: '1995-11-20',
    gender: 'female',
    level: 2,
  },
  {
    ...invented,
    login: 'khach-muc-1',
    fullName: 'Đinh Công Sơn',
    identityNumber: '025088000092',
    birthDate: '1988-02-09',
    gender: 'male',
    level: 1,
  },
]

/** The people of a demo province and two it does not know. A file that cannot be read leaves the two. */
export const readDemoCitizens = async (path: string, log: Log): Promise<readonly DemoCitizen[]> => {
  try {
    const { citizens } = CitizensFile.parse(JSON.parse(await readFile(path, 'utf8')))
    return [...citizens.map((citizen) => ({ ...citizen, level: 2 as const })), ...strangers]
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'demo citizens cannot be read')
    return strangers
  }
}

const accountTypes = { citizen: 1, business: 2, organisation: 3 } as const
const genders = { male: 1, female: 2, other: 3 } as const

/** `1990-03-14` → `14/03/1990` */
const writeDay = (day: string): string => day.split('-').reverse().join('/')

/** The claims as VNeID names them. */
export const claimsOf = (citizen: DemoCitizen): Readonly<Record<string, string | number>> => ({
  sub: citizen.login,
  LoaiTaiKhoan: accountTypes[citizen.kind],
  SoDinhDanh: citizen.identityNumber,
  HoVaTen: citizen.fullName,
  ...(citizen.kind === 'citizen' ? {} : { TenDoanhNghiep: citizen.fullName }),
  ...(citizen.birthDate === null ? {} : { NgayThangNamSinh: writeDay(citizen.birthDate) }),
  ...(citizen.gender === null ? {} : { GioiTinh: genders[citizen.gender] }),
  DiaChi: citizen.address,
  SoDienThoai: citizen.phone,
  ThuDienTu: citizen.email,
  loAs: String(citizen.level),
})

/** Names of the claims, for what the provider publishes of itself. */
export const claimNames = [
  'sub',
  'LoaiTaiKhoan',
  'SoDinhDanh',
  'HoVaTen',
  'TenDoanhNghiep',
  'NgayThangNamSinh',
  'GioiTinh',
  'DiaChi',
  'SoDienThoai',
  'ThuDienTu',
  'loAs',
] as const
