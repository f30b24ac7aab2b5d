import { formatDate, formatInstant, localDate } from '#kernel/time.ts'
import type { OwnPasskey, OwnSecurity, OwnSessionView } from '#modules/identity/index.ts'
import type { Messages } from '#web/messages/index.ts'
import { Button, LinkButton } from '#web/ui/form/button.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { Badge } from '#web/ui/parts/badge.tsx'
import { Card } from '#web/ui/parts/card.tsx'
import { Table } from '#web/ui/parts/table.tsx'
import type { PageRequest } from '../route.ts'
import { type AccountPlace, accountPathsUnder, formTo } from './account-place.ts'

export type SecurityProps = {
  readonly t: Messages
  readonly request: PageRequest
  readonly place: AccountPlace
  readonly security: OwnSecurity
}

const dayOf = (at: OwnSecurity['passwordChangedAt']): string => formatDate(localDate(at))

export const PasswordCard = ({ t, place, security }: SecurityProps) => (
  <Card title={t.access.passwordTitle}>
    <p class="soft">{t.security.passwordChanged(dayOf(security.passwordChangedAt))}</p>
    <LinkButton href={place.password} variant="secondary">
      {t.access.passwordTitle}
    </LinkButton>
  </Card>
)

export const SecondFactorCard = (props: SecurityProps) => {
  const { t, place, security } = props
  const paths = accountPathsUnder(place.home)
  return (
    <Card title={t.security.secondTitle} id="hai-buoc">
      <p class="soft">{t.security.secondLead}</p>
      {security.appSince === null ? (
        <>
          <p>
            <Badge>{t.security.secondOff}</Badge>
          </p>
          <LinkButton href={paths.app} variant="secondary" icon="lock">
            {t.security.secondSetUp}
          </LinkButton>
        </>
      ) : (
        <>
          <p>
            <Badge icon="check">{t.security.secondOn}</Badge> {t.security.secondSince(dayOf(security.appSince))}{' '}
            {t.security.codesLeft(security.recoveryCodesLeft)}
          </p>
          <div class="row">
            <LinkButton href={paths.codes} variant="secondary">
              {t.security.codesRenew}
            </LinkButton>
            <LinkButton href={paths.appRemove} variant="tertiary">
              {t.security.secondRemove}
            </LinkButton>
          </div>
        </>
      )}
    </Card>
  )
}

export const passkeyFacts = (t: Messages, key: OwnPasskey): string =>
  [
    t.security.passkeyMade(dayOf(key.createdAt)),
    key.lastUsedAt === null ? t.security.passkeyUnused : t.security.passkeyUsed(formatInstant(key.lastUsedAt)),
    ...(key.isSynced ? [t.security.passkeySynced] : []),
  ].join(', ')

const PasskeyItem = ({ t, place, passkey }: SecurityProps & { readonly passkey: OwnPasskey }) => (
  <li>
    <a href={`${accountPathsUnder(place.home).passkeys}/${passkey.id}`}>
      <strong>{passkey.name}</strong>
    </a>
    <br />
    <span class="soft">{passkeyFacts(t, passkey)}</span>
  </li>
)

export const PasskeysCard = (props: SecurityProps) => {
  const { t, place, security } = props
  return (
    <Card title={t.security.passkeysTitle} id="khoa-truy-cap">
      <p class="soft">{t.security.passkeysLead}</p>
      {security.passkeys.length === 0 ? (
        <p>{t.security.passkeysNone}</p>
      ) : (
        <ul class="plain-list stack">
          {security.passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} {...props} passkey={passkey} />
          ))}
        </ul>
      )}
      <LinkButton href={accountPathsUnder(place.home).passkeys} variant="secondary" icon="plus">
        {t.security.passkeyAdd}
      </LinkButton>
    </Card>
  )
}

const EndSession = ({ props, session }: { readonly props: SecurityProps; readonly session: OwnSessionView }) => {
  const { t, request, place } = props
  if (session.isThis) return <Badge icon="check">{t.security.sessionThis}</Badge>
  const { sessions } = accountPathsUnder(place.home)
  const device = session.device || t.security.sessionUnknown
  return (
    <Form target={formTo(request, `${sessions}/${session.id}/dung`)}>
      <Button variant="tertiary" label={t.security.sessionEndOf(device, formatInstant(session.createdAt))}>
        {t.security.sessionEnd}
      </Button>
    </Form>
  )
}

export const SessionsCard = (props: SecurityProps) => {
  const { t, request, place, security } = props
  return (
    <Card title={t.security.sessionsTitle} id="noi-dang-nhap">
      <p class="soft">{t.security.sessionsLead}</p>
      <Table
        caption={t.security.sessionsTitle}
        captionHidden
        cards
        rows={security.sessions}
        rowKey={(session) => session.id}
        columns={[
          {
            key: 'device',
            head: t.security.sessionDevice,
            isHeader: true,
            cell: ({ device }) => device || t.security.sessionUnknown,
          },
          { key: 'since', head: t.security.sessionSince, cell: (one) => formatInstant(one.createdAt) },
          { key: 'seen', head: t.security.sessionSeen, cell: (one) => formatInstant(one.lastSeenAt) },
          {
            key: 'end',
            head: t.security.sessionEnd,
            headHidden: true,
            cell: (session) => <EndSession props={props} session={session} />,
          },
        ]}
      />
      {security.sessions.length > 1 && (
        <Form target={formTo(request, accountPathsUnder(place.home).othersEnd)} class="after-table">
          <Button variant="secondary">{t.security.sessionsEndOthers}</Button>
        </Form>
      )}
    </Card>
  )
}

const eventName = (t: Messages, kind: string): string =>
  Object.entries(t.access.accountEvents).find(([key]) => key === kind)?.[1] ?? kind

export const SignInsCard = ({ t, security }: SecurityProps) => (
  <Card title={t.access.accountSignIns}>
    <Table
      caption={t.access.accountSignIns}
      captionHidden
      rows={security.signIns}
      rowKey={(row) => `${row.at.toString()} ${row.kind}`}
      columns={[
        { key: 'when', head: t.access.accountWhen, isHeader: true, cell: (row) => formatInstant(row.at) },
        { key: 'what', head: t.access.accountWhat, cell: (row) => eventName(t, row.kind) },
      ]}
    />
  </Card>
)
