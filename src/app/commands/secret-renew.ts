import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { nothingThere } from '#platform/backup/back-up.ts'
import { findRunningServer } from '#platform/database/embedded-server.ts'
import { openLog } from '#platform/log/log.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../command-options.ts'
import type { Config } from '../config.ts'
import { joinOrOpenStore, migrateStore, openStoreProvinces } from '../open-store.ts'
import { findInstallationSecrets, hasInstallation, replaceSecretFile } from '../secret/installation-secret-file.ts'
import { type Renewed, renewProvince } from '../secret/renew-province.ts'

const usage = `npm run secret:renew [-- --new]
  --new   tạo khóa mới thay cho data/secret, khi chương trình đã dừng  (makes a new data/secret; the program is stopped)
  Khi khóa nằm ở MOTCUA_SECRET: đặt khóa mới vào đó, khóa cũ vào MOTCUA_EARLIER_SECRETS, khởi động lại, rồi chạy lệnh này.
  (With MOTCUA_SECRET: put the new secret there and the old one into MOTCUA_EARLIER_SECRETS, restart, then run this.)`

/** Why no new secret was made; the message says what to do. */
class SecretProblem extends Error {
  override readonly name = 'SecretProblem'
}

const makeNew = async (config: Config, today: string): Promise<void> => {
  if (config.secret !== null)
    throw new SecretProblem(
      'The secret is that of MOTCUA_SECRET: put a new one there, and the old one into MOTCUA_EARLIER_SECRETS.\nKhóa bí mật nằm ở MOTCUA_SECRET: hãy đặt khóa mới vào đó và đưa khóa cũ vào MOTCUA_EARLIER_SECRETS.',
    )
  const running = config.databaseServer === null ? await findRunningServer(join(config.dataFolder, 'postgres')) : null
  if (running !== null)
    throw new SecretProblem(
      'The program runs and does not know the new secret: stop it first.\nChương trình đang chạy và chưa biết khóa mới: hãy dừng chương trình trước.',
    )
  await replaceSecretFile(config, today, randomBytes(48).toString('base64url'))
}

const reportOf = (name: string, { changed, unreadable, codeHolders }: Renewed): string =>
  [
    `${name}: niêm phong lại ${changed.toLocaleString('vi-VN')} dòng / rows sealed anew`,
    ...unreadable.map((one) => `  ! không khóa nào mở được / no known secret opens ${one}`),
    ...(codeHolders === 0
      ? []
      : [
          `  ${codeHolders} tài khoản có mã khôi phục: mã tạo trước khi đổi khóa hết dùng được khi bỏ khóa cũ, hãy báo họ tạo mã mới / accounts with recovery codes: those made before end with the old secret, tell their holders`,
        ]),
  ].join('\n')

const nextStep = `Xong. Giờ có thể bỏ khóa cũ (MOTCUA_EARLIER_SECRETS hoặc data/secret-earlier) rồi khởi động lại; giữ nó ở nơi an toàn chừng nào còn bản sao lưu cũ.
Done. The old secret (MOTCUA_EARLIER_SECRETS, or data/secret-earlier) may be taken away now; restart. Keep it in a safe as long as backups made under it.`

/** Seals everything that lies under earlier secrets under the one in use. Ends with 1 when something is under no known secret. */
export const run: Command = async ({ config, arguments: parameters, projectFolder }) => {
  const options = readOptions(parameters, { new: 'flag' })
  if (options === null) {
    console.error(usage)
    return 2
  }
  const before = findInstallationSecrets(config)
  if (before === null || !hasInstallation(config)) throw nothingThere()
  if (options.new === true) await makeNew(config, before[0])
  const secrets = findInstallationSecrets(config) ?? before
  if (secrets.length === 1) {
    console.error(`Không có khóa cũ nào / no earlier secret is known.\n${usage}`)
    return 2
  }
  const log = openLog('warn')
  const store = await joinOrOpenStore(config, log)
  try {
    await migrateStore(store.server, join(projectFolder, 'db'))
    const provinces = await openStoreProvinces(store.server, log)
    try {
      let faults = 0
      for (const open of provinces.all) {
        const renewed = await renewProvince(open, secrets)
        faults += renewed.unreadable.length
        console.log(reportOf(open.province.name, renewed))
      }
      if (faults === 0) console.log(nextStep)
      return faults === 0 ? 0 : 1
    } finally {
      await provinces.close()
    }
  } finally {
    await store.stop()
  }
}
