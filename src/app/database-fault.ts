/** By the code of the socket or of PostgreSQL: why the database of DATABASE_URL cannot be used, and what to look at. */
const texts: readonly (readonly [RegExp, string])[] = [
  [
    /^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|ENOENT)$/,
    'The database does not answer; is it running, and are host and port of DATABASE_URL right?\nKhông kết nối được cơ sở dữ liệu; hãy xem máy chủ có chạy không, tên máy và cổng trong DATABASE_URL có đúng không.',
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    'The host name of DATABASE_URL is not known.\nKhông tìm thấy tên máy trong DATABASE_URL.',
  ],
  [
    /^28/,
    'The database refuses the user or the password of DATABASE_URL.\nCơ sở dữ liệu không nhận người dùng hoặc mật khẩu trong DATABASE_URL.',
  ],
  [/^3D000$/, 'There is no such database; create it first.\nKhông có cơ sở dữ liệu này; hãy tạo trước.'],
  [
    /^42501$/,
    'The user of DATABASE_URL may not do this; it must own the database and be allowed to create schemas and extensions.\nNgười dùng trong DATABASE_URL không đủ quyền; phải là chủ của cơ sở dữ liệu, được tạo lược đồ và phần mở rộng.',
  ],
]

/** The code stands on the fault of the driver, or on what it was caused by. */
const codesOf = (fault: unknown): readonly string[] => {
  if (!(fault instanceof Error)) return []
  const own = 'code' in fault && typeof fault.code === 'string' ? [fault.code] : []
  const parts = fault instanceof AggregateError ? fault.errors.flatMap(codesOf) : []
  return [...own, ...parts, ...codesOf(fault.cause)]
}

/** What to tell the operator of a fault of the database's connection; null when it is another fault. */
export const describeDatabaseFault = (fault: unknown): string | null => {
  if (!(fault instanceof Error)) return null
  const isConnection = 'syscall' in fault ? fault.syscall === 'connect' || fault.syscall === 'getaddrinfo' : true
  const codes = codesOf(fault)
  const found = isConnection ? texts.find(([pattern]) => codes.some((code) => pattern.test(code))) : undefined
  if (found !== undefined) return found[1]
  return /timeout exceeded when trying to connect|Connection terminated/.test(fault.message)
    ? (texts[0]?.[1] ?? null)
    : null
}
