import { createHash } from 'node:crypto'
import { Temporal, zone } from '#kernel/time.ts'
import { sameSecret } from '../secrets/sealing.ts'

/** The order in which the fields of a message enter its hash; the shared secret follows as the last. */
export const hashedFields = {
  INIT: [
    'LoaiBanTin',
    'PhienBan',
    'MaDoiTac',
    'MaThamChieu',
    'SoTien',
    'LoaiHinhThanhToan',
    'MaKenhThanhToan',
    'MaThietBi',
    'NgonNgu',
    'MaTienTe',
    'MaNganHang',
    'ThongTinGiaoDich',
    'ThoiGianGD',
    'Ip',
  ],
  CONFIRM: [
    'LoaiBanTin',
    'MaLoi',
    'MaDoiTac',
    'MaThamChieu',
    'SoTien',
    'MaTienTe',
    'MaGiaoDich',
    'MaNganHang',
    'ThoiGianGD',
    'ThongTinGiaoDich',
  ],
  QUERY: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'],
  GET_BILL: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'],
} as const

export type HashedMessage = keyof typeof hashedFields

type Fields = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

/** `MaXacThuc`: lower-case hex SHA-256 of the fields joined by `|`, the secret last. */
export const hashOfMessage = (kind: HashedMessage, message: Fields, secret: string): string =>
  createHash('sha256')
    .update([...hashedFields[kind].map((field) => textOf(message[field])), secret].join('|'))
    .digest('hex')

/** Whether whoever knows the secret wrote the message; compared in a time that tells nothing. */
export const isHashRight = (kind: HashedMessage, message: Fields, secret: string): boolean =>
  sameSecret(hashOfMessage(kind, message, secret), textOf(message.MaXacThuc).toLowerCase())

const two = (value: number): string => String(value).padStart(2, '0')

/** `yyyyMMddHHmmss` in the time of the country. */
export const formatPlatformTime = (at: Temporal.Instant): string => {
  const local = at.toZonedDateTimeISO(zone)
  return `${local.year}${[local.month, local.day, local.hour, local.minute, local.second].map(two).join('')}`
}

export const parsePlatformTime = (text: string): Temporal.Instant | null => {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (parts === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  try {
    const local = { timeZone: zone, year, month, day, hour, minute, second }
    return Temporal.ZonedDateTime.from(local, { overflow: 'reject' }).toInstant()
  } catch {
    return null
  }
}

/** Text that cannot move a border between hashed fields and passes through every bank: no marks, no `|`. */
export const plainInformation = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9 .,:/-]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 200)
