import { resolve } from 'node:path'
import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { ServerAddress } from '#platform/database/connection.ts'
import type { ClamdAddress } from '#platform/file-types/virus-scanner.ts'
import { address, clamdAddress, lentMailboxes, networkList, serverAddress } from './config-values.ts'
import type { LentMailbox } from './doors/mailbox-doors.ts'

/** Everything the environment decides. What is null is not set, and its local twin stands in. */
export type Config = {
  readonly edition: 'demo' | 'production'
  readonly host: string
  readonly port: number
  /** Absolute. */
  readonly dataFolder: string
  /** The server of DATABASE_URL; null: the embedded one in the data folder. */
  readonly databaseServer: ServerAddress | null
  /** Never null in production; the demo makes its own in the data folder. */
  readonly secret: string | null
  /** Secrets that were in use before, the last one first: what lies under them is still read. */
  readonly earlierSecrets: readonly string[]
  /** Without a slash at the end. */
  readonly publicUrl: string
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: LogLevel
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null
  /** The official mailboxes that letters are fetched from, with passwords, each for one agency. */
  readonly mailboxes: readonly LentMailbox[]
  readonly timestampUrl: string | null
  /** The library of the maker of the tokens, such as `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly pkcs11Module: string | null
  /** A remote signing service (CSC API v2). */
  readonly remoteSigner: { readonly url: string; readonly clientId: string; readonly clientSecret: string } | null
  /** Where the signing tool on an officer's own machine listens; null: where VGCA Sign Service does, and in the demo its twin. */
  readonly desktopSignerUrl: string | null
  /** The scanner that looks at every upload; null: none does. */
  readonly clamd: ClamdAddress | null
  /** LibreOffice: `off`, its full path, or null to look for it in PATH. */
  readonly officeProgram: string | null
  /** Lets a collector elsewhere read `/metrics`. */
  readonly metricsToken: string | null
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
  readonly payment: PaymentConfig | null
  /** Whether the demo province, when it is new, begins with some weeks behind it. */
  readonly demoHistory: boolean
}

export type PaymentMerchant = { readonly partner: string; readonly secret: string }

