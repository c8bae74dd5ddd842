import { ACTIONS } from '../workspace/actions.ts'
import { granted, type Route, route } from './route.ts'
import { CHOOSE_HOST, NOTHING, SET_UP_HOST } from './schemas.ts'

/** Where Claude runs: what can be set up, setting it up, what is wrong with it, and which one answers. */
export const HOST_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/hosts',
    summary: 'What can be set up, what is set up, and which hosts can be used and why. Never holds a secret.',
    answers:
      '200 `{ forms: HostForm[], setups: HostSetup[], hosts: HostState[], choice: { host, model } }`; `choice` is what was asked for as the host of the workspace, or `auto`',
    handle: async ({ workspace }) => {
      const { hosts } = (await workspace.snapshot([])).workspace
      const { forms, setups } = workspace.hosts
      return { status: 200, body: { forms: forms(), setups: setups(), hosts, choice: workspace.choice } }
    },
  }),
  route({
    method: 'PUT',
    path: '/api/hosts',
    summary: 'Sets a host up, after asking it whether it accepts us. What does not work changes nothing.',
    answers:
      '200 `{ host: HostState, told }`, `told` in words: "Key accepted, 14 models"; 400 `host` with `findings: Finding[]`',
    body: SET_UP_HOST,
    handle: async ({ workspace }, { body }) => {
      const setup = { kind: body.kind, name: body.name ?? null, fields: body.fields }
      const answer = granted(await workspace.perform(ACTIONS.setUpHost, setup))
      if (answer.ok)
        return { status: 200, body: { host: answer.host.state, told: answer.told, said: answer.said } }
      const { message, said, findings } = answer
      return { status: 400, body: { error: { code: 'host', message }, said, findings } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/hosts/:host',
    summary:
      'Forgets what was typed for a host, secrets and all. A chat that had chosen it says so at its next turn, and asks nobody else.',
    answers: '200 `{}`; 404 when nothing was typed for it',
    body: NOTHING,
    handle: async ({ workspace }, { text }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.removeHost, { host: text('host') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/hosts/:host/examine',
    summary: 'Looks at everything that a host needs, step by step, and asks it for one word.',
    answers:
      '200 `{ findings: [{ what, state, found, mend, guide? }] }`; `guide` is the page of the docs that tells more; `state` is `good`, `wrong` or `unknown`',
    body: NOTHING,
    handle: async ({ workspace }, { text }) => ({
      status: 200,
      body: { findings: await workspace.hosts.examine(text('host')) },
    }),
  }),
  route({
    method: 'POST',
    path: '/api/hosts/discover',
    summary: 'Looks for model servers on loopback ports of the machine where Commonplace runs.',
    answers: '200 `{ servers: [{ name, baseUrl, models }] }`',
    body: NOTHING,
    handle: async ({ workspace }) => ({ status: 200, body: { servers: await workspace.hosts.discover() } }),
  }),
  route({
    method: 'PUT',
    path: '/api/host',
    summary:
      'Chooses the host and model for chats that have not chosen one, after asking the host for its models.',
    answers: '200 `{ host: HostState }`; 400 `host` when it cannot be used or does not offer the model',
    body: CHOOSE_HOST,
    handle: async ({ workspace }, { body }) => {
      const choice = { host: body.host, model: body.model ?? null }
      return { status: 200, body: granted(await workspace.perform(ACTIONS.chooseHost, choice)) }
    },
  }),
]
