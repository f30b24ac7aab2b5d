import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { hashPassword } from '#platform/secrets/passwords.ts'
import { localCitizenAccounts, passwordCost } from '../domain/account-settings.ts'
import { isEmail, isIdentityNumber, isLogin, tidyIdentityNumber, tidyPhone } from '../domain/identity-number.ts'
import { faultsOfPassword } from '../domain/password-policy.ts'
import type { RegistrationFault, RegistrationRefusal } from '../domain/refusals.ts'
import { insertCitizenAccount } from '../store/accounts.ts'
import { insertCitizen } from '../store/citizens.ts'
import { settingOn } from '../store/settings.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import { beginSession, type SignedIn, type SignInDeps, type SignInFrom } from './begin-session.ts'

const line = z.string().max(300).transform(tidy)

export const RegisterCitizen = z.object({
  fullName: line,
  login: line.transform((login) => login.toLowerCase()),
  password: z.string().max(1_000),
  identityNumber: line.transform(tidyIdentityNumber),
  phone: line,
  email: line,
})
export type RegisterCitizen = z.infer<typeof RegisterCitizen>

/** Everything that must be corrected, at once. The identity number, telephone and e-mail may be left out. */
const faultsOf = (command: RegisterCitizen): readonly RegistrationFault[] => {
  const faults: RegistrationFault[] = []
  const check = (field: RegistrationFault['field'], fault: RegistrationFault['fault'], broken: boolean): void => {
    if (broken && !faults.some((known) => known.field === field)) faults.push({ field, fault })
  }
  check('fullName', 'missing', command.fullName === '')
  check('fullName', 'wrong-form', command.fullName.length > 200 || !/\p{L}/u.test(command.fullName))
  check('login', 'missing', command.login === '')
  check('login', 'wrong-form', !isLogin(command.login) || isIdentityNumber(command.login))
  const { identityNumber, phone, email } = command
  check('identityNumber', 'wrong-form', identityNumber !== '' && !isIdentityNumber(identityNumber))
  check('phone', 'wrong-form', phone !== '' && tidyPhone(phone) === null)
  check('email', 'wrong-form', email !== '' && !isEmail(email))
  check('password', 'missing', command.password === '')
  for (const fault of faultsOfPassword(command.password, command.login))
    if (command.password !== '') faults.push({ field: 'password', fault })
  return faults
}

const insertAll = async (
  deps: SignInDeps,
  command: RegisterCitizen,
  passwordHash: string,
  from: SignInFrom,
  now: Temporal.Instant,
): Promise<Result<SignedIn, RegistrationRefusal>> =>
  inTransaction<SignedIn, RegistrationRefusal>(deps.database, async (tx) => {
    const id = newId()
    const made = await insertCitizenAccount(tx, { id, login: command.login, passwordHash, now })
    if (!made) return refuse({ code: 'registration.login-taken' })
    const { fullName, email } = command
    const phone = tidyPhone(command.phone) ?? ''
    await insertCitizen(tx, deps.sealing, {
      accountId: id,
      fullName,
      kind: 'citizen',
      identityNumber: command.identityNumber === '' ? null : command.identityNumber,
      assurance: 'declared',
      birthDate: null,
      gender: null,
      phone,
      email,
      address: '',
      now,
    })
    await writeSignInLog(tx, { at: now, accountId: id, kind: 'registered', source: from.source })
    await appendAction(tx, {
      subjectKind: 'account',
      subjectId: id,
      type: 'account.registered',
      actor: { kind: 'citizen', id },
      occurredAt: now,
      recordedAt: now,
      detail: { proof: 'password' },
    })
    const opened = await beginSession(tx, { id, kind: 'citizen' }, from, now, 'password')
    return accept({ ...opened, accountId: id, mustChangePassword: false, mustSetUpSecondFactor: false })
  })

/**
 * Somebody opens an account of the province, where the province lets people do so. What is declared here stays declared: it never fills in as
 * verified until the eID provider vouches for it.
 */
export const registerCitizen = async (
  deps: SignInDeps,
  command: RegisterCitizen,
  from: SignInFrom,
): Promise<Result<SignedIn, RegistrationRefusal>> => {
  const now = deps.clock.now()
  const today = localDate(now)
  if (!(await settingOn(deps.database, localCitizenAccounts, today))) return refuse({ code: 'registration.closed' })
  const faults = faultsOf(command)
  if (faults.length > 0) return refuse({ code: 'registration.invalid', faults })
  const cost = await settingOn(deps.database, passwordCost, today)
  return insertAll(deps, command, await hashPassword(command.password, cost), from, now)
}
