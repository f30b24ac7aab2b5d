import { Button, LinkButton } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { TextInput } from '../../../form/text-input.tsx'
import { Badge } from '../../../parts/badge.tsx'
import { Card } from '../../../parts/card.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { EmptyState } from '../../../parts/empty-state.tsx'
import { SignatureMark, type SignatureNoteView } from '../../../parts/files/signature-note.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import type { LinkView, ViewProps } from '../../view-props.ts'

export type ArrivalView = {
  readonly id: string
  readonly href: string
  readonly subject: string
  readonly sub: string
  readonly urgency?: string | undefined
  readonly book: string
  readonly signature?: Pick<SignatureNoteView, 'tone' | 'title'> | undefined
  /** It looks like one that is here, or its signatures do not hold: somebody looks at it first. */
  readonly look?: LinkView | undefined
}

/** A letter of the official mailbox. */
export type LetterView = {
  readonly id: string
  readonly subject: string
  readonly sub: string
  readonly text: string
  readonly files: readonly (LinkView & { readonly signature?: ArrivalView['signature'] })[]
  /** What of it is not here, and why. */
  readonly faults: readonly string[]
  readonly takeInHref: string
}

export type ArrivalsView = {
  readonly letters: readonly LetterView[]
  readonly setAside: FormTarget
  readonly asideNames: { readonly letter: string; readonly reason: string }
  readonly back: LinkView
  readonly target: FormTarget
  readonly name: string
  /** What was refused, and where to go on with it. */
  readonly problems: readonly { readonly text: string; readonly link?: LinkView }[]
  readonly arrivals: readonly ArrivalView[]
}

type Props = ViewProps<ArrivalsView>

const Row = ({ t, view, one }: Props & { readonly one: ArrivalView }) => (
  <tr>
    <th scope="row">
      <a href={one.href}>{one.subject}</a> {one.urgency !== undefined && <Badge tone="gold">{one.urgency}</Badge>}
      <span class="sub">{one.sub}</span>
      {one.signature !== undefined && <SignatureMark note={one.signature} />}
    </th>
    <td data-label={t.incoming.book}>{one.book}</td>
    <td>
      {one.look === undefined ? (
        <Form target={{ ...view.target, hidden: { [view.name]: one.id } }}>
          <Button label={t.incoming.takeInOf(one.subject)}>{t.incoming.takeIn}</Button>
        </Form>
      ) : (
        <LinkButton href={one.look.href} variant="secondary">
          {one.look.text}
        </LinkButton>
      )}
    </td>
  </tr>
)

const Letter = ({ t, view, one }: Props & { readonly one: LetterView }) => (
  <li id={`thu-${one.id}`} class="letter">
    <h3>{one.subject}</h3>
    <p class="sub">{one.sub}</p>
    {one.faults.map((fault) => (
      <p key={fault} class="soft">
        {fault}
      </p>
    ))}
    {one.files.length > 0 && (
      <ul class="letter-files">
        {one.files.map((file) => (
          <li key={file.href}>
            <a href={file.href}>{file.text}</a>{' '}
            {file.signature !== undefined && <SignatureMark note={file.signature} />}
          </li>
        ))}
      </ul>
    )}
    <details>
      <summary>{t.incoming.letters.read}</summary>
      <p class="letter-text">{one.text === '' ? t.incoming.letters.noText : one.text}</p>
    </details>
    <div class="row">
      <LinkButton href={one.takeInHref}>{t.incoming.letters.takeIn}</LinkButton>
      <Confirm text={t.incoming.letters.aside}>
        <Form target={{ ...view.setAside, hidden: { [view.asideNames.letter]: one.id } }}>
          <TextInput
            name={`${view.asideNames.reason}-${one.id}`}
            label={t.incoming.letters.reason}
            required
            maxLength={500}
          />
          <div class="form-actions">
            <Button label={t.incoming.letters.asideGoOf(one.subject)}>{t.incoming.letters.asideGo}</Button>
          </div>
        </Form>
      </Confirm>
    </div>
  </li>
)

const Letters = ({ t, view }: Props) =>
  view.letters.length === 0 ? null : (
    <Card>
      <h2>{t.incoming.letters.title}</h2>
      <p class="soft">{t.incoming.letters.lead}</p>
      <ul class="letters">
        {view.letters.map((one) => (
          <Letter key={one.id} t={t} view={view} one={one} />
        ))}
      </ul>
    </Card>
  )

/** What came from other systems: each is taken in with one touch, or all that nothing is said against. */
export const ArrivalsPage = ({ t, view }: Props) => {
  const plain = view.arrivals.filter(({ look }) => look === undefined)
  return (
    <div class="stack">
      <PageHead t={t} title={t.incoming.arrivalsTitle} lead={t.incoming.arrivalsLead} crumbs={[view.back]} />
      {view.problems.map((problem) => (
        <Notice key={problem.text} kind="attention" {...problem} live />
      ))}
      <Card>
        {view.arrivals.length === 0 ? (
          <EmptyState title={t.incoming.noArrivals} text={t.incoming.noArrivalsText} />
        ) : (
          <table class="table" data-cards>
            <thead>
              <tr>
                <th scope="col">{t.incoming.columnSubject}</th>
                <th scope="col">{t.incoming.book}</th>
                <th scope="col">{t.incoming.columnDeed}</th>
              </tr>
            </thead>
            <tbody>
              {view.arrivals.map((one) => (
                <Row key={one.id} t={t} view={view} one={one} />
              ))}
            </tbody>
          </table>
        )}
      </Card>
      <Letters t={t} view={view} />
      {plain.length > 1 && (
        <Form target={view.target}>
          {plain.map(({ id }) => (
            <input key={id} type="hidden" name={view.name} value={id} />
          ))}
          <Button variant="secondary" shortcut="v">
            {t.incoming.takeInAll(plain.length)}
          </Button>
        </Form>
      )}
    </div>
  )
}
