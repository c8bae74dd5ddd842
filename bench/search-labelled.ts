/**
 * A small memory and what people ask of it, labelled by hand: for each question the documents that answer it. It was
 * written before any engine was tried on it; the kinds are those of the issue.
 */

export type Kind =
  | 'words'
  | 'umlauts'
  | 'compounds'
  | 'CJK'
  | 'identifiers'
  | 'file names'
  | 'numbers'
  | 'hyphens'
  | 'phrases'
  | 'word forms'
  | 'questions'

export interface Labelled {
  readonly kind: Kind
  readonly query: string
  /** Names of the documents without /memories/ and .md. All of them shall be among the hits. */
  readonly wanted: readonly string[]
  /** Documents that must not be hits. */
  readonly not?: readonly string[]
}

export const DOCUMENTS: Readonly<Record<string, string>> = {
  'customers/acme': `# ACME Corp
- Contact: Jane Müller, jane.mueller@acme.example
- Payment terms: net 30 days, 2% discount within 10 days
- Contract volume: EUR 1,250,000 over three years
- They prefer e-mail over calls.`,
  'customers/globex': `# Globex
- Contact: Hank Scorpio
- Payment terms: 14 days net
- Contract volume: 480.000 EUR
- Renewal on 2026-12-31. Follow-up call in January.`,
  'customers/initech': `# Initech
- Bill Lumbergh wants TPS reports every Friday
- Their invoice address changed to 42 Elm Street`,
  'customers/muenchen-verkehr': `# Münchner Verkehrsgesellschaft
Ansprechpartner: Jörg Weiß, Größe: 15.000 Mitarbeiter.
Die Rahmenvereinbarung gilt für alle Stadtwerke. Ärger mit der letzten Rechnung.`,
  'de/kundenliste': `# Kundenliste
Alle Kundenanfragen gehen an den Vertrieb. Die Kundenzufriedenheit stieg auf 87%.
Straßenbahn und Fußgängerzone sind wichtige Standorte.`,
  'de/versand': `# Versandkosten
Das Lieferkettensorgfaltspflichtengesetz gilt seit 2023.
Herr Mueller aus der Donaudampfschifffahrt hat nachgefragt.`,
  'ja/tokyo': `# 東京オフィス
東京都渋谷区にあります。会議は毎週月曜日です。
担当者は田中さん。プロジェクト管理はデータベースで行います。`,
  'zh/beijing': `# 北京办公室
我们的客户管理系统部署在北京。数据库使用人工智能技术。
联系人：王小明`,
  'ko/seoul': `# 서울 사무소
서울에서 회의를 합니다. 대한민국의 주요 고객은 삼성전자입니다.`,
  'th/bangkok': `# กรุงเทพ
สำนักงานกรุงเทพมหานคร ประชุมทุกวันจันทร์`,
  'code/memory-tool': `# The memory tool
\`readerOf(chat)\` gives the name under which the engine remembers what a chat has seen.
It calls \`parseMemoryCommand\` and answers a \`CommandResult\`. See src/agent/memory-tool.ts.`,
  'code/http': `# HTTP client
The class HTTPServer2 wraps \`fetch_with_retry\`. MAX_RETRIES is 5. Uses X-Request-Id.
Error code ECONNRESET means the peer hung up. Set --max-old-space-size=4096.`,
  'code/sqlite': `# SQLite notes
PRAGMA journal_mode = WAL; synchronous=FULL. Version 3.53.4 fixes a bug with foreign_keys.
See https://sqlite.org/wal.html and issue #4127.`,
  'code/regex': `# Patterns
Use \`/^\\d{4}-\\d{2}$/\` for months. The constant kMaxPathBytes is 1024. C++ and C# differ.`,
  'projects/apollo/plan': `# Apollo
Launch on 2026-11-23. Owner: Alice. Budget USD 75,000.
- Milestone 1: prototype
- Milestone 2: user testing with 12 people`,
  'projects/apollo/risks': `# Risks
The supplier may be late. Mitigation: second source. Owner: Sam.`,
  'projects/zeus/plan': `# Zeus
Launch postponed to Q3 2027. Owner: John. Depends on Apollo's prototype.
We re-evaluated the vendor twice.`,
  'team/alice': `# Alice
Likes dark roast coffee. Works from Lisbon (UTC+0). Doesn't take meetings before 9:30.
Birthday: 14 March.`,
  'team/john': `# John
Allergic to peanuts. Phone +49 89 1234567. Vegetarian.`,
  'team/sam': `# Sam O'Neil
Runs the database migration. On parental leave until 2027-02-15.`,
  'standards/architecture': `# Architecture standards
Event-driven services only. No shared databases. All services write structured logs.
Prefer server-side rendering; third-party scripts need approval.`,
  'standards/naming': `# Naming
Tables are snake_case, classes PascalCase, functions camelCase. Never abbreviate customer to cust.`,
  'standards/security': `# Security
Rotate credentials every 90 days. Multi-factor authentication is mandatory. Report incidents to security@corp.example.`,
  'decisions/001-postgres': `# Use PostgreSQL
We chose PostgreSQL 16 over MySQL because of transactional DDL. Decided by Sam on 2026-03-14.`,
  'decisions/002-no-microservices': `# No microservices
One deployable. Micro-services were considered and rejected: operating cost.`,
  'notes/offsite': `# Offsite in Zürich
Hotel Storchen, CHF 240 per night. Train at 07:42 from Basel. Dinner at Café Odeon.
Naïve estimate: 18 participants.`,
  'notes/pricing': `# Pricing
Tier S: 19.99 a month. Tier M: 49.99 a month. Enterprise prices are negotiated.
Discounts above 15% need approval by the CFO.`,
  'notes/retro': `# Retrospective
What went well: pairing, short meetings. What did not: the build is flaky, tests take 14 minutes.`,
  'notes/wishlist': `# Wishlist
A dark mode 🌙, offline use, keyboard short-cuts. Login with single sign-on (SSO).`,
  'notes/travel': `# Travel policy
Economy class under six hours. Receipts within 30 days. Per diem is 58.50 EUR in Germany.`,
  'ru/moskva': `# Встреча
Переговоры с клиентом прошли в Москве. Ёлка и Королёв.`,
  'fr/reunion': `# Réunion d'équipe
L'été prochain, nous déménageons à Orléans. Le cœur du projet est l'accessibilité.`,
  'pl/lodz': `# Łódź
Spotkanie z klientem w Łodzi, ulica Piotrkowska 12.`,
  'gr/athens': `# Αθήνα
Ο πελάτης θέλει νέα προσφορά.`,
  'in/delhi': `# दिल्ली
हिन्दी में अनुबंध पर हस्ताक्षर किए।`,
}

