import { spacedRecoveryCode } from '#modules/identity/domain/index.ts'
import { draftApp, removeOwnApp, renewRecoveryCodes, SetUpApp, setUpApp } from '#modules/identity/index.ts'
import { codeSecretAddress } from '#platform/secrets/one-time-codes.ts'
import { messages } from '#web/messages/index.ts'
import { qrImage } from '#web/qr-image.ts'
import { Button, LinkButton } from '#web/ui/form/button.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { TextInput } from '#web/ui/form/text-input.tsx'
import { Card } from '#web/ui/parts/card.tsx'
import { CopyCode } from '#web/ui/parts/copy-code.tsx'
import { PageHead } from '#web/ui/parts/page-head.tsx'
import { PrintButton } from '#web/ui/parts/print-button.tsx'
import { QrFigure } from '#web/ui/parts/qr-figure.tsx'
import { identityDeps } from '../frames/sign-in-frame.tsx'
import { type Answer, fieldOf, type PageRequest, page, type Route, redirect } from '../route.ts'
import { type AccountPlace, accountPathsUnder, formTo, ownerOf, typedAs } from './account-place.ts'
import { deedPage, errorOf } from './deed-page.tsx'
import { OwnPasswordField, ownPasswordName } from './own-password-field.tsx'
import { type RefusedDeed, tellSecondFactor } from './refused-deed.ts'

/** `JBSWY3DP…` in groups of four, as people read and type it. */
const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

const showSetUp = (place: AccountPlace, request: PageRequest, refused?: RefusedDeed): Answer => {
  const t = messages(request.locale)
  const { person, login } = ownerOf(request)
  const { app, passkeys } = accountPathsUnder(place.home)
  const { secret, sealed } = draftApp(identityDeps(request), person, fieldOf(request.form, 'draft'))
  // Short, so that the code stays coarse: the app shows it above the digits.
  const issuer = t.security.appIssuer(request.province.province.name)
  const isDue = request.session?.mustSetUpSecondFactor === true
  return deedPage(
    place,
    request,
    { title: t.security.appTitle, lead: isDue ? t.security.secondDue : t.security.secondLead, refused },
    <>
      <Card title={t.security.appScan}>
        <p class="soft">{t.security.appApps}</p>
        <QrFigure src={qrImage(codeSecretAddress(secret, { issuer, label: login }))} alt={t.security.appQr} large />
        <p>{t.security.appKey}</p>
        <p class="secret-key">
          <CopyCode t={t} code={inGroups(secret)} />
        </p>
      </Card>
      <Card title={t.security.appConfirm}>
        <Form target={{ ...formTo(request, app), hidden: { draft: sealed } }} class="stack">
          <input type="text" name="login" value={login} autocomplete="username" hidden readonly />
          <TextInput
            name="code"
            label={t.security.appCode}
            error={errorOf(refused, 'code')}
            autocomplete="one-time-code"
            inputMode="numeric"
            size="short"
            required
          />
          <OwnPasswordField t={t} error={errorOf(refused, ownPasswordName)} />
          <Button wide>{t.security.appSave}</Button>
        </Form>
      </Card>
      {isDue && (
        <p>
          <a href={passkeys}>{t.security.appOrPasskey}</a>
        </p>
      )}
    </>,
  )
}

/** The codes, shown this once. The page is not to be asked for again: it answers a posted form. */
const showCodes = (place: AccountPlace, request: PageRequest, codes: readonly string[], onward: string): Answer => {
  const t = messages(request.locale)
  const content = (
    <div class="narrow stack">
      <PageHead t={t} title={t.security.codesTitle} lead={t.security.codesLead} />
      <Card>
        <ol class="recovery-codes" aria-label={t.security.codesList}>
          {codes.map((code) => (
            <li key={code}>
              <code>{spacedRecoveryCode(code)}</code>
            </li>
          ))}
        </ol>
        <p>{t.security.codesKeep}</p>
        <div class="row">
          <PrintButton t={t} />
          <LinkButton href={onward}>{t.security.codesDone}</LinkButton>
        </div>
      </Card>
    </div>
  )
  return page(place.document(request, { title: t.security.codesTitle }, content))
}

