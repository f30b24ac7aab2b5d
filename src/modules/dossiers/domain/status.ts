/**
 * The national list of statuses, the same in every system that exchanges dossiers.
 * @legal TT-01-2018 Điều 19; names as exchanged with the national portal
 */
export const statusCodes = {
  registered: 1,
  accepted: 2,
  refused: 3,
  processing: 4,
  supplementing: 5,
  paying: 6,
  withdrawn: 7,
  stopped: 8,
  settled: 9,
  returned: 10,
} as const

export type Status = keyof typeof statusCodes

export const statuses = Object.keys(statusCodes) as readonly Status[]

const byCode = new Map(statuses.map((status) => [statusCodes[status] as number, status]))

/** Throws for a number that is not of the list; the database holds no other. */
export const statusOf = (code: number): Status => {
  const status = byCode.get(code)
  if (status === undefined) throw new Error(`no status ${code}`)
  return status
}

/** From where to where a dossier may go. What is not here is refused, whatever asked for it. */
const moves = {
  registered: ['accepted', 'refused', 'supplementing', 'withdrawn'],
  accepted: ['processing', 'supplementing', 'paying', 'withdrawn', 'stopped', 'settled'],
  refused: [],
  processing: ['supplementing', 'paying', 'withdrawn', 'stopped', 'settled'],
  supplementing: ['registered', 'accepted', 'processing', 'withdrawn', 'stopped'],
  paying: ['accepted', 'processing', 'settled', 'withdrawn', 'stopped'],
  withdrawn: [],
  stopped: [],
  settled: ['returned'],
  returned: [],
} as const satisfies Record<Status, readonly Status[]>

export const mayMove = (from: Status, to: Status): boolean => (moves[from] as readonly Status[]).includes(to)

export const isClosed = (status: Status): boolean => moves[status].length === 0

/** In the hands of the agencies: its clock runs. */
export const isRunning = (status: Status): boolean => status === 'accepted' || status === 'processing'

/** No decision has been made yet: the applicant may still take the dossier back. @legal ND-118-2025 Điều 21 */
export const isUndecided = (status: Status): boolean => !isClosed(status) && status !== 'settled'
