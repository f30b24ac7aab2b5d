import pg from 'pg'

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
  if (error instanceof pg.DatabaseError) {
    const { code, constraint, table, column, routine } = error
    return { type: 'DatabaseError', code, constraint, table, column, routine, where }
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { type: error.name, message: error.message.slice(0, 300), code, where }
}
