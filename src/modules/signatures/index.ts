export { type CertificateHolder, findCertificateHolders, loadTrust } from './queries/certificate-holders.ts'
export {
  ensureDemoAuthority,
  findSigningKey,
  issueSigningKey,
  type KeyHolder,
} from './store/signing-keys.ts'
export { issueDemoKeys } from './use-cases/issue-demo-keys.ts'