export type PaymentConfig = {
  readonly url: string
  /** As whom the default province collects. */
  readonly merchant: PaymentMerchant
  /** As whom the others collect, by the key of the province in capitals: `NINH_BINH`. */
  readonly merchants: ReadonlyMap<string, PaymentMerchant>
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

/** One thing that is wrong with the environment, and what to do. */
export type ConfigProblem = { readonly name: string; readonly english: string; readonly vietnamese: string }

export type ConfigRefusal = { readonly code: 'config.wrong'; readonly problems: readonly ConfigProblem[] }

export type Environment = Readonly<Record<string, string | undefined>>

/** What a value must be, in both languages. */
type Rule<Schema extends z.ZodType> = {
  readonly schema: Schema
  readonly english: string
  readonly vietnamese: string
}

const rule = <Schema extends z.ZodType>(schema: Schema, english: string, vietnamese: string): Rule<Schema> => ({
  schema,
  english,
  vietnamese,
})

const webRule = rule(
  address(/^https?$/),
  'must be an address beginning with http:// or https://',
  'phải là địa chỉ bắt đầu bằng http:// hoặc https://',
)
const textRule = rule(z.string().min(1), 'must be a text', 'phải là văn bản')
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const rules = {
  PORT: rule(
    z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(0).max(65_535)),
    'must be a port number from 0 to 65535',
    'phải là số cổng từ 0 đến 65535',
  ),
  HOST: textRule,
  DATABASE_URL: rule(
    serverAddress,
    'must be an address like postgresql://user:password@host:5432/database',
    'phải là địa chỉ dạng postgresql://người-dùng:mật-khẩu@máy:5432/cơ-sở-dữ-liệu',
  ),
  MOTCUA_DATA: textRule,
  MOTCUA_ENV: rule(z.enum(['demo', 'production']), 'must be demo or production', 'phải là demo hoặc production'),
  MOTCUA_SECRET: rule(
    z.string().min(32),
    'must have at least 32 characters; make one with: openssl rand -base64 48',
    'phải có ít nhất 32 ký tự; tạo bằng: openssl rand -base64 48',
  ),
  MOTCUA_EARLIER_SECRETS: rule(
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.array(z.string().min(1)).max(8)),
    'must be the secrets that were in use before, the last one first, separated by commas',
    'phải là các khóa bí mật đã dùng trước đây, khóa gần nhất đứng trước, cách nhau bằng dấu phẩy',
  ),
  MOTCUA_PUBLIC_URL: webRule,
  MOTCUA_TRUSTED_PROXIES: rule(
    networkList,
    'must be addresses or networks separated by commas, such as 10.0.0.1, 192.168.0.0/16',
    'phải là các địa chỉ hoặc dải mạng cách nhau bằng dấu phẩy, ví dụ 10.0.0.1, 192.168.0.0/16',
  ),
  MOTCUA_LOG_LEVEL: rule(
    z.enum(levels),
    `must be one of ${levels.join(', ')}`,
    `phải là một trong ${levels.join(', ')}`,
  ),
  MOTCUA_MAILBOXES: rule(
    lentMailboxes,
    'must be addresses like phu-tho/H44.12=imaps://user:password@mail.example:993/INBOX (province/agency=address), separated by spaces',
    'phải là các địa chỉ dạng phu-tho/H44.12=imaps://người-dùng:mật-khẩu@máy-thư:993/INBOX (tỉnh/cơ-quan=địa-chỉ), cách nhau bằng dấu cách',
  ),
  MOTCUA_SMTP_URL: rule(
    address(/^smtps?$/),
    'must be an address like smtp://user:password@mail.example:587',
    'phải là địa chỉ dạng smtp://người-dùng:mật-khẩu@máy-thư:587',
  ),
  MOTCUA_MAIL_FROM: rule(
    z.string().regex(/^[^<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/),
    'must be an e-mail address, with or without a name: Một Cửa <motcua@example.gov.vn>',
    'phải là địa chỉ thư điện tử, có thể kèm tên: Một Cửa <motcua@example.gov.vn>',
  ),
  MOTCUA_TSA_URL: webRule,
  MOTCUA_PKCS11_MODULE: rule(
    z.string().regex(/^\/.+/),
    'must be the full path of a library, such as /usr/lib/softhsm/libsofthsm2.so',
    'phải là đường dẫn đầy đủ của thư viện, ví dụ /usr/lib/softhsm/libsofthsm2.so',
  ),
  MOTCUA_CSC_URL: webRule,
  MOTCUA_CSC_CLIENT_ID: textRule,
  MOTCUA_CSC_CLIENT_SECRET: textRule,
  MOTCUA_DESKTOP_SIGNER_URL: rule(
    address(/^wss?$/),
    'must be an address like wss://127.0.0.1:8987',
    'phải là địa chỉ dạng wss://127.0.0.1:8987',
  ),
  MOTCUA_CLAMD: rule(
    clamdAddress,
    'must be the address of clamd, such as 127.0.0.1:3310',
    'phải là địa chỉ của clamd, ví dụ 127.0.0.1:3310',
  ),
  MOTCUA_SOFFICE: rule(
    z.string().regex(/^(?:off|\/.+)$/),
    'must be off, or the full path of soffice, such as /usr/bin/soffice',
    'phải là off hoặc đường dẫn đầy đủ của soffice, ví dụ /usr/bin/soffice',
  ),
  MOTCUA_METRICS_TOKEN: rule(
    z.string().min(32),
    'must have at least 32 characters; make one with: openssl rand -base64 48',
    'phải có ít nhất 32 ký tự; tạo bằng: openssl rand -base64 48',
  ),
  MOTCUA_OIDC_ISSUER: webRule,
  MOTCUA_OIDC_CLIENT_ID: textRule,
  MOTCUA_OIDC_CLIENT_SECRET: textRule,
  MOTCUA_PAYMENT_URL: webRule,
  MOTCUA_PAYMENT_PARTNER: textRule,
  MOTCUA_PAYMENT_SECRET: textRule,
  MOTCUA_DEMO_HISTORY: rule(z.enum(['on', 'off']), 'must be on or off', 'phải là on hoặc off'),
} as const satisfies Record<string, Rule<z.ZodType>>

type Name = keyof typeof rules
type Values = { readonly [Key in Name]?: z.output<(typeof rules)[Key]['schema']> }

const names = Object.keys(rules) as readonly Name[]

/** An empty value is no value: that is how a unit file or a compose file leaves a setting out. */
const given = (environment: Environment, name: string): string | undefined => environment[name]?.trim() || undefined

const readValues = (environment: Environment): { values: Values; problems: ConfigProblem[] } => {
  const values: Record<string, unknown> = {}
  const problems: ConfigProblem[] = []
  for (const name of names) {
    const text = given(environment, name)
    if (text === undefined) continue
    const { schema, english, vietnamese } = rules[name]
    const parsed = schema.safeParse(text)
    if (parsed.success) values[name] = parsed.data
    else problems.push({ name, english, vietnamese })
  }
  return { values, problems }
}

