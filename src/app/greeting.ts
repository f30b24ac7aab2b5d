import type { Provinces } from '#platform/database/provinces.ts'
import type { Config } from './config.ts'
import { demoPassword } from './demo-province/load-demo-province.ts'

/** Demo accounts worth trying first, each with what it shows. */
const demoAccounts: readonly (readonly [string, string])[] = [
  ['/dang-nhap', 'công dân'],
  ['/can-bo', 'cán bộ'],
]

/** Says where the program is and, in the demonstration, how to come in. */
export const greet = (config: Config, provinces: Provinces, port: number): void => {
  const at = `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`
  const names = provinces.all.map((open) => open.province.name).join(', ')
  const lines = [``, `  Một Cửa · ${names}`, `  ${at}`, ``]
  if (config.edition === 'demo') {
    lines.push(`  Bản chạy thử. Tài khoản, mật khẩu chung / Demo accounts, one password: ${demoPassword}`)
    for (const [path, who] of demoAccounts) lines.push(`    ${at}${path}  ${who}`)
    lines.push(`    danh sách đầy đủ / all of them: ${at}/chay-thu`, '')
  }
  console.log(lines.join('\n'))
}
