import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Assets } from '#web/ui/shell/html.tsx'

const Manifest = z.record(z.string(), z.object({ file: z.string() }))

const readManifest = (clientFolder: string): z.infer<typeof Manifest> => {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(clientFolder, 'manifest.json'), 'utf8')))
  } catch {
    return {}
  }
}

/**
 * Public addresses of built files by their source under `src/web`, from the manifest of the build. Without a build (tests) the address
 * is that of the source and leads nowhere.
 */
export const openAssets = (clientFolder: string): Assets => {
  const manifest = readManifest(clientFolder)
  return (source) => `/${manifest[`src/web/${source}`]?.file ?? `assets/${source}`}`
}
