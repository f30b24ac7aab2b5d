// A program for tests to kill: owns the embedded server of the folder it is given, prints how to reach it, and stays.
import { startEmbeddedServer } from '#platform/database/embedded-server.ts'

const [dataFolder = ''] = process.argv.slice(2)

try {
  const server = await startEmbeddedServer({ dataFolder, log: { info: console.error, error: console.error } })
  const end = async () => {
    await server.stop()
    process.exit(0)
  }
  process.once('SIGTERM', () => void end())
  process.once('SIGINT', () => void end())
  console.log(JSON.stringify(server.connection))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
