import { ACTIONS } from '../workspace/actions.ts'
import { mayChangePrompt, type OwnPrompt } from '../workspace/prompts.ts'
import { HttpError } from './http-error.ts'
import { formatPrompt } from './prompt-file.ts'
import { readImport } from './prompt-import.ts'
import {
  CHANGE_PROMPT,
  IMPORT_PROMPTS,
  KEEP_PROMPT,
  PROMPT_FILE_QUERY,
  PROMPTS_FILE_QUERY,
} from './prompt-schemas.ts'
import { type Prompt, SYSTEM } from './prompts.ts'
import { type Desk, granted, type Route, route } from './route.ts'
import { NOTHING } from './schemas.ts'

/** The prompt library: what comes with the product, and what people have made. */
export const PROMPT_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/prompts',
    summary:
      'The prompt library: what goes into a message box, and apart from it the system prompts. `best` is `claude` where it takes a real Claude to do it well. Those that people made have `own`.',
    answers:
      '200 `{ prompts: [{ id, title, for, group, teaches, expects, best, text, own?: { by, version, changedAt, mayChange } }], systemPrompts: […the same] }`',
    handle: async (desk, { viewer }) => {
      const own = (await ownPrompts(desk)).map(({ by, version, madeAt: _, changedAt, ...prompt }) => ({
        ...prompt,
        own: { by, version, changedAt, mayChange: mayChangePrompt({ by }, viewer) },
      }))
      const { prompts, systemPrompts } = desk.prompts
      const isSystem = ({ group }: Prompt) => group === SYSTEM
      const body = {
        prompts: [...prompts, ...own.filter((prompt) => !isSystem(prompt))],
        systemPrompts: [...systemPrompts, ...own.filter(isSystem)],
      }
      return { status: 200, body }
    },
  }),
  route({
    method: 'POST',
    path: '/api/prompts',
    summary:
      'Keeps a prompt of your own, for everybody to use. At most 200 are kept, with 500,000 characters together. `group` `system` makes it a system prompt.',
    answers:
      '201 `{ prompt: OwnPrompt }` (src/workspace/prompts.ts), the same for the same id; 409 `conflict` when no more are kept',
    body: KEEP_PROMPT,
    handle: async ({ workspace }, { body }) => ({
      status: 201,
      body: granted(await workspace.perform(ACTIONS.keepPrompt, body)),
    }),
  }),
  route({
    method: 'PUT',
    path: '/api/prompts/:prompt',
    summary: 'Changes a prompt that you made; one that a guest made may be changed by everybody.',
    answers:
      '200 `{ prompt: OwnPrompt }`; 403 `forbidden` when somebody else made it; 409 `conflict` when it is newer than `base`',
    body: CHANGE_PROMPT,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.changePrompt, { ...body, id: params('prompt') })),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/prompts/:prompt',
    summary: 'Removes a prompt that you made. To undo it, keep it again.',
    answers: '200 `{}`; 403 `forbidden` when somebody else made it',
    body: NOTHING,
    handle: async ({ workspace }, { params }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.removePrompt, { id: params('prompt') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/prompts/import',
    summary:
      'Keeps the prompts of a file: one as Markdown with `title: …` and the like between two lines of `---`, as in the folder prompts/, or JSON: `{ "prompts": [{ "title", "text", … }] }`. All of them or none; the same file twice is the same prompts.',
    answers:
      "200 `{ prompts: { id, title, how: 'added' | 'changed' | 'unchanged' }[] }`; 400 `bad_input` says which field of which prompt is not as expected",
    body: IMPORT_PROMPTS,
    handle: async ({ workspace }, { body }) => {
      const prompts = readImport(body.source)
      return { status: 200, body: granted(await workspace.perform(ACTIONS.importPrompts, { prompts })) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/prompts/export',
    summary: 'Prompts as one file of JSON that can be imported.',
    answers:
      '200 `application/json`: `{ "prompts": [{ id, title, for, group, teaches, expects, best, text }] }`',
    query: PROMPTS_FILE_QUERY,
    linked: true,
    handle: async (desk, { query }) => {
      const own = (await ownPrompts(desk)).map(portable)
      const wanted = query.ids.length === 0 ? own : query.ids.map((id) => promptNamed(id, desk, own))
      const text = `${JSON.stringify({ prompts: wanted }, null, 2)}\n`
      return fileOf('commonplace-prompts.json', 'application/json', text)
    },
  }),
  route({
    method: 'GET',
    path: '/api/prompts/:prompt/file',
    summary: 'One prompt as a Markdown file that can be imported, and put into the folder prompts/.',
    answers: '200 `text/markdown`',
    query: PROMPT_FILE_QUERY,
    linked: true,
    handle: async (desk, { params }) => {
      const own = (await ownPrompts(desk)).map(portable)
      const prompt = promptNamed(params('prompt'), desk, own)
      return fileOf(`${prompt.id}.md`, 'text/markdown; charset=utf-8', formatPrompt(prompt))
    },
  }),
]

async function ownPrompts({ workspace }: Desk): Promise<readonly OwnPrompt[]> {
  return (await workspace.snapshot([])).workspace.prompts
}

function promptNamed(id: string, desk: Desk, own: readonly Prompt[]): Prompt {
  const { prompts, systemPrompts } = desk.prompts
  const found = [...prompts, ...systemPrompts, ...own].find((prompt) => prompt.id === id)
  if (found) return found
  throw new HttpError(404, 'not_found', `There is no prompt with the id ${JSON.stringify(id)}.`)
}

function portable({ by: _, version: __, madeAt: ___, changedAt: ____, ...prompt }: OwnPrompt): Prompt {
  return prompt
}

function fileOf(name: string, type: string, text: string) {
  async function* pieces() {
    yield text
  }
  return { status: 200, body: null, file: { name, type, pieces: pieces() } } as const
}
