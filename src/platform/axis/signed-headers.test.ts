import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { axisDigest, axisDigestOf, axisTime, signedHeaders } from './signed-headers.ts'

const key = { systemId: '00.41.W00', secret: 'EXAMPLE-SECRET' }
const timestamp = '22112026T035635+0033'

const headerOf = (headers: ReturnType<typeof signedHeaders>, name: string) =>
  headers.find(([one]) => one === `XroadVnpt-${name}`)?.[1]

describe('a signed request', () => {
  it('carries the keyed digest of just the text that stands beside it', () => {
    const headers = signedHeaders(key, {}, { contentType: 'application/json', timestamp })
    expect(headerOf(headers, 'sign-header')).toBe(
      '{"XroadVnpt-systemid":"00.41.W00","XroadVnpt-timestamp":"22112026T035635+0033","XroadVnpt-Content-Type":"application/json"}',
    )
    expect(headerOf(headers, 'hash-header')).toBe('72b1e2d7f9afcbc6afae6bad185f7cd1dd6059ab61cf3905551aac6ab36a1f08')
  })

  it.each([
    [{ docId: 'x', filePath: '/y' }, 'systemid;docId;filePath;timestamp;Content-Type'],
    [{ filePath: '/y', docId: 'x' }, 'systemid;docId;filePath;timestamp;Content-Type'],
    [{ docid: 'x', status: 'done' }, 'systemid;docid;timestamp;Content-Type;status'],
    [
      { from: 'H44', servicetype: 'eDoc', messagetype: 'edoc', 'hash-file': 'ab' },
      'systemid;servicetype;messagetype;hash-file;from;timestamp;Content-Type',
    ],
  ])('names %o in the order of the table that the axis knows', (parameters, order) => {
    expect(
      headerOf(signedHeaders(key, parameters, { contentType: 'application/json', timestamp }), 'sign-header-key'),
    ).toBe(order)
  })

  it('tells local time, with milliseconds where a zone would stand', () => {
    expect(axisTime(Temporal.Instant.from('2026-11-21T20:56:35.033Z'))).toBe(timestamp)
    expect(axisTime(Temporal.Instant.from('2026-11-22T20:56:35Z'))).toBe('23112026T035635+0000')
  })

  it('writes small bytes of a digest with one digit', () => {
    expect(axisDigest(Uint8Array.of(0, 9, 16, 255))).toBe('0910ff')
    expect(axisDigestOf(Buffer.from('abc'))).toBe('ba7816bf8f1cfea414140de5dae2223b0361a396177a9cb410ff61f2015ad')
  })
})

const shared = join(import.meta.dirname, '../../../../shared/data/interop/vxp-wire')

describe.skipIf(!existsSync(shared))('requests of the programs in use', () => {
  const requests = readdirSync(shared).flatMap((name) =>
    readFileSync(join(shared, name), 'utf8')
      .split(/^### /m)
      .slice(1)
      .map((text) => [`${name} ${text.slice(0, text.indexOf('\n'))}`, text] as const),
  )

  it.each(requests)('%s is signed the same', (_, text) => {
    const written = (name: string) => new RegExp(`^XroadVnpt-${name}: (.*)$`, 'm').exec(text)?.[1] ?? ''
    const signed = JSON.parse(written('sign-header')) as Record<string, string>
    const parameters = Object.fromEntries(
      Object.entries(signed).map(([name, value]) => [name.replace('XroadVnpt-', ''), value]),
    )
    const { systemid = '', timestamp: at = '', 'Content-Type': contentType = '', ...others } = parameters
    const headers = signedHeaders({ systemId: systemid, secret: key.secret }, others, { contentType, timestamp: at })
    for (const name of ['sign-header-key', 'sign-header', 'hash-header'])
      expect([name, headerOf(headers, name)]).toEqual([name, written(name)])
    const body = text.slice(text.search(/\r?\n\r?\n/)).trim()
    if ('hash-file' in others && body !== '') expect(others['hash-file']).toMatch(/^[0-9a-f]{48,64}$/)
  })
})
