import { describe, expect, test } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { describeProblems, type Environment, parseConfig } from './config.ts'

const problemsOf = (environment: Environment): readonly string[] => {
  const result = parseConfig(environment, '/srv')
  return result.ok ? [] : result.refusal.problems.map(({ name, english }) => `${name} ${english}`)
}

const strongSecret = 'pX4tJ7qLw2ZrV9mK1sHdY6nB3cGfA8uE'
const production = {
  MOTCUA_ENV: 'production',
  MOTCUA_SECRET: strongSecret,
  MOTCUA_PUBLIC_URL: 'https://dichvucong.phutho.example/',
}

test('nothing set is the demo on this machine only, with the embedded database', () => {
  expect(acceptedValue(parseConfig({ HOME: '/root', PATH: '/bin' }, '/srv'))).toEqual({
    edition: 'demo',
    host: '127.0.0.1',
    port: 8080,
    dataFolder: '/srv/data',
    databaseServer: null,
    secret: null,
    earlierSecrets: [],
    publicUrl: 'http://127.0.0.1:8080',
    trustedProxies: [],
    logLevel: 'info',
    mail: null,
    mailboxes: [],
    timestampUrl: null,
    desktopSignerUrl: null,
    pkcs11Module: null,
    remoteSigner: null,
    clamd: null,
    officeProgram: null,
    metricsToken: null,
    oidc: null,
    payment: null,
    demoHistory: true,
  })
})

test('everything set is read', () => {
  const config = acceptedValue(
    parseConfig(
      {
        ...production,
        PORT: '80',
        HOST: '::',
        DATABASE_URL: 'postgresql://an@db/motcua',
        MOTCUA_DATA: '/var/lib/motcua',
        MOTCUA_TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16,loopback',
        MOTCUA_LOG_LEVEL: 'warn',
        MOTCUA_SMTP_URL: 'smtp://an:mat@mail.example:587',
        MOTCUA_MAILBOXES:
          'phu-tho/H44.12=imaps://an%40x.example:mat@mail.example ca-mau/H12=imaps://binh:mat@mail.example:1993/Den',
        MOTCUA_MAIL_FROM: 'Một Cửa <motcua@phutho.example>',
        MOTCUA_TSA_URL: 'http://tsa.example',
        MOTCUA_DESKTOP_SIGNER_URL: 'wss://127.0.0.1:8987/',
        MOTCUA_PKCS11_MODULE: '/usr/lib/token.so',
        MOTCUA_CSC_URL: 'https://ky.example/',
        MOTCUA_CSC_CLIENT_ID: 'motcua',
        MOTCUA_CSC_CLIENT_SECRET: strongSecret,
        MOTCUA_CLAMD: 'scanner.example:3310',
        MOTCUA_SOFFICE: '/opt/libreoffice/program/soffice',
        MOTCUA_METRICS_TOKEN: 'sV9fK2mX7qL4wR8tB3nZ6cH1jD5gY0pA',
        MOTCUA_OIDC_ISSUER: 'https://id.example',
        MOTCUA_OIDC_CLIENT_ID: 'motcua',
        MOTCUA_OIDC_CLIENT_SECRET: strongSecret,
        MOTCUA_PAYMENT_URL: 'https://pay.example',
        MOTCUA_PAYMENT_PARTNER: 'H44',
        MOTCUA_PAYMENT_SECRET: strongSecret,
        MOTCUA_PAYMENT_PARTNER_NINH_BINH: 'H42',
        MOTCUA_PAYMENT_SECRET_NINH_BINH: `${strongSecret}2`,
      },
      '/srv',
    ),
  )
  expect(config).toEqual({
    edition: 'production',
    host: '::',
    port: 80,
    dataFolder: '/var/lib/motcua',
    databaseServer: { host: 'db', user: 'an', database: 'motcua' },
    secret: strongSecret,
    earlierSecrets: [],
    publicUrl: 'https://dichvucong.phutho.example',
    trustedProxies: ['10.0.0.1', '192.168.0.0/16', 'loopback'],
    logLevel: 'warn',
    mail: { smtpUrl: 'smtp://an:mat@mail.example:587', from: 'Một Cửa <motcua@phutho.example>' },
    mailboxes: [
      { province: 'phu-tho', agencyCode: 'H44.12', url: 'imaps://an%40x.example:mat@mail.example' },
      { province: 'ca-mau', agencyCode: 'H12', url: 'imaps://binh:mat@mail.example:1993/Den' },
    ],
    timestampUrl: 'http://tsa.example',
    desktopSignerUrl: 'wss://127.0.0.1:8987',
    pkcs11Module: '/usr/lib/token.so',
    remoteSigner: { url: 'https://ky.example', clientId: 'motcua', clientSecret: strongSecret },
    clamd: { host: 'scanner.example', port: 3310 },
    officeProgram: '/opt/libreoffice/program/soffice',
    metricsToken: 'sV9fK2mX7qL4wR8tB3nZ6cH1jD5gY0pA',
    oidc: { issuer: 'https://id.example', clientId: 'motcua', clientSecret: strongSecret },
    payment: {
      url: 'https://pay.example',
      merchant: { partner: 'H44', secret: strongSecret },
      merchants: new Map([['NINH_BINH', { partner: 'H42', secret: `${strongSecret}2` }]]),
    },
    demoHistory: true,
  })
})

