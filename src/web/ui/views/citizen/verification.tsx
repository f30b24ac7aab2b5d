import { Button } from '../../form/button.tsx'
import { ErrorSummary } from '../../form/error-summary.tsx'
import { FileField } from '../../form/file-field.tsx'
import { Form, type FormTarget } from '../../form/form.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Card } from '../../parts/card.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SummaryList } from '../../parts/summary-list.tsx'
import { Icon, type IconName } from '../../shell/icon.tsx'
import type { ViewProps } from '../view-props.ts'

export type Verdict = 'good' | 'bad' | 'unsure' | 'none'

export type SignatureView = {
  /** As what: the signer, initials, the agency's seal. */
  readonly part?: string | undefined
  readonly signer: string
  readonly organisation?: string | undefined
  readonly signedAt: string
  readonly issuer: string
  /** Whole document, or up to which revision. */
  readonly covers: string
  readonly checks: readonly { readonly text: string; readonly answer: 'good' | 'bad' | 'unknown' }[]
  /** What was done to the file afterwards, each with its mark: allowed or not. */
  readonly later?:
    | {
        readonly title: string
        readonly items: readonly { readonly text: string; readonly mark: string; readonly isAllowed: boolean }[]
      }
    | undefined
  readonly evidenceTitle?: string | undefined
  readonly evidence?: readonly { readonly term: string; readonly value: string }[] | undefined
}

export type VerificationView = {
  readonly target: FormTarget
  readonly fileName: string
  readonly error?: string | undefined
  /** What the register says of the document whose code was asked for. */
  readonly register?:
    | {
        readonly title: string
        readonly text?: string | undefined
        readonly rows: readonly { readonly term: string; readonly value: string }[]
      }
    | undefined
  readonly result?:
    | {
        readonly name: string
        readonly digest: string
        readonly verdict: Verdict
        /** Against the file that was issued. */
        readonly comparison?: { readonly text: string; readonly isSame: boolean } | undefined
        readonly signatures: readonly SignatureView[]
        /** What was found besides: laid over, appended, cut. */
        readonly findings: readonly string[]
        /** Over the whole document, in their order. */
        readonly timeStamps?: readonly string[] | undefined
        /** The way to the answer as a file. */
        readonly report?: { readonly target: FormTarget; readonly text: string } | undefined
      }
    | undefined
}

type Props = ViewProps<VerificationView>
type Result = NonNullable<VerificationView['result']>

const verdictIcons: Record<Verdict, IconName> = { good: 'check', bad: 'alert', unsure: 'info', none: 'info' }

const VerdictBox = ({ t, result }: { readonly t: Props['t']; readonly result: Result }) => {
  const texts: Record<Verdict, readonly [string, string]> = {
    good: [t.transparency.verifyGood, t.transparency.verifyGoodText],
    bad: [t.transparency.verifyBad, t.transparency.verifyBadText],
    unsure: [t.transparency.verifyUnsure, t.transparency.verifyUnsureText],
    none: [t.transparency.verifyNone, t.transparency.verifyNoneText],
  }
  const [title, text] = texts[result.verdict]
  return (
    <div class="verdict" data-verdict={result.verdict} role="status">
      <Icon name={verdictIcons[result.verdict]} />
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        {result.comparison !== undefined && <p class="strong">{result.comparison.text}</p>}
        <p class="soft">{result.name}</p>
      </div>
    </div>
  )
}

const Later = ({ later }: { readonly later: NonNullable<SignatureView['later']> }) => (
  <>
    <h3>{later.title}</h3>
    <ul class="checks">
      {later.items.map((item) => (
        <li key={item.text}>
          <span>{item.text}</span>
          <Badge tone={item.isAllowed ? undefined : 'gold'} icon={item.isAllowed ? 'check' : 'alert'}>
            {item.mark}
          </Badge>
        </li>
      ))}
    </ul>
  </>
)

const Signature = ({ t, signature, number }: { t: Props['t']; signature: SignatureView; number: number }) => {
  const answers = {
    good: t.transparency.checkGood,
    bad: t.transparency.checkBad,
    unknown: t.transparency.checkUnknown,
  }
  return (
    <Card title={t.transparency.signatureNumber(number)}>
      <SummaryList
        rows={[
          { term: signature.part ?? t.transparency.signedBy, value: <strong>{signature.signer}</strong> },
          ...(signature.organisation === undefined
            ? []
            : [{ term: t.transparency.signedFor, value: signature.organisation }]),
          { term: t.transparency.signedAt, value: signature.signedAt },
          { term: t.transparency.issuedBy, value: signature.issuer },
          { term: t.transparency.covers, value: signature.covers },
        ]}
      />
      <h3>{t.transparency.checks}</h3>
      <ul class="checks">
        {signature.checks.map((check) => (
          <li key={check.text}>
            <span>{check.text}</span>
            <Badge
              tone={check.answer === 'good' ? undefined : 'gold'}
              icon={check.answer === 'good' ? 'check' : 'alert'}
            >
              {answers[check.answer]}
            </Badge>
          </li>
        ))}
      </ul>
      {signature.later !== undefined && signature.later.items.length > 0 && <Later later={signature.later} />}
      {signature.evidence !== undefined && (
        <details class="more">
          <summary>{signature.evidenceTitle}</summary>
          <SummaryList rows={signature.evidence} />
        </details>
      )}
    </Card>
  )
}

const Register = ({ register }: { readonly register: NonNullable<VerificationView['register']> }) => (
  <Card title={register.title}>
    {register.rows.length > 0 && <SummaryList rows={register.rows} />}
    {register.text !== undefined && <p class="soft">{register.text}</p>}
  </Card>
)

const Ask = ({ t, view }: Props) => (
  <Card>
    <Form target={view.target} files class="stack">
      <FileField
        t={t}
        name={view.fileName}
        label={view.result === undefined ? t.transparency.verifyFile : t.transparency.again}
        error={view.error}
        accept="application/pdf"
        required
      />
      <Button variant={view.result === undefined ? 'primary' : 'secondary'}>{t.transparency.verifyButton}</Button>
    </Form>
  </Card>
)

export const VerificationPage = ({ t, view }: Props) => (
  <div class="narrow stack">
    <PageHead t={t} title={t.transparency.verifyTitle} lead={t.transparency.verifyLead} />
    {view.error !== undefined && <ErrorSummary t={t} errors={[{ name: view.fileName, text: view.error }]} />}
    {view.result === undefined && view.register !== undefined && <Register register={view.register} />}
    {view.result !== undefined && (
      <>
        <VerdictBox t={t} result={view.result} />
        {view.register !== undefined && <Register register={view.register} />}
        {view.result.findings.length > 0 && (
          <Card tone="gold">
            <ul>
              {view.result.findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
          </Card>
        )}
        {view.result.signatures.map((signature, index) => (
          <Signature key={`${signature.signer} ${signature.signedAt}`} t={t} signature={signature} number={index + 1} />
        ))}
        {view.result.timeStamps !== undefined && (
          <Card title={t.verification.documentStamps}>
            <ul>
              {view.result.timeStamps.map((stamp) => (
                <li key={stamp}>{stamp}</li>
              ))}
            </ul>
          </Card>
        )}
        {view.result.report !== undefined && (
          <Form target={view.result.report.target}>
            <Button variant="secondary">{view.result.report.text}</Button>
          </Form>
        )}
        <p class="soft small">
          {t.transparency.fileDigest}: <code>{view.result.digest}</code>
        </p>
      </>
    )}
    <Ask t={t} view={view} />
  </div>
)
