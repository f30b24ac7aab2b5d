import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '#app/demo-province/load-demo-province.ts'
import { newId } from '#kernel/ids.ts'
import { backUp } from '#platform/backup/back-up.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { findBirthDesk } from '../support/birth-journey.ts'
import { openPortalClient, signInAt } from '../support/portal-client.ts'
import { draftBirth, receiptPath, submitBirth } from '../support/portal-filing.ts'
import { startProgram } from '../support/running-program.ts'
import { pdfFile } from '../support/sample-files.ts'
import { type HouseUnderFire, openHouseUnderFire } from './house-under-fire.ts'

const isDone = (tool: string, ...options: readonly string[]): boolean => spawnSync(tool, options).status === 0

const small = mkdtempSync(join(tmpdir(), 'motcua-small-disk-'))
const disk = join(small, 'disk')
mkdirSync(disk)
// Only root may mount; elsewhere the same is tried with a store that refuses, in the tests of attachments.
const isMounted = isDone('mount', '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk)

let house: HouseUnderFire

beforeAll(async () => {
  house = await openHouseUnderFire()
})

afterAll(async () => {
  await house?.close()
  if (isMounted) isDone('umount', disk)
  rmSync(small, { recursive: true, force: true })
})

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

describe.skipIf(!isMounted)('a full disk', () => {
  it('refuses a file as a whole, says so, and goes on when there is room again', async () => {
    const folder = join(house.dataFolder, 'files', 'phu-tho')
    rmSync(folder, { recursive: true, force: true })
    expect(isDone('mount', '--bind', disk, makeFolder(folder))).toBe(true)
    try {
      await openDiskFileStore(folder)
      const marks = filesBelow(folder)
      const client = openPortalClient(house.url)
      await signInAt(client, '/dang-nhap', 'minh', demoPassword)
      const desk = await findBirthDesk(house.deps())
      const paper = (content: Buffer) => [
        { field: 'birth-certificate', name: 'giay-chung-sinh.pdf', type: 'application/pdf', content },
      ]
      const filingId = newId()
      const tooLarge = draftBirth(client, filingId, desk, paper(pdfFile(3 * 1024 * 1024)))
      await expect(tooLarge).rejects.toThrow(/papers: 507/)
      await expect(tooLarge).rejects.not.toThrow(/ENOSPC|node:|\.ts:/)
      expect(filesBelow(folder)).toEqual(marks)
      const rows = await house.open().pool.query('select 1 from stored_file')
      expect(rows.rowCount).toBe(0)
      const again = newId()
      await draftBirth(client, again, desk, paper(pdfFile(50_000)))
      await submitBirth(client, again)
      expect((await client.get(receiptPath(again))).status).toBe(200)
      expect(await house.faults()).toEqual([])
      client.close()
    } finally {
      isDone('umount', folder)
    }
  })

  it('leaves no half backup', async () => {
    writeFileSync(join(disk, 'filling'), Buffer.alloc(1_900_000))
    const work = backUp({
      server: house.server(),
      files: () => openDiskFileStore(join(house.dataFolder, 'files', 'phu-tho')),
      folder: join(disk, 'archive'),
      secretFingerprint: '',
      programVersion: '0',
      madeAt: '',
    })
    await expect(work).rejects.toMatchObject({ code: 'backup.no-space' })
    expect(readdirSync(disk).filter((name) => name.includes('archive'))).toEqual([])
  })
})

const makeFolder = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

describe('two programs on one data folder', () => {
  it('the second says so and ends, the first goes on', async () => {
    const second = await startProgram(house.dataFolder, { MOTCUA_LOG_LEVEL: 'fatal' }).then(
      () => 'it started',
      (error: unknown) => String(error),
    )
    expect(second).toContain(`The data folder ${join(house.dataFolder, 'postgres')} is in use by process`)
    expect((await fetch(`${house.url}/readyz`)).status).toBe(200)
  })
})
