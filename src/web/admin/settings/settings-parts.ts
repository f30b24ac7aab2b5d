import type { Messages } from '#web/messages/index.ts'

/** The pages on which rules are decided, as tabs of each other. */
export const settingsParts = (t: Messages, current: 'settings' | 'days' | 'signing') =>
  [
    { href: '/quan-tri/cai-dat', text: t.admin.settingsTitle, current: current === 'settings' },
    { href: '/quan-tri/cai-dat/ngay-nghi', text: t.admin.daysTitle, current: current === 'days' },
    { href: '/quan-tri/cai-dat/ky-so', text: t.admin.signingState.tab, current: current === 'signing' },
  ] as const
