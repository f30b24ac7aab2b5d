import { isUuid } from '#kernel/ids.ts'
import { formatInstant, localDate, Temporal } from '#kernel/time.ts'
import { listDemoAccounts } from '#modules/identity/index.ts'
import { listMailbox, type MailboxPlace } from '#modules/notifications/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { fieldOf, notFound, page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { KeptMailPage } from '#web/ui/views/admin/kept-mail.tsx'
import { DemoAccountsPage } from '#web/ui/views/citizen/demo-accounts.tsx'

const lettersOnPage = 20

/** Who one can be in the demonstration, what each does, and where the letters are. There only while the demonstration is. */
export const demoAccounts: Route = {
  method: 'GET',
  path: '/chay-thu',
  access: 'public',
  statementBudget: 2,
  handler: async (request) => {
    const password = request.deps.demoPassword
    if (password === undefined || !request.province.province.isDemo) return notFound
    const t = messages(request.locale)
    const { database } = request.province
    const day = localDate(request.now)
    const view = {
      password,
      citizens: await listDemoAccounts(database, 'citizen', day),
      officers: await listDemoAccounts(database, 'officer', day),
      mailHref: '/chay-thu/thu',
    }
    return page(citizenDocument(request, { title: t.demo.title, hidden: true }, <DemoAccountsPage t={t} view={view} />))
  },
}

const placeOf = (text: string): MailboxPlace | undefined => {
  const [at = '', id = ''] = text.split('_')
  if (!isUuid(id) || !/^\d{1,13}$/.test(at)) return undefined
  return { createdAt: Temporal.Instant.fromEpochMilliseconds(Number(at)), id }
}

/** The letters that had no server to go to; everybody in them is invented. */
export const demoMail: Route = {
  method: 'GET',
  path: '/chay-thu/thu',
  access: 'public',
  statementBudget: 1,
  handler: async (request) => {
    if (!request.deps.isDemo || !request.province.province.isDemo) return notFound
    const t = messages(request.locale)
    const after = placeOf(fieldOf(request.query, 'sau'))
    const { province, deps } = request
    const letters = await listMailbox(province.database, deps.sealing(province), {
      limit: lettersOnPage + 1,
      ...(after === undefined ? {} : { after }),
    })
    const shown = letters.slice(0, lettersOnPage)
    const last = letters.length > lettersOnPage ? shown.at(-1) : undefined
    const view = {
      messages: shown.map((letter) => ({
        id: letter.id,
        to: letter.to,
        subject: letter.subject,
        at: formatInstant(letter.createdAt),
        text: letter.body,
      })),
      pages: {
        previousHref: after === undefined ? undefined : '/chay-thu/thu',
        nextHref: last === undefined ? undefined : `/chay-thu/thu?sau=${last.createdAt.epochMilliseconds}_${last.id}`,
      },
    }
    return page(
      citizenDocument(request, { title: t.admin.mailTitle, hidden: true }, <KeptMailPage t={t} view={view} />),
    )
  },
}
