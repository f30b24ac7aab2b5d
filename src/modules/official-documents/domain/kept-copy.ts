/** Who allows that a kept copy leaves its shelf: the leader, or the head of a unit. */
export const mayPermitUse = (role: string): boolean => role === 'leader' || role === 'unit-head'
