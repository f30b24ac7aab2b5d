import { homePage } from '#modules/procedures/index.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import { page, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { HomePage } from '#web/ui/views/citizen/home.tsx'
import { publicPath } from './public-path.ts'

const shownChips = 7

/** `Thủ tục đăng ký khai sinh` → `Đăng ký khai sinh` */
const shortName = (name: string): string => {
  const rest = name.replace(/^thủ tục\s+/iu, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** The first page: one question, and what people ask for most. */
export const home: Route = {
  method: 'GET',
  path: '/',
  access: 'public',
  inEnglish: true,
  statementBudget: 2,
  handler: async (request) => {
    const { locale } = request
    const t = messages(locale)
    const found = await homePage(request.province.database)
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
      figures: [
        { value: found.figures.procedures.toLocaleString('vi'), label: t.publicPages.figureProcedures },
        { value: found.figures.filedOnline.toLocaleString('vi'), label: t.publicPages.figureOnline },
        { value: found.figures.desks.toLocaleString('vi'), label: t.publicPages.figureDesks },
      ],
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
