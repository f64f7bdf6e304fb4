/** Who may import whom (ARCHITECTURE.md). A folder that is not named in `may` may be imported by nobody but itself. */
const may = {
  rules: [],
  text: ['rules'],
  platform: [],
  records: ['rules', 'platform'],
  channels: ['rules', 'text', 'platform'],
  actions: ['rules', 'records', 'platform'],
  api: ['rules', 'text', 'platform', 'records', 'actions'],
  pages: ['rules', 'text', 'platform', 'records/public', 'actions'],
  jobs: ['rules', 'text', 'platform', 'records', 'actions', 'channels'],
  cli: ['rules', 'text', 'platform', 'records', 'actions', 'jobs'],
  console: ['rules', 'text', 'platform/sealing'],
}
const isTest = '\\.test\\.ts$'

function onlyItsOwn(folder, allowed) {
  const paths = [folder, ...allowed].map(name => `^src/${name}(/|[.-])`)
  return {
    name: `${folder}-imports`, severity: 'error',
    comment: `src/${folder} may import ${[folder, ...allowed].join(', ')} of ours`,
    from: { path: `^src/${folder}/`, pathNot: isTest },
    to: { path: '^src/', pathNot: paths },
  }
}

module.exports = {
  forbidden: [
    ...Object.entries(may).map(([folder, allowed]) => onlyItsOwn(folder, allowed)),
    { name: 'no-cycles', severity: 'error', comment: 'two files that need each other are one file or three', from: {}, to: { circular: true } },
    {
      name: 'rules-are-pure', severity: 'error', comment: 'rules take no package and nothing of node: a browser could run them',
      from: { path: '^src/(rules|text)/', pathNot: isTest }, to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'console-in-a-browser', severity: 'error', comment: 'the console takes nothing of node:',
      from: { path: '^src/console/', pathNot: [isTest, 'vite\\.config\\.ts$'] }, to: { dependencyTypes: ['core'] },
    },
    { name: 'verify-stands-alone', severity: 'error', comment: 'the proof checker shares no code with what it checks', from: { path: '^verify/', pathNot: isTest }, to: { path: '^src/' } },
    { name: 'main-composes', severity: 'error', comment: 'only main.ts, through serve.ts, and tests build the whole program', from: { path: '^src/', pathNot: '^src/(main|serve)\\.ts$' }, to: { path: '^src/(app|main|serve)\\.ts$' } },
    { name: 'no-test-in-product', severity: 'error', comment: 'the product does not import its tests', from: { path: '^src/', pathNot: isTest }, to: { path: `(^test/)|(${isTest})` } },
    { name: 'no-dev-in-product', severity: 'error', comment: 'npm start needs no development dependency', from: { path: '^src/', pathNot: isTest }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] } },
    {
      name: 'sql-in-records', severity: 'error', comment: 'only src/records writes SQL and holds connections; everybody else calls a function that says what it finds',
      from: { path: '^src/', pathNot: ['^src/records/', '^src/(jobs/schedule|cli/open-program)\\.ts$', isTest] }, to: { path: 'node_modules/(@types/)?(kysely|pg)/' },
    },
    { name: 'age-in-one-place', severity: 'error', comment: 'what seals and opens is chosen in src/platform/sealing, for the server and for browsers', from: { path: '^src/', pathNot: ['^src/platform/sealing/', isTest] }, to: { path: 'node_modules/age-encryption/' } },
    { name: 'sealing-in-a-browser', severity: 'error', comment: 'what seals and opens runs in browsers too: nothing of node:', from: { path: '^src/platform/sealing/' }, to: { dependencyTypes: ['core'] } },
    { name: 'resolvable', severity: 'error', comment: 'an import that leads nowhere', from: {}, to: { couldNotResolve: true } },
    { name: 'no-vague-folders', severity: 'error', comment: 'a folder is named after its subject', from: {}, to: { path: '^(src|test|bench|verify)/.*(utils|helpers|common|shared|lib)/' } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', 'src/records/tables\\.ts$'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.json', '.css'] },
  },
}
