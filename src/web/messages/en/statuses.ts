import type { vi } from '../vi/index.ts'

export const statuses: typeof vi.statuses = {
  official: {
    1: 'Newly registered',
    2: 'Accepted',
    3: 'Not accepted',
    4: 'In progress',
    5: 'More papers required',
    6: 'Financial obligation to be met',
    7: 'Withdrawn at the citizen’s request',
    8: 'Stopped',
    9: 'Settled',
    10: 'Result returned',
  },
  plain: {
    1: 'Sent. An officer is looking at your application.',
    2: 'Your application has been accepted.',
    3: 'Your application was not accepted. Please read the reason.',
    4: 'Your application is being handled.',
    5: 'You need to send more papers.',
    6: 'You need to make a payment so that it can go on.',
    7: 'You asked to withdraw it.',
    8: 'Your application was stopped. Please read the reason.',
    9: 'The result is ready. Please collect it.',
    10: 'You have received the result.',
  },
}
