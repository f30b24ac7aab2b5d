// The walls of the house, as docs/architecture.md draws them. test/rules proves each by a fixture that breaks it.

/** Lowest first: a module imports modules of its own tier and of those before it. */
const tiers = require('./test/rules/tiers.json')

const test = '[.]test[.]tsx?$'
const anyOf = (names) => `(${names.join('|')})`
const tierRules = tiers.slice(0, -1).map((names, index) => ({
  name: `tier-${index + 1}-imports-no-higher`,
  comment: 'A lower tier never imports a higher one; what happened goes up as an event.',
  severity: 'error',
  from: { path: `^src/modules/${anyOf(names)}/`, pathNot: test },
  to: { path: `^src/modules/${anyOf(tiers.slice(index + 1).flat())}/` },
}))

/** Where the outside world is touched: files, network, processes, databases, and our own means for it. */
const inputOutput = [
  '^(node:)?(fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster|os|process|timers)(/|$)',
  'node_modules/(pg|kysely|graphile-worker|fastify|nodemailer|openid-client|oidc-provider|pino)/',
  // What the printed documents say is words without deeds: test/rules/template-words.test.ts keeps it so.
  '^src/platform/(?!(?:pdf/(?:template-data|official-page|incoming-pages|archive-pages|weekly-plan-page|audit-report-page)|docx/docx-text)[.]ts$)',
  '^src/modules/[^/]+/(store|queries|use-cases)/',
  '^src/modules/[^/]+/index[.]ts$',
]

const sqlSpeakers = '^src/(platform/|modules/[^/]+/(store|queries)/)'
const audiences = '(citizen|officer|admin|api)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or one of them is in the wrong place. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: test },
      to: { path: '^src/(?!kernel/)' },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: test },
      to: { path: '^src/(modules|web|app)/' },
    },
    {
      name: 'modules-know-no-page',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: test },
      to: { path: '^src/(web|app)/' },
    },
    {
      name: 'domain-reaches-no-io',
      comment: 'Rules are pure: whatever they need is a parameter. Not even through a third file.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/domain/', pathNot: test },
      to: { path: inputOutput, reachable: true },
    },
    {
      name: 'modules-meet-at-their-doors',
      comment: 'Another module is used through index.ts (deeds) or domain/index.ts (words).',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: test },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/(domain/)?index[.]ts$'] },
    },
    {
      name: 'outsiders-use-doors',
      severity: 'error',
      from: { path: '^src/(web|app)/', pathNot: test },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/(domain/)?index[.]ts$' },
    },
    {
      name: 'rows-know-no-deed',
      comment: 'Within a module: use-cases call store and queries, never the other way.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/(store|queries)/', pathNot: test },
      to: { path: '^src/modules/$1/(use-cases/|index[.]ts$)' },
    },
    ...tierRules,
    {
      name: 'only-stores-speak-sql',
      severity: 'error',
      from: { path: '^src/', pathNot: [sqlSpeakers, test] },
      to: { path: 'node_modules/(pg|pg-[^/]+|kysely|graphile-worker)/' },
    },
    {
      name: 'audiences-stay-apart',
      severity: 'error',
      from: { path: `^src/web/${audiences}/`, pathNot: test },
      to: { path: `^src/web/${audiences}/`, pathNot: '^src/web/$1/' },
    },
    {
      name: 'ui-has-no-data',
      comment: 'The design system draws what it is given; of the field it knows words at most.',
      severity: 'error',
      from: { path: '^src/web/ui/', pathNot: test },
      to: { path: ['^src/(platform|app)/', `^src/web/${audiences}/`, '^src/modules/(?![^/]+/domain/index[.]ts$)'] },
    },
    {
      name: 'islands-run-in-browsers',
      severity: 'error',
      from: { path: '^src/web/islands/', pathNot: test },
      to: { path: [...inputOutput, '^(node:)?(crypto|path|buffer|stream|util|url)$'], reachable: true },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      from: { path: '^src/(?!app/)', pathNot: test },
      to: { path: '^src/app/' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: [test, '^test/'] },
    },
    {
      name: 'only-installed-packages',
      comment: 'What the program imports is in dependencies: production may be installed without the rest.',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
}
