import { Button, LinkButton } from '../../form/button.tsx'
import { ErrorSummary, type FieldErrorView } from '../../form/error-summary.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { PasskeyForm, type PasskeyFormProps } from '../../form/passkey-form.tsx'
import { TextInput } from '../../form/text-input.tsx'
import { Notice, type NoticeView } from '../../parts/notice.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

export type DemoAccountView = { readonly user: string; readonly password: string; readonly role: string }

export type SignInView = {
  readonly audience: 'citizen' | 'officer'
  readonly target: FormTarget
  /** Names of the fields as the server reads them. */
  readonly names: { readonly user: string; readonly password: string }
  readonly user?: string | undefined
  readonly errors: readonly FieldErrorView[]
  /** Why one is here: the session ended, too many tries. */
  readonly notice?: NoticeView | undefined
  /** Begins sign-in at the eID provider, or at the single sign-on for officers. */
  readonly federated?: FormTarget | undefined
  /** Local accounts are a setting of the province. */
  readonly isLocalAllowed: boolean
  /** The way in without a password, where the browser knows how. */
  readonly passkey?: Pick<PasskeyFormProps, 'target' | 'question'> | undefined
  /** Where a forgotten password is replaced; officers ask an administrator. */
  readonly forgotHref?: string | undefined
  readonly registerHref?: string | undefined
  readonly demoAccounts?: readonly DemoAccountView[] | undefined
}

const errorOf = (view: SignInView, name: string) => view.errors.find((error) => error.name === name)?.text

const LocalForm = ({ t, view }: ViewProps<SignInView>) => (
  <Form target={view.target} class="stack">
    <TextInput
      name={view.names.user}
      label={view.audience === 'officer' ? t.account.officerUser : t.account.user}
      value={view.user}
      error={errorOf(view, view.names.user)}
      autocomplete="username"
      spellcheck={false}
      required
    />
    <TextInput
      name={view.names.password}
      type="password"
      label={t.account.password}
      error={errorOf(view, view.names.password)}
      autocomplete="current-password"
      required
    />
    <Button wide variant={view.federated === undefined ? 'primary' : 'secondary'}>
      {t.account.signIn}
    </Button>
  </Form>
)

const DemoAccounts = ({ t, accounts }: { t: ViewProps<unknown>['t']; accounts: readonly DemoAccountView[] }) => (
  <section class="card">
    <Table
      caption={t.account.demoTitle}
      rows={accounts}
      rowKey={(account) => account.user}
      cards
      columns={[
        { key: 'role', head: t.account.demoRole, isHeader: true, cell: (account) => account.role },
        { key: 'user', head: t.account.demoUser, cell: (account) => <code>{account.user}</code> },
        { key: 'password', head: t.account.demoPassword, cell: (account) => <code>{account.password}</code> },
      ]}
    />
  </section>
)

const Forgotten = ({ t, view }: ViewProps<SignInView>) =>
  view.audience === 'officer' ? (
    <p class="hint">{t.security.forgotOfficer}</p>
  ) : view.forgotHref === undefined ? null : (
    <p>
      <a href={view.forgotHref}>{t.security.forgotLink}</a>
    </p>
  )

export const SignInPage = ({ t, view }: ViewProps<SignInView>) => (
  <div class="sign-in stack">
    <div class="card stack">
      <PageHead
        t={t}
        title={view.audience === 'officer' ? t.account.officerTitle : t.account.signInTitle}
        lead={view.audience === 'officer' ? undefined : t.account.signInLead}
      />
      {view.notice !== undefined && <Notice {...view.notice} />}
      <ErrorSummary t={t} errors={view.errors} />
      {view.federated !== undefined && (
        <Form target={view.federated} class="stack">
          <Button wide icon="lock">
            {view.audience === 'officer' ? t.account.withSso : t.account.withEid}
          </Button>
          {view.audience === 'citizen' && <p class="hint">{t.account.withEidHint}</p>}
        </Form>
      )}
      {view.federated !== undefined && view.isLocalAllowed && (
        <p class="or">
          <span>{t.account.or}</span>
        </p>
      )}
      {view.isLocalAllowed && (
        <>
          <LocalForm t={t} view={view} />
          {view.passkey !== undefined && (
            <PasskeyForm t={t} deed="get" {...view.passkey} text={t.security.passkeySignIn} variant="secondary" />
          )}
          <Forgotten t={t} view={view} />
        </>
      )}
      {view.registerHref !== undefined && (
        <p class="row">
          <span class="soft">{t.account.noAccount}</span>
          <LinkButton href={view.registerHref} variant="tertiary">
            {t.account.register}
          </LinkButton>
        </p>
      )}
    </div>
    {view.demoAccounts !== undefined && <DemoAccounts t={t} accounts={view.demoAccounts} />}
  </div>
)
