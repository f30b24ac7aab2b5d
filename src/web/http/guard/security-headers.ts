import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { WebDeps } from '../web-deps.ts'

/**
 * Scripts, styles, fonts and pictures come from this site and never stand inside a page. Frames may show this site (the viewer of files)
 * and nobody else may frame it. Scripts speak to this site and to the signing tool on the
 * officer's own machine. Forms lead here, to the eID provider, or to the origins the composition root names.
 */
export const securityHeaders = (deps: WebDeps): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'", deps.desktopSignerUrl],
      objectSrc: ["'self'"],
      frameSrc: ["'self'"],
      frameAncestors: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'", ...deps.formOrigins, ...(deps.eid === undefined ? [] : [new URL(deps.eid.issuer).origin])],
      ...(deps.isSecure ? { upgradeInsecureRequests: [] } : {}),
    },
  },
  xFrameOptions: { action: 'sameorigin' },
  referrerPolicy: { policy: 'same-origin' },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  hsts: deps.isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
})

/** They tell how a page may behave. Beside a built style, script, font or picture they say nothing, and cost a phone half a kilobyte each. */
export const headersOfPages = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
] as const

/** A built file opened by itself loads nothing. */
export const policyOfAsset = "default-src 'none'; frame-ancestors 'none'"

/** A picture or an unknown thing runs nothing, whatever is inside it. */
export const policyOfFile = "default-src 'none'; sandbox; frame-ancestors 'self'"

/** Browsers show a PDF with a viewer of their own that a sandbox would forbid; the file itself may still load nothing. */
export const policyOfPdf = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
