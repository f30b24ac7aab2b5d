/** Line drawings on a grid of 24; the stroke takes the colour of the text. */
const drawings = {
  alert: 'M12 3.5 2.5 20h19L12 3.5ZM12 10v4.5M12 17.3v.2',
  archive: 'M3 4h18v5H3zM5 9v11h14V9M10 13h4',
  back: 'M19 12H5m6-6-6 6 6 6',
  book: 'M5 3.5h14v17H6.5A1.5 1.5 0 0 1 5 19V3.5ZM5 17.5h14M9 7.5h6',
  building: 'M4 21V9l8-5 8 5v12M2.5 21h19M9 21v-6h6v6',
  calendar: 'M4 6h16v15H4zM4 10.5h16M8 3v4m8-4v4',
  chart: 'M4 20.5h17M6.5 17v-5M11.5 17V6M16.5 17V9.5',
  check: 'm4.5 12.5 5 5 10-11',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.2l3.4 2',
  close: 'm6 6 12 12M18 6 6 18',
  copy: 'M9 9h11v12H9zM5 15H4V3h11v2',
  desk: 'M2.5 14h19M5 14v7M19 14v7M8 14v-1a4 4 0 0 1 8 0v1M12 8.5A2.75 2.75 0 1 0 12 3a2.75 2.75 0 0 0 0 5.5Z',
  down: 'm6 9 6 6 6-6',
  download: 'M12 4v11m-5-5 5 5 5-5M4 20h16',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  fold: 'M4 4h16v16H4zM9.5 4v16M16.5 9.5 14 12l2.5 2.5',
  folder: 'M3 5.5h6l2 2.5h10v12H3z',
  inbox: 'm3 13 3-8h12l3 8v7H3zM3 13h5.5l1.5 3h4l1.5-3H21',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5v.2',
  key: 'M8 20.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.6-8.6L20 3.5M16 7.5l3 3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  lock: 'M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11',
  mail: 'M3 5.5h18v13H3zm0 1 9 6.5 9-6.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  money: 'M3 6h18v12H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6 9.5v.1M18 14.4v.1',
  next: 'M5 12h14m-6-6 6 6-6 6',
  open: 'M13 4h7v7M20 4l-9 9M18 14v6H4V6h6',
  pen: 'M4 20h4L20 8l-4-4L4 16zM13.5 6.5l4 4',
  people:
    'M9 11.5A3.75 3.75 0 1 0 9 4a3.75 3.75 0 0 0 0 7.5ZM2.5 20a6.5 6.5 0 0 1 13 0M15.5 4.3a3.75 3.75 0 0 1 0 6.9M18 14a6.5 6.5 0 0 1 3.5 6',
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1.8 1.8 0 0 1-2 1.8A16 16 0 0 1 3.2 6 1.8 1.8 0 0 1 5 4Z',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  seal: 'M12 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm-3.5-1L7 21l5-2.5 5 2.5-1.5-8',
  search: 'M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5',
  send: 'M21 3 10.5 13.5M21 3l-6.5 18-4-7.5-7.5-4z',
  sliders:
    'M4 7h8.5m5 0H20M4 17h2.5m5 0H20M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  star: 'm12 3.5 2.7 5.6 6.1.8-4.5 4.2 1.2 6.1-5.5-3-5.5 3 1.2-6.1-4.5-4.2 6.1-.8z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2M12 19.5v2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M2.5 12h2M19.5 12h2M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  tag: 'M3 3h8l10 10-8 8L3 11zM7.5 7.6v.1',
  task: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-4-9 3 3 5.5-6',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6m4-6v6',
  upload: 'M12 15V4M7 9l5-5 5 5M4 20h16',
  user: 'M12 12a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm-8.5 9a8.5 8.5 0 0 1 17 0',
} as const

export type IconName = keyof typeof drawings

/** A picture beside words that already say the same; it is never the only bearer of a meaning. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={drawings[name]} />
  </svg>
)