test('an empty value is no value', () => {
  expect(problemsOf({ PORT: '', MOTCUA_SMTP_URL: ' ', DATABASE_URL: '' })).toEqual([])
})

describe('one wrong value is named', () => {
  test.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://an@db/x'],
    ['MOTCUA_ENV', 'prod'],
    ['MOTCUA_SECRET', 'short'],
    ['MOTCUA_PUBLIC_URL', 'motcua.example'],
    ['MOTCUA_PUBLIC_URL', 'ftp://motcua.example'],
    ['MOTCUA_TRUSTED_PROXIES', '10.0.0.1 10.0.0.2'],
    ['MOTCUA_LOG_LEVEL', 'loud'],
    ['MOTCUA_TSA_URL', 'tsa'],
    ['MOTCUA_MAILBOXES', 'phu-tho/H44.12=imaps://mail.example'],
    ['MOTCUA_MAILBOXES', 'phu-tho/H44.12=https://an:mat@mail.example'],
    // An address that is lent to nobody would open to whoever names it.
    ['MOTCUA_MAILBOXES', 'imaps://an:mat@mail.example'],
    ['MOTCUA_MAILBOXES', 'phu-tho=imaps://an:mat@mail.example'],
    ['MOTCUA_MAILBOXES', '/H44.12=imaps://an:mat@mail.example'],
    ['MOTCUA_DESKTOP_SIGNER_URL', 'https://127.0.0.1:8987'],
    ['MOTCUA_CLAMD', 'clamd'],
    ['MOTCUA_SOFFICE', 'soffice'],
    ['MOTCUA_METRICS_TOKEN', 'short'],
  ])('%s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must`))
  })

  test('of mail', () => {
    expect(problemsOf({ MOTCUA_SMTP_URL: 'http://x', MOTCUA_MAIL_FROM: 'nobody' })).toHaveLength(2)
  })
})

test('half the payment settings of a province are none', () => {
  const problems = problemsOf({ MOTCUA_PAYMENT_PARTNER_NINH_BINH: 'H42' })
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'MOTCUA_PAYMENT_URL',
    'MOTCUA_PAYMENT_SECRET_NINH_BINH',
  ])
})

test('a name that is not ours is refused only when it looks like ours', () => {
  expect(problemsOf({ MOTCUA_SECERT: 'x', OTHER: 'y' })).toEqual([
    'MOTCUA_SECERT is not a setting of this program; correct its name or remove it',
  ])
})

test.each([
  [{ MOTCUA_SMTP_URL: 'smtp://mail' }, ['MOTCUA_MAIL_FROM']],
  [{ MOTCUA_OIDC_ISSUER: 'https://id.example' }, ['MOTCUA_OIDC_CLIENT_ID', 'MOTCUA_OIDC_CLIENT_SECRET']],
  [{ MOTCUA_PAYMENT_SECRET: 'x' }, ['MOTCUA_PAYMENT_URL', 'MOTCUA_PAYMENT_PARTNER']],
])('half of a group %j asks for the rest', (environment, missing) => {
  expect(problemsOf(environment).map((problem) => problem.split(' ')[0])).toEqual(missing)
})

describe('production', () => {
  test('runs with its secret and address', () => {
    expect(problemsOf(production)).toEqual([])
  })

  test.each([
    ['change-me-change-me-change-me-change-me'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['my-default-value-of-this-installation'],
    ['abcabcabcabcabcabcabcabcabcabcabcabc'],
  ])('refuses the secret %s', (secret) => {
    expect(problemsOf({ ...production, MOTCUA_SECRET: secret })).toHaveLength(1)
    expect(problemsOf({ MOTCUA_SECRET: secret })).toEqual([])
  })

  test('refuses an open connection', () => {
    expect(problemsOf({ ...production, MOTCUA_PUBLIC_URL: 'http://motcua.example' })).toEqual([
      'MOTCUA_PUBLIC_URL must begin with https://',
    ])
  })

  test('lists all that is wrong at once, in both languages', () => {
    const result = parseConfig(
      { MOTCUA_ENV: 'production', PORT: 'x', MOTCUA_SMTP_URL: 'smtp://mail', MOTCUA_COLOUR: 'red' },
      '/srv',
    )
    expect(result.ok ? [] : result.refusal.problems.map(({ name }) => name)).toEqual([
      'PORT',
      'MOTCUA_COLOUR',
      'MOTCUA_MAIL_FROM',
      'MOTCUA_SECRET',
      'MOTCUA_PUBLIC_URL',
    ])
    const text = result.ok ? '' : describeProblems(result.refusal.problems)
    expect(text).toContain('PORT must be a port number')
    expect(text).toContain('phải là số cổng')
  })
})