export const QUESTIONS: readonly Labelled[] = [
  { kind: 'words', query: 'coffee', wanted: ['team/alice'] },
  { kind: 'words', query: 'payment terms', wanted: ['customers/acme', 'customers/globex'] },
  { kind: 'words', query: 'vegetarian', wanted: ['team/john'], not: ['team/alice'] },
  { kind: 'words', query: 'customer -cust', wanted: [], not: ['standards/naming'] },
  { kind: 'words', query: 'REJECTED', wanted: ['decisions/002-no-microservices'] },
  { kind: 'umlauts', query: 'Müller', wanted: ['customers/acme', 'de/versand'] },
  { kind: 'umlauts', query: 'Muller', wanted: ['customers/acme'] },
  { kind: 'umlauts', query: 'Mueller', wanted: ['customers/acme', 'de/versand'] },
  { kind: 'umlauts', query: 'zurich', wanted: ['notes/offsite'] },
  { kind: 'umlauts', query: 'Groesse', wanted: ['customers/muenchen-verkehr'] },
  { kind: 'umlauts', query: 'weiss', wanted: ['customers/muenchen-verkehr'] },
  { kind: 'umlauts', query: 'cafe naive', wanted: ['notes/offsite'] },
  { kind: 'umlauts', query: 'ete coeur', wanted: ['fr/reunion'] },
  { kind: 'umlauts', query: 'lodz', wanted: ['pl/lodz'] },
  { kind: 'umlauts', query: 'Королев елка', wanted: ['ru/moskva'] },
  { kind: 'umlauts', query: 'Αθηνα', wanted: ['gr/athens'] },
  { kind: 'compounds', query: 'Kunden', wanted: ['de/kundenliste'] },
  { kind: 'compounds', query: 'kunden*', wanted: ['de/kundenliste'] },
  { kind: 'compounds', query: 'lieferkette', wanted: ['de/versand'] },
  { kind: 'compounds', query: 'strassen', wanted: ['de/kundenliste'] },
  { kind: 'compounds', query: 'Donaudampf', wanted: ['de/versand'] },
  { kind: 'compounds', query: 'rahmen', wanted: ['customers/muenchen-verkehr'] },
  { kind: 'CJK', query: '東京', wanted: ['ja/tokyo'], not: ['zh/beijing'] },
  { kind: 'CJK', query: '渋谷', wanted: ['ja/tokyo'] },
  { kind: 'CJK', query: 'データ', wanted: ['ja/tokyo'] },
  { kind: 'CJK', query: '京都', wanted: ['ja/tokyo'] },
  { kind: 'CJK', query: '客户管理', wanted: ['zh/beijing'] },
  { kind: 'CJK', query: '数据库', wanted: ['zh/beijing'] },
  { kind: 'CJK', query: '王', wanted: ['zh/beijing'] },
  { kind: 'CJK', query: '서울', wanted: ['ko/seoul'] },
  { kind: 'CJK', query: '민국', wanted: ['ko/seoul'] },
  { kind: 'CJK', query: '회의', wanted: ['ko/seoul'] },
  { kind: 'CJK', query: 'ประชุม', wanted: ['th/bangkok'] },
  { kind: 'CJK', query: 'अनुबंध', wanted: ['in/delhi'] },
  { kind: 'identifiers', query: 'readerOf', wanted: ['code/memory-tool'] },
  { kind: 'identifiers', query: 'readerof', wanted: ['code/memory-tool'] },
  { kind: 'identifiers', query: 'MemoryCommand', wanted: ['code/memory-tool'] },
  { kind: 'identifiers', query: 'reader_of', wanted: ['code/memory-tool'] },
  { kind: 'identifiers', query: 'CommandResult', wanted: ['code/memory-tool'] },
  { kind: 'identifiers', query: 'fetch_with_retry', wanted: ['code/http'] },
  { kind: 'identifiers', query: 'fetchWithRetry', wanted: ['code/http'] },
  { kind: 'identifiers', query: 'HTTPServer', wanted: ['code/http'] },
  { kind: 'identifiers', query: 'retry', wanted: ['code/http'] },
  { kind: 'identifiers', query: 'journal_mode', wanted: ['code/sqlite'] },
  { kind: 'identifiers', query: 'max-old-space-size', wanted: ['code/http'] },
  { kind: 'identifiers', query: 'MaxPathBytes', wanted: ['code/regex'] },
  { kind: 'identifiers', query: 'ECONN', wanted: ['code/http'] },
  { kind: 'file names', query: 'memory-tool.ts', wanted: ['code/memory-tool'] },
  { kind: 'file names', query: 'acme.md', wanted: ['customers/acme'] },
  { kind: 'file names', query: 'apollo plan', wanted: ['projects/apollo/plan'] },
  { kind: 'file names', query: 'wal.html', wanted: ['code/sqlite'] },
  { kind: 'file names', query: 'src/agent/memory-tool.ts', wanted: ['code/memory-tool'] },
  { kind: 'file names', query: 'postgres', wanted: ['decisions/001-postgres'] },
  { kind: 'numbers', query: '1,250,000', wanted: ['customers/acme'] },
  { kind: 'numbers', query: '1250000', wanted: ['customers/acme'] },
  { kind: 'numbers', query: '1.250.000', wanted: ['customers/acme'] },
  { kind: 'numbers', query: '480000', wanted: ['customers/globex'] },
  { kind: 'numbers', query: '19.99', wanted: ['notes/pricing'] },
  { kind: 'numbers', query: '2026-11', wanted: ['projects/apollo/plan'] },
  { kind: 'numbers', query: '3.53.4', wanted: ['code/sqlite'] },
  { kind: 'numbers', query: '4127', wanted: ['code/sqlite'] },
  { kind: 'numbers', query: '1234567', wanted: ['team/john'] },
  { kind: 'numbers', query: '07:42', wanted: ['notes/offsite'] },
  { kind: 'numbers', query: 'Q3', wanted: ['projects/zeus/plan'] },
  { kind: 'hyphens', query: 'email', wanted: ['customers/acme'] },
  { kind: 'hyphens', query: 'e-mail', wanted: ['customers/acme'] },
  { kind: 'hyphens', query: 'follow-up', wanted: ['customers/globex'] },
  { kind: 'hyphens', query: 'followup', wanted: ['customers/globex'] },
  { kind: 'hyphens', query: 'follow up', wanted: ['customers/globex'] },
  { kind: 'hyphens', query: 'microservices', wanted: ['decisions/002-no-microservices'] },
  { kind: 'hyphens', query: 'micro-services', wanted: ['decisions/002-no-microservices'] },
  { kind: 'hyphens', query: 'thirdparty', wanted: ['standards/architecture'] },
  { kind: 'hyphens', query: 'shortcuts', wanted: ['notes/wishlist'] },
  { kind: 'hyphens', query: "O'Neil", wanted: ['team/sam'] },
  { kind: 'hyphens', query: 'ONeil', wanted: ['team/sam'] },
  { kind: 'hyphens', query: 'reevaluated', wanted: ['projects/zeus/plan'] },
  { kind: 'phrases', query: '"net 30"', wanted: ['customers/acme'], not: ['customers/globex'] },
  { kind: 'phrases', query: '"days net"', wanted: ['customers/globex'], not: ['customers/acme'] },
  { kind: 'phrases', query: '"dark mode"', wanted: ['notes/wishlist'], not: ['team/alice'] },
  { kind: 'phrases', query: '"shared databases"', wanted: ['standards/architecture'] },
  {
    kind: 'phrases',
    query: 'path:/memories/projects owner',
    wanted: ['projects/apollo/plan', 'projects/apollo/risks', 'projects/zeus/plan'],
    not: ['team/alice'],
  },
  { kind: 'word forms', query: 'invoices', wanted: ['customers/initech'] },
  { kind: 'word forms', query: 'discount', wanted: ['customers/acme', 'notes/pricing'] },
  { kind: 'word forms', query: 'discounts', wanted: ['customers/acme', 'notes/pricing'] },
  { kind: 'word forms', query: 'databases', wanted: ['team/sam', 'standards/architecture'] },
  { kind: 'word forms', query: 'milestones', wanted: ['projects/apollo/plan'] },
  { kind: 'word forms', query: 'Rechnungen', wanted: ['customers/muenchen-verkehr'] },
  { kind: 'word forms', query: 'suppliers', wanted: ['projects/apollo/risks'] },
  { kind: 'word forms', query: 'policies', wanted: ['notes/travel'] },
  { kind: 'questions', query: 'What are the payment terms of ACME?', wanted: ['customers/acme'] },
  { kind: 'questions', query: 'when does apollo launch', wanted: ['projects/apollo/plan'] },
  { kind: 'questions', query: 'is anyone allergic to anything', wanted: ['team/john'] },
  { kind: 'questions', query: 'which database did we choose and why', wanted: ['decisions/001-postgres'] },
  { kind: 'questions', query: 'how often must credentials be rotated', wanted: ['standards/security'] },
]

/** Where a labelled document lies in a memory. */
export function pathOf(name: string): string {
  return `/memories/${name}.md`
}
