import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { codeAt, codeSecretAddress, newCodeSecret, stepOfCode } from './one-time-codes.ts'

const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000)
/** `12345678901234567890`, the secret of the examples of RFC 6238. */
const example = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('a code of an authenticator app', () => {
  // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %i is that of the standard', (seconds, code) => {
    expect(codeAt(example, at(seconds))).toBe(code)
    expect(stepOfCode(example, code, at(seconds))).toBe(Math.floor(seconds / 30))
  })

  it('names its own step while it is at most one step off, whatever the moment in the step', () => {
    const second = fc.integer({ min: 100, max: 4_000_000_000 })
    fc.assert(
      fc.property(second, fc.integer({ min: -30, max: 30 }), (seconds, off) => {
        const secret = newCodeSecret()
        const step = stepOfCode(secret, codeAt(secret, at(seconds)), at(seconds + off))
        expect(step).toBe(Math.floor(seconds / 30))
      }),
      { numRuns: 60 },
    )
  })

  it('is none of the secret when it is two steps old, and other texts never are', () => {
    const old = codeAt(example, at(1_111_111_111))
    expect(stepOfCode(example, old, at(1_111_111_111 + 61))).toBeNull()
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        fc.pre(!/^\d{6}$/.test(text))
        expect(stepOfCode(example, text, at(59))).toBeNull()
      }),
    )
  })

  it('comes from a secret of 160 bits, handed to the app by its address', () => {
    const secret = newCodeSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    const address = new URL(codeSecretAddress(secret, { issuer: 'Cổng dịch vụ công', label: 'mai.le' }))
    expect([address.protocol, address.host, address.searchParams.get('secret')]).toEqual(['otpauth:', 'totp', secret])
  })
})
