import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Pagination, type PaginationView } from '../../parts/pagination.tsx'
import type { LinkView, ViewProps } from '../view-props.ts'

export type KeptMessageView = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly at: string
  readonly text: string
  readonly attachments?: readonly LinkView[] | undefined
}

export type KeptMailView = { readonly messages: readonly KeptMessageView[]; readonly pages: PaginationView }

/** Messages that had no server to go to, in the demo province. */
export const KeptMailPage = ({ t, view }: ViewProps<KeptMailView>) => (
  <div class="narrow">
    <PageHead t={t} title={t.admin.mailTitle} lead={t.admin.mailLead} />
    <div class="stack">
      {view.messages.length === 0 && <EmptyState icon="mail" title={t.admin.mailEmpty} text={t.admin.mailEmptyText} />}
      {view.messages.map((message) => (
        <Card key={message.id}>
          <h2 class="h3">{message.subject}</h2>
          <p class="soft">
            {t.admin.mailTo} {message.to} · {message.at}
          </p>
          <details class="more">
            <summary>
              {t.common.show}
              <span class="sr-only">: {message.subject}</span>
            </summary>
            <div class="prose">{message.text}</div>
          </details>
          {message.attachments?.map((file) => (
            <p key={file.href}>
              <a href={file.href}>{file.text}</a>
            </p>
          ))}
        </Card>
      ))}
    </div>
    <Pagination t={t} view={view.pages} />
  </div>
)