const merchantPattern = /^MOTCUA_PAYMENT_(PARTNER|SECRET)_([A-Z][A-Z0-9_]*)$/

/** Both halves of the settings of each province that collects under a name of its own. */
const merchantNames = (environment: Environment) => {
  const keys = Object.keys(environment).flatMap((name) => {
    const key = merchantPattern.exec(name)?.[2]
    return key === undefined || given(environment, name) === undefined ? [] : [key]
  })
  return [...new Set(keys)].map((key) => ({
    key,
    partner: `MOTCUA_PAYMENT_PARTNER_${key}`,
    secret: `MOTCUA_PAYMENT_SECRET_${key}`,
  }))
}

const merchantsIn = (environment: Environment): ReadonlyMap<string, PaymentMerchant> =>
  new Map(
    merchantNames(environment).map(({ key, partner, secret }) => [
      key,
      { partner: given(environment, partner) ?? '', secret: given(environment, secret) ?? '' },
    ]),
  )

const unknownNames = (environment: Environment): readonly ConfigProblem[] =>
  Object.keys(environment)
    .filter((name) => name.startsWith('MOTCUA_') && !Object.hasOwn(rules, name) && !merchantPattern.test(name))
    .sort()
    .map((name) => ({
      name,
      english: 'is not a setting of this program; correct its name or remove it',
      vietnamese: 'không phải là thiết lập của chương trình; hãy sửa tên hoặc bỏ đi',
    }))

/** Settings that mean something only together. */
const groups: readonly (readonly string[])[] = [
  ['MOTCUA_SMTP_URL', 'MOTCUA_MAIL_FROM'],
  ['MOTCUA_OIDC_ISSUER', 'MOTCUA_OIDC_CLIENT_ID', 'MOTCUA_OIDC_CLIENT_SECRET'],
  ['MOTCUA_PAYMENT_URL', 'MOTCUA_PAYMENT_PARTNER', 'MOTCUA_PAYMENT_SECRET'],
  ['MOTCUA_CSC_URL', 'MOTCUA_CSC_CLIENT_ID', 'MOTCUA_CSC_CLIENT_SECRET'],
]

const incompleteGroups = (environment: Environment): readonly ConfigProblem[] =>
  [
    ...groups,
    ...merchantNames(environment).map(({ partner, secret }) => ['MOTCUA_PAYMENT_URL', partner, secret]),
  ].flatMap((group) => {
    const present = group.filter((name) => given(environment, name) !== undefined)
    if (present.length === 0) return []
    return group
      .filter((name) => !present.includes(name))
      .map((name) => ({
        name,
        english: `is missing; it belongs to ${present.join(', ')}`,
        vietnamese: `còn thiếu; phải đi cùng ${present.join(', ')}`,
      }))
  })

/** Words that guides and examples put where a secret goes. */
const placeholder = /change|default|example|secret|password|motcua|123456|^(.)\1+$/i

const isPlaceholder = (secret: string): boolean => placeholder.test(secret) || new Set(secret).size < 10

const secretNames = [
  'MOTCUA_SECRET',
  'MOTCUA_METRICS_TOKEN',
  'MOTCUA_OIDC_CLIENT_SECRET',
  'MOTCUA_PAYMENT_SECRET',
  'MOTCUA_CSC_CLIENT_SECRET',
] as const

