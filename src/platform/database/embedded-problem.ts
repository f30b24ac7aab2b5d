export type EmbeddedProblemCode =
  | 'platform-without-server'
  | 'binaries-unusable'
  | 'no-unprivileged-user'
  | 'folder-of-another-user'
  | 'folder-owned'
  | 'made-by-another-version'
  | 'cluster-damaged'
  | 'initialisation-failed'
  | 'start-failed'

/** Why the embedded database cannot run here; the message says what to do. */
export class EmbeddedServerProblem extends Error {
  readonly code: EmbeddedProblemCode

  constructor(code: EmbeddedProblemCode, message: string) {
    super(message)
    this.name = 'EmbeddedServerProblem'
    this.code = code
  }
}
