import { RIGHTS_KEEP_ORDER } from '../memory/rights.ts'
import { ACTIONS } from '../workspace/actions.ts'
import { granted, type Route, route } from './route.ts'
import { ADD_MEMORY, ADD_PERSON, CHANGE_MEMORY, NOTHING, REMOVE_MEMORY } from './schemas.ts'

/** Memories, people, and what people should know. */
export const MEMORIES_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/memories',
    summary: 'The memories that you may read, and what you may do in each.',
    answers:
      '200 `{ memories: (MemoryInfo & { access })[], people: Person[], words: string }`; `words`: what rights do not do',
    handle: async ({ workspace }, { edge }) => {
      const memories = edge.list().map((info) => ({
        ...info,
        access: edge.in(info.id, 'write').kind === 'opened' ? 'write' : 'read',
      }))
      const state = await workspace.snapshot([])
      return { status: 200, body: { memories, people: state.workspace.people, words: RIGHTS_KEEP_ORDER } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/memories',
    summary:
      'Adds a memory. You may write in it; everybody else may what `everyone` and `members` say, else nothing.',
    answers: '201 `{ memory: MemoryInfo }`; 409 `conflict` when its place is taken',
    body: ADD_MEMORY,
    handle: async ({ workspace }, { body }) => ({
      status: 201,
      body: granted(await workspace.perform(ACTIONS.addMemory, body)),
    }),
  }),
  route({
    method: 'PATCH',
    path: '/api/memories/:memory',
    summary: 'Changes a memory that you may write; what is left out stays. `members` replaces all members.',
    answers: '200 `{ memory: MemoryInfo }`; 403 `forbidden` when you may only read it',
    body: CHANGE_MEMORY,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.changeMemory, { ...body, memory: params('memory') })),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/memories/:memory',
    summary: 'Erases a memory that you may write, with everything it ever held. Cannot be undone.',
    answers: '200 `{}`',
    body: REMOVE_MEMORY,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.removeMemory, { ...body, memory: params('memory') })),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/people',
    summary: 'The people of the workspace: names to choose from.',
    answers: '200 `{ people: { name, addedAt }[] }`',
    handle: async ({ workspace }) => ({
      status: 200,
      body: { people: (await workspace.snapshot([])).workspace.people },
    }),
  }),
  route({
    method: 'POST',
    path: '/api/people',
    summary: 'Adds a person by name.',
    answers:
      '201 `{}`, also when there is somebody of that name; 409 `conflict` when one differs only in upper and lower case',
    body: ADD_PERSON,
    handle: async ({ workspace }, { body }) => ({
      status: 201,
      body: granted(await workspace.perform(ACTIONS.addPerson, body)),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/people/:name',
    summary: 'Takes a name out of the list. What it may see stays with the name.',
    answers: '200 `{}`',
    body: NOTHING,
    handle: async ({ workspace }, { text }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.removePerson, { name: text('name') })),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/notices/:notice',
    summary: 'Puts a notice away, for everybody.',
    answers: '200 `{}`',
    body: NOTHING,
    handle: async ({ workspace }, { params }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.dismissNotice, { notice: params('notice') })),
    }),
  }),
]
