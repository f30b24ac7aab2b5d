import {
  AddPasskey,
  addPasskey,
  askForPasskey,
  findOwnSecurity,
  NamePasskey,
  namePasskey,
  type OwnPasskey,
  RemovePasskey,
  removePasskey,
} from '#modules/identity/index.ts'
import { messages } from '#web/messages/index.ts'
import { Button } from '#web/ui/form/button.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { PasskeyForm, passkeyIsland, passkeyNames } from '#web/ui/form/passkey-form.tsx'
import { TextInput } from '#web/ui/form/text-input.tsx'
import { Card } from '#web/ui/parts/card.tsx'
import { identityDeps } from '../frames/sign-in-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, type Route, redirect } from '../route.ts'
import { type AccountPlace, accountPathsUnder, formTo, ownerOf, siteOf, typedAs } from './account-place.ts'
import { deedPage, errorOf } from './deed-page.tsx'
import { OwnPasswordField, ownPasswordName } from './own-password-field.tsx'
import { type RefusedDeed, tellPasskey } from './refused-deed.ts'
import { passkeyFacts } from './security-cards.tsx'

const longestName = 60

const showAdd = async (place: AccountPlace, request: PageRequest, refused?: RefusedDeed): Promise<Answer> => {
  const t = messages(request.locale)
  const { person, login } = ownerOf(request)
  const site = siteOf(request)
  const frame = { title: t.security.passkeyAdd, lead: t.security.passkeysLead, refused }
  if (site === null) return deedPage(place, request, frame, <p>{t.security.passkeysUnfit}</p>)
  const question = await askForPasskey(identityDeps(request), person, login, site)
  return deedPage(
    place,
    request,
    { ...frame, islands: [passkeyIsland] },
    <Card>
      <PasskeyForm
        t={t}
        deed="create"
        target={formTo(request, accountPathsUnder(place.home).passkeys)}
        question={question}
        text={t.security.passkeyCreate}
        unfitText={t.security.passkeysUnfit}
      >
        <p class="soft">{t.security.passkeyAddLead}</p>
        <TextInput
          name="name"
          label={t.security.passkeyName}
          hint={t.security.passkeyNameHint}
          value={fieldOf(request.form, 'name')}
          maxLength={longestName}
          error={errorOf(refused, 'name')}
          required
        />
        <OwnPasswordField t={t} error={errorOf(refused, ownPasswordName)} />
      </PasskeyForm>
    </Card>,
  )
}

const takeAdd = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { person, session } = ownerOf(request)
  const site = siteOf(request)
  const command = AddPasskey.safeParse({
    answer: fieldOf(request.form, passkeyNames.answer),
    challenge: fieldOf(request.form, passkeyNames.challenge),
    name: fieldOf(request.form, 'name'),
    password: typedAs(request, ownPasswordName),
  })
  if (!command.success || site === null) return showAdd(place, request, tellPasskey(t, { code: 'passkey.invalid' }))
  const result = await addPasskey(identityDeps(request), person, command.data, site, session)
  if (!result.ok) return showAdd(place, request, tellPasskey(t, result.refusal))
  return redirect(place.home, { notice: { kind: 'done', text: t.security.passkeyAdded } })
}

const findOwn = async (request: PageRequest): Promise<OwnPasskey | undefined> => {
  const { person, session } = ownerOf(request)
  const { database } = request.province
  const security = await findOwnSecurity(database, person.accountId, session.tokenHash, request.now)
  return security?.passkeys.find(({ id }) => id === request.params.id)
}

const showOne = async (place: AccountPlace, request: PageRequest, refused?: RefusedDeed): Promise<Answer> => {
  const t = messages(request.locale)
  const passkey = await findOwn(request)
  if (passkey === undefined) return notFound
  const path = `${accountPathsUnder(place.home).passkeys}/${passkey.id}`
  return deedPage(
    place,
    request,
    { title: passkey.name, lead: passkeyFacts(t, passkey), refused },
    <>
      <Card title={t.security.passkeyRename}>
        <Form target={formTo(request, `${path}/ten`)} class="stack">
          <TextInput
            name="name"
            label={t.security.passkeyName}
            value={fieldOf(request.form, 'name') || passkey.name}
            maxLength={longestName}
            error={errorOf(refused, 'name')}
            required
          />
          <Button variant="secondary">{t.security.passkeyRename}</Button>
        </Form>
      </Card>
      <Card title={t.security.passkeyRemove}>
        <Form target={formTo(request, `${path}/go`)} class="stack">
          <OwnPasswordField t={t} error={errorOf(refused, ownPasswordName)} />
          <Button label={t.security.passkeyRemoveOf(passkey.name)}>{t.security.passkeyRemove}</Button>
        </Form>
      </Card>
    </>,
  )
}

const takeName = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { person } = ownerOf(request)
  const command = NamePasskey.safeParse({ passkeyId: request.params.id, name: fieldOf(request.form, 'name') })
  if (!command.success) return notFound
  const result = await namePasskey(identityDeps(request), person, command.data)
  if (!result.ok)
    return result.refusal.code === 'passkey.unknown'
      ? notFound
      : showOne(place, request, tellPasskey(t, result.refusal))
  return redirect(place.home, { notice: { kind: 'done', text: t.security.passkeyRenamed } })
}

const takeRemoval = async (place: AccountPlace, request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { person, session } = ownerOf(request)
  const posted = { passkeyId: request.params.id, password: typedAs(request, ownPasswordName) }
  const command = RemovePasskey.safeParse(posted)
  if (!command.success) return notFound
  const result = await removePasskey(identityDeps(request), person, command.data, session)
  if (!result.ok)
    return result.refusal.code === 'passkey.unknown'
      ? notFound
      : showOne(place, request, tellPasskey(t, result.refusal))
  return redirect(place.home, { notice: { kind: 'done', text: t.security.passkeyRemoved } })
}

/** Adding, naming and removing passkeys. */
export const passkeyRoutes = (place: AccountPlace): readonly Route[] => {
  const { passkeys } = accountPathsUnder(place.home)
  const { access } = place
  const whileDue = ['second-factor'] as const
  const rateLimit = 'sign-in'
  return [
    { method: 'GET', path: passkeys, access, whileDue, statementBudget: 1, handler: (r) => showAdd(place, r) },
    { method: 'POST', path: passkeys, access, whileDue, rateLimit, handler: (request) => takeAdd(place, request) },
    { method: 'GET', path: `${passkeys}/:id`, access, statementBudget: 4, handler: (r) => showOne(place, r) },
    { method: 'POST', path: `${passkeys}/:id/ten`, access, handler: (request) => takeName(place, request) },
    {
      method: 'POST',
      path: `${passkeys}/:id/go`,
      access,
      rateLimit,
      handler: (request) => takeRemoval(place, request),
    },
  ]
}