const takeSetUp = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { person, session } = ownerOf(request)
  const posted = { draft: fieldOf(request.form, 'draft'), code: fieldOf(request.form, 'code') }
  const command = SetUpApp.safeParse({ ...posted, password: typedAs(request, ownPasswordName) })
  if (!command.success) return showSetUp(place, request, tellSecondFactor(t, { code: 'second-factor.code-wrong' }))
  const result = await setUpApp(identityDeps(request), person, command.data, session)
  if (!result.ok) return showSetUp(place, request, tellSecondFactor(t, result.refusal))
  const wasDue = request.session?.mustSetUpSecondFactor === true
  return showCodes(place, request, result.value, wasDue ? place.work : place.home)
}

type Deed = { readonly title: string; readonly lead: string; readonly action: string }

const showDeed = (place: AccountPlace, request: PageRequest, deed: Deed, refused?: RefusedDeed): Answer => {
  const t = messages(request.locale)
  return deedPage(
    place,
    request,
    { title: deed.title, lead: deed.lead, refused },
    <Card>
      <Form target={formTo(request, deed.action)} class="stack">
        <OwnPasswordField t={t} error={errorOf(refused, ownPasswordName)} />
        <Button wide>{deed.title}</Button>
      </Form>
    </Card>,
  )
}

const removal = (place: AccountPlace, { locale }: PageRequest): Deed => {
  const { security } = messages(locale)
  const action = accountPathsUnder(place.home).appRemove
  return { title: security.secondRemove, lead: security.secondRemoveText, action }
}

const renewal = (place: AccountPlace, { locale }: PageRequest): Deed => {
  const { security } = messages(locale)
  return { title: security.codesRenew, lead: security.codesRenewText, action: accountPathsUnder(place.home).codes }
}

const takeRemoval = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { person, session } = ownerOf(request)
  const password = typedAs(request, ownPasswordName)
  const result = await removeOwnApp(identityDeps(request), person, { password }, session)
  if (!result.ok) return showDeed(place, request, removal(place, request), tellSecondFactor(t, result.refusal))
  return redirect(place.home, { notice: { kind: 'done', text: t.security.secondRemoved } })
}

const takeRenewal = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { person, session } = ownerOf(request)
  const password = typedAs(request, ownPasswordName)
  const result = await renewRecoveryCodes(identityDeps(request), person, { password }, session)
  if (!result.ok) return showDeed(place, request, renewal(place, request), tellSecondFactor(t, result.refusal))
  return showCodes(place, request, result.value, place.home)
}

/** Setting the authenticator app up, taking it away, new recovery codes. */
export const appRoutes = (place: AccountPlace): readonly Route[] => {
  const { app, appRemove, codes } = accountPathsUnder(place.home)
  const { access } = place
  const whileDue = ['second-factor'] as const
  const rateLimit = 'sign-in'
  return [
    { method: 'GET', path: app, access, whileDue, statementBudget: 0, handler: async (r) => showSetUp(place, r) },
    { method: 'POST', path: app, access, whileDue, rateLimit, handler: (request) => takeSetUp(place, request) },
    {
      method: 'GET',
      path: appRemove,
      access,
      statementBudget: 0,
      handler: async (request) => showDeed(place, request, removal(place, request)),
    },
    { method: 'POST', path: appRemove, access, rateLimit, handler: (request) => takeRemoval(place, request) },
    {
      method: 'GET',
      path: codes,
      access,
      statementBudget: 0,
      handler: async (request) => showDeed(place, request, renewal(place, request)),
    },
    { method: 'POST', path: codes, access, rateLimit, handler: (request) => takeRenewal(place, request) },
  ]
}
