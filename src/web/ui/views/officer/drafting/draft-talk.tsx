import type { Messages } from '../../../../messages/index.ts'
import { Button } from '../../../form/button.tsx'
import { Form, type FormTarget } from '../../../form/form.tsx'
import { TextArea } from '../../../form/text-area.tsx'
import { Card } from '../../../parts/card.tsx'

export type SaidView = {
  readonly who: string
  readonly title: string
  readonly what: string
  readonly when: string
  readonly body: string
  readonly isMine: boolean
  /** On which wording, and what changed since. */
  readonly wording?: { readonly text: string; readonly href?: string | undefined } | undefined
}

export type DraftTalkView = {
  /** How much was said before the first of it. */
  readonly earlier?: string | undefined
  readonly said: readonly SaidView[]
  readonly reply?: { readonly target: FormTarget; readonly name: string } | undefined
}

/** What was said on a draft, as a conversation; whoever takes part goes on below. */
export const DraftTalk = ({ t, talk }: { readonly t: Messages; readonly talk: DraftTalkView }) => (
  <Card class="stack">
    <h2>{t.drafting.talk}</h2>
    {talk.earlier !== undefined && <p class="soft">{talk.earlier}</p>}
    {talk.said.length === 0 && <p class="soft">{t.drafting.talkEmpty}</p>}
    {talk.said.length > 0 && (
      <ol class="talk">
        {talk.said.map((said, at) => (
          <li key={at} data-mine={said.isMine ? true : undefined}>
            <p class="who">
              <strong>{said.who}</strong> <span class="soft">{said.title}</span>
            </p>
            <p class="body">{said.body}</p>
            <p class="soft small">
              {said.what} · {said.when}
              {said.wording !== undefined && ` · ${said.wording.text}`}
              {said.wording?.href !== undefined && (
                <>
                  {' · '}
                  <a href={said.wording.href}>{t.drafting.talkChanges}</a>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    )}
    {talk.reply !== undefined && (
      <Form target={talk.reply.target} class="stack">
        <TextArea name={talk.reply.name} label={t.outgoing.comment} rows={2} maxLength={4_000} required />
        <div class="form-actions">
          <Button variant="secondary">{t.drafting.send}</Button>
        </div>
      </Form>
    )}
  </Card>
)
