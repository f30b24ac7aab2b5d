/** Why a backup was not made or not restored; the message says it in both languages and what to do. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem'
  readonly code: BackupProblemCode
  constructor(code: BackupProblemCode, english: string, vietnamese: string) {
    super(`${english}\n${vietnamese}`)
    this.code = code
  }
}

export type BackupProblemCode =
  | 'backup.folder-taken'
  | 'backup.nothing-there'
  | 'backup.migration-runs'
  | 'backup.no-space'
  | 'restore.no-archive'
  | 'restore.archive-damaged'
  | 'restore.format-unknown'
  | 'restore.program-differs'
  | 'restore.secret-missing'
  | 'restore.secret-differs'
  | 'restore.not-empty'
  | 'restore.rows-differ'
