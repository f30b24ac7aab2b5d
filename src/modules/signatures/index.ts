export {
  ensureDemoAuthority,
  findSigningKey,
  issueSigningKey,
  type KeyHolder,
  listTrustedRoots,
} from './store/signing-keys.ts'
export { issueDemoKeys } from './use-cases/issue-demo-keys.ts'
