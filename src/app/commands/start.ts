import { join } from 'node:path'
import { openLog } from '#platform/log/log.ts'
import { buildServer } from '#web/http/server.ts'
import { routes } from '#web/routes.ts'
import type { Command } from '../command.ts'
import { composeHouse } from '../compose.ts'
import { demoServicesOf, startCertificateTwin } from '../demo-certificate-authority/certificate-twin.ts'
import { startDesktopTwin } from '../demo-desktop-signer/desktop-twin.ts'
import { startMailTwin } from '../demo-mail-server/mail-twin.ts'
import { ensureDemoProvinces, liveDemoProvinces } from '../demo-provinces.ts'
import { greet, greetWorker } from '../greeting.ts'
import { startHouseJobs } from '../house-jobs.ts'
import { migrateStore, openStore, openStoreProvinces } from '../open-store.ts'
import { refuseDemoInProduction } from '../production-check.ts'
import { installationSecrets } from '../secret/installation-secret.ts'
import { startTwins } from '../twins.ts'

type Role = 'all' | 'web' | 'worker'

const roleOf = (parameters: readonly string[]): Role => {
  const given = parameters.find((parameter) => parameter.startsWith('--role='))?.slice('--role='.length)
  if (given === undefined || given === 'all') return 'all'
  if (given === 'web' || given === 'worker') return given
  throw Object.assign(new Error(`There is no role "${given}"; roles: all, web, worker`), { name: 'RoleProblem' })
}

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.on('SIGINT', () => resolve())
    process.on('SIGTERM', () => resolve())
  })

/** Starts the program: database, tables, the demonstration in an empty database, pages and jobs; runs until it is told to stop. */
export const run: Command = async ({ config, arguments: parameters, projectFolder, clientFolder }) => {
  const role = roleOf(parameters)
  const log = openLog(config.logLevel)
  const store = await openStore(config, log, role === 'worker' ? 'guest' : 'owner')
  const closing: (() => Promise<void>)[] = [store.stop]
  try {
    if (role !== 'worker') {
      await migrateStore(store.server, join(projectFolder, 'db'))
      if (config.edition === 'demo')
        await ensureDemoProvinces(store.server, projectFolder, installationSecrets(config), demoServicesOf(config))
    }
    if (config.edition === 'production') await refuseDemoInProduction(store.server)
    const provinces = await openStoreProvinces(store.server, log)
    closing.push(provinces.close)
    const twins = await startTwins(
      config,
      provinces.all.map((open) => open.province),
      projectFolder,
      log,
    )
    closing.push(twins.stop)
    const issuer = config.edition === 'demo' ? await startCertificateTwin(config, provinces) : null
    if (issuer !== null) closing.push(issuer.stop)
    const desktopSigner = config.edition === 'demo' ? await startDesktopTwin(config, provinces, log) : null
    if (desktopSigner !== null) closing.push(desktopSigner.stop)
    const mail = config.edition === 'demo' ? await startMailTwin() : null
    if (mail !== null) closing.push(mail.stop)
    const house = await composeHouse({
      config,
      provinces,
      clientFolder,
      log,
      twins: { ...twins, issuer, desktopSigner, mail },
    })
    closing.push(async () => house.web.changes?.close())
    if (role !== 'web') closing.push(await startHouseJobs(store.server, house, log))
    if (role === 'worker') greetWorker(provinces)
    else {
      const server = buildServer(house.web, routes)
      const address = await server.listen({ host: config.host, port: config.port })
      closing.push(() => server.close())
      greet(config, provinces, Number(new URL(address).port))
      if (config.edition === 'demo' && config.demoHistory)
        closing.push(liveDemoProvinces(provinces, house.web.dossiers, projectFolder, log))
    }
    await untilStopped()
    return 0
  } finally {
    for (const close of closing.reverse())
      await close().catch((error: unknown) => log.error({ err: String(error) }, 'stop'))
  }
}
