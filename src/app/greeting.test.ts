import { describe, expect, it } from 'vitest'
import { demoFile } from '#test/support/demo-data.ts'
import { greetingLines } from './greeting.ts'

const people = JSON.stringify([demoFile('phu-tho/officers.json'), demoFile('phu-tho/citizens.json')])

describe('the greeting of the terminal', () => {
  it('names accounts that exist, with their doors and the password', () => {
    const lines = greetingLines({ host: '127.0.0.1', edition: 'demo' }, ['Phú Thọ'], 8080)
    const accounts = lines.flatMap((line) => /^ {4}(\S+) +http:\/\/127\.0\.0\.1:8080\/\S+/.exec(line)?.[1] ?? [])
    expect(accounts).toContain('minh')
    expect(accounts.length).toBeGreaterThan(5)
    for (const login of accounts) expect(people).toContain(`"login":"${login}"`)
    expect(lines.join('\n')).toContain('MotCua@2026')
  })

  it('tells no account and no password where real people are served', () => {
    const lines = greetingLines({ host: '0.0.0.0', edition: 'production' }, ['Phú Thọ'], 80).join('\n')
    expect(lines).toContain('http://127.0.0.1:80')
    expect(lines).not.toMatch(/MotCua@|minh/)
  })

  it('writes an address that can be opened, of IPv6 too', () =>
    expect(greetingLines({ host: '::1', edition: 'production' }, ['Phú Thọ'], 80).join('\n')).toContain(
      'http://[::1]:80',
    ))
})
