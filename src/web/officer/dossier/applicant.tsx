import { maskIdentityNumber } from '#kernel/vietnamese-text.ts'
import { answersOf, type FormValues } from '#modules/forms/domain/index.ts'
import type { PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { Button } from '#web/ui/form/button.tsx'
import { Form } from '#web/ui/form/form.tsx'
import { Badge } from '#web/ui/parts/badge.tsx'
import type { SummaryRow } from '#web/ui/parts/summary-list.tsx'
import type { DossierPanelView } from '#web/ui/views/officer/dossier-panel.tsx'
import { dossierPath, type ListAddress, listQuery } from '../list/list-address.ts'
import type { DossierScene } from './load-dossier.ts'

/** The owner's number in full, once it was asked for and written down; else it is masked wherever it stands. */
export type Revealed = { readonly identityNumber: string } | null

const row = (term: string, value: string): readonly SummaryRow[] => (value === '' ? [] : [{ term, value }])

const assuranceText = (t: Messages, assurance: string): string => {
  const texts: Readonly<Record<string, string>> = t.officer.assurance
  return texts[assurance] ?? assurance
}

type Asked = {
  readonly request: PageRequest
  readonly scene: DossierScene
  readonly address: ListAddress
  readonly revealed: Revealed
  readonly isOwnDesk: boolean
}

const identityRow = ({ request, scene, address, revealed }: Asked): readonly SummaryRow[] => {
  const t = messages(request.locale)
  const { dossier } = scene
  if (dossier.identityMasked === '') return []
  if (revealed !== null) return [{ term: t.officer.identity, value: revealed.identityNumber }]
  const target = {
    action: `${dossierPath(dossier.id)}/so-dinh-danh${listQuery(address)}`,
    csrf: request.csrfToken,
  }
  return [
    {
      term: t.officer.identity,
      value: (
        <Form target={target} class="inline">
          <span class="number">{dossier.identityMasked}</span>{' '}
          <Button variant="tertiary" icon="eye">
            {t.officer.unmask}
          </Button>
        </Form>
      ),
    },
  ]
}

export const applicantRows = (asked: Asked): readonly SummaryRow[] => {
  const t = messages(asked.request.locale)
  const { dossier } = asked.scene
  const { submitter } = dossier
  const isVouched = dossier.ownerAssurance !== 'declared'
  return [
    {
      term: dossier.ownerKind === 1 ? t.officer.name : t.officer.organisation,
      value: (
        <>
          <strong>{dossier.ownerName}</strong>{' '}
          <Badge icon={isVouched ? 'check' : undefined}>{assuranceText(t, dossier.ownerAssurance)}</Badge>
        </>
      ),
    },
    ...identityRow(asked),
    ...row(t.officer.contact, [dossier.ownerPhone, dossier.ownerEmail].filter((part) => part !== '').join(' · ')),
    ...row(t.officer.address, dossier.ownerAddress),
    ...(submitter === null
      ? []
      : [
          ...row(t.officer.onBehalf, [submitter.name, submitter.phone].filter((part) => part !== '').join(', ')),
          ...row(t.officer.authority, submitter.authority),
        ]),
    ...row(
      t.officer.returnBy,
      [t.officer.returnMethods[dossier.returnMethod], dossier.returnAddress].filter((part) => part !== '').join(', '),
    ),
    ...row(t.officer.decidingAt, dossier.decidingAgency),
    // One's own desk needs no name.
    ...(asked.isOwnDesk ? [] : row(t.officer.receivingAt, dossier.receivingAgency)),
  ]
}

const isIdentity = (path: string): boolean => /identity(number)?$/i.test(path)

/** Answers as people read them; numbers that identify somebody stay masked like the owner's. */
export const answerSections = (scene: DossierScene, revealed: Revealed): DossierPanelView['form'] => {
  const { dossier, form } = scene
  if (form === null) return []
  return answersOf(form, dossier.form as FormValues).flatMap((group) =>
    group.rows.flatMap(({ title, answers }) => {
      const rows = answers
        .filter((answer) => answer.text !== '')
        .map((answer) => ({
          term: answer.label,
          value: isIdentity(answer.path) && revealed === null ? maskIdentityNumber(answer.text) : answer.text,
        }))
      return rows.length === 0 ? [] : [{ title: title === null ? group.title : `${group.title} · ${title}`, rows }]
    }),
  )
}
