import { workingTimeParts } from '#modules/calendar/domain/index.ts'
import { type HomePage as FoundHome, homePage } from '#modules/procedures/index.ts'
import type { ProvinceFigures } from '#modules/transparency/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { StatFigureView } from '#web/ui/parts/stat-figures.tsx'
import { HomePage } from '#web/ui/views/citizen/home.tsx'
import { publicPath } from './public-path.ts'

const shownChips = 7

/** `Thủ tục đăng ký khai sinh` → `Đăng ký khai sinh` */
const shortName = (name: string): string => {
  const rest = name.replace(/^thủ tục\s+/iu, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** In the language of the page; minutes are left out from a day on. */
const medianText = (t: Messages, medianMinutes: number): string => {
  const { days, hours, minutes } = workingTimeParts(medianMinutes)
  return t.publicPages.workingTime(days, hours, days > 0 ? 0 : minutes)
}

/** How the province does, once it has done something; before that, what it offers. */
const figuresOf = (t: Messages, found: FoundHome, figures: ProvinceFigures): readonly StatFigureView[] => {
  const offered = [
    { value: found.figures.filedOnline.toLocaleString('vi'), label: t.publicPages.figureOnline },
    { value: found.figures.desks.toLocaleString('vi'), label: t.publicPages.figureDesks },
  ]
  if (figures.onTimePermille === null || figures.medianMinutes === null) return offered
  return [
    {
      value: `${(figures.onTimePermille / 10).toLocaleString('vi', { maximumFractionDigits: 1 })} %`,
      label: t.publicPages.figureOnTime,
    },
    { value: medianText(t, figures.medianMinutes), label: t.publicPages.figureMedian },
    { value: figures.inHand.toLocaleString('vi'), label: t.publicPages.figureInHand },
    { value: figures.lateNow.toLocaleString('vi'), label: t.publicPages.figureLate },
  ]
}

/** The first page: one question, and what people ask for most. */
export const home: Route = {
  method: 'GET',
  path: '/',
  access: 'public',
  inEnglish: true,
  // Two more when a day off was changed since: the working calendar is read anew.
  statementBudget: 7,
  handler: async (request) => {
    const { locale } = request
    const t = messages(locale)
    const { database } = request.province
    const { calendar } = await request.deps.dossiers(request.province).workingTime(database)
    const [found, figures] = await Promise.all([
      homePage(database),
      request.deps.provinceFigures(database, request.now, calendar),
    ])
    const view = {
      searchAction: publicPath(locale, '/thu-tuc'),
      suggestHref: '/thu-tuc/goi-y',
      often: found.common.slice(0, shownChips).map((card) => ({
        href: publicPath(locale, `/thu-tuc/${card.code}`),
        text: locale === 'en' && card.englishName !== null ? card.englishName : shortName(card.name),
      })),
      trackHref: publicPath(locale, '/tra-cuu'),
      browseHref: publicPath(locale, '/thu-tuc'),
      verifyHref: '/kiem-tra',
      figures: figuresOf(t, found, figures),
      figuresHref: publicPath(locale, '/minh-bach'),
    }
    const frame = {
      title: t.publicPages.homeTitle,
      description: t.publicPages.homeDescription,
      flush: true,
      isBilingual: true,
    }
    return page(citizenDocument(request, frame, <HomePage t={t} view={view} />))
  },
}
