import type { Messages } from '../../../../messages/index.ts'
import { Button, LinkButton } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { Card } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import type { LinkView } from '../../view-props.ts'
import { OfficerActs, type OfficerActView } from '../officer-act.tsx'

export type ReceiverView = {
  readonly name: string
  readonly state: string
  readonly detail: string
  /** What was sent to it by e-mail; `isPressing`: somebody must do something about it. */
  readonly mails: readonly { readonly text: string; readonly isPressing: boolean }[]
  /** To send it by e-mail now; `name` is what a reader of the screen hears. */
  readonly act?: { readonly text: string; readonly name: string; readonly target: FormTarget } | undefined
  /** Where an address is missing. */
  readonly link?: LinkView | undefined
}

export type IssuedView = {
  readonly ended?: string | undefined
  readonly labelsHref?: string | undefined
  readonly receivers: readonly ReceiverView[]
  readonly addressBook?: LinkView | undefined
  readonly links: readonly LinkView[]
  /** That there are more than are shown. */
  readonly moreLinks?: string | undefined
  /** The copy that the registry keeps: who has it, and giving it out. */
  readonly keptCopy?:
    | { readonly text: string; readonly isPressing: boolean; readonly act?: OfficerActView | undefined }
    | undefined
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

const ReceiverLine = ({ receiver }: { readonly receiver: ReceiverView }) => (
  <li>
    {receiver.name}: {receiver.state}
    {receiver.detail !== '' && <span class="sub">{receiver.detail}</span>}
    {receiver.mails.map(({ text, isPressing }) => (
      <span class="sub" key={text} data-pressing={isPressing ? true : undefined}>
        {text}
      </span>
    ))}
    {receiver.act !== undefined && (
      <div class="item-acts">
        <Form target={receiver.act.target}>
          <Button variant="secondary" label={receiver.act.name}>
            {receiver.act.text}
          </Button>
        </Form>
      </div>
    )}
    {receiver.link !== undefined && (
      <span class="sub">
        <a href={receiver.link.href}>{receiver.link.text}</a>
      </span>
    )}
  </li>
)

/** What became of a document after it was issued: receivers, other documents, copies, who has opened it. */
export const IssuedParts = ({ t, issued }: { readonly t: Messages; readonly issued: IssuedView }) => (
  <>
    {issued.ended !== undefined && <Notice kind="attention" text={issued.ended} />}
    {issued.receivers.length > 0 && (
      <Card class="stack">
        <h2>{t.outgoing.sentTo}</h2>
        <ul class="org-list">
          {issued.receivers.map((receiver, at) => (
            <ReceiverLine key={at} receiver={receiver} />
          ))}
        </ul>
        {(issued.labelsHref !== undefined || issued.addressBook !== undefined) && (
          <div class="row">
            {issued.labelsHref !== undefined && (
              <LinkButton href={issued.labelsHref} variant="tertiary" icon="print">
                {t.issuing.labels}
              </LinkButton>
            )}
            {issued.addressBook !== undefined && (
              <LinkButton href={issued.addressBook.href} variant="tertiary">
                {issued.addressBook.text}
              </LinkButton>
            )}
          </div>
        )}
      </Card>
    )}
    <Links title={t.issuing.links} links={issued.links} more={issued.moreLinks} />
    {issued.keptCopy !== undefined && (
      <Card title={t.issuing.keptCopyFact} tone={issued.keptCopy.isPressing ? 'gold' : undefined}>
        {issued.keptCopy.text !== '' && <p>{issued.keptCopy.text}</p>}
        {issued.keptCopy.act !== undefined && <OfficerActs t={t} acts={[issued.keptCopy.act]} />}
      </Card>
    )}
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
