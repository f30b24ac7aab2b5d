import { LinkButton } from '../../form/button.tsx'
import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Table } from '../../parts/table.tsx'
import type { ViewProps } from '../view-props.ts'

type DemoAccountView = { readonly login: string; readonly about: string }

export type DemoAccountsView = {
  readonly password: string
  readonly citizens: readonly DemoAccountView[]
  readonly officers: readonly DemoAccountView[]
  readonly mailHref: string
}

type PeopleProps = ViewProps<readonly DemoAccountView[]> & { readonly title: string; readonly signInHref: string }

const People = ({ t, view, title, signInHref }: PeopleProps) => (
  <Card title={title}>
    <Table
      caption={title}
      captionHidden
      cards
      rows={view}
      rowKey={(account) => account.login}
      columns={[
        {
          key: 'login',
          head: t.demo.login,
          isHeader: true,
          cell: (account) => <code>{account.login}</code>,
        },
        { key: 'about', head: t.demo.about, cell: (account) => account.about },
      ]}
    />
    <LinkButton href={signInHref} variant="secondary">
      {t.demo.signIn}
    </LinkButton>
  </Card>
)

/** Who one can be in the demonstration. */
export const DemoAccountsPage = ({ t, view }: ViewProps<DemoAccountsView>) => (
  <>
    <PageHead t={t} title={t.demo.title} lead={t.demo.lead(view.password)} />
    <div class="stack">
      <p>
        <LinkButton href={view.mailHref} icon="mail">
          {t.demo.mail}
        </LinkButton>
      </p>
      <div class="grid">
        <People t={t} view={view.citizens} title={t.demo.citizens} signInHref="/dang-nhap" />
        <People t={t} view={view.officers} title={t.demo.officers} signInHref="/can-bo/dang-nhap" />
      </div>
    </div>
  </>
)
