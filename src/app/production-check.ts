import type { ServerAddress } from '#platform/database/connection.ts'
import { listProvinces } from '#platform/database/provinces.ts'
import { StoreProblem } from './open-store.ts'

/** The demonstration has accounts whose password everybody knows: it is never served as the real thing. */
export const refuseDemoInProduction = async (server: ServerAddress): Promise<void> => {
  const provinces = await listProvinces(server)
  const demo = provinces.filter((province) => province.isDemo)
  if (demo.length > 0) {
    const names = demo.map((province) => province.name).join(', ')
    throw new StoreProblem(
      `MOTCUA_ENV=production refuses to serve demonstration provinces (${names}): their accounts have a known password. Use an empty database.\nKhông phục vụ tỉnh chạy thử (${names}) ở chế độ production: tài khoản chạy thử có mật khẩu công khai. Hãy dùng cơ sở dữ liệu trống.`,
    )
  }
  if (provinces.length === 0) {
    throw new StoreProblem(
      'There is no province yet; make one with: npm run province:create (see docs/operating.md)\nChưa có tỉnh nào; hãy mở bằng: npm run province:create (xem docs/vi/operating.md)',
    )
  }
}
