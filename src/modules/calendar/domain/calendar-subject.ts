/** All changes of a province's calendar stand in one chain of the log, under this subject. */
export const calendarSubject = {
  subjectKind: 'working-calendar',
  subjectId: '00000000-0000-4000-8000-00000000ca1e',
} as const
