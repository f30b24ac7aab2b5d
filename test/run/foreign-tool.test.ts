import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { foreignTool } from '../support/foreign-tool.ts'

const noteFolder = mkdtempSync(join(tmpdir(), 'absent-tools-'))

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(noteFolder, { recursive: true, force: true })
})

describe('a foreign tool inside a longer test', () => {
  it('is left out and noted where there is none, and fails the test where it is required', () => {
    vi.stubEnv('ABSENT_TOOLS_FOLDER', noteFolder)
    const [absent, here] = [foreignTool('khong-co-cong-cu-nay'), foreignTool('sh')]
    vi.stubEnv('REQUIRE_FOREIGN', '0')
    expect([absent.isHere(), here.isHere()]).toEqual([false, true])
    expect(readdirSync(noteFolder)).toEqual(['khong-co-cong-cu-nay'])
    vi.stubEnv('REQUIRE_FOREIGN', '1')
    expect(() => absent.isHere()).toThrow('khong-co-cong-cu-nay is absent and REQUIRE_FOREIGN=1')
    expect(here.isHere()).toBe(true)
  })
})
