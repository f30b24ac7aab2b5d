import type { Provinces } from '#platform/database/provinces.ts'
import { type Config, localUrl } from './config.ts'
import { demoPassword } from './demo-province/load-demo-province.ts'

/** Demo accounts worth trying first, each with its door and what it does, in the order of a dossier's way. */
const demoAccounts: readonly (readonly [string, string, string])[] = [
  ['minh', '/dang-nhap', 'công dân / citizen'],
  ['viettri.motcua', '/can-bo', 'một cửa / one-stop desk'],
  ['viettri.chanhvanphong', '/can-bo', 'trưởng bộ phận / head of unit'],
  ['viettri.hotich', '/can-bo', 'thụ lý / handler'],
  ['viettri.chutich', '/can-bo', 'lãnh đạo ký / leader'],
  ['viettri.vanthu', '/can-bo', 'văn thư / clerk'],
  ['quantri', '/can-bo', 'quản trị / administrator'],
]

/** What the terminal shows: where the program is and, in the demonstration, how to come in. */
export const greetingLines = (
  config: Pick<Config, 'host' | 'edition'>,
  provinces: readonly string[],
  port: number,
): readonly string[] => {
  const at = localUrl(config.host, port)
  const lines = ['', `  Một Cửa · ${provinces.join(', ')}`, `  ${at}`, '']
  if (config.edition !== 'demo') return lines
  return [
    ...lines,
    `  Bản chạy thử. Tài khoản, mật khẩu chung / Demo accounts, one password: ${demoPassword}`,
    ...demoAccounts.map(
      ([login, path, who]) => `    ${login.padEnd(22)} ${`${at}${path}`.padEnd(at.length + 11)} ${who}`,
    ),
    `    danh sách đầy đủ / all of them: ${at}/chay-thu`,
    '',
  ]
}

/** A process of jobs alone has no address; the terminal says that it is at work and for whom. */
export const greetWorker = (provinces: Provinces): void => {
  const names = provinces.all.map((open) => open.province.name).join(', ')
  console.log(`\n  Một Cửa · ${names}\n  Đang làm việc nền / jobs are being done\n`)
}

export const greet = (config: Config, provinces: Provinces, port: number): void => {
  const names = provinces.all.map((open) => open.province.name)
  console.log(greetingLines(config, names, port).join('\n'))
}