const productionProblems = (environment: Environment): readonly ConfigProblem[] => {
  const required = (['MOTCUA_SECRET', 'MOTCUA_PUBLIC_URL'] as const)
    .filter((name) => given(environment, name) === undefined)
    .map((name) => ({
      name,
      english: 'is missing; production needs it',
      vietnamese: 'còn thiếu; môi trường chính thức bắt buộc phải có',
    }))
  const guessable = [...secretNames, ...merchantNames(environment).map(({ secret }) => secret)]
    .filter((name) => isPlaceholder(given(environment, name) ?? 'kX9#mP2$vL5@nQ8&'))
    .map((name) => ({
      name,
      english: 'is a sample or too simple; make one with: openssl rand -base64 48',
      vietnamese: 'là giá trị mẫu hoặc quá đơn giản; tạo bằng: openssl rand -base64 48',
    }))
  const isOpen = given(environment, 'MOTCUA_PUBLIC_URL')?.startsWith('http:') ?? false
  const open = {
    name: 'MOTCUA_PUBLIC_URL',
    english: 'must begin with https://',
    vietnamese: 'phải bắt đầu bằng https://',
  }
  return [...required, ...guessable, ...(isOpen ? [open] : [])]
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

/** `https://[::1]:8080` needs its brackets. */
export const localUrl = (host: string, port: number): string => {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
}

const remoteSignerOf = (values: Values): Config['remoteSigner'] => {
  const [url, clientId, clientSecret] = [
    values.MOTCUA_CSC_URL,
    values.MOTCUA_CSC_CLIENT_ID,
    values.MOTCUA_CSC_CLIENT_SECRET,
  ]
  return url && clientId && clientSecret ? { url: withoutSlash(url), clientId, clientSecret } : null
}

const configOf = (values: Values, environment: Environment, folder: string): Config => {
  const host = values.HOST ?? '127.0.0.1'
  const port = values.PORT ?? 8080
  const mail = values.MOTCUA_SMTP_URL && values.MOTCUA_MAIL_FROM
  const oidc = values.MOTCUA_OIDC_ISSUER && values.MOTCUA_OIDC_CLIENT_ID && values.MOTCUA_OIDC_CLIENT_SECRET
  const payment = values.MOTCUA_PAYMENT_URL && values.MOTCUA_PAYMENT_PARTNER && values.MOTCUA_PAYMENT_SECRET
  return {
    edition: values.MOTCUA_ENV ?? 'demo',
    host,
    port,
    dataFolder: resolve(folder, values.MOTCUA_DATA ?? 'data'),
    databaseServer: values.DATABASE_URL ?? null,
    secret: values.MOTCUA_SECRET ?? null,
    earlierSecrets: values.MOTCUA_EARLIER_SECRETS ?? [],
    publicUrl: withoutSlash(values.MOTCUA_PUBLIC_URL ?? localUrl(host, port)),
    trustedProxies: values.MOTCUA_TRUSTED_PROXIES ?? [],
    logLevel: values.MOTCUA_LOG_LEVEL ?? 'info',
    mail: mail ? { smtpUrl: values.MOTCUA_SMTP_URL, from: values.MOTCUA_MAIL_FROM } : null,
    mailboxes: values.MOTCUA_MAILBOXES ?? [],
    timestampUrl: values.MOTCUA_TSA_URL ?? null,
    pkcs11Module: values.MOTCUA_PKCS11_MODULE ?? null,
    remoteSigner: remoteSignerOf(values),
    desktopSignerUrl: values.MOTCUA_DESKTOP_SIGNER_URL ? withoutSlash(values.MOTCUA_DESKTOP_SIGNER_URL) : null,
    clamd: values.MOTCUA_CLAMD ?? null,
    officeProgram: values.MOTCUA_SOFFICE ?? null,
    metricsToken: values.MOTCUA_METRICS_TOKEN ?? null,
    oidc: oidc
      ? {
          issuer: values.MOTCUA_OIDC_ISSUER,
          clientId: values.MOTCUA_OIDC_CLIENT_ID,
          clientSecret: values.MOTCUA_OIDC_CLIENT_SECRET,
        }
      : null,
    payment: payment
      ? {
          url: values.MOTCUA_PAYMENT_URL,
          merchant: { partner: values.MOTCUA_PAYMENT_PARTNER, secret: values.MOTCUA_PAYMENT_SECRET },
          merchants: merchantsIn(environment),
        }
      : null,
    demoHistory: values.MOTCUA_DEMO_HISTORY !== 'off',
  }
}

/** Reads the environment; `folder` is where a relative data folder starts. Refused with everything that is wrong, not only the first. */
export const parseConfig = (environment: Environment, folder: string): Result<Config, ConfigRefusal> => {
  const { values, problems } = readValues(environment)
  const isProduction = given(environment, 'MOTCUA_ENV') === 'production'
  const all = [
    ...problems,
    ...unknownNames(environment),
    ...incompleteGroups(environment),
    ...(isProduction ? productionProblems(environment) : []),
  ]
  return all.length > 0
    ? refuse({ code: 'config.wrong', problems: all })
    : accept(configOf(values, environment, folder))
}

/** For the terminal, one line for each problem in both languages. */
export const describeProblems = (problems: readonly ConfigProblem[]): string =>
  [
    'The program does not start; correct these settings first. Chương trình chưa chạy được, hãy sửa các thiết lập sau:',
    ...problems.map(
      ({ name, english, vietnamese }) => `  ${name} ${english}.\n  ${' '.repeat(name.length)} ${vietnamese}.`,
    ),
  ].join('\n')
