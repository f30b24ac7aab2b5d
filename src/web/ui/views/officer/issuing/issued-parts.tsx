import type { Messages } from '../../../../messages/index.ts'
import { LinkButton } from '../../../form/button.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import type { LinkView } from '../../view-props.ts'

export type IssuedView = {
  readonly ended?: string | undefined
  readonly labelsHref?: string | undefined
  readonly receivers: readonly { readonly name: string; readonly state: string; readonly detail: string }[]
  readonly links: readonly LinkView[]
  /** That there are more than are shown. */
  readonly moreLinks?: string | undefined
  readonly copies: readonly LinkView[]
  readonly opened: readonly string[]
}

type LinksProps = { readonly title: string; readonly links: readonly LinkView[]; readonly more?: string | undefined }

const Links = ({ title, links, more }: LinksProps) =>
  links.length === 0 ? null : (
    <Card class="stack">
      <h2>{title}</h2>
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>{link.text}</a>
          </li>
        ))}
      </ul>
      {more !== undefined && <p class="soft">{more}</p>}
    </Card>
  )

/** What became of a document after it was issued: receivers, other documents, copies, who has opened it. */
export const IssuedParts = ({ t, issued }: { readonly t: Messages; readonly issued: IssuedView }) => (
  <>
    {issued.ended !== undefined && <Notice kind="attention" text={issued.ended} />}
    {issued.receivers.length > 0 && (
      <Card class="stack">
        <h2>{t.outgoing.sentTo}</h2>
        <ul>
          {issued.receivers.map((receiver, at) => (
            <li key={at}>
              {receiver.name}: {receiver.state}
              {receiver.detail !== '' && <span class="sub">{receiver.detail}</span>}
            </li>
          ))}
        </ul>
        {issued.labelsHref !== undefined && (
          <LinkButton href={issued.labelsHref} variant="tertiary" icon="print">
            {t.issuing.labels}
          </LinkButton>
        )}
      </Card>
    )}
    <Links title={t.issuing.links} links={issued.links} more={issued.moreLinks} />
    <Links title={t.issuing.copiesMade} links={issued.copies} />
    {issued.opened.length > 0 && (
      <Card class="stack">
        <h2>{t.issuing.opened}</h2>
        <ul>
          {issued.opened.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Card>
    )}
  </>
)
