import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { storedPath } from '#test/support/stored-path.ts'
import { openDiskFileStore } from './disk-file-store.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-store-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('keeps content under its digest, once, and leaves nothing half written', async () => {
  const files = await openDiskFileStore(folder)
  const stored = await Promise.all([files.put(Buffer.from('một')), files.put(Buffer.from('một'))])
  const [first] = stored
  if (first === undefined) throw new Error('nothing')
  expect(stored[1]).toEqual(first)
  expect((await files.read(first.sha256)).toString()).toBe('một')
  await access(storedPath(folder, first.sha256))
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

it('finds again what once lay in folders of folders', async () => {
  const { sha256 } = await (await openDiskFileStore(folder)).put(Buffer.from('cũ'))
  const before = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await mkdir(dirname(before))
  await rename(storedPath(folder, sha256), before)
  await rm(join(folder, 'one-deep'))
  const again = await openDiskFileStore(folder)
  expect((await again.read(sha256)).toString()).toBe('cũ')
  expect(await readdir(join(folder, sha256.slice(0, 2)))).toEqual([sha256])
})
