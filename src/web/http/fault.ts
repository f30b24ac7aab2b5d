export type FaultDescription = Readonly<Record<string, string | undefined>>

/**
 * A fault for the log. The words of the database repeat the values of the row, so of its errors only the code and the names are kept;
 * of a stack only where it went, not the first line.
 */
export const describeFault = (error: unknown): FaultDescription => {
  if (!(error instanceof Error)) return { type: typeof error }
  const where = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n')
  const said = error as Error & Readonly<Record<string, unknown>>
  const text = (name: string): string | undefined => (typeof said[name] === 'string' ? said[name] : undefined)
  const code = text('code')
  // Only what the database says carries a severity beside its code.
  if (text('severity') !== undefined && code !== undefined) {
    const names = { constraint: text('constraint'), table: text('table'), column: text('column') }
    return { type: 'DatabaseError', code, ...names, routine: text('routine'), where }
  }
  return { type: error.name, message: error.message.slice(0, 300), code, where }
}

/** No space, no quota; of the database: disk full. */
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', '53100']

/** Whether a disk is full, that of the files or that of the database. Nothing was written; it goes on by itself when there is room again. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && fullCodes.includes(error.code)) || isDiskFull(error.cause))
