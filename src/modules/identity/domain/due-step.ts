import type { OpenSession } from './session.ts'

/** What somebody signed in must do before anything else. */
export type DueStep = 'password' | 'second-factor'

/** A password of one's own comes first: a second factor beside a password that somebody else knows proves nothing. */
export const dueStepOf = ({
  mustChangePassword,
  mustSetUpSecondFactor,
}: Pick<OpenSession, 'mustChangePassword' | 'mustSetUpSecondFactor'>): DueStep | null =>
  mustChangePassword ? 'password' : mustSetUpSecondFactor ? 'second-factor' : null
