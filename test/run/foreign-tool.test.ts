import { afterEach, describe, expect, it, vi } from 'vitest'
import { foreignTool } from '../support/foreign-tool.ts'

afterEach(() => vi.unstubAllEnvs())

describe('a foreign tool inside a longer test', () => {
  const [absent, here] = [foreignTool('khong-co-cong-cu-nay'), foreignTool('sh')]

  it('is left out where there is none, and fails the test where it is required', () => {
    vi.stubEnv('REQUIRE_FOREIGN', '0')
    expect([absent.isHere(), here.isHere()]).toEqual([false, true])
    vi.stubEnv('REQUIRE_FOREIGN', '1')
    expect(() => absent.isHere()).toThrow('khong-co-cong-cu-nay is absent and REQUIRE_FOREIGN=1')
    expect(here.isHere()).toBe(true)
  })
})
