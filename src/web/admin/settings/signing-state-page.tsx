import { randomBytes } from 'node:crypto'
import { formatInstant } from '#kernel/time.ts'
import { revocationPolicy, wantedLevel } from '#modules/signatures/domain/index.ts'
import { findPolicy, signingState, tryTimeStamp } from '#modules/signatures/index.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { officerDocument } from '../../http/frames/officer-frame.tsx'
import { type Answer, type PageRequest, page, redirect } from '../../http/route.ts'
import { settingsPath } from './setting-texts.ts'
import { settingsParts } from './settings-parts.ts'

export const signingStatePath = `${settingsPath}/ky-so`

const depsOf = (request: PageRequest) => request.deps.dossiers(request.province)

const doorItems = (
  request: PageRequest,
  t: Messages,
  { keys }: Awaited<ReturnType<typeof signingState>>,
): readonly DeskItem[] => {
  const words = t.admin.signingState
  const { keyDoors, timeStampAuthority } = depsOf(request)
  const badge = (isThere: boolean): string => (isThere ? words.ready : words.notSet)
  const door = (key: string, title: string, isThere: boolean, how: string, count: number): DeskItem => ({
    key,
    title,
    badge: badge(isThere),
    lines: [how, words.keys(count)],
  })
  return [
    {
      key: 'tsa',
      title: words.timeStamps,
      badge: badge(timeStampAuthority !== undefined),
      lines: [words.timeStampsHow],
      acts:
        timeStampAuthority === undefined
          ? []
          : [{ text: words.tryNow, target: { action: `${signingStatePath}/thu`, csrf: request.csrfToken } }],
    },
    door('pkcs12', words.pkcs12, true, words.pkcs12How, keys.pkcs12),
    door('pkcs11', words.pkcs11, keyDoors?.pkcs11 !== undefined, words.pkcs11How, keys.pkcs11),
    door('remote', words.remote, keyDoors?.remote !== undefined, words.remoteHow, keys.remote),
    door('desktop', words.desktop, true, words.desktopHow(request.deps.desktopSignerUrl), keys.desktop),
  ]
}

/** What there is to sign and to check with, and in what state it is. Addresses and secrets of services are said at the start of the program. */
export const showSigningState = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const words = t.admin.signingState
  const { database } = request.province
  const [state, policy] = await Promise.all([signingState(database, request.now), findPolicy(database, request.now)])
  const { answers, given } = state
  const view: DeskView = {
    title: words.title,
    lead: words.lead,
    tabs: { label: t.admin.settingsTitle, links: settingsParts(t, 'signing') },
    main: [
      { title: words.doors, items: doorItems(request, t, state) },
      {
        title: words.checking,
        facts: [
          { term: words.roots, value: String(state.roots) },
          {
            term: words.answers,
            value: words.answersText(
              answers.ocsp,
              answers.crl,
              answers.lastAt === null ? '' : formatInstant(answers.lastAt),
            ),
          },
          { term: words.expiring, value: String(state.expiringSoon) },
          { term: words.given, value: words.givenText(given.proven, given.claimed) },
          { term: words.kept, value: words.keptText(state.kept, state.notKept) },
        ],
      },
    ],
    beside: [
      {
        title: words.policy,
        facts: [
          { term: words.level, value: t.admin.settingParts.levels[policy.level] },
          { term: words.revocation, value: t.admin.settingParts.revocations[policy.revocation] },
        ],
        links: [
          { href: `${settingsPath}/${wantedLevel.key}`, text: words.changeLevel },
          { href: `${settingsPath}/${revocationPolicy.key}`, text: words.changeRevocation },
        ],
      },
    ],
  }
  return page(officerDocument(request, { title: words.title }, <DeskPage t={t} view={view} />))
}

/** Asks the authority for a stamp over some bytes and says what came. */
export const trySigningState = async (request: PageRequest): Promise<Answer> => {
  const words = messages(request.locale).admin.signingState
  const tried = await tryTimeStamp(depsOf(request), randomBytes(32))
  const notice = tried.ok
    ? ({ kind: 'done', text: words.tried(formatInstant(tried.value)) } as const)
    : ({ kind: 'attention', text: words.triedInVain } as const)
  return redirect(signingStatePath, { notice })
}
