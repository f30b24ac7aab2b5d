import { nothingThere } from '#platform/backup/back-up.ts'
import { openLog } from '#platform/log/log.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../command-options.ts'
import { joinOrOpenStore, openStoreProvinces } from '../open-store.ts'
import { hasInstallation } from '../secret/installation-secret-file.ts'
import { verifyInstallation } from '../verify-installation.ts'

const usage = `npm run verify -- [--files]
  --files   đọc lại và đối chiếu mọi tệp đã lưu  (read every stored file too)`

/** Checks logs, signed days, dossiers, numbers and files, beside the running program or alone. Ends with 1 when there are faults. */
export const run: Command = async ({ config, arguments: parameters }) => {
  const options = readOptions(parameters, { files: 'flag' })
  if (options === null) {
    console.error(usage)
    return 2
  }
  if (!hasInstallation(config)) throw nothingThere()
  const log = openLog('warn')
  const store = await joinOrOpenStore(config, log)
  try {
    const provinces = await openStoreProvinces(store.server, log)
    try {
      const { text, faults } = await verifyInstallation(config, provinces, { files: options.files === true })
      console.log(text)
      return faults === 0 ? 0 : 1
    } finally {
      await provinces.close()
    }
  } finally {
    await store.stop()
  }
}
