import { formatInstant, localDate } from '#kernel/time.ts'
import { officerTries } from '#modules/identity/domain/index.ts'
import {
  type AccountState,
  accountStates,
  listOfficerAccounts,
  type OfficerAccountView as OfficerAccountRow,
  settingOn,
  UnlockOfficer,
  unlockOfficer,
} from '#modules/identity/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { OfficerAccountsPage, type OfficerAccountView } from '#web/ui/views/admin/locked-officers.tsx'
import { officerDocument } from '../http/frames/officer-frame.tsx'
import { identityDeps } from '../http/frames/sign-in-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '../http/route.ts'
import { textOfAccountRefusal } from './account-refusals.ts'
import { administrators } from './administrators.ts'
import { oneTimePasswordRoutes } from './one-time-password.tsx'

const path = '/quan-tri/tai-khoan'
const reasonName = 'reason'

const stateOf = (request: PageRequest): AccountState => {
  const asked = fieldOf(request.query, 'trang-thai')
  return accountStates.find((state) => state === asked) ?? 'all'
}

const addressOf = (state: AccountState, after?: string): string => {
  const query = new URLSearchParams({
    ...(state === 'all' ? {} : { 'trang-thai': state }),
    ...(after === undefined ? {} : { sau: after }),
  })
  return query.size === 0 ? path : `${path}?${query.toString()}`
}

/** Carries the filter along, so that a refusal is shown at the row it belongs to. */
const unlockAddress = (request: PageRequest, accountId: string): string => {
  const after = fieldOf(request.query, 'sau')
  const [, query] = addressOf(stateOf(request), after === '' ? undefined : after).split('?')
  return `${path}/${accountId}/mo-khoa${query === undefined ? '' : `?${query}`}`
}

/** A deed that was refused, shown again at its row with what was typed. */
type Refused = { readonly accountId: string; readonly text: string }

const isLocked = (row: OfficerAccountRow, tries: number): boolean =>
  row.lockedAt !== null || row.failedAttempts >= tries

const viewOf = (request: PageRequest, row: OfficerAccountRow, tries: number, refused?: Refused): OfficerAccountView => {
  const locked = isLocked(row, tries)
  const state = row.disabledAt !== null ? 'ended' : locked ? 'locked' : 'active'
  const isOwn = request.actor.kind === 'officer' && request.actor.accountId === row.accountId
  const error = refused?.accountId === row.accountId ? { error: refused.text } : {}
  return {
    id: row.accountId,
    name: row.fullName,
    user: row.login,
    post: [row.post, row.agency].filter((text) => text !== '').join(', '),
    state,
    locked:
      locked && row.lockedAt !== null ? { at: formatInstant(row.lockedAt), tries: row.failedAttempts } : undefined,
    hasSecondFactor: row.hasSecondFactor,
    passwordHref: isOwn ? undefined : `${path}/${row.accountId}/mat-khau`,
    lastSeen: row.lastUsedAt === null ? undefined : formatInstant(row.lastUsedAt),
    unlock:
      state === 'active' || isOwn
        ? undefined
        : { target: { action: unlockAddress(request, row.accountId), csrf: request.csrfToken }, reasonName, ...error },
  }
}

const stateNames = (t: Messages): Readonly<Record<AccountState, string>> => ({
  all: t.common.all,
  locked: t.admin.stateLocked,
  disabled: t.admin.stateEnded,
  'first-sign-in': t.access.firstPasswordDue,
})

const show = async (request: PageRequest, refused?: Refused): Promise<Answer> => {
  const { province, actor, now, locale } = request
  const t = messages(locale)
  const today = localDate(now)
  const tries = await settingOn(province.database, officerTries, today)
  const state = stateOf(request)
  const after = fieldOf(request.query, 'sau')
  const filter = { state, words: '', tries, ...(/^[0-9a-f-]{36}$/.test(after) ? { after } : {}) }
  const found = await listOfficerAccounts(province.database, actor, today, filter)
  const names = stateNames(t)
  const view = {
    filters: accountStates.map((one) => ({
      href: addressOf(one),
      text: names[one],
      count: found.counts[one],
      current: one === state,
    })),
    officers: found.rows.map((row) => viewOf(request, row, tries, refused)),
    pages: {
      previousHref: after === '' ? undefined : addressOf(state),
      nextHref: found.next === null ? undefined : addressOf(state, found.next),
    },
  }
  const content = <OfficerAccountsPage t={t} view={view} />
  return page(officerDocument(request, { title: t.admin.officersTitle }, content), {
    status: refused === undefined ? 200 : 422,
  })
}

const unlock = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const posted = { accountId: request.params.id, reason: fieldOf(request.form, reasonName) }
  const command = UnlockOfficer.safeParse(posted)
  if (!command.success) return notFound
  const result = await unlockOfficer(identityDeps(request), request.actor, command.data)
  if (result.ok) return redirect(path, { notice: { kind: 'done', text: t.access.unlocked } })
  const text = textOfAccountRefusal(t, result.refusal)
  return text === null ? notFound : show(request, { accountId: command.data.accountId, text })
}

export const accountAdminRoutes: readonly Route[] = [
  { method: 'GET', path, access: administrators, statementBudget: 2, handler: (request) => show(request) },
  { method: 'POST', path: `${path}/:id/mo-khoa`, access: administrators, handler: unlock },
  ...oneTimePasswordRoutes,
]
