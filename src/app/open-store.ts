import { join } from 'node:path'
import type { ServerAddress } from '#platform/database/connection.ts'
import { findRunningServer, startEmbeddedServer } from '#platform/database/embedded-server.ts'
import { migrateShared } from '#platform/database/migrate.ts'
import { migrateAll, openProvinces, type Provinces } from '#platform/database/provinces.ts'
import { migrateJobs } from '#platform/jobs/run-jobs.ts'
import type { Log } from '#platform/log/log.ts'
import type { Config } from './config.ts'

/** Why the rows cannot be reached; the message says what to do. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem'
}

/** Where the rows lie: a server of the environment, the embedded one that this process runs, or the one another process runs. */
export type Store = { readonly server: ServerAddress; readonly stop: () => Promise<void> }

const embeddedFolder = (config: Config): string => join(config.dataFolder, 'postgres')

/** Starts or finds the server. A worker joins the embedded server of the program that runs it. */
export const openStore = async (config: Config, log: Log, role: 'owner' | 'guest'): Promise<Store> => {
  if (config.databaseServer !== null) return { server: config.databaseServer, stop: async () => undefined }
  if (role === 'owner') {
    const embedded = await startEmbeddedServer({
      dataFolder: embeddedFolder(config),
      log: { info: (message) => log.info(message), error: (message) => log.error(message) },
    })
    return { server: embedded.connection, stop: embedded.stop }
  }
  const running = await findRunningServer(embeddedFolder(config))
  if (running === null) {
    throw new StoreProblem(
      `No program runs on ${config.dataFolder}; start it first with: npm start\nChưa có chương trình nào chạy trên thư mục dữ liệu này; hãy chạy trước: npm start`,
    )
  }
  return { server: running, stop: async () => undefined }
}

/** For commands that work beside the running program, or alone when it does not run. */
export const joinOrOpenStore = async (config: Config, log: Log): Promise<Store> => {
  if (config.databaseServer !== null) return openStore(config, log, 'owner')
  const running = await findRunningServer(embeddedFolder(config))
  return running === null ? openStore(config, log, 'owner') : { server: running, stop: async () => undefined }
}

/** Brings all tables up to date. */
export const migrateStore = async (server: ServerAddress, sqlFolder: string): Promise<void> => {
  await migrateShared(server, sqlFolder)
  await migrateJobs(server)
  await migrateAll(server, sqlFolder)
}

export const openStoreProvinces = (server: ServerAddress, log: Log): Promise<Provinces> =>
  openProvinces(server, { max: 16, onLostConnection: (error) => log.warn({ err: error.message }, 'connection lost') })
