import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

const root = import.meta.dirname

/** Files of a folder as entries of a build, named without their ending. */
const entriesIn = (folder: string, pattern: RegExp): readonly (readonly [string, string])[] => {
  const place = join(root, folder)
  if (!existsSync(place)) return []
  return readdirSync(place)
    .filter((name) => pattern.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name))
    .map((name) => [basename(name, extname(name)), join(place, name)] as const)
}

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const

const server: UserConfig = {
  oxc: jsx,
  build: {
    ssr: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
    rolldownOptions: {
      // Threads are files of their own, beside the chunks that start them.
      input: Object.fromEntries([
        ['main', join(root, 'src/app/main.ts')],
        ...entriesIn('src/platform/signing/verification', /-worker\.ts$/),
        ...entriesIn('src/platform/file-text', /-worker\.ts$/),
        ...entriesIn('src/platform/docx', /-worker\.ts$/),
      ]),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

/** Every text of the build beside its compressed forms, so that serving it costs nothing. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle: ({ dir = '' }, bundle) => {
    for (const name of Object.keys(bundle).filter((file) => /\.(?:css|js|svg)$/.test(file))) {
      const content = readFileSync(join(dir, name))
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content))
      writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }))
    }
  },
}

const client: UserConfig = {
  plugins: [compressed],
  oxc: jsx,
  // Relative, so that the folder may be served under any address.
  base: './',
  publicDir: false,
  build: {
    manifest: 'manifest.json',
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    emptyOutDir: true,
    rolldownOptions: {
      input: Object.fromEntries([
        ...entriesIn('src/web/islands', /\.tsx?$/).map(([name, file]) => [`island-${name}`, file]),
        ...entriesIn('src/web/ui/styles', /\.css$/).map(([name, file]) => [`style-${name}`, file]),
      ]),
    },
  },
}

export default defineConfig(({ mode }) => (mode === 'client' ? client : server))
