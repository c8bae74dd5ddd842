import { byCharacters } from '../memory/order.ts'
import { forReview } from '../memory/review.ts'
import { SECRET_WORDS } from '../memory/secrets.ts'
import { scanMemory } from '../memory/secrets-scan.ts'
import { ONE_MEMORY, REVIEW_QUERY, SCAN_QUERY } from './query-schemas.ts'
import { opened, type Route, route } from './route.ts'

/** Findings that one answer holds at most. */
const MOST = 1_000

/** Looking after the memories: what nobody reads any more, what should not be in there, whether all is as it was written. */
export const CARE_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/memory/review',
    summary: 'Documents that nobody has read or changed for long, in all memories that you may read.',
    answers:
      '200 `{ days: number, documents: { memory, document, path, since, days, why }[] }`, those that have waited longest first',
    query: REVIEW_QUERY,
    handle: ({ workspace, now }, { query, edge }) => {
      const days = query.days ?? workspace.settings.reviewAfterDays
      const documents = edge.list().flatMap(({ id }) => {
        const { memory } = opened(edge.in(id, 'read'))
        const found = forReview(memory.documents(), (document) => memory.lastRead(document), {
          now: now(),
          days,
        })
        return found.map(({ document: { document, path }, ...why }) => ({
          memory: id,
          document,
          path,
          ...why,
        }))
      })
      documents.sort((a, b) => byCharacters(a.since, b.since))
      return { status: 200, body: { days, documents: documents.slice(0, MOST) } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/memory/scan',
    summary:
      'Looks for what seems to be a secret in the memories that you may read. Never tells the secret itself.',
    answers:
      '200 `{ findings: { memory, document, version, path, present, kind, words, line }[], more: boolean }`',
    query: SCAN_QUERY,
    handle: async (_, { query, edge }) => {
      const findings = []
      for (const { id } of edge.list()) {
        const { memory } = opened(edge.in(id, 'read'))
        for await (const { from: _, to: __, ...found } of scanMemory(memory, { history: query.all })) {
          if (findings.length === MOST) return { status: 200, body: { findings, more: true } }
          findings.push({ memory: id, ...found, words: SECRET_WORDS[found.kind] })
        }
      }
      return { status: 200, body: { findings, more: false } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/memory/verify',
    summary: 'Reads the whole log of a memory and checks numbers, hash chain, texts and tombstones.',
    answers: '200 `Verdict`; `problems` is empty when all is well',
    query: ONE_MEMORY,
    handle: async ({ verify }, { query, edge }) => ({
      status: 200,
      body: await verify(opened(edge.in(query.memory, 'read')).id),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/memory/export',
    summary: 'All living documents of a memory with their texts.',
    answers: '200 `{ memory: MemoryInfo, head: number, documents: (DocumentInfo & { text: string })[] }`',
    query: ONE_MEMORY,
    handle: async (_, { query, edge }) => {
      const { info, memory } = opened(edge.in(query.memory, 'read'))
      const { head } = memory
      const documents = []
      for (const document of memory.documents()) {
        const text = await memory.text(document.document, document.version)
        if (text !== null) documents.push({ ...document, text })
      }
      return { status: 200, body: { memory: info, head, documents } }
    },
  }),
]
