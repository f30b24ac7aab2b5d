import Fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from '#kernel/time.ts'
import { type CertifiedKey, issueCertificate } from '#platform/signing/certificate-authority.ts'
import { localTimeStampAuthority } from '#platform/signing/cms/local-time-stamp-authority.ts'
import {
  answerOcsp,
  type Issued,
  type TakenBack,
  writeRevocationList,
} from '#platform/signing/revocation/local-issuer.ts'
import { localSigningKey, type SigningKey } from '#platform/signing/signing-key.ts'

/** An issuer of the demonstration, of one province. */
export type DemoIssuer = {
  readonly key: string
  /** Null as long as the province has none. */
  readonly authority: () => Promise<CertifiedKey | null>
  readonly takenBack: () => Promise<readonly TakenBack[]>
}

type Services = { readonly ocspUrl: string; readonly crlUrl: string }

/** What it says holds for so long; whoever asked in between hears of a revocation by then. */
const answerMinutes = 10
const stampingYears = 5

const timeStampingKey = async (authority: CertifiedKey, clock: Clock, services: Services): Promise<SigningKey> => {
  const now = clock.now()
  const validity = { from: now.subtract({ hours: 1 }), until: now.add({ hours: stampingYears * 365 * 24 }) }
  const subject = { commonName: 'Một Cửa - Cấp dấu thời gian thử nghiệm' }
  const issued = await issueCertificate(authority, subject, validity, { purpose: 'time-stamp', services })
  return localSigningKey(issued.privateKey, [issued.certificate, authority.certificate])
}

const issuedBy = async (authority: CertifiedKey, issuer: DemoIssuer, clock: Clock): Promise<Issued> => {
  const now = clock.now()
  return {
    key: localSigningKey(authority.privateKey, [authority.certificate]),
    takenBack: await issuer.takenBack(),
    thisUpdate: now,
    nextUpdate: now.add({ minutes: answerMinutes }),
  }
}

/** The twin of a certificate authority: answers by OCSP, publishes its list, and stamps times; real answers from the demo's own root. */
export const openDemoCertificateAuthority = (issuers: readonly DemoIssuer[], clock: Clock): FastifyInstance => {
  const app = Fastify({ bodyLimit: 100_000, forceCloseConnections: true })
  const stampingKeys = new Map<string, SigningKey>()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  const found = async (parameters: unknown) => {
    const { province } = parameters as { readonly province: string }
    const issuer = issuers.find((each) => each.key === province)
    const authority = (await issuer?.authority()) ?? null
    return issuer === undefined || authority === null ? null : { issuer, authority }
  }
  app.post('/:province/ocsp', async (request, reply) => {
    const at = await found(request.params)
    if (at === null) return reply.status(404).send()
    const answer = await answerOcsp(request.body as Buffer, await issuedBy(at.authority, at.issuer, clock))
    return reply.type('application/ocsp-response').send(answer)
  })
  app.get('/:province/goc.crl', async (request, reply) => {
    const at = await found(request.params)
    if (at === null) return reply.status(404).send()
    const number = Math.floor(clock.now().epochMilliseconds / 1_000)
    const list = await writeRevocationList(await issuedBy(at.authority, at.issuer, clock), number)
    return reply.type('application/pkix-crl').send(list)
  })
  app.post('/:province/dau-thoi-gian', async (request, reply) => {
    const at = await found(request.params)
    if (at === null) return reply.status(404).send()
    const key =
      stampingKeys.get(at.issuer.key) ??
      (await timeStampingKey(at.authority, clock, demoCertificateAddresses(`http://${request.host}`, at.issuer.key)))
    stampingKeys.set(at.issuer.key, key)
    const answer = await localTimeStampAuthority(key, clock).ask(request.body as Buffer)
    return reply.type('application/timestamp-reply').send(answer)
  })
  return app
}

/** Where a certificate of the demonstration says that its issuer answers; `base` without a slash at the end. */
export const demoCertificateAddresses = (base: string, province: string) => ({
  ocspUrl: `${base}/${province}/ocsp`,
  crlUrl: `${base}/${province}/goc.crl`,
  stampUrl: `${base}/${province}/dau-thoi-gian`,
})
