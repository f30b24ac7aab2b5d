import { type DestinationStream, type Logger, pino } from 'pino'

/** The structured log: acts and faults, never a personal value. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>

// Whatever a careless line may carry; the rule is that none does.
const personal = [
  'password',
  'identityNumber',
  'identity',
  'phone',
  'email',
  'fullName',
  'ownerName',
  'form',
  'body',
  'token',
  'cookie',
]

export const openLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: personal.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
    },
    destination ?? pino.destination({ fd: 2, sync: false }),
  )

export const silentLog: Log = pino({ level: 'silent' })
